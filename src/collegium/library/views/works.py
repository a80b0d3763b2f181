"""The catalogue, and one work."""

from typing import Any
from urllib.parse import urlencode, urlsplit

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from collegium.groups.audience import Audience, Reaching
from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.text import as_html
from collegium.kit.web import SignedIn, ensure, show
from collegium.library import forms, policies
from collegium.library.labels import FACETS, words_of
from collegium.library.models import Use, Work
from collegium.library.playing import player_of, playing
from collegium.library.views.finding import find_work, my_groups, with_uses

A_PAGE = 30
FILTERS = ("q", "kind", "for", "theme", "which")


@login_required
def works(request: SignedIn) -> HttpResponse:
    """All that one may see, by words, kind, for whom, theme; and what colleagues of one's own school used."""
    me = request.user
    asked = {name: request.GET.get(name, "").strip()[:100] for name in FILTERS}
    known: Any = Work.objects.visible_to(me).standing()
    themes = sorted(set(known.filter(themes__isnull=False).order_by().values_list("themes__title", flat=True)))
    found = with_uses(_narrowed(known, me, asked), me)
    shown = Paginator(found.select_related("person", "school").order_by("-at", "-pk"), A_PAGE).get_page(
        request.GET.get("page")
    )
    return show(
        request, "library/works.html", "found",
        works=shown, sheet=shown, asked=asked, which_for=asked["for"], themes=themes, facets=FACETS,
        kinds=Work.Kind.choices, is_narrowed=any(asked.values()),
        keep=urlencode({name: value for name, value in asked.items() if value}) + "&",
    )  # fmt: skip


def _narrowed(known: Any, me: Any, asked: dict[str, str]) -> Any:
    found = known.matching(asked["q"])
    if asked["kind"]:
        found = found.filter(kind=asked["kind"])
    if asked["for"]:
        found = found.labelled(asked["for"])
    if asked["theme"]:
        found = found.themed(asked["theme"])
    if asked["which"] == "mine":
        found = found.filter(person=me)
    elif asked["which"] == "used":
        found = found.filter(uses__in=Use.objects.filter(school__in=me.schools_now())).distinct()
    return found


@login_required
def work(request: SignedIn, number: int) -> HttpResponse:
    """What it is, where it is, who of one's school used it, and on which of one's shelves it stands."""
    found = find_work(request, number)
    me = request.user
    known = Use.objects.visible_to(me).filter(work=found).select_related("person")
    uses = list(known.order_by("-at", "-pk")[:A_PAGE])
    is_mine = policies.may_describe(me, found)
    groups = list(my_groups(me))
    player = player_of(found.link) if found.kind == Work.Kind.VIDEO else None
    plays = player if "watch" in request.GET else None
    page = show(
        request, "library/work.html", player=player, plays=plays,
        work=found, uses=uses, mine=next((use for use in uses if use.person_id == me.pk), None),
        themes=list(found.themes.all()), facts=facts(found), about=as_html(found.about),
        place=urlsplit(found.link).hostname or "",
        files=list(found.files.order_by("pk")), is_mine=is_mine, groups=groups,
        shelves=list(found.shelvings.filter(group__in=groups).select_related("group").order_by("group__title")),
        wider=wider_words(found) if is_mine else [], sees=sees(found), handout=forms.Handout() if is_mine else None,
    )  # fmt: skip
    return playing(page, plays)


def facts(found: Work) -> list[tuple[Any, Any]]:
    """What there is to know of it besides, as far as somebody said so."""
    labels = words_of(found.labels.values_list("value", flat=True))
    all_of_it = [
        (_("Who offers it"), found.provider), (_("Language"), found.language),
        (pgettext("how long", "Minutes"), found.minutes),
        ("ISBN", found.isbn), (_("For"), ", ".join(str(one) for one in labels)),
        (_("Who agreed to be seen"), found.consent),
    ]  # fmt: skip
    return [(title, value) for title, value in all_of_it if value]


def wider_words(found: Reaching) -> list[tuple[str, str]]:
    """To whom it may be opened still, in names."""
    words = {
        Audience.GROUP: found.group.title if found.group else "",
        Audience.SCHOOL: _("everyone at %(school)s") % {"school": found.school} if found.school else "",
        Audience.NETWORK: _("all schools that %(school)s works with") % {"school": found.school},
    }
    return [(audience, words[Audience(audience)]) for audience in found.wider()]


def sees(found: Reaching) -> str:
    """Who sees it now, as a sentence."""
    match found.audience:
        case Audience.GROUP:
            return _("%(group)s sees it.") % {"group": found.group}
        case Audience.SCHOOL:
            return _("Everyone at %(school)s sees it.") % {"school": found.school}
        case Audience.NETWORK:
            return _("Everyone at %(school)s and the schools it works with sees it.") % {"school": found.school}
    return _("Only you see it.")


@login_required
@acts
def use(request: SignedIn, number: int) -> HttpResponse:
    """I used this: colleagues of my school find somebody to ask."""
    found = find_work(request, number)
    ensure(policies.may_use(found))
    form, at = forms.Used(request.POST), clock.now()
    words = form.cleaned_data["words"] if form.is_valid() else ""
    return once(request, lambda: Use.objects.say(found, request.user, words=words, at=at), lambda _use: found)


@login_required
@acts
def not_used(request: SignedIn, number: int) -> HttpResponse:
    found = find_work(request, number)
    mine, at = Use.objects.filter(work=found, person=request.user), clock.now()

    def take_back() -> None:
        for one in mine:
            one.take_back(at=at)

    return once(request, take_back, found)
