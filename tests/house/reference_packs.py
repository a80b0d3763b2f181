"""Who may know of evidence packs and of a school's own criteria. From the specification and not from the code."""

from tests.house.reference import holds


def leads(u, part):
    """Whoever leads the school, or learning there, today; for a network they lead each of its schools."""
    return holds(u, "cpd-lead", part.of) or holds(u, "leadership", part.of)


PACKS = {"packs.pack": leads, "packs.ownlist": leads}
