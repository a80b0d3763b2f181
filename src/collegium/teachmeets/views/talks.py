"""The page of a talk: for those who were not there, and for the one who would like to try it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from collegium.community.bus_stop import take_up
from collegium.enquiry.models import Idea
from collegium.files.looking import Refused
from collegium.files.models import File
from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.teachmeets import forms, policies
from collegium.teachmeets.models import Talk
from collegium.teachmeets.views.finding import find_own, find_talk


@login_required
def talk(request: SignedIn, number: int) -> HttpResponse:
    return talk_page(request, find_talk(request, number))


def _idea_of(found: Talk, request: SignedIn) -> Idea | None:
    """Once its speaker has made one of it, and for whom it reaches."""
    known = Idea.objects.visible_to(request.user).standing()
    return known.filter(pk=found.idea_id).first() if found.idea_id else None


def talk_page(
    request: SignedIn, found: Talk, *, form: forms.Telling | None = None, handout: forms.Handout | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    me = request.user
    mine = policies.may_tell(me, found)
    first = {"title": found.title, "note": found.note, "link": found.link}
    return show(
        request, "teachmeets/talk.html", status=status, talk=found, meet=found.meet, is_mine=mine,
        idea=_idea_of(found, request), may_make=policies.may_make_an_idea(me, found),
        handouts=found.handouts.select_related("file").order_by("pk"),
        form=(form or forms.Telling(initial=first)) if mine else None,
        handout=(handout or forms.Handout()) if mine else None, writes=form is not None, brings=handout is not None,
    )  # fmt: skip


@login_required
@acts
def words(request: SignedIn, number: int) -> HttpResponse:
    found, at = find_own(request, number), clock.now()
    form = forms.Telling(request.POST)
    if not form.is_valid():
        return talk_page(request, found, form=form, status=422)
    return once(request, lambda: found.tell(at=at, **form.cleaned_data), found)


@login_required
@acts
def files(request: SignedIn, number: int) -> HttpResponse:
    found, at = find_own(request, number), clock.now()
    form = forms.Handout(request.POST, request.FILES)
    if form.is_valid():
        (name, looked), describes = form.cleaned_data["file"], form.cleaned_data["describes"]

        def bring() -> None:
            file = File.objects.keep(looked, name=name, by=request.user, at=at, describes=describes)
            found.hand_out(file, at=at)

        try:
            return once(request, bring, found)
        except Refused as error:
            form.add_error("file", str(error))
    return talk_page(request, found, handout=form, status=422)


@login_required
@acts
def removal(request: SignedIn, number: int, file: int) -> HttpResponse:
    found, at = find_own(request, number), clock.now()
    handout = get_object_or_404(found.handouts.select_related("file"), file=file)
    return once(request, lambda: handout.file.remove(by=request.user, at=at), found)


@login_required
@acts
def withdrawal(request: SignedIn, number: int) -> HttpResponse:
    found, at = find_own(request, number), clock.now()
    messages.success(request, _("Taken back. Nobody minds."))
    return once(request, lambda: found.withdraw(by=request.user, at=at), found.meet)


@login_required
@acts
def idea(request: SignedIn, number: int) -> HttpResponse:
    """Its speaker's own act."""
    found, at = find_own(request, number), clock.now()
    return once(request, lambda: found.become_an_idea(at=at), found)


@login_required
@acts
def trying(request: SignedIn, number: int) -> HttpResponse:
    found, at = find_talk(request, number), clock.now()
    known = _idea_of(found, request)
    ensure(known is not None and found.person_id != request.user.pk)
    assert known is not None
    messages.success(request, _("“%(title)s” stands on your Today page.") % {"title": known.title})
    return once(request, lambda: take_up(known, request.user, at=at), found)
