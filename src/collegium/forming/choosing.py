"""Where one person could go: who would gain or lose what, and which rules it would break, before anybody chooses."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collegium.forming import words
from collegium.forming.board import Board
from collegium.forming.cards import NOWHERE, Card
from collegium.forming.models import Placement
from collegium.people.words import words_of
from collegium.planning.groups import Group, GroupsPlan, GroupsProblem, Price, prices_of
from collegium.planning.groups.costs import cost_of_place
from collegium.planning.groups.problem import COST_NOBODY_EXPERIENCED, COST_THIRD_OF_A_DEPARTMENT, EXPERIENCED

# After the fifth wish.
OUTSIDE = 6


@dataclass(frozen=True)
class Way:
    """One place to go to: a group, or none."""

    key: str
    card: Card | None
    cost: int
    breaches: tuple[str, ...]
    rank: int | None
    effects: tuple[str, ...] = ()

    @property
    def size(self) -> str:
        n = len(self.card.members) if self.card else 0
        return ngettext("%(n)d member", "%(n)d members", n) % {"n": n}


@dataclass(frozen=True)
class Effect:
    """One thing that a move would change, and what the planner's rules count it as. Below 0: for the better."""

    code: str
    points: int


def ways(board: Board, place: Placement) -> list[Way]:
    """All places but the present one: those that break no rule first, then the better wish, then the cheaper."""
    who = str(place.person_id)
    wishes = board.formation.task.person[who].wishes if place.came_by == Placement.CameBy.WISH else ()
    cards = {card.key: card for card in board.cards}
    found = [
        _way(board, place, price, key, cards, wishes)
        for key, price in prices_of(board.formation.task, board.plan, who).items()
        if key is not None
    ]
    return sorted(found, key=lambda way: (len(way.breaches), way.rank or OUTSIDE, way.cost, way.key))


def way_out(board: Board, place: Placement) -> Way | None:
    """Leaving somebody out: None where they are in no group already."""
    who = str(place.person_id)
    price = prices_of(board.formation.task, board.plan, who).get(None)
    return None if price is None else _way(board, place, price, None, {}, ())


def _way(
    board: Board, place: Placement, price: Price, key: str | None, cards: dict[str, Card], wishes: tuple[str, ...]
) -> Way:
    card = cards[key] if key is not None else None
    breaches = dict.fromkeys(str(words.ABOUT_A_RULE[breach.code]) for breach in price.breaches)
    rank = wishes.index(card.theme_id) + 1 if card and card.theme_id in wishes else None
    return Way(key or "", card, price.cost, tuple(breaches), rank, tuple(_said(board, place, key, rank)))


def _said(board: Board, place: Placement, key: str | None, rank: int | None) -> Iterator[str]:
    """The wish that this place is, or that is lost, and everything else that would change, in words."""
    if rank:
        yield words.say_wish(rank)
    elif place.rank:
        yield words.say_loss(place.rank)
    ours = words_of(board.formation.programme.school)["department"]
    department = board.departments.get(place.person_id, NOWHERE).department or _("one %(department)s") % {
        "department": ours
    }
    for effect in effects(board.formation.task, board.plan, str(place.person_id), key):
        if effect.code in words.ABOUT_AN_EFFECT:
            yield words.say_effect(effect.code, department)


def effects(problem: GroupsProblem, plan: GroupsPlan, who: str, into: str | None) -> list[Effect]:
    """Everything that the move changes for the person, for the group they leave and for the one they join."""
    person, origin = problem.person[who], plan.group_of.get(who)
    target = None if into is None else plan.group[into]
    found = [Effect("wish", cost_of_place(problem, person, target) - cost_of_place(problem, person, origin))]
    if origin:
        alike, seasoned = _like(problem, origin, who)
        found.append(Effect("eased", -COST_THIRD_OF_A_DEPARTMENT * (alike >= CROWD)))
        found.append(_left_behind(problem, origin, person.experience >= EXPERIENCED, seasoned))
    if target:
        alike, seasoned = _like(problem, target, who)
        found.append(Effect("crowded", COST_THIRD_OF_A_DEPARTMENT * (alike >= CROWD)))
        guides = not seasoned and person.experience >= EXPERIENCED and not problem.theme[target.theme].induction
        found.append(Effect("guides", -COST_NOBODY_EXPERIENCED * guides))
    return [effect for effect in found if effect.points]


# Two of one department are company; each more of them counts.
CROWD = 2


def _like(problem: GroupsProblem, group: Group, who: str) -> tuple[int, bool]:
    """How many others of a group are of somebody's department, and whether any of them is experienced."""
    others = [problem.person[member] for member in group.members if member != who]
    alike = sum(other.department == problem.person[who].department for other in others)
    return alike, any(other.experience >= EXPERIENCED for other in others)


def _left_behind(problem: GroupsProblem, group: Group, is_experienced: bool, seasoned: bool) -> Effect:
    """What becomes of the experience in a group that somebody leaves; a group of one ends with them."""
    if problem.theme[group.theme].induction or seasoned:
        return Effect("unguided", 0)
    if len(group.members) == 1:
        return Effect("ended", 0 if is_experienced else -COST_NOBODY_EXPERIENCED)
    return Effect("unguided", COST_NOBODY_EXPERIENCED * is_experienced)
