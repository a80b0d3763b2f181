"""The booklet on screen: the same pieces, as they stand at this moment."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from collegium.booklets import policies
from collegium.booklets.gathering import chapters_of, gather, index_of
from collegium.booklets.models import Making
from collegium.booklets.models.making import KINDS
from collegium.booklets.views.finding import find_to_read
from collegium.kit.text import as_address, as_html
from collegium.kit.web import show
from collegium.outcomes.models import Shown
from collegium.people.models import Person


@require_GET
def booklet(request: HttpRequest, number: int) -> HttpResponse:
    """Title, contents and index, and its files where they are made."""
    found = find_to_read(request, number)
    chapters = chapters_of(found)
    edits = isinstance(request.user, Person) and policies.may_edit(request.user, found)
    return show(
        request, "booklets/booklet.html", booklet=found, chapters=chapters, index=index_of(chapters), edits=edits,
        preface=as_html(found.preface), making=Making.objects.current(found), base=_base(request),
    )  # fmt: skip


@require_GET
def piece(request: HttpRequest, number: int, piece: int) -> HttpResponse:
    """One piece under an address that stays."""
    found = find_to_read(request, number)
    read = gather(found, found.standing().filter(pk=piece))
    if not read:
        raise Http404
    return show(request, "booklets/piece.html", booklet=found, piece=read[0], base=_base(request))


@require_GET
def picture(request: HttpRequest, number: int, shown: int) -> HttpResponseBase:
    """A picture of a piece that stands in it: readers of the booklet need no other right."""
    found = find_to_read(request, number)
    editions = found.standing().values("report__edition")
    one = get_object_or_404(Shown.objects.filter(edition__in=editions).select_related("file"), pk=shown)
    return HttpResponse(one.file.content(), content_type=one.file.kind)


@require_GET
def file(request: HttpRequest, number: int, kind: str) -> HttpResponseBase:
    """The newest files, as long as everything in them still has its authors' yes."""
    found = find_to_read(request, number)
    making = Making.objects.current(found)
    if making is None or kind not in making.files:
        raise Http404
    ending = "epub" if kind == "epub" else "pdf"
    name = f"{as_address(found.title) or 'booklet'}{'-print' if kind == 'print' else ''}.{ending}"
    answer = FileResponse(iter([making.content(kind)]), content_type=KINDS[kind])
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _base(request: HttpRequest) -> str:
    """Whoever has not signed in reads it without the menu."""
    return "kit/base.html" if isinstance(request.user, Person) else "booklets/outside.html"
