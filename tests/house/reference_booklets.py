"""Who may know of booklets, and of the yes of each author. From the specification and not from the code."""

from dataclasses import dataclass

from tests.house.reference import Part, Person, holds


@dataclass(eq=False)
class Booklet(Part):
    """``of`` a school; ``person`` began it, by a duty which they may have laid down since."""

    reach: str = "school"
    is_published: bool = False
    asked: frozenset[Person] = frozenset()


def edits(u: Person, b: Booklet) -> bool:
    """Whoever leads learning there, or the school; and for several schools, whoever leads a network of it."""
    here = holds(u, "cpd-lead", b.of) or holds(u, "leadership", b.of)
    return here or (b.reach != "school" and any(("network-lead", one) in u.duties for one in b.of.networks))


def booklet(u: Person, b: Booklet) -> bool:
    near = any(b.of.networks & school.networks for school in u.schools)
    reached = b.of in u.schools or (b.reach == "network" and near) or b.reach == "public"
    return edits(u, b) or u in b.asked or (b.is_published and reached)


BOOKLETS = {
    "booklets.booklet": booklet,
    "booklets.yes": lambda u, part: u is part.person or edits(u, part.of),
}
