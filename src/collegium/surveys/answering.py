"""Taking an answer: the code is used up, the counts go up by one, and nothing says that the two belong together."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import F

from collegium.surveys.models import Closed, Item, Tally, Ticket, Words


class Used(Exception):
    """This one-time code has done its work."""


class NothingSaid(Exception):
    """Every question was left out."""


def ticket_of(code: str) -> Ticket | None:
    """The one-time code that somebody typed or scanned, however it was written."""
    plain = "".join(code.split()).upper().replace("-", "")
    return Ticket.objects.filter(code=plain).select_related("code_of__wave__survey").first() if plain else None


def answer(ticket: Ticket, items: Sequence[Item], chosen: Mapping[int, int], said: Mapping[int, str]) -> None:
    """Once for each code, under any races: the round is locked, so that closing counts whatever came before."""
    if not chosen and not any(said.values()):
        raise NothingSaid
    with transaction.atomic():
        wave = ticket.code_of.wave.locked()
        if not wave.is_open:
            raise Closed
        if not Ticket.objects.filter(pk=ticket.pk, used=False).update(used=True):
            raise Used
        for item in items:
            if item.is_open:
                if text := said.get(item.pk, ""):
                    Words.objects.keep(wave, item, text)
                continue
            _count(ticket.code_of_id, item, chosen.get(item.pk, len(item.options)))


def _count(code: int, item: Item, option: int) -> None:
    """The round is locked: nobody else counts at this moment."""
    if not Tally.objects.filter(code_of_id=code, item=item, option=option).update(count=F("count") + 1):
        Tally.objects.create(code_of_id=code, item=item, option=option, count=1)
