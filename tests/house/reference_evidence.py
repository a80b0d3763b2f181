"""Who may know of learning walks, and of what is kept as evidence. From TRUST.md and not from the code."""

from dataclasses import dataclass, field

from tests.house.reference import Group, Part, Person, holds, space


@dataclass(eq=False)
class Walk(Part):
    """``of`` a school; ``person`` prepares it."""

    walkers: set[Person] = field(default_factory=set)
    is_announced: bool = False
    is_finished: bool = False
    is_off: bool = False


@dataclass(eq=False)
class Stop(Part):
    """A lesson of ``person`` that the lot drew for a walk."""

    is_seen: bool = False


@dataclass(eq=False)
class Sheet(Part):
    """What ``person``, a walker, wrote of a stop."""


@dataclass(eq=False)
class Remark(Part):
    """``of`` a school, and of a group of it, or of none."""

    group: Group | None = None


def leads_a_school(u: Person, s: object) -> bool:
    return holds(u, "cpd-lead", s) or holds(u, "leadership", s)


def walk(u: Person, w: Walk) -> bool:
    """Announced to the whole staff; before that, to those who prepare it and those who are to walk."""
    return leads_a_school(u, w.of) or (w.is_announced and w.of in u.schools) or (u in w.walkers and not w.is_off)


def stop(u: Person, s: Stop) -> bool:
    """The walkers while they walk, and the teacher when somebody was there. No duty opens it."""
    return (u in s.of.walkers and not s.of.is_finished) or (u is s.person and s.is_seen)


def sheet(u: Person, s: Sheet) -> bool:
    """Whoever wrote it, while the walk goes on; the teacher of the lesson as long as it exists."""
    return (u is s.person and not s.of.of.is_finished) or u is s.of.person


def remark(u: Person, r: Remark) -> bool:
    """On the school, its staff; what a group was told, its members."""
    return space(u, r.group) if r.group else r.of in u.schools


EVIDENCE = {
    "evidence.results": lambda u, part: part.of in u.schools,
    "evidence.remark": remark,
    "evidence.sample": lambda u, part: space(u, part.of),
    "walks.walk": walk,
    "walks.stop": stop,
    "walks.sheet": sheet,
    "walks.lookedin": lambda u, part: u is part.person,
    "cpd.addition": lambda u, part: u is part.person,
    "cpd.certificate": lambda u, part: u is part.person,
}
