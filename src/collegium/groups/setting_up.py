"""What the screens show while a group sets itself up."""

from dataclasses import dataclass

from collegium.groups.faces import Face
from collegium.groups.matters import BY_KEY, MATTERS, Matter, after, before
from collegium.groups.models import Agreement, Point, Said
from collegium.groups.saying import Writing


@dataclass(frozen=True)
class Line:
    """One of the questions beside the one that is on: answered or not."""

    matter: Matter
    number: int
    is_now: bool
    point: Point | None


@dataclass(frozen=True)
class Screen:
    """Everything on the page, to everybody the same but for their own form."""

    agreement: Agreement
    matter: Matter
    lines: list[Line]
    point: Point | None
    said: list[Said]
    form: Writing
    may_agree: bool

    @property
    def number(self) -> int:
        return MATTERS.index(self.matter) + 1

    @property
    def of(self) -> int:
        return len(MATTERS)

    @property
    def helps(self) -> bool:
        """Whether there is more to go by than the question itself: a poll, who does it today, the seats."""
        return self.matter.key in {"when", "coordinates", "practical"} or (
            self.matter.key == "newcomers" and self.agreement.group.cap is not None
        )

    @property
    def next(self) -> Matter | None:
        return after(self.matter.key)

    @property
    def previous(self) -> Matter | None:
        return before(self.matter.key)

    @property
    def answered(self) -> int:
        return sum(line.point is not None for line in self.lines)


def screen_of(agreement: Agreement, seen: Face, form: Writing | None = None) -> Screen:
    """Two queries, however many belong and however much is said."""
    matter = form.matter if form else BY_KEY[agreement.on]
    points = {point.matter: point for point in agreement.points.select_related("by")}
    members = {member.person_id for member in seen.members}
    said = agreement.said.filter(matter=matter.key, person__in=members).select_related("person").order_by("at", "pk")
    point, here = points.get(matter.key), list(said)
    mine = next((one for one in here if one.person_id == seen.person.pk), None)
    first = point or mine
    version = {"seen": point.version if point else 0}
    return Screen(
        agreement=agreement,
        matter=matter,
        lines=[Line(one, place, one == matter, points.get(one.key)) for place, one in enumerate(MATTERS, 1)],
        point=point,
        said=here,
        form=form or Writing(matter=matter, initial=version | (dict(first.answer) if first else {})),
        may_agree=seen.is_going and seen.i_coordinate,
    )
