"""Ideas: what colleagues have thought of, where it came from, and what became of it elsewhere."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from collegium.enquiry import forms, policies
from collegium.enquiry.browsing import A_PAGE, Wanted, cards, groups_of, themes_of
from collegium.enquiry.lineage import family_of, figures
from collegium.enquiry.models import Echo, Idea, TooWide, Trial
from collegium.enquiry.views.finding import find_idea, my_groups, themes_for
from collegium.groups.audience import Audience, Reaching, choices_for, reach
from collegium.groups.models import Group
from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.meetings.models import Promise


@login_required
def ideas(request: SignedIn) -> HttpResponse:
    """What is new for this person first; all of it, by words and by theme."""
    me = request.user
    words, theme = request.GET.get("q", "").strip()[:100], request.GET.get("theme", "")[:100]
    wanted = Wanted(words, theme, request.GET.get("which", ""))
    found, leaf = cards(me, wanted, request.GET.get("before", ""))
    groups = groups_of(me)
    return show(
        request, "enquiry/ideas.html", "found",
        ideas=found, leaf=leaf, wanted=wanted, themes=sorted(themes_of(me)), tab="ideas",
        group=groups[0] if len(groups) == 1 else "",
        query=urlencode({name: request.GET[name] for name in ("q", "theme", "which") if name in request.GET}) + "&",
    )  # fmt: skip


@login_required
def idea(request: SignedIn, number: int) -> HttpResponse:
    """One card: how it goes, what became of it, what was made out of it. Withdrawn: its place in the lineage."""
    found = find_idea(request, number)
    me = request.user
    counted = Idea.objects.with_figures().get(pk=found.pk)
    echoes = Echo.objects.filter(idea=found).select_related("person", "trial").order_by("-at", "-pk")[:A_PAGE]
    return show(
        request, "enquiry/idea.html",
        idea=found, figures=figures(counted), is_mine=policies.may_write(me, found),
        echoes=[] if found.is_withdrawn else echoes, family=family_of(found, me), groups=my_groups(me),
        wider=wider_words(found) if policies.may_write(me, found) else [],
        meant=_meant(request, found),
    )  # fmt: skip


def _meant(request: SignedIn, found: Idea) -> Promise | Trial | None:
    """What this person has said already about trying it."""
    promise = Promise.objects.open().of(request.user).filter(taken_up__idea=found, trial=None).first()
    return promise or Trial.objects.filter(person=request.user, idea=found).order_by("-at").first()


def wider_words(found: Reaching) -> list[tuple[str, str]]:
    """To whom it may be opened still, in names."""
    words = {
        Audience.GROUP: found.group.title if found.group else "",
        Audience.SCHOOL: _("everyone at %(school)s") % {"school": found.school} if found.school else "",
        Audience.NETWORK: _("all schools that %(school)s works with") % {"school": found.school},
    }
    return [(audience, words[Audience(audience)]) for audience in found.wider()]


def _card(request: SignedIn, data: Any = None, **initial: Any) -> forms.NewCard:
    me = request.user
    sources: QuerySet[Idea] = Idea.objects.visible_to(me).standing()
    reaches = choices_for(me, alone=True)
    wide = next((choice for choice, _words in reaches if choice != Audience.ME), Audience.ME)
    return forms.NewCard(data, themes=themes_for(me), reaches=reaches, sources=sources,
                         initial={"reach": wide} | initial)  # fmt: skip


@login_required
def sharing(request: SignedIn) -> HttpResponse:
    """A minute: a title is enough. ``from`` are the ideas out of which this one is made, ``tried`` what one tried."""
    numbers = [int(number) for number in request.GET.getlist("from") if number.isdecimal() and len(number) < 15]
    sources = list(Idea.objects.visible_to(request.user).standing().filter(pk__in=numbers))
    first = sources[0] if len(sources) == 1 else None
    begun = _words(first) if first else _tried(request)
    return _sharing_page(request, _card(request, sources=sources, **begun), sources)


def _tried(request: SignedIn) -> dict[str, Any]:
    """What somebody tried themselves, as the beginning of a card: their own words, for them to change."""
    number = request.GET.get("tried", "")
    if not number.isdecimal() or len(number) >= 15:
        return {}
    one = Trial.objects.filter(person=request.user, pk=number).first()
    return {"title": one.text[:120], "how": "\n\n".join(filter(None, (one.went_well, one.changed)))} if one else {}


def _words(found: Idea) -> dict[str, Any]:
    return {name: getattr(found, name) for name in ("title", "how", "theme", "subject", "ages")}


def _sharing_page(
    request: SignedIn, form: forms.NewCard, sources: list[Idea], *, status: int = 200
) -> HttpResponse:
    others = Idea.objects.visible_to(request.user).standing().exclude(pk__in=[one.pk for one in sources])
    return show(
        request, "enquiry/sharing.html", status=status, form=form, sources=sources,
        others=others.order_by("-at")[:A_PAGE] if sources else [], without_source=len(sources),
    )  # fmt: skip


@login_required
@acts
def shared(request: SignedIn) -> HttpResponse:
    form, at = _card(request, request.POST), clock.now()
    if not form.is_valid():
        numbers = [number for number in request.POST.getlist("sources") if number.isdecimal() and len(number) < 15]
        chosen = Idea.objects.visible_to(request.user).standing().filter(pk__in=numbers)
        return _sharing_page(request, form, list(chosen), status=422)
    given = form.cleaned_data
    reached = reach(given["reach"], request.user)
    words = {name: given[name] for name in ("title", "how", "theme", "subject", "ages", "sources")}
    try:
        return once(request, lambda: Idea.objects.share(person=request.user, at=at, **words, **reached))
    except TooWide:
        form.add_error("reach", _("A colleague gave the idea behind it to fewer people. Keep to those, or ask."))
        return _sharing_page(request, form, list(given["sources"]), status=422)


@login_required
def wording(request: SignedIn, number: int) -> HttpResponse:
    """The author's words as they stand, to change."""
    found = find_idea(request, number)
    ensure(policies.may_write(request.user, found))
    form = forms.Card(themes=themes_for(request.user), initial=_words(found))
    return show(request, "enquiry/wording.html", idea=found, form=form)


