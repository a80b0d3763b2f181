"""What somebody did, worked out from what stands elsewhere: nobody keeps a second book."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collegium.cpd.models import Addition
from collegium.enquiry.models import Trial
from collegium.groups.models import RoleHeld
from collegium.kit import clock
from collegium.meetings.hours import taken
from collegium.meetings.models import Attendance, Meeting, Spell, Turn
from collegium.people.models import Person
from collegium.study.models import Accompaniment, Completion
from collegium.teachmeets.models import Coming, Talk, TeachMeet
from collegium.visits.models import Visit
from collegium.walks.models import Walker

KINDS = {
    "meeting": gettext_lazy("Meetings of groups"),
    "visit": gettext_lazy("Visits to lessons"),
    "talk": gettext_lazy("TeachMeets"),
    "course": gettext_lazy("Courses followed with a group"),
    "walk": gettext_lazy("Learning walks"),
    "mentoring": gettext_lazy("Going along with another school"),
    "own": gettext_lazy("Added by myself"),
}


@dataclass(frozen=True)
class Line:
    """One thing that somebody did: when, what, as whom, and for how long if that is known."""

    on: date
    kind: str
    title: str
    role: str
    minutes: int | None = None
    addition: int | None = None


@dataclass(frozen=True)
class Tried:
    """What somebody tried in class, and what became of it."""

    on: date
    text: str
    became: str


@dataclass(frozen=True)
class Span:
    """From one day to another, both counted, on the person's own clock."""

    first: date
    last: date
    zone: str | None = None

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last

    def day_of(self, moment: datetime) -> date:
        return clock.day_of(moment, self.zone)

    def around(self, field: str) -> dict[str, datetime]:
        """A day wider at both ends: what lies on the edge is decided by its day."""
        start = datetime(self.first.year, self.first.month, self.first.day, tzinfo=ZoneInfo("UTC"))
        end = datetime(self.last.year, self.last.month, self.last.day, tzinfo=ZoneInfo("UTC"))
        return {f"{field}__gte": start - timedelta(days=1), f"{field}__lt": end + timedelta(days=2)}


def log_of(person: Person, span: Span, *, at: datetime) -> list[Line]:
    """All of it, the earliest first. So many queries for one line as for three hundred."""
    sources = (_meetings, _visits, _talks, _courses, _walks, _mentoring, _own)
    found = [line for source in sources for line in source(person, span, at) if span.holds(line.on)]
    return sorted(found, key=lambda line: (line.on, line.kind, line.title))


def tried_by(person: Person, span: Span) -> list[Tried]:
    """What was told of, and was more than a plan."""
    told = Trial.objects.filter(person=person, let_go_at=None, **span.around("at")).exclude(verdict="not-yet")
    rows = [Tried(span.day_of(one.at), one.text, str(one.get_verdict_display())) for one in told]
    return sorted((row for row in rows if span.holds(row.on)), key=lambda row: (row.on, row.text))


def minutes_of(lines: Iterable[Line]) -> int:
    return sum(line.minutes or 0 for line in lines)


def _meetings(person: Person, span: Span, at: datetime) -> list[Line]:
    here = Attendance.objects.here().filter(person=person, meeting__cancelled_at=None, meeting__starts_at__lte=at)
    rows = here.filter(**span.around("meeting__starts_at")).select_related("meeting__group", "meeting__sitting")
    meetings = [row.meeting for row in rows]
    numbers = [one.pk for one in meetings]
    lengths = taken(Spell.objects.filter(item__meeting__in=numbers))
    roles = _roles(person, meetings)
    return [
        Line(
            one.local_start.date(), "meeting", one.group.title, roles.get(one.pk) or str(_("member")),
            _length(one, lengths),
        )
        for one in meetings
    ]  # fmt: skip


def _length(meeting: Meeting, lengths: dict[int, int]) -> int:
    """As long as it took on the screen, else as long as it was meant to be: as a group's own hours are counted."""
    sitting = getattr(meeting, "sitting", None)
    return lengths.get(meeting.pk, meeting.minutes) if sitting and sitting.closed_by_id else meeting.minutes


