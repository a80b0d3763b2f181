"""Who may know that a group was opened for safeguarding, and who may read it. From TRUST.md, not from the code."""

from dataclasses import dataclass

from tests.house.reference import Group, Part, Person, holds, space


@dataclass(eq=False)
class Asking(Part):
    """``person`` asked ``to``, both keepers of the accounts of the school that it is ``of``."""

    to: Person | None = None
    is_granted: bool = False


@dataclass(eq=False)
class Opening(Part):
    """``of`` an asking: this group, told to its members or not yet."""

    group: Group | None = None
    is_told: bool = True
    is_over: bool = False


def asking(u: Person, a: Asking) -> bool:
    """The two, as long as they hold the duty; no third keeper, no other role."""
    return u in (a.person, a.to) and holds(u, "accounts", a.of)


def opening(u: Person, o: Opening) -> bool:
    """The two; and whoever was read, once it is time to tell them."""
    return asking(u, o.of) or (o.is_told and space(u, o.group))


def may_read(u: Person, o: Opening) -> bool:
    """Two people, and both still hold the duty: nobody alone."""
    return not o.is_over and asking(u, o.of) and asking(o.of.person, o.of) and asking(o.of.to, o.of)


SAFEGUARDING = {
    "safeguarding.asking": asking,
    "safeguarding.opening": opening,
    "safeguarding.look": lambda u, part: opening(u, part.of),
}
