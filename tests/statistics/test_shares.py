"""Wilson's interval: the answers of Newcombe 1998 (Statistics in Medicine 17:857), and of METHODS."""

import pytest

from collegium.statistics.shares import difference, wilson


@pytest.mark.parametrize(
    ("count", "total", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_answers_in_print(count, total, low, high):
    assert tuple(round(end, 4) for end in wilson(count, total)) == (low, high)


@pytest.mark.parametrize(("count", "total", "low", "high"), [(33, 45, 59, 84), (22, 30, 56, 86), (73, 100, 64, 81)])
def test_in_points(count, total, low, high):
    assert tuple(round(100 * end) for end in wilson(count, total)) == (low, high)


def test_all_and_nothing():
    assert wilson(20, 20).high == 1.0
    assert wilson(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [((56, 70), (48, 80), (0.0524, 0.3339)), ((9, 10), (3, 10), (0.1705, 0.8090)), ((6, 7), (2, 7), (0.0582, 0.8062)),
     ((5, 56), (0, 29), (-0.0381, 0.1926)), ((0, 10), (0, 20), (-0.1611, 0.2775)),
     ((10, 10), (0, 20), (0.6791, 1.0))],
)
def test_differences_in_print(one, other, wanted):
    assert tuple(round(end, 4) for end in difference(*one, *other)) == wanted
