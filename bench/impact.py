"""Is a comparison honest? Worlds without a difference, planted self-selection, intervals, and how long it takes.

    python bench/impact.py [WORLDS]

Each figure beside its goal. The control: the same worlds judged by whether the shares merely differ by ten points, as
by somebody who looks at two percentages.
"""

import random
import sys
from time import perf_counter, process_time

from collegium.statistics.comparing import Arms, Aspect, Caveat, Count, Problem, Verdict, compare
from collegium.statistics.shares import difference

CLAIMS = (Verdict.MORE, Verdict.LESS)


def drawn(dice: random.Random, share: float, of: int) -> Count:
    return Count(sum(dice.random() < share for _ in range(of)), of)


def arms(dice: random.Random, members: float, others: float, sizes: tuple[int, int]) -> Arms:
    return Arms(drawn(dice, members, sizes[0]), drawn(dice, others, sizes[1]))


def sizes(dice: random.Random) -> tuple[int, int]:
    return dice.randint(8, 60), dice.randint(20, 120)


def nothing_differs(dice: random.Random, worlds: int) -> tuple[float, float]:
    """How often a difference is claimed where there is none, of one aspect and of five together."""
    claims = naive = 0
    for world in range(worlds):
        count = 5 if world % 2 else 1
        share = dice.uniform(0.15, 0.85)
        several = tuple(Aspect(str(number), "A", arms(dice, share, share, sizes(dice))) for number in range(count))
        claims += any(finding.verdict in CLAIMS for finding in compare(Problem(several, smallest=1)))
        naive += any(abs(aspect.now.gap) >= 0.1 for aspect in several)
    return claims / worlds, naive / worlds


def stronger_before(dice: random.Random, worlds: int) -> tuple[float, float]:
    """How often it is flagged that those who joined were stronger before (by 35 points), and where they were not."""
    flagged = wrongly = 0
    for _ in range(worlds):
        for apart in (0.35, 0.0):
            before, now = arms(dice, 0.3 + apart, 0.3, (30, 70)), arms(dice, 0.3 + apart, 0.3, (30, 70))
            (finding,) = compare(Problem((Aspect("a", "A", now, before),)))
            found = Caveat.STRONGER_BEFORE in finding.caveats
            flagged, wrongly = flagged + (found and apart > 0), wrongly + (found and apart == 0)
    return flagged / worlds, wrongly / worlds


def covered(dice: random.Random, worlds: int) -> float:
    """How often the interval for 8 members and 50 others holds the true difference."""
    held = 0
    for _ in range(worlds):
        first, second = dice.uniform(0.1, 0.9), dice.uniform(0.1, 0.9)
        one, two = drawn(dice, first, 8), drawn(dice, second, 50)
        low, high = difference(one.strong, one.of, two.strong, two.of)
        held += low <= first - second <= high
    return held / worlds


def fifty_aspects(dice: random.Random) -> tuple[float, float]:
    """Fifty aspects of five thousand people each."""
    many = tuple(
        Aspect(str(number), "A", arms(dice, 0.45, 0.42, (of, 5000 - of)))
        for number in range(50) for of in (dice.randint(500, 2500),)
    )  # fmt: skip
    began, worked = perf_counter(), process_time()
    compare(Problem(many))
    return perf_counter() - began, process_time() - worked


def main() -> int:
    worlds = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    dice = random.Random(2026)
    claims, naive = nothing_differs(dice, worlds)
    flagged, wrongly = stronger_before(dice, worlds)
    holds = covered(dice, 5 * worlds)
    seconds, processor = fifty_aspects(dice)
    rows = (
        (f"a difference claimed where there is none, {worlds} worlds", f"{claims:.2%}", "at most 5%", claims <= 0.05),
        ("  control: a gap of ten points is a difference", f"{naive:.2%}", "", True),
        ("stronger before joining, flagged", f"{flagged:.1%}", "at least 80%", flagged >= 0.8),
        ("  control: not stronger before, flagged", f"{wrongly:.1%}", "", True),
        (f"the interval holds the truth, 8 against 50, {5 * worlds} worlds", f"{holds:.2%}", "at least 93%",
         holds >= 0.93),
        ("50 aspects of 5,000 people", f"{seconds:.2f} s ({processor:.2f} s of processor)", "1 s", processor <= 1),
    )  # fmt: skip
    for what, found, goal, _ in rows:
        print(f"{what:70} {found:28} {goal}")
    return 0 if all(kept for *_, kept in rows) else 1


if __name__ == "__main__":
    raise SystemExit(main())