@login_required
@acts
def reworded(request: SignedIn, number: int) -> HttpResponse:
    found = find_idea(request, number)
    ensure(policies.may_write(request.user, found))
    form, at = forms.Card(request.POST, themes=themes_for(request.user)), clock.now()
    if not form.is_valid():
        return show(request, "enquiry/wording.html", status=422, idea=found, form=form)
    return once(request, lambda: found.reword(by=request.user, at=at, **form.cleaned_data), found)


@login_required
@acts
def widening(request: SignedIn, number: int) -> HttpResponse:
    """Only its author, and only wider."""
    found = find_idea(request, number)
    ensure(policies.may_write(request.user, found))
    audience, at = request.POST.get("audience", ""), clock.now()
    return once(request, lambda: found.widen(audience, by=request.user, at=at), found)


@login_required
@acts
def withdrawal(request: SignedIn, number: int) -> HttpResponse:
    found = find_idea(request, number)
    ensure(policies.may_write(request.user, found))
    at = clock.now()
    return once(request, lambda: found.withdraw(by=request.user, at=at), found)


@login_required
@acts
def taking_up(request: SignedIn, number: int) -> HttpResponse:
    """I'll try this: promised to a group, or a plan of one's own."""
    found = find_idea(request, number)
    ensure(policies.may_take_up(found))
    slug, at = request.POST.get("group", ""), clock.now()
    group: Group | None = my_groups(request.user).filter(slug=slug).first() if slug else None
    if slug and group is None:
        return redirect(found)
    messages.success(request, _taken_words(group))
    return once(request, lambda: found.take_up(request.user, at=at, group=group), "desk:today")


def _taken_words(group: Group | None) -> str:
    if group is None:
        return _("It stands on your Today page. Nobody else sees it.")
    return _("Promised to %(group)s. It stands on your Today page until you tell how it went.") % {"group": group}
