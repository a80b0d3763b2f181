"""Who may know of what, once more, in plain Python: TRUST.md 3 for the nouns that exist.

Written from the specification and not from the code, so that the two can disagree. ``u`` is whoever looks.
"""

from dataclasses import dataclass, field


@dataclass(eq=False)
class School:
    name: str
    networks: set[str] = field(default_factory=set)


@dataclass(eq=False)
class Person:
    name: str
    schools: set[School] = field(default_factory=set)
    once_at: set[School] = field(default_factory=set)
    guest_of: School | None = None
    duties: set[tuple[str, object]] = field(default_factory=set)


@dataclass(eq=False)
class Programme:
    name: str
    school: School
    schools: set[School]
    is_open: bool
    is_collecting: bool
    answered: set[Person] = field(default_factory=set)


@dataclass(eq=False)
class Group:
    name: str
    schools: set[School]
    listed: bool
    has_ended: bool
    programme: Programme | None
    members: set[Person]
    former: set[Person]
    coordinators: set[Person]
    entry: str
    waiting: set[Person] = field(default_factory=set)
    meetings: list["Meeting"] = field(default_factory=list)
    invitations: list["Invitation"] = field(default_factory=list)


@dataclass(eq=False)
class Meeting:
    is_confirmed: bool
    is_cancelled: bool


@dataclass(eq=False)
class Invitation:
    person: Person
    by: Person
    is_agreed: bool
    is_answered: bool
    said: set[Person]


def holds(u: Person, kind: str, school: School) -> bool:
    """The duty, at the school itself or in a network of it."""
    return (kind, school) in u.duties or any((kind, network) in u.duties for network in school.networks)


def school(u: Person, s: School) -> bool:
    return s in u.schools or s is u.guest_of or any(s.networks & own.networks for own in u.schools)


def person(u: Person, p: Person) -> bool:
    return u is p or bool(u.schools & p.schools)


def appointment(u: Person, p: Person, at: School) -> bool:
    return u is p or at in u.schools


def programme(u: Person, p: Programme) -> bool:
    return holds(u, "cpd-lead", p.school) or (p.is_open and bool(u.schools & p.schools))


def answer(u: Person, p: Programme, by: Person) -> bool:
    """Its author's; the lead sees what was wished when wishes have closed."""
    return u is by or (holds(u, "cpd-lead", p.school) and not p.is_collecting)


def space(u: Person, g: Group) -> bool:
    """No ladder: membership opens it, and nothing else does."""
    return u in g.members


def card(u: Person, g: Group) -> bool:
    near = bool(u.schools & g.schools) or any(("network-lead", n) in u.duties for s in g.schools for n in s.networks)
    return space(u, g) or (g.listed and near)


def belonging(u: Person, g: Group, p: Person) -> bool:
    """That p belongs or belonged: members know both, staff of a listed group's schools who does now."""
    return u is p or space(u, g) or (g.listed and bool(u.schools & g.schools) and p in g.members)


def invitation(u: Person, g: Group, i: Invitation) -> bool:
    """The group's own; the invited person's when the group has agreed, or when they asked themselves."""
    return space(u, g) or (u is i.person and (i.is_agreed or i.by is u))


def waiting(u: Person, g: Group, p: Person) -> bool:
    return u is p or space(u, g)


def dates(u: Person, g: Group) -> bool:
    """Date, host and room: whoever sees the card, and the planner of the programme."""
    return card(u, g) or (g.programme is not None and holds(u, "cpd-lead", g.programme.school))


def awaits(u: Person, g: Group, i: Invitation) -> bool:
    """Whether an invitation waits for this person's word: their own answer, or their word as a member."""
    if i.is_answered or g.has_ended:
        return False
    if i.is_agreed:
        return i.person is u and i.by is not u
    may = u in g.coordinators or not g.coordinators if g.entry == "coordinators" else True
    return u in g.members and u is not i.person and u not in i.said and may
