"""Who may know of what, once more, in plain Python: TRUST.md 3, and the rules before it that decide.

Written from the specification and not from the code, so that the two can disagree. ``u`` is whoever looks. What
hangs on something else is a ``Part``: it belongs ``of`` a thing, and perhaps to a ``person``.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any


class Thing:
    """Sets keep things in the order in which they were drawn: the same seed draws the same population anywhere."""

    numbers = count()

    def __new__(cls, *_args, **_fields):
        thing = super().__new__(cls)
        thing.number = next(Thing.numbers)
        return thing

    def __hash__(self):
        return self.number


@dataclass(eq=False)
class School(Thing):
    name: str
    networks: set[str] = field(default_factory=set)


@dataclass(eq=False)
class Person(Thing):
    name: str
    schools: set[School] = field(default_factory=set)
    once_at: set[School] = field(default_factory=set)
    soon_at: set[School] = field(default_factory=set)
    guest_of: School | None = None
    invited_by: "Person | None" = None
    duties: set[tuple[str, object]] = field(default_factory=set)
    is_offered_a_place: bool = False


@dataclass(eq=False)
class Programme(Thing):
    name: str
    school: School
    schools: set[School]
    is_open: bool
    is_collecting: bool


@dataclass(eq=False)
class Group(Thing):
    name: str
    schools: set[School]
    listed: bool
    has_ended: bool
    programme: Programme | None
    members: set[Person]
    former: set[Person]
    coming: set[Person]
    coordinators: set[Person]
    entry: str
    organiser: Person | None = None
    waiting: set[Person] = field(default_factory=set)
    meetings: list["Meeting"] = field(default_factory=list)
    invitations: list["Invitation"] = field(default_factory=list)


@dataclass(eq=False)
class Part(Thing):
    of: Any
    person: Person | None = None


@dataclass(eq=False)
class Pair(Part):
    two: tuple[Person, ...] = ()


@dataclass(eq=False)
class Meeting(Part):
    is_confirmed: bool = True
    is_cancelled: bool = False
    is_over: bool = False
    host: School | None = None


@dataclass(eq=False)
class Invitation(Part):
    by: Person | None = None
    is_agreed: bool = False
    is_answered: bool = False
    said: set[Person] = field(default_factory=set)


@dataclass(eq=False)
class Decided(Part):
    """A decision on a newcomer, ``person``."""

    is_over_before_they_came: bool = False


def holds(u: Person, kind: str, school: School) -> bool:
    """The duty, at the school itself or in a network of it."""
    return (kind, school) in u.duties or any((kind, network) in u.duties for network in school.networks)


# People and schools


def school(u: Person, s: School) -> bool:
    return s in u.schools or s is u.guest_of or any(s.networks & own.networks for own in u.schools)


def person(u: Person, p: Person) -> bool:
    return u is p or bool(u.schools & p.schools)


def post(u: Person, a: Part) -> bool:
    """Somebody's place on a staff, or a duty there: who works with whom is no secret among colleagues."""
    return u is a.person or a.of in u.schools


def offer(u: Person, o: Part) -> bool:
    return u is o.person or holds(u, "accounts", o.of)


def erasure(u: Person, e: Part) -> bool:
    """Whoever is to be forgotten; and the keepers of accounts of the school that asked for it, if one did."""
    return u is e.person or (e.of is not None and holds(u, "accounts", e.of))


def kept(u: Person, i: Part) -> bool:
    """A staff list that somebody brought: those who keep the school's accounts."""
    return holds(u, "accounts", i.of)


def letter(u: Person, letter: Part) -> bool:
    """That a letter went, and never what it said: whoever keeps the accounts where its reader works, or where
    whoever asked a guest in works or worked."""
    p = letter.person
    if p is None:
        return False
    host = p.invited_by
    places = p.schools | p.soon_at | (host.schools | host.once_at | host.soon_at if host else set())
    return any(holds(u, "accounts", place) for place in places)


# Programmes, and the plans of who is put with whom


def leads(u: Person, p: Programme) -> bool:
    return holds(u, "cpd-lead", p.school)


def programme(u: Person, p: Programme) -> bool:
    return leads(u, p) or (p.is_open and bool(u.schools & p.schools))


def offered(u: Person, part: Part) -> bool:
    """Themes, times, and what colleagues answered to the vision: as the programme."""
    return programme(u, part.of)


def answer(u: Person, a: Part) -> bool:
    """Its author's; the lead sees what was wished when wishes have closed."""
    return u is a.person or (leads(u, a.of) and not a.of.is_collecting)


def of_the_lead(u: Person, part: Part) -> bool:
    """What is decided for who never answered, and every plan before and after it is shared."""
    return leads(u, part.of)


