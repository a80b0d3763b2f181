"""Who may know of what groups found, proposed and got. From TRUST.md and MISSION.md 1B, and not from the code."""

from dataclasses import dataclass, field

from tests.house.reference import Group, Part, Person, School, holds, space


@dataclass(eq=False)
class Report(Part):
    """``of`` a group, or of none; ``authors`` each said yes if it is shared, to whom ``reach`` says."""

    authors: set[Person] = field(default_factory=set)
    schools: set[School] = field(default_factory=set)
    reach: str = ""
    is_shared: bool = False


def writes(u: Person, group: Group | None, authors: set[Person]) -> bool:
    return u in authors or (group is not None and space(u, group))


def reaches(u: Person, schools: set[School], reach: str) -> bool:
    near = any(one.networks & own.networks for one in schools for own in u.schools)
    at_home = bool(u.schools & schools)
    return {"school": at_home, "network": at_home or near, "public": True}.get(reach, False)


def report(u: Person, r: Report) -> bool:
    """Its writers always; others as far as its authors let it go, while it stands. No duty opens it."""
    return writes(u, r.of, r.authors) or (r.is_shared and reaches(u, r.schools, r.reach))


@dataclass(eq=False)
class Proposal(Part):
    """``of`` a group, or of none; ``person`` put it to these leaders of this school."""

    to: set[Person] = field(default_factory=set)
    school: School | None = None
    is_taken_back: bool = False


def proposal(u: Person, p: Proposal) -> bool:
    """Between those who put it and the leaders whom they named, while both are what they were: a group's members,
    and leaders of that school. Being a leader alone opens nothing; taken back, it is nobody's but its proposers'."""
    puts = space(u, p.of) if p.of else u is p.person
    return puts or (not p.is_taken_back and u in p.to and leads(u, p.school))


def leads(u: Person, school: School) -> bool:
    return holds(u, "leadership", school) or holds(u, "cpd-lead", school)


def policy(u: Person, made: Part) -> bool:
    """What a school made its own: its whole staff, and those who proposed it or were asked."""
    return made.of.school in u.schools or proposal(u, made.of)


OUTCOMES = {
    "outcomes.queue": lambda u, part: part.of in u.schools,
    "outcomes.proposal": proposal,
    "outcomes.policy": policy,
    "outcomes.report": report,
}
