"""An evening as its pages show it: who speaks when, what does not fit, and who is on."""

from dataclasses import dataclass, field
from datetime import datetime

from collegium.people.models import Person
from collegium.teachmeets import policies
from collegium.teachmeets.evening import Way, needed, timetable, ways_to_fit
from collegium.teachmeets.models import Talk, TeachMeet


@dataclass(frozen=True)
class Line:
    """One talk in the order: when it would begin, and whether the break comes before it."""

    talk: Talk
    begins: datetime | None
    after_break: bool = False
    state: str = ""


@dataclass(frozen=True)
class Evening:
    """Everything that a page about it needs. Two queries, however many speak."""

    meet: TeachMeet
    lines: list[Line]
    missing: list[Talk]
    over: datetime
    needs: int
    mine: Talk | None
    may_host: bool
    ways: list[Way] = field(default_factory=list)

    @property
    def is_drawn(self) -> bool:
        return self.meet.drawn_at is not None

    @property
    def runs_over(self) -> bool:
        """Those who came late have made it longer than it was to be."""
        return self.is_drawn and self.needs > self.meet.minutes

    @property
    def speaking(self) -> Talk | None:
        return next((line.talk for line in self.lines if line.state == "now"), None)

    @property
    def waiting(self) -> list[Talk]:
        return [line.talk for line in self.lines if not line.state]

    @property
    def heard(self) -> int:
        return sum(line.state == "done" for line in self.lines)

    @property
    def next(self) -> Talk | None:
        return next(iter(self.waiting), None)


def evening_of(meet: TeachMeet, person: Person) -> Evening:
    """The order; before the draw who has signed up, in the order of their coming."""
    known = meet.talks.standing().select_related("person", "home").order_by("pk")
    rows: list[Talk] = [talk for talk in known if talk.missing_at is None]
    for talk in known:
        talk.meet = meet
    rows.sort(key=lambda talk: (talk.place is None, talk.place or 0, talk.pk))
    lengths = [talk.given for talk in rows]
    times = timetable(lengths, meet.starts_at, meet.pause)
    drawn, may_host = meet.drawn_at is not None, policies.may_host(person, meet)
    return Evening(
        meet=meet,
        lines=[
            Line(talk, times.begins[place] if drawn else None, drawn and times.break_before == place, _state(talk))
            for place, talk in enumerate(rows)
        ],
        missing=[talk for talk in known if talk.missing_at is not None],
        over=times.over,
        needs=needed(lengths, meet.pause),
        mine=next((talk for talk in known if talk.person_id == person.pk), None),
        may_host=may_host,
        ways=ways_to_fit(lengths, minutes=meet.minutes, pause=meet.pause, longest=meet.longest)
        if may_host and not drawn else [],
    )  # fmt: skip


def _state(talk: Talk) -> str:
    if talk.began_at is None:
        return ""
    return "done" if talk.ended_at else "now"
