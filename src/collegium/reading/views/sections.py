"""The parts of a text: for which meeting, how far one is, and what was said about each."""

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse

from collegium.groups.faces import face
from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.meetings.models import Meeting
from collegium.meetings.showing import row_of
from collegium.reading import forms, policies
from collegium.reading.models import Section
from collegium.reading.showing import place_of
from collegium.reading.views.finding import find_comment, find_reading, find_section


@login_required
def laying_out(request: SignedIn, number: int) -> HttpResponse:
    """One line for each part. The same page shows and, by POST, keeps."""
    if request.method == "POST":
        return laid_out(request, number)
    found = find_reading(request, number)
    ensure(policies.may_write(request.user, found))
    lines = [
        " | ".join(part for part in (one.title, one.pages) if part) for one in found.sections.order_by("order", "pk")
    ]
    form = forms.Sections(initial={"sections": "\n".join(lines)})
    return show(request, "reading/laying_out.html", reading=found, form=form)


@acts
def laid_out(request: SignedIn, number: int) -> HttpResponse:
    found = find_reading(request, number)
    ensure(policies.may_write(request.user, found))
    form, at = forms.Sections(request.POST), clock.now()
    if not form.is_valid():
        return show(request, "reading/laying_out.html", status=422, reading=found, form=form)
    return once(request, lambda: found.lay_out(form.cleaned_data["sections"], by=request.user, at=at), found)


@login_required
def section(request: SignedIn, number: int) -> HttpResponse:
    """What was said about it: folded for who has not read so far, unless they open it."""
    return section_page(request, find_section(request, number))


def section_page(
    request: SignedIn, found: Section, *, status: int = 200, form: forms.Comments | None = None
) -> HttpResponse:
    me, at = request.user, clock.now()
    group = found.reading.group
    is_read = found.order <= place_of(found.reading, me)
    is_open = is_read or "open" in request.GET
    standing = found.comments.filter(withdrawn_at=None)
    comments = list(standing.select_related("person").order_by("at", "pk")) if is_open else []
    rows = [row_of(one, me, at=at) for one in _meetings(found).order_by("starts_at", "pk")]
    return show(
        request, "reading/section.html", status=status, section=found, reading=found.reading,
        group=group, face=face(group, me), tab="reading", is_read=is_read, is_open=is_open,
        folded=0 if is_open else standing.count(), comments=comments, rows=rows, form=form or forms.Comments(),
        may_write=policies.may_write(me, found.reading),
        when=row_of(found.meeting, me, at=at) if found.meeting else None,
    )  # fmt: skip


def _meetings(found: Section) -> QuerySet[Meeting]:
    """Those of the group that stand."""
    return Meeting.objects.filter(group=found.reading.group, cancelled_at=None).select_related("host")


@login_required
@acts
def planning(request: SignedIn, number: int) -> HttpResponse:
    found = find_section(request, number)
    ensure(policies.may_write(request.user, found.reading))
    form, at = forms.When(request.POST, meetings=_meetings(found)), clock.now()
    if not form.is_valid():
        return section_page(request, found, status=422)
    return once(request, lambda: found.plan(form.cleaned_data["meeting"], by=request.user, at=at), found)


@login_required
@acts
def place(request: SignedIn, number: int) -> HttpResponse:
    """I have read so far: what was said about it unfolds, for me alone."""
    found = find_section(request, number)
    order = found.order if request.POST.get("read") == "yes" else found.order - 1
    return once(request, lambda: found.reading.mark(request.user, order), found)


@login_required
@acts
def commenting(request: SignedIn, number: int) -> HttpResponse:
    found = find_section(request, number)
    ensure(policies.may_write(request.user, found.reading))
    form, at = forms.Comments(request.POST), clock.now()
    if not form.is_valid():
        return section_page(request, found, status=422, form=form)
    words = form.cleaned_data["text"]
    return once(request, lambda: found.say(words, person=request.user, at=at), lambda _comment: found)


@login_required
@acts
def taking_back(request: SignedIn, number: int) -> HttpResponse:
    found = find_comment(request, number)
    ensure(policies.may_take_back(request.user, found))
    at = clock.now()
    return once(request, lambda: found.take_back(at=at), found.section)
