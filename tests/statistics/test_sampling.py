"""How many lessons it takes."""

import random

import pytest

from collegium.statistics.sampling import margin_of, needed


@pytest.mark.parametrize(
    ("population", "margin", "wanted"),
    # The tables of survey research: 385 of very many for five points, 278 of 1,000, 80 of 100, 97 for ten.
    [(10_000_000, 0.05, 385), (1_000, 0.05, 278), (100, 0.05, 80), (10_000_000, 0.1, 97), (200, 0.1, 66),
     (212, 0.15, 36)],
)
def test_the_sizes_in_the_tables(population, margin, wanted):
    assert needed(population, margin) == wanted


def test_nobody_needs_more_than_there_are():
    assert [needed(5, 0.05), needed(1, 0.2), needed(0, 0.1)] == [5, 1, 0]


@pytest.mark.parametrize("population", [20, 57, 200, 1_000])
@pytest.mark.parametrize("margin", [0.1, 0.15, 0.2])
def test_so_many_give_at_most_this_margin(population, margin):
    drawn = needed(population, margin)

    assert margin_of(drawn, population) <= margin + 1e-9


def test_all_or_none_of_them():
    assert [margin_of(30, 30), margin_of(0, 30)] == [0.0, 1.0]


def test_a_share_is_within_its_margin_as_often_as_it_says():
    dice = random.Random(3)
    lessons = [True] * 90 + [False] * 90
    drawn = needed(180, 0.15)
    within = sum(abs(sum(dice.sample(lessons, drawn)) / drawn - 0.5) <= 0.15 for _ in range(2000))

    assert within / 2000 >= 0.93
