"""Where one person could go: each place with what it costs and which rules it would break, before anybody chooses."""

from dataclasses import dataclass

from django.utils.translation import ngettext

from collegium.forming import words
from collegium.forming.board import Board, Card
from collegium.forming.models import Placement
from collegium.planning.groups import Price, prices_of

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
    has_wishes: bool = False

    @property
    def size(self) -> str:
        n = len(self.card.members) if self.card else 0
        return ngettext("%(n)d member", "%(n)d members", n) % {"n": n}

    @property
    def price(self) -> str:
        return words.say_price(self.cost)

    @property
    def worth(self) -> str:
        """``2nd wish · costs 10 points``. Outside somebody's wishes, points would not say what it means to them."""
        if self.has_wishes and not self.rank:
            return ""
        return f"{words.say_wish(self.rank)} · {self.price}" if self.rank else self.price


def ways(board: Board, place: Placement) -> list[Way]:
    """All places but the present one: those that break no rule first, then the better wish, then the cheaper."""
    who = str(place.person_id)
    wishes = board.formation.task.person[who].wishes if place.came_by == Placement.CameBy.WISH else ()
    cards = {card.key: card for card in board.cards}
    found = [
        _way(price, key, cards, wishes)
        for key, price in prices_of(board.formation.task, board.plan, who).items()
        if key is not None
    ]
    return sorted(found, key=lambda way: (len(way.breaches), way.rank or OUTSIDE, way.cost, way.key))


def way_out(board: Board, place: Placement) -> Way | None:
    """Leaving somebody out: None where they are in no group already."""
    price = prices_of(board.formation.task, board.plan, str(place.person_id)).get(None)
    return None if price is None else _way(price, None, {}, ())


def _way(price: Price, key: str | None, cards: dict[str, Card], wishes: tuple[str, ...]) -> Way:
    card = cards[key] if key is not None else None
    breaches = dict.fromkeys(str(words.ABOUT_A_RULE[breach.code]) for breach in price.breaches)
    rank = wishes.index(card.theme_id) + 1 if card and card.theme_id in wishes else None
    return Way(key or "", card, price.cost, tuple(breaches), rank, has_wishes=bool(wishes))
