"""Have the files made, stop that, and fetch them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.text import as_address
from collegium.kit.web import SignedIn
from collegium.packs.models import Making, NothingTicked
from collegium.packs.models.making import KINDS
from collegium.packs.views.finding import find


@acts
@login_required
def making(request: SignedIn, number: int) -> HttpResponse:
    found = find(request, number)
    try:
        return once(request, lambda: found.make(by=request.user, at=clock.now()), found)
    except NothingTicked:
        messages.error(request, _("Nothing is chosen yet: look at the first criterion."))
        return once(request, lambda: None, found)


@acts
@login_required
def stopping(request: SignedIn, number: int) -> HttpResponse:
    found = find(request, number)
    going = Making.objects.going().filter(pack=found).first()
    return once(request, lambda: going.cancel(by=request.user, at=clock.now()) if going else None, found)


@require_GET
@login_required
def file(request: SignedIn, number: int, kind: str) -> HttpResponseBase:
    """As long as everything in it stands, and whoever fetches it may see all of that."""
    found = find(request, number)
    made = Making.objects.current(found, at=clock.now(), person=request.user)
    if made is None or kind not in made.files:
        raise Http404
    answer = FileResponse(iter([made.content(kind)]), content_type=KINDS[kind])
    answer["Content-Disposition"] = f'attachment; filename="{as_address(found.title) or "evidence"}.{kind}"'
    return answer
