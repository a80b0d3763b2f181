"""What a comparison may say: the word after the interval, the caveats after the fields, and nothing of too few."""

import random

import pytest

from collegium.statistics.comparing import Arms, Aspect, Caveat, Count, Problem, Verdict, compare
from collegium.statistics.wording import sentence


def arms(strong, of, other, other_of):
    return Arms(Count(strong, of), Count(other, other_of))


def aspect(*counts, id="feedback", **more):
    return Aspect(id, "Written feedback", arms(*counts), **more)


def only(one, **more):
    (finding,) = compare(Problem((one,), **more))
    return finding


@pytest.mark.parametrize(
    ("counts", "verdict", "words"),
    [
        ((18, 24, 24, 56), Verdict.MORE, "Members were judged strong more often: by 32 points, plausibly 8 to 50."),
        ((6, 24, 32, 56), Verdict.LESS, "Members were judged strong less often: by 32 points, plausibly 8 to 50."),
        ((12, 24, 24, 56), Verdict.UNSETTLED,
         "not settled with these numbers: the gap is 7 points, plausibly −16 to 29."),
    ],
)  # fmt: skip
def test_the_word_follows_the_interval(counts, verdict, words):
    finding = only(aspect(*counts))

    assert finding.verdict is verdict
    assert words in sentence(finding)
    assert sum(word in sentence(finding) for word in ("more often", "less often", "not settled")) == 1


def test_several_aspects_are_adjusted_for_one_another():
    many = tuple(aspect(18, 24, 24, 56, id=f"a{place}") for place in range(8))

    findings = compare(Problem(many))

    assert {finding.verdict for finding in findings} == {Verdict.UNSETTLED}
    assert all(Caveat.SEVERAL_ASPECTS in finding.caveats for finding in findings)
    assert round(findings[0].numbers.p_adjusted, 3) == round(8 * findings[0].numbers.p, 3)


def test_what_is_not_shown_is_not_counted_among_the_several():
    findings = compare(Problem((aspect(18, 24, 24, 56), aspect(2, 9, 24, 56, id="small"))))

    assert findings[0].numbers.p_adjusted == findings[0].numbers.p
    assert findings[1].numbers is None


@pytest.mark.parametrize(
    "counts",
    [(4, 24, 24, 56), (20, 24, 24, 56), (12, 24, 1, 56), (12, 24, 53, 56), (0, 19, 24, 56), (19, 19, 24, 56),
     (0, 0, 24, 56)],
)
def test_counts_that_point_at_somebody_are_not_shown(counts):
    finding = only(aspect(*counts))

    assert (finding.verdict, finding.numbers) == (Verdict.TOO_FEW, None)
    assert not any(letter.isdigit() for letter in sentence(finding))


def test_counts_of_the_baseline_are_looked_at_too_and_their_interval_does_not_tell():
    finding = only(aspect(18, 24, 24, 56, baseline=arms(20, 22, 10, 56)))

    assert finding.numbers is None
    assert Caveat.STRONGER_BEFORE not in finding.caveats


def test_none_or_all_of_twenty_may_be_shown():
    finding = only(aspect(20, 20, 0, 30))

    assert finding.verdict is Verdict.MORE
    assert (finding.numbers.times, finding.numbers.times_interval) == (None, None)


@pytest.mark.parametrize(
    ("more", "caveats"),
    [
        ({}, ["self-selected", "no-baseline", "not-blind"]),
        ({"chose_to_join": False, "blind": True}, ["no-baseline"]),
        ({"baseline": arms(9, 24, 22, 56), "blind": True}, ["self-selected"]),
        ({"baseline": arms(18, 24, 22, 56), "blind": True}, ["self-selected", "stronger-before"]),
        ({"agreement": 0.66, "blind": True}, ["self-selected", "no-baseline", "observers-differ"]),
        ({"agreement": 0.67, "blind": True}, ["self-selected", "no-baseline"]),
        ({"registered": False, "blind": True}, ["self-selected", "no-baseline", "looked-at-afterwards"]),
    ],
)
def test_caveats_are_worked_out(more, caveats):
    assert list(only(aspect(18, 24, 24, 56, **more)).caveats) == caveats


def test_nine_are_few():
    assert Caveat.FEW in only(aspect(5, 9, 24, 56), smallest=4).caveats


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, "chose to join and may have been stronger before"),
        ({"baseline": arms(9, 24, 22, 56)}, "their favour, by 34 points (plausibly 1 to 61). They chose to join, so"),
        ({"baseline": arms(18, 24, 22, 56)}, "They were stronger before"),
        ({"baseline": arms(18, 24, 24, 56)}, "cannot be told yet"),
        ({"registered": False}, "Looked at afterwards"),
        ({"agreement": 0.2}, "Observers often judged differently"),
    ],
)  # fmt: skip
def test_what_speaks_against_it_is_said(more, words):
    assert words in sentence(only(aspect(18, 24, 24, 56, **more)))


def test_a_gap_that_moved_against_them_is_said_so():
    assert "moved against them" in sentence(only(aspect(6, 24, 32, 56, baseline=arms(18, 24, 24, 56))))


def test_where_nothing_speaks_against_it_nothing_is_said():
    plain = aspect(18, 24, 24, 56, chose_to_join=False, blind=True, baseline=arms(9, 24, 22, 56))

    assert sentence(only(plain)).endswith("(plausibly 1 to 61).")


def test_where_nothing_differs_a_difference_is_seldom_claimed():
    """Two hundred schools in which nothing differs; ``bench/impact.py`` draws two thousand."""
    dice, claims = random.Random(11), 0
    for _ in range(200):
        share = dice.uniform(0.3, 0.7)
        strong, other = (sum(dice.random() < share for _ in range(of)) for of in (24, 56))
        claims += only(aspect(strong, 24, other, 56)).verdict in (Verdict.MORE, Verdict.LESS)

    assert claims <= 10
