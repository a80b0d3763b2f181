"""This week's bulletin as its editor finds it: under each fixed slot, what happened, the first few ticked."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from collegium.bulletins.models import Bulletin, FixedSlot, Issue, Item, Part
from collegium.bulletins.sources import SOURCES, Told, proposed, shown
from collegium.kit import clock
from collegium.people.models import Person

WEEK = timedelta(days=7)
# Over a holiday nothing is told twice, and nothing is too old to tell.
LONGEST = 3 * WEEK


@dataclass(frozen=True)
class Choice:
    """One line that an editor may tick."""

    value: str
    told: Told
    ticked: bool


@dataclass(frozen=True)
class Draft:
    """One slot of it."""

    title: str
    words: str = ""
    choices: list[Choice] = field(default_factory=list)


def week_of(bulletin: Bulletin, at: datetime) -> date:
    """The Monday of the week in which that moment is, on the wall of the school."""
    day = clock.day_of(at, bulletin.school.timezone)
    return day - timedelta(days=day.weekday())


def draft_of(bulletin: Bulletin, issue: Issue | None, editor: Person, at: datetime) -> list[Draft]:
    """As it was kept; what happened since then stands below, unticked."""
    since = _since(bulletin, issue, at)
    told = _told_before(bulletin, issue)
    slots = list(bulletin.slots.order_by("place"))
    found = {
        key: [(number, line) for number, line in proposed(key, bulletin.school, editor, since, at)
              if (key, number) not in told]
        for key in dict.fromkeys(key for slot in slots for key in slot.sources if key in SOURCES)
    }  # fmt: skip
    if issue is None:
        return [_fresh(slot, found) for slot in slots]
    kept = {part.title: part for part in filled(issue)}
    return [_kept(slot, kept.get(slot.title), found) for slot in slots]


def _since(bulletin: Bulletin, issue: Issue | None, at: datetime) -> datetime:
    """Since the last one appeared, or a week."""
    others = bulletin.issues.appeared().exclude(pk=issue.pk if issue else 0)
    last = others.order_by("-published_at").values_list("published_at", flat=True).first()
    return max(last or at - WEEK, at - LONGEST)


def _told_before(bulletin: Bulletin, issue: Issue | None) -> set[tuple[str, int]]:
    """What one of the last weeks' told already."""
    last = list(bulletin.issues.appeared().exclude(pk=issue.pk if issue else 0).order_by("-week")[:4])
    lines = Item.objects.filter(part__issue__in=last)
    once = [key for key, source in SOURCES.items() if not source.again]
    return set(lines.filter(source__in=once).values_list("source", "thing"))


def _fresh(slot: FixedSlot, found: dict[str, list[tuple[int, Told]]]) -> Draft:
    lines = _lines(slot, found)
    return Draft(slot.title, "", [
        Choice(f"{key}-{number}", told, place < slot.most) for place, (key, number, told) in enumerate(lines)
    ])  # fmt: skip


def _kept(slot: FixedSlot, part: "Filled | None", found: dict[str, list[tuple[int, Told]]]) -> Draft:
    kept = part.lines if part else []
    there = {value for value, _told in kept}
    more = [(f"{key}-{number}", told) for key, number, told in _lines(slot, found)]
    return Draft(
        slot.title, part.words if part else "",
        [Choice(value, told, True) for value, told in kept]
        + [Choice(value, told, False) for value, told in more if value not in there],
    )  # fmt: skip


def _lines(slot: FixedSlot, found: dict[str, list[tuple[int, Told]]]) -> Iterable[tuple[str, int, Told]]:
    """One of each source in turn, so that no source fills the slot alone."""
    rows = [[(key, number, told) for number, told in found.get(key, [])] for key in slot.sources]
    longest = max((len(row) for row in rows), default=0)
    return [row[place] for place in range(longest) for row in rows if place < len(row)]


@dataclass(frozen=True)
class Filled:
    """One part as it is read now: its own words, and the lines that may still be read."""

    title: str
    words: str
    lines: list[tuple[str, Told]]

    @property
    def is_empty(self) -> bool:
        return not self.words and not self.lines


def filled(issue: Issue) -> list[Filled]:
    """What everybody at the school may read of it at this moment. As many queries as there are sources in it."""
    parts = list(Part.objects.filter(issue=issue).order_by("place"))
    items = list(Item.objects.filter(part__in=parts).order_by("place"))
    school = issue.bulletin.school
    known = {
        key: shown(key, school, [item.thing for item in items if item.source == key])
        for key in dict.fromkeys(item.source for item in items)
    }
    return [
        Filled(part.title, part.words, [
            (str(item), known[item.source][item.thing])
            for item in items if item.part_id == part.pk and item.thing in known[item.source]
        ])
        for part in parts
    ]  # fmt: skip
