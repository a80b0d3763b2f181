"""Krippendorff's alpha gives the answers that are in print, and agrees with itself."""

import random

import pytest

from collegium.statistics.agreement import Agreement, agreement, krippendorff_alpha

# Four observers, twelve units: R's irr::kripp.alpha, after Krippendorff. None: this observer did not see it.
N = None
PRINTED = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3],
    [N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N],
]


@pytest.mark.parametrize(
    ("scale", "alpha"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_the_answers_in_print(scale, alpha):
    assert round(krippendorff_alpha(PRINTED, scale), 3) == alpha


def test_the_printed_answers_to_four_digits():
    found = [krippendorff_alpha(PRINTED, scale) for scale in ("nominal", "ordinal", "interval", "ratio")]

    assert [round(alpha, 4) for alpha in found] == [0.7434, 0.8154, 0.8491, 0.7974]


def test_two_observers_of_yes_and_no():
    """Krippendorff's own first example: ten units, two observers, alpha .095."""
    one = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    other = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]

    assert round(krippendorff_alpha([one, other], "nominal"), 3) == 0.095


def test_who_always_says_the_same_as_the_other_agrees_wholly():
    assert agreement([(0, 0), (1, 1), (2, 2)], "ordinal") == Agreement(3, 3, 1.0)


def test_units_that_one_alone_saw_do_not_count():
    assert agreement([(0, 0), (1, None), (1,), (None, None), (1, 0)], "nominal").units == 2


def test_all_alike_everywhere_is_no_alpha_but_enough_from_five_on():
    few, more = agreement([(1, 1)] * 4, "nominal"), agreement([(1, 1)] * 5, "nominal")

    assert (few.alpha, few.is_enough, more.alpha, more.is_enough) == (None, False, None, True)


def test_nothing_doubled_is_not_enough():
    assert agreement([], "ordinal") == Agreement(0, 0, None)
    assert not agreement([], "ordinal").is_enough


def test_below_two_thirds_is_not_enough():
    assert [Agreement(9, 5, alpha).is_enough for alpha in (0.66, 0.67)] == [False, True]


def test_a_scale_with_zeros_may_be_a_ratio():
    assert krippendorff_alpha([[0, 0, 2], [0, 1, 2]], "ratio") is not None


def test_the_order_of_observers_and_units_is_nothing_to_alpha():
    dice = random.Random(7)
    units = list(zip(*PRINTED, strict=True))
    wanted = agreement(units, "ordinal").alpha

    for _ in range(20):
        dice.shuffle(units)
        mixed = [dice.sample(unit, len(unit)) for unit in units]
        assert agreement(mixed, "ordinal").alpha == pytest.approx(wanted)


@pytest.mark.parametrize("scale", ["nominal", "ordinal", "interval"])
def test_guessing_gives_about_nothing(scale):
    dice = random.Random(11)
    units = [(dice.randint(0, 3), dice.randint(0, 3)) for _ in range(4000)]

    assert abs(agreement(units, scale).alpha) < 0.05
