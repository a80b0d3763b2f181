"""What every page of forming begins with: the noun that the lead may see, and the context that all pages share."""

from collections.abc import Callable
from typing import Any

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from collegium.forming import telling
from collegium.forming.board import board_of, last_change, outside
from collegium.forming.forms import TryRules
from collegium.forming.gathering import everybody
from collegium.forming.models import Formation, Meanwhile, Placement, ProposedGroup, Sharing
from collegium.forming.rules import Rules
from collegium.kit import clock
from collegium.kit.once import once
from collegium.kit.web import SignedIn, show
from collegium.people.alphabet import by_surname
from collegium.people.models import Person
from collegium.programmes.models import Programme, Unanswered


def find_programme(request: SignedIn, programme: int) -> Programme:
    return get_object_or_404(Programme.objects.led_by(request.user).select_related("school"), pk=programme)


def find_formation(request: SignedIn, formation: int) -> Formation:
    seen = Formation.objects.visible_to(request.user).select_related("programme__school", "programme__approach")
    return get_object_or_404(seen, pk=formation)


def find_place(request: SignedIn, place: int) -> Placement:
    seen = Placement.objects.visible_to(request.user).select_related("formation__programme", "person", "group")
    return get_object_or_404(seen, pk=place)


def find_group(request: SignedIn, group: int) -> ProposedGroup:
    seen = ProposedGroup.objects.visible_to(request.user).select_related("formation__programme", "theme")
    return get_object_or_404(seen, pk=group)


def show_plan(request: SignedIn, formation: Formation, *, status: int = 200, **context: Any) -> HttpResponse:
    """The plan with all that belongs on its page."""
    board = board_of(formation)
    programme = formation.programme
    left = outside(formation)
    undoable = last_change(formation)
    figures, finding = board.figures, board.finding
    said: dict[str, Any] = {
        "first": telling.out_of(figures.first, figures.wished),
        "third": telling.out_of(figures.up_to_third, figures.wished),
        "groups": telling.groups(figures),
        "proof": telling.proof(figures),
        "unanswered": telling.unanswered(board),
        "outside": telling.outside(left),
        "last_deed": telling.last_deed(undoable),
    }
    if finding:
        rules = telling.other_rules(finding, formation.asked)
        said |= {"decision": telling.decision(finding), "deed": telling.deed(finding), "rules": rules}
    return show(
        request,
        "forming/formation.html",
        status=status,
        programme=programme,
        formation=formation,
        board=board,
        figures=figures,
        said=said,
        outside=left,
        tries=tries_of(programme),
        current=Formation.objects.of(programme).first(),
        undoable=undoable,
        collecting=programme.is_collecting(clock.now()),
        sharing=Sharing.objects.filter(programme=programme).select_related("formation").first(),
        **context,
    )


def once_or_look_again(
    request: SignedIn, formation: Formation, verb: Callable[[], Any], to: Any
) -> HttpResponse:
    """Do it; but where somebody changed the plan since the page was shown, show it as it is now, and do nothing."""
    try:
        return once(request, verb, to)
    except Meanwhile:
        return show_plan(request, find_formation(request, formation.pk), status=409, meanwhile=True)


def tries_of(programme: Programme) -> list[Formation]:
    """All tries with their figures, in one query."""
    wished = Q(placements__came_by=Placement.CameBy.WISH)
    tries = list(
        Formation.objects.filter(programme=programme, finished_at__isnull=False)
        .annotate(
            first=Count("placements", filter=wished & Q(placements__rank=1)),
            wished=Count("placements", filter=wished),
            over=Count("placements", filter=Q(placements__group=None)),
        )
        .order_by("-number")
    )
    for one in tries:
        one.rules_in_words = telling.rules(one.asked)  # type: ignore[attr-defined]
    return tries


def rules_form(programme: Programme, rules: Rules | None = None, data: Any = None) -> TryRules:
    """The rules, filled in with the last ones or the programme's; who did not answer, as was decided for them."""
    unanswered = unanswered_of(programme)
    decided = Unanswered.objects.filter(programme=programme, choice=Unanswered.Choice.PLANNER)
    place = tuple(rules.place) if rules else tuple(decided.values_list("person", flat=True))
    base = rules or Rules(programme.smallest, programme.largest)
    return TryRules(
        data,
        unanswered=unanswered,
        has_induction=programme.themes.filter(is_induction=True).exists(),
        initial={
            "smallest": base.smallest, "largest": base.largest, "seconds": base.seconds, "place": list(place),
            "anybody_leads": base.anybody_leads, "place_new_staff": base.place_new_staff,
        },
    )  # fmt: skip


def unanswered_of(programme: Programme) -> list[Person]:
    """Those without a wish for a theme: who did not answer, and who asked only a question of their own."""
    heard = programme.answers.exclude(alone=False, wishes=None).values("person")
    return list(
        everybody(programme)
        .exclude(pk__in=heard)
        .exclude(pk__in=_for_induction(programme))
        .order_by(*by_surname(), "pk")
    )


def _for_induction(programme: Programme) -> Any:
    has_theme = programme.themes.filter(is_induction=True).exists()
    return programme.new_staff().values("pk") if has_theme else []