def _roles(person: Person, meetings: list[Meeting]) -> dict[int, str]:
    """What somebody did for the group that day, or for this one meeting."""
    held = RoleHeld.objects.filter(
        membership__person=person, membership__group__in={one.group_id for one in meetings}
    ).values_list("membership__group", "role__title", "from_on", "until_on")
    turns = Turn.objects.filter(person=person, meeting__in=[one.pk for one in meetings])
    found: dict[int, list[str]] = defaultdict(list)
    for one in meetings:
        day = one.local_start.date()
        found[one.pk] += [
            title for group, title, first, end in held
            if group == one.group_id and first <= day and (end is None or day < end)
        ]  # fmt: skip
    for meeting, title in turns.values_list("meeting", "role__title"):
        found[meeting].append(title)
    return {number: ", ".join(dict.fromkeys(titles)) for number, titles in found.items()}


def _visits(person: Person, span: Span, at: datetime) -> list[Line]:
    """The other one is not named: a visit belongs to the two of them."""
    held = Visit.objects.held(at).of(person).filter(**span.around("starts_at")).select_related("school")
    titles = {True: _("A visit to a colleague’s lesson"), False: _("A colleague’s visit to my lesson")}
    roles = {True: _("visitor"), False: _("host")}
    return [
        Line(
            one.local_start.date(), "visit", titles[one.visitor_id == person.pk], roles[one.visitor_id == person.pk],
            one.minutes + _talk_minutes(one),
        )
        for one in held
    ]  # fmt: skip


def _talk_minutes(visit: Visit) -> int:
    if visit.talk_starts_at is None or visit.talk_ends_at is None:
        return 0
    return int((visit.talk_ends_at - visit.talk_starts_at).total_seconds() // 60)


def _talks(person: Person, span: Span, at: datetime) -> list[Line]:
    """An evening counts once, whatever somebody was there: speaker before host before listener."""
    over = TeachMeet.objects.filter(ended_at__isnull=False, **span.around("starts_at"))
    came = Coming.objects.filter(meet__in=over, person=person).values_list("meet", flat=True)
    spoke = Talk.objects.standing().filter(meet__in=over, person=person, began_at__isnull=False)
    titles = dict(spoke.values_list("meet", "title"))
    found = []
    for one in over.filter(Q(pk__in=titles) | Q(pk__in=list(came)) | Q(person=person)):
        role = _("speaker") if one.pk in titles else _("host") if one.person_id == person.pk else _("listener")
        title = f"{one.title}: {titles[one.pk]}" if one.pk in titles else one.title
        found.append(Line(clock.day_of(one.starts_at, one.timezone), "talk", title, role, one.minutes))
    return found


def _courses(person: Person, span: Span, at: datetime) -> list[Line]:
    """How far somebody came in a course that their group follows. Its hours nobody knows but they."""
    rows = Completion.objects.filter(person=person, **span.around("at")).select_related("course")
    return [
        Line(span.day_of(one.at), "course", f"{one.course.title}: {one.words}" if one.words else one.course.title,
             _("learner"))
        for one in rows
    ]  # fmt: skip


def _walks(person: Person, span: Span, at: datetime) -> list[Line]:
    walked = Walker.objects.filter(
        person=person, walk__finished_at__isnull=False, walk__last_on__range=(span.first, span.last)
    )
    return [Line(one.walk.last_on, "walk", one.walk.focus, _("walker")) for one in walked.select_related("walk")]


def _mentoring(person: Person, span: Span, at: datetime) -> list[Line]:
    """The other school is not named: that somebody asks for help is theirs."""
    agreed = Accompaniment.objects.filter(accepted=True, mentoring__person=person, **span.around("answered_at"))
    days = [span.day_of(when) for when in agreed.values_list("answered_at", flat=True) if when]
    return [Line(day, "mentoring", _("Going along with a school that begins"), _("mentor")) for day in days]


def _own(person: Person, span: Span, at: datetime) -> list[Line]:
    rows = Addition.objects.filter(person=person, on__range=(span.first, span.last))
    return [
        Line(one.on, "own", one.title, one.role or str(one.get_kind_display()), one.minutes, one.pk) for one in rows
    ]


def frozen(person: Person, span: Span, *, at: datetime, with_tried: bool, schools: list[str]) -> dict[str, Any]:
    """What a certificate will say for as long as it stands."""
    lines = log_of(person, span, at=at)
    return {
        "name": str(person),
        "schools": schools,
        "minutes": minutes_of(lines),
        "lines": [[line.on.isoformat(), line.kind, line.title, line.role, line.minutes] for line in lines],
        "tried": [[one.on.isoformat(), one.text, one.became] for one in tried_by(person, span)] if with_tried else [],
    }
