"""Our forty lines held beside statsmodels and scipy, and beside the answers in print (PLANNING.md, D)."""

import random
import warnings

import pytest
from scipy.stats import barnard_exact
from scipy.stats.contingency import relative_risk

from collegium.statistics.barnard import barnard
from collegium.statistics.several import holm
from collegium.statistics.shares import change, difference, ratio, wilson
from collegium.statistics.strata import Stratum, mantel_haenszel

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from statsmodels.stats.contingency_tables import StratifiedTable
    from statsmodels.stats.multitest import multipletests
    from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

BERKELEY = [(512, 825, 89, 108), (353, 560, 17, 25), (120, 325, 202, 593), (138, 417, 131, 375),
            (53, 191, 94, 393), (22, 373, 24, 341)]  # fmt: skip


def drawn(number, most=120):
    """Counts of two arms that differ more or less."""
    dice = random.Random(7)
    for _ in range(number):
        of, other_of, share = dice.randint(2, most), dice.randint(2, most), dice.random()
        other = min(1.0, max(0.0, share + dice.gauss(0, 0.2)))
        yield (sum(dice.random() < share for _ in range(of)), of,
               sum(dice.random() < other for _ in range(other_of)), other_of)  # fmt: skip


@pytest.mark.parametrize("confidence", [0.8, 0.95, 0.99])
def test_intervals_are_those_of_statsmodels(confidence):
    for strong, of, other, other_of in drawn(60):
        alpha = 1 - confidence
        share = proportion_confint(strong, of, alpha=alpha, method="wilson")
        gap = confint_proportions_2indep(strong, of, other, other_of, method="newcomb", compare="diff", alpha=alpha)

        assert wilson(strong, of, confidence) == pytest.approx(share, abs=5e-5)
        assert difference(strong, of, other, other_of, confidence) == pytest.approx(gap, abs=5e-5)


def test_ratios_are_those_of_scipy():
    assert tuple(round(end, 4) for end in ratio(27, 122, 44, 487)) == (1.5837, 3.7887)
    for strong, of, other, other_of in drawn(60):
        if strong and other:
            theirs = relative_risk(strong, of, other, other_of).confidence_interval(0.95)
            assert ratio(strong, of, other, other_of) == pytest.approx(tuple(theirs), rel=1e-6)


@pytest.mark.parametrize(
    ("counts", "p"),
    [((7, 15, 12, 15), 0.0682), ((18, 24, 24, 56), 0.0086), ((5, 10, 10, 20), 1.0), ((0, 4, 0, 9), 1.0)],
)
def test_barnards_answers_in_print(counts, p):
    assert round(barnard(*counts), 4) == p


def test_barnards_p_is_scipys_to_four_digits():
    for strong, of, other, other_of in drawn(60, 70):
        theirs = barnard_exact([[strong, other], [of - strong, other_of - other]], pooled=True).pvalue

        assert barnard(strong, of, other, other_of) == pytest.approx(theirs, abs=5e-5)


def test_holm_as_in_print_and_as_statsmodels():
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    dice = random.Random(3)
    for _ in range(30):
        chances = [dice.random() ** 3 for _ in range(dice.randint(1, 12))]
        assert holm(chances) == pytest.approx(list(multipletests(chances, method="holm")[1]))


def test_berkeley_1973_says_another_thing_department_by_department():
    together = mantel_haenszel([Stratum(*counts) for counts in BERKELEY])

    assert round(together.odds, 4) == 0.9047
    assert round(together.p, 4) == 0.2323
    assert (together.difference < 0, together.interval.high > 0, together.strata) == (True, True, 6)


def test_departments_together_are_those_of_statsmodels():
    dice = random.Random(5)
    for _ in range(20):
        counts = [(s + 1, of + 2, o + 1, oo + 2) for s, of, o, oo in drawn(dice.randint(2, 6), 40)]
        tables = [[[s, of - s], [o, oo - o]] for s, of, o, oo in counts]
        theirs = StratifiedTable([list(map(list, zip(*table, strict=True))) for table in tables])
        ours = mantel_haenszel([Stratum(*one) for one in counts])

        assert ours.odds == pytest.approx(theirs.oddsratio_pooled)
        assert ours.odds_interval == pytest.approx(theirs.oddsratio_pooled_confint(), rel=1e-6)
        assert ours.p == pytest.approx(theirs.test_null_odds(correction=True).pvalue, abs=5e-5)


def test_departments_of_which_none_or_all_belong_say_nothing():
    assert mantel_haenszel([Stratum(3, 5, 0, 0), Stratum(0, 0, 4, 9)]) is None
    assert mantel_haenszel([Stratum(3, 5, 4, 8), Stratum(0, 0, 4, 9)]).strata == 1


def test_departments_where_all_are_strong_have_no_odds():
    together = mantel_haenszel([Stratum(5, 5, 8, 8)])

    assert (together.odds, together.odds_interval, together.p, together.difference) == (None, None, 1.0, 0.0)


def test_a_change_squares_and_adds():
    now, before = 18 / 24 - 24 / 56, 9 / 24 - 22 / 56
    found = change(now, difference(18, 24, 24, 56), before, difference(9, 24, 22, 56))

    assert tuple(round(100 * end, 1) for end in found) == (0.9, 61.4)
