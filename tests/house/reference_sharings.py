"""Who may know of a sharing session. From the specification and not from the code."""

from dataclasses import dataclass

from tests.house.reference import Part, Person, holds


@dataclass(eq=False)
class Sharing(Part):
    """``of`` a school; ``person`` prepared it, by a duty which they may have laid down since."""

    is_announced: bool = False


def prepares(u: Person, s: Sharing) -> bool:
    return holds(u, "cpd-lead", s.of) or holds(u, "leadership", s.of)


def sharing(u: Person, s: Sharing) -> bool:
    """Announced, the whole staff; until then whoever leads."""
    return prepares(u, s) or (s.is_announced and s.of in u.schools)


SHARINGS = {"sharings.sharing": sharing}
