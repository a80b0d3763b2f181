"""A meeting's agenda: what the way of working brings by itself, what members add, and what it still lacks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from collegium.history.models import record
from collegium.library.models import Work
from collegium.meetings.fitting import fit
from collegium.meetings.models import Item, Meeting, Sitting
from collegium.people.models import Person
from collegium.programmes.models import Protocol, ProtocolStep
from collegium.programmes.protocols import Step

Serves = ProtocolStep.Serves


def agenda_of(meeting: Meeting) -> list[Item]:
    """What stands on the agenda; as long as nobody has changed it, what the group's way of working brings."""
    found = list(meeting.items.select_related("owner", "added_by").in_order())
    return [item for item in found if item.withdrawn_at is None] if found else usual(meeting)


def usual(meeting: Meeting) -> list[Item]:
    """The steps of the protocols that are usual at this meeting, not kept yet."""
    protocols = meeting.group.approach.protocols
    steps: list[ProtocolStep] = []
    for when in [Protocol.UsualAt.FIRST, Protocol.UsualAt.EVERY] if is_first(meeting) else [Protocol.UsualAt.EVERY]:
        found = ProtocolStep.objects.filter(protocol__in=protocols.filter(usual_at=when))
        steps = list(found.select_related("protocol").order_by("protocol", "order"))
        if steps:
            break
    if not steps:
        return _plain(meeting)
    return [
        item_of(meeting, step.as_held(), place=place, minutes=max(1, step.minutes), protocol=step.protocol.title)
        for place, step in enumerate(steps, 1)
    ]



def is_first(meeting: Meeting) -> bool:
    """No meeting of the group that stands comes before it."""
    return not Meeting.objects.filter(
        group=meeting.group_id, cancelled_at=None, starts_at__lt=meeting.starts_at
    ).exists()


def adopt(meeting: Meeting) -> None:
    """Keep the usual agenda as this meeting's own, so that it can be changed. One that has its own keeps it."""
    with transaction.atomic():
        meeting.locked()
        if not meeting.items.exists():
            Item.objects.bulk_create(usual(meeting))


def add(meeting: Meeting, *, by: Person, at: datetime, **fields: Any) -> Item:
    """One more item at the end: any member, with nobody's leave. The same twice is one."""
    with transaction.atomic():
        adopt(meeting)
        same = meeting.items.standing().filter(title=fields["title"], added_by=by).first()
        if same:
            return same
        item = meeting.items.create(place=last_place(meeting) + 1, added_by=by, **fields)
        record(by, "added", item, at=at)
        Sitting.objects.stir(meeting)
    return item


def shorten(meeting: Meeting, *, by: Person, at: datetime) -> None:
    """Every part gives up time in proportion until the whole fits, and keeps a minute at least."""
    with transaction.atomic():
        adopt(meeting)
        items = list(meeting.items.standing().in_order())
        if not can_be_shortened(items, meeting):
            return
        fitting = fit([item.minutes for item in items], [1] * len(items), meeting.minutes)
        for item, minutes in zip(items, fitting, strict=True):
            item.minutes = minutes
        Item.objects.bulk_update(items, ["minutes"])
        record(by, "shortened", meeting, at=at)
        Sitting.objects.stir(meeting)


def can_be_shortened(items: Sequence[Item], meeting: Meeting) -> bool:
    """Longer than the meeting, and of no more parts than it has minutes."""
    return len(items) <= meeting.minutes < sum(item.minutes for item in items)


def works_on(items: Iterable[Item], reader: Person) -> dict[int, Work]:
    """What of the library stands on an agenda. Each reader finds of it what they may see anyway."""
    wanted = {item.work_id for item in items if item.work_id}
    return Work.objects.standing().visible_to(reader).in_bulk(wanted) if wanted else {}


@dataclass(frozen=True)
class Verdict:
    """How long the agenda is, and in words what it lacks."""

    minutes: int
    remarks: list[str]


def look_at(items: Sequence[Item], meeting: Meeting, *, first: bool) -> Verdict:
    """Each meeting needs time to tell what was tried and time to choose what is next; and it has to fit."""
    minutes = sum(item.minutes for item in items)
    serves = {item.serves for item in items}
    remarks = []
    if not items:
        remarks.append(_("Nothing stands on the agenda: add the first item."))
    if items and not first and Serves.REPORT not in serves:
        remarks.append(_("No time to tell what came of last time: add an item for it."))
    if items and Serves.CHOOSE not in serves:
        remarks.append(_("No time to choose what each of you tries next: add an item for it."))
    if minutes > meeting.minutes:
        over = minutes - meeting.minutes
        remarks.append(
            _("%(planned)d minutes are planned, and the meeting has %(minutes)d: %(over)d too many.")
            % {"planned": minutes, "minutes": meeting.minutes, "over": over}
        )
    return Verdict(minutes, remarks)


def item_of(
    meeting: Meeting, step: Step, *, place: int, minutes: int, protocol: str, owner: Person | None = None,
    added_by: Person | None = None,
) -> Item:
    """A step of a protocol as a line of this agenda, to be kept."""
    return Item(
        meeting=meeting, place=place, title=step.title, minutes=minutes, purpose=Item.Purpose.PROTOCOL,
        protocol=protocol, speakers=step.speakers, silent=step.silent, hushed=step.hushed, capture=step.capture,
        far=step.far, serves=step.serves, in_turn=step.in_turn, questions_only=step.questions_only, owner=owner,
        added_by=added_by,
    )  # fmt: skip


def _plain(meeting: Meeting) -> list[Item]:
    """A way of working without protocols still meets: tell, talk, choose."""
    third = max(1, meeting.minutes // 3)
    everyone, in_turn = _("everyone"), _("everyone in turn")
    rest = max(1, meeting.minutes - 2 * third)
    rows: list[dict[str, Any]] = [
        {"title": _("What each of us tried"), "minutes": third, "speakers": in_turn, "in_turn": True,
         "serves": Serves.REPORT, "capture": _("What was tried and what was seen")},
        {"title": _("What we look at today"), "minutes": rest, "speakers": everyone, "capture": _("What we notice")},
        {"title": _("What each of us tries next"), "minutes": third, "speakers": in_turn, "in_turn": True,
         "serves": Serves.CHOOSE, "capture": _("Who tries what")},
    ]  # fmt: skip
    return [Item(meeting=meeting, place=place, **row) for place, row in enumerate(rows, 1)]


def last_place(meeting: Meeting) -> int:
    """Where the last line stands, those included that were taken off."""
    return meeting.items.aggregate(last=Max("place"))["last"] or 0
