"""What is there, worked out on reading: facts that were shared with the school or its leaders, and no others."""

from collections import defaultdict
from collections.abc import Iterable

from collegium.packs.finding import groups, learning, outcomes, voices
from collegium.packs.kinds import KINDS
from collegium.packs.looking import Fact, Look

SOURCES = (*groups.SOURCES, *outcomes.SOURCES, *voices.SOURCES, *learning.SOURCES)

Found = dict[str, list[Fact]]


def facts_of(look: Look) -> Found:
    """By kind, the newest first. So many queries for one fact as for three hundred."""
    found: dict[str, list[Fact]] = defaultdict(list)
    for source in SOURCES:
        for fact in source(look):
            found[fact.kind].append(fact)
    return {kind: sorted(found[kind], key=_newest_first) for kind in KINDS if kind in found}


def _newest_first(fact: Fact) -> tuple[int, str, str]:
    return (-fact.on.toordinal(), fact.title, fact.number)


def stamps_of(facts: Iterable[Fact]) -> list[list[str]]:
    return [[fact.ref, fact.stamp] for fact in facts]


def still_there(holds: Iterable[list[str]], look: Look) -> bool:
    """Whether each of these facts is still what it was, for whoever looks."""
    now = {(fact.ref, fact.stamp) for facts in facts_of(look).values() for fact in facts}
    return {(ref, stamp) for ref, stamp in holds} <= now
