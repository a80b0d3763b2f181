"""The goals of TRUST.md 7 in its order: what each is to come to, which tests hold it, and what falls short."""

import csv
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
HOUSE, FAULTS, JOURNEYS = "tests/house/test_", "tests/faults/test_", "tests/journeys/test_"
EVERYBODY = 10
NOT_MEASURED = "not measured"


@dataclass(frozen=True)
class Case:
    """One test as it ended, with the figures that it wrote down."""

    test: str
    outcome: str = "passed"
    figures: dict[str, float] = field(default_factory=dict)

    @property
    def name(self) -> str:
        before, bracket, given = self.test.partition("[")
        return before.rpartition("::")[2] + bracket + given


def most(cases: Sequence[Case], name: str) -> float:
    return max((case.figures.get(name, 0) for case in cases), default=0)


def total(cases: Sequence[Case], name: str) -> int:
    """Of those that passed: what a test wrote down before it failed is no figure."""
    return round(sum(case.figures.get(name, 0) for case in cases if case.outcome == "passed"))


def number(cases: Sequence[Case]) -> str:
    bad = sum(case.outcome == "failed" for case in cases)
    return f"{bad} failed of {len(cases)} tests"


def counted(words: str, name: str) -> Callable[[Sequence[Case]], str]:
    """``words`` with the figure that the tests wrote down as ``name``."""
    return lambda cases: words.format(total(cases, name), len(cases))


def coverage(_cases: Sequence[Case]) -> str:
    """Of the last whole run of the tests: bin/test keeps it."""
    kept = ROOT / ".coverage.json"
    if not kept.exists():
        return f"{NOT_MEASURED}: no whole run of bin/test kept its figure here"
    read = json.loads(kept.read_text(encoding="utf-8"))
    share, on = read["totals"]["percent_covered"], read["meta"]["timestamp"][:10]
    return f"{share:.1f} % of lines and branches, by the bin/test of {on}"


def matrix(cases: Sequence[Case]) -> str:
    rows = [case for case in cases if case.name.startswith("test_who_may[")]
    hidden = len(cases) - len(rows)
    return f"0 missing; {len(rows)} rows × {EVERYBODY} people; {hidden} hidden things equal to what never was"


def faults(cases: Sequence[Case]) -> str:
    return (
        f"{total(cases, 'noticed')} of {total(cases, 'planted')} planted faults noticed; "
        f"0 differences in {total(cases, 'populations')} populations"
    )


def incidents(_cases: Sequence[Case]) -> str:
    text = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith("| ") and line.split("|")[1].strip().isdecimal()]
    return f"{sum('`tests/' in line for line in lines)}/{len(lines)} have a test"


def asvs(_cases: Sequence[Case]) -> str:
    with (ROOT / "docs" / "asvs.csv").open(newline="", encoding="utf-8") as file:
        lines = list(csv.DictReader(file))
    return f"{sum(bool(line['test']) for line in lines)} of the {len(lines)} chosen items have a test"


def edits(cases: Sequence[Case]) -> str:
    return f"0 lost of {total(cases, 'edits'):,}"


def kills(cases: Sequence[Case]) -> str:
    return f"0 lost, torn or done twice in {total(cases, 'kills')} kills"


def restarts(cases: Sequence[Case]) -> str:
    healed = f"; all were kept again {most(cases, 'healed'):.1f} s after it was back" if most(cases, "healed") else ""
    return f"0 twice, 0 lost, only 503 with when to try again{healed}"


def restores(cases: Sequence[Case]) -> str:
    pace = most(cases, "minutes for a gigabyte")
    each = f"{total(cases, 'restores')} of {total(cases, 'restores')} equal; 0 failed of {len(cases)} tests"
    return each + (f"; {pace:.1f} min/GB" if pace else "")


def privacy(cases: Sequence[Case]) -> str:
    said = sum("said_why_it_is_kept" in case.name for case in cases)
    return f"0 words found; {said} models say why they are kept"


def bombs(cases: Sequence[Case]) -> str:
    return f"{len(cases)} bombs: at most {most(cases, 'megabytes'):.0f} MB and {most(cases, 'seconds'):.1f} s of CPU"