def ones_own_as_lead(u: Person, part: Part) -> bool:
    """A file that somebody brought is shown to nobody else, whatever they lead."""
    return u is part.person and leads(u, part.of)


def kept_apart(u: Person, pair: Pair) -> bool:
    """Who set it, as long as they lead; after them their successor, unless it is about the successor."""
    if u is pair.person:
        return leads(u, pair.of)
    return leads(u, pair.of) and not leads(pair.person, pair.of) and u not in pair.two


@dataclass(eq=False)
class Round(Part):
    """Comparisons handed to the leadership team of a school."""

    is_withdrawn: bool = False


def shared_round(u: Person, r: Round) -> bool:
    """What stands: the leadership team; also what was taken back: whoever leads the programmes."""
    return holds(u, "cpd-lead", r.of) or (holds(u, "leadership", r.of) and not r.is_withdrawn)


# Groups


def space(u: Person, g: Group) -> bool:
    """No ladder: membership opens it, and nothing else does."""
    return u in g.members


def card(u: Person, g: Group) -> bool:
    near = bool(u.schools & g.schools) or any(("network-lead", n) in u.duties for s in g.schools for n in s.networks)
    return space(u, g) or (g.listed and near)


def belonging(u: Person, m: Part) -> bool:
    """That p belongs, belonged or will: members know all three, staff of a listed group's schools who does now."""
    g, p = m.of, m.person
    return u is p or space(u, g) or (g.listed and bool(u.schools & g.schools) and p in g.members)


def invitation(u: Person, i: Invitation) -> bool:
    """The group's own; the invited person's when the group has agreed, or when they asked themselves."""
    return space(u, i.of) or (u is i.person and (i.is_agreed or i.by is u))


def decided(u: Person, d: Decided) -> bool:
    """The group's, and never whom it is about; nor what was over before one came."""
    return space(u, d.of) and u is not d.person and not d.is_over_before_they_came


def waiting(u: Person, w: Part) -> bool:
    return u is w.person or space(u, w.of)


def dates(u: Person, m: Part) -> bool:
    """Date, host and room: whoever sees the card, and the planner of the programme."""
    return card(u, m.of) or (m.of.programme is not None and leads(u, m.of.programme))


def inside(u: Person, part: Part) -> bool:
    """The group's space and nobody else's."""
    return space(u, part.of)


def awaits(u: Person, i: Invitation) -> bool:
    """Whether something waits for this person: their own answer to an invitation, or their word as a member."""
    g = i.of
    if i.is_answered or g.has_ended:
        return False
    if i.is_agreed:
        return i.person is u and i.by is not u
    may = u in g.coordinators or not g.coordinators if g.entry == "coordinators" else True
    return u in g.members and u is not i.person and u not in i.said and may


def is_expected(u: Person, m: Meeting) -> bool:
    """Whether letters about a meeting still go to this person: members of a confirmed date that stands."""
    return space(u, m.of) and m.is_confirmed and not m.is_cancelled and not m.of.has_ended


MAY_KNOW: dict[str, Callable[[Person, Any], bool]] = {
    "people.school": school,
    "people.schoolyear": lambda u, part: school(u, part.of),
    "people.closure": lambda u, part: school(u, part.of),
    "people.person": person,
    "people.appointment": post,
    "people.responsibility": post,
    "people.offer": offer,
    "people.erasure": erasure,
    "people.staffimport": kept,
    "people.signon": kept,
    "people.directorykey": kept,
    "lti.platform": kept,
    "mail.letter": letter,
    "programmes.approach": lambda u, part: school(u, part.of),
    "programmes.programme": programme,
    "programmes.aspect": lambda u, part: part.of in u.schools or holds(u, "cpd-lead", part.of),
    "impact.comparison": lambda u, part: holds(u, "cpd-lead", part.of),
    "impact.sharedround": shared_round,
    "programmes.theme": offered,
    "programmes.slot": offered,
    "programmes.visionreply": offered,
    "programmes.answer": answer,
    "programmes.unanswered": of_the_lead,
    "programmes.keepapart": kept_apart,
    "programmes.wishfile": ones_own_as_lead,
    "forming.formation": of_the_lead,
    "forming.proposedgroup": of_the_lead,
    "forming.placement": of_the_lead,
    "forming.weighing": of_the_lead,
    "forming.adjustment": of_the_lead,
    "groups.group": card,
    "groups.membership": belonging,
    "groups.invitation": invitation,
    "groups.waiting": waiting,
    "groups.decision": decided,
    "groups.agreement": inside,
    "groups.catchup": inside,
    "meetings.meeting": dates,
    "meetings.series": dates,
}