def variants(cases: Sequence[Case]) -> str:
    tried = [case for case in cases if "_inside" in case.name or "only_https" in case.name]
    return f"0 of {len(tried)} variants connect; there are no previews"


def accessibility(cases: Sequence[Case]) -> str:
    # The slips that one of them needs are printed by hand.
    by_keys = sum("every_page" not in case.test and "slips" not in case.name for case in cases)
    pages = total(cases, "judged")
    return f"0 violations on {pages} pages × 2 widths × light and dark; {by_keys} of 12 journeys by keys alone"


def limits(cases: Sequence[Case]) -> str:
    return f"5 wrong passwords in 5 min for an account, 200 a minute for an address; {len(cases)} tests"


@dataclass(frozen=True)
class Goal:
    """One measure: what it is to come to, the tests that hold it, and what to say of them.

    ``both``: its promises are asked again on PostgreSQL. ``short``: what of the goal nothing here measures or holds.
    ``minutes``: then the row is cut off and says so. ``races``: bench/seats.py belongs to it, on both databases.
    """

    measure: str
    goal: str
    tests: str
    figure: Callable[[Sequence[Case]], str] = number
    short: str = ""
    both: bool = False
    is_long: bool = False
    races: bool = False
    minutes: float = 10


GOALS = [
    Goal(
        "Branch coverage, enforced", "100 % of policies, models; 98 % of the rest",
        f"{HOUSE}who_may.py::test_every_address_has_a_row", coverage,
        "bin/test measures it and stops below; views and jobs are held to 98 %",
    ),
    Goal(
        "Access matrix", "all addresses × 10 people × own, other group, other school; 0 missing",
        f"{HOUSE}who_may.py {HOUSE}existence.py", matrix,
    ),
    Goal(
        "Property invariants", "30 invariants; 95 % of 40 or more faults; 500 worlds nightly",
        f"{HOUSE}reference.py {HOUSE}planted_faults.py {HOUSE}channels.py {HOUSE}api_channel.py {HOUSE}opened.py",
        faults, minutes=30,
    ),
    Goal(
        "Two-world non-interference", "0 differing bytes for outsiders, all channels", f"{HOUSE}two_worlds.py",
        counted("0 differing in {:,} answers", "answers"),
    ),
    Goal(
        "Unscoped query possible", "raises, and lint; a forgotten check raises",
        f"tests/kit/test_doors.py {HOUSE}posting.py {HOUSE}who_may.py::test_every_address_has_a_row "
        f"{HOUSE}reference.py::test_no_noun_comes_in_without_the_specification_knowing_of_it",
        lambda _cases: "what changed with no door asked raises and is not kept; what no table names fails the build",
        "a question without a scope is found by the tests, and does not raise",
    ),
    Goal(
        "One row for each change", "exactly one, in its transaction", f"{HOUSE}one_row_for_each_change.py",
        counted("exactly one at {} addresses", "addresses"),
    ),
    Goal("Past-incident tests", "32/32", f"{HOUSE}incidents.py", incidents),
    Goal(
        "ASVS 5", "210/210 applicable of levels 1 and 2", f"{HOUSE}asvs.py", asvs,
        "of 210 that apply only these are listed",
    ),
    Goal(
        "check --deploy, secrets, audit", "0", f"{HOUSE}deploying.py",
        lambda cases: f"0 warnings, 0 secrets; {len(cases)} tests", "no list of unsafe dependencies is asked",
    ),
    Goal(
        "CSP", "no unsafe-*, frame-ancestors 'none'; 0 reports in a full crawl",
        f"{HOUSE}policy.py {JOURNEYS}every_page.py",
        lambda cases: f"none on {total(cases, 'pages')} pages; 0 reports on {total(cases, 'judged')} in a browser",
    ),
    Goal(
        "Rate limits", "pretalx 10/300 s or tighter; by account and address; no header helps",
        f"{HOUSE}incidents.py::test_an_address_that_somebody_makes_up_resets_no_limit "
        "tests/groups/test_pages.py::test_many_outside_addresses_a_day_are_too_many "
        "tests/api/test_tokens.py::test_so_many_in_a_minute_and_the_rest_waits "
        "tests/api/test_hooks.py::test_ten_trials_an_hour "
        "tests/community/test_pages.py::test_more_than_twelve_in_an_hour_wait_and_keep_their_words "
        "tests/files/test_files.py::test_a_hundred_in_a_day_are_enough",
        limits, "wide for an address on purpose: a school sits behind one",
    ),
    Goal(
        "Seats under race", "exactly the cap, 1,000 rounds, both databases, 0 errors", "tests/groups/test_seats.py",
        both=True, races=True, minutes=25,
    ),
    Goal(
        "Lost acknowledged writes", "0 in 200 or more kills, with uploads, jobs, mail",
        f"{FAULTS}every_write.py {FAULTS}working.py tests/people/test_killed.py "
        "tests/mail/test_posting.py::test_after_a_kill_the_next_round_waits_for_the_claim_to_end", kills,
    ),
    Goal(
        "PostgreSQL starts again", "at most 5 s of 503, 0 twice, the pool heals",
        f"{FAULTS}cut_off.py {FAULTS}restarting.py", restarts, both=True,
    ),
    Goal("Lost edits", "0 of 10,000", "tests/meetings/test_notes.py", edits, both=True),
    Goal(
        "Backup → restore", "20/20 equal, verified, at most 10 min/GB",
        f"{FAULTS}keeping.py tests/project/test_nightly.py tests/project/test_keeping_postgresql.py", restores,
        both=True,
    ),
    Goal(
        "“database is locked”", "0 at 16 writers",
        "tests/groups/test_seats.py::test_through_the_pages_too_nobody_meets_an_error",
        lambda _cases: "0 in 48 forms, 16 at once",
    ),
    Goal("Bomb, malformed input", "512 MB, 5 s, 0 × 500", f"{FAULTS}bombs.py", bombs, is_long=True),
    Goal(
        "SSRF set", "0 of 40 variants connect; previews off", "tests/kit/test_fetching.py",
        variants,
    ),
    Goal(
        "Small numbers", "10 (5 inside the group), 0 leaks in 1,000 worlds", "tests/statistics/test_disclosure.py",
        counted("0 of {:,} hidden figures can be worked out", "hidden"),
    ),
    Goal(
        "Revocation latency", "next request; waiting mail asked again; streams 1 s",
        f"{HOUSE}incidents.py::test_whoever_left_every_school_is_out_at_the_next_request "
        "tests/meetings/test_calendar.py::test_after_leaving_the_next_fetch_has_nothing_of_the_group "
        "tests/mail/test_posting.py::test_what_is_no_longer_wanted_is_dropped_when_it_would_leave "
        "tests/conversation/test_digesting.py::test_a_letter_does_not_leave_once_its_reader_has_left_the_group",
        lambda _cases: "the next request, fetch or letter; there are no streams",
    ),
    Goal(
        "Erasure residue", "0 canaries; a model without a privacy entry fails",
        f"{HOUSE}erasing.py {HOUSE}privacy.py tests/people/test_erasing.py", privacy, both=True,
    ),
    Goal(
        "Accessibility", "0 axe violations × 4 modes; 12/12 journeys by keyboard",
        f"{JOURNEYS}every_page.py {JOURNEYS}from_wishes_to_groups.py::test_slips_for_all_who_have_not_answered "
        f"{JOURNEYS}from_wishes_to_groups.py::test_wishes_by_keyboard_alone "
        f"{JOURNEYS}a_term_by_keys.py {JOURNEYS}keys_alone.py::test_a_post_and_a_vote "
        f"{JOURNEYS}keys_alone.py::test_an_idea_is_taken_up_and_told_of "
        f"{JOURNEYS}keys_alone.py::test_what_is_found_is_said", accessibility,
    ),
    Goal(
        "Upgrade", "every release → head, both databases, killed midway",
        f"{FAULTS}upgrading.py {FAULTS}upgrading_postgresql.py",
        lambda cases: f"whole or as it was; {total(cases, 'kills')} kills", "there is no earlier release yet",
    ),
]  # fmt: skip
