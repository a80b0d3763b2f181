"""Nobody can work out a small figure: tried with every total at once, by a linear programme of the tests' own."""

import random

import pytest
from scipy.optimize import linprog

from collegium.statistics.disclosure import WIDTH, Figure, is_safe, is_sensitive, protect, room


def row(*values, name="class"):
    """One distribution whose number is known."""
    n = sum(values)
    return [Figure(name, f"option {j}", value, hidden=is_sensitive(value, n)) for j, value in enumerate(values)]


def closed(figures, end="everybody"):
    """The options of a single row end in one point: their number is known."""
    return [Figure(each.start, end, each.value, each.hidden, each.is_published) for each in figures]


def shown(figures):
    return [None if each.hidden else each.value for each in figures]


@pytest.mark.parametrize(
    ("value", "of", "expected"),
    [
        (4, 28, True), (5, 28, False), (24, 28, True), (23, 28, False), (0, 28, False), (28, 28, False),
        (0, 19, True), (19, 19, True), (0, 20, False), (20, 20, False), (1, 1, True),
    ],
)  # fmt: skip
def test_few_is_hidden_and_so_is_all_but_few(value, of, expected):
    assert is_sensitive(value, of) is expected


def test_a_single_hidden_figure_takes_the_smallest_other_with_it():
    """The total would tell it."""
    assert shown(protect(closed(row(3, 8, 12, 5)))) == [None, 8, 12, None]


def test_hidden_figures_that_are_few_together_take_another_with_them():
    assert shown(protect(closed(row(1, 2, 11, 14)))) == [None, None, None, 14]


def test_nobody_in_a_small_crowd_is_hidden_with_somebody():
    assert shown(protect(closed(row(5, 7, 0, 0)))) == [None, 7, None, None]


def test_what_is_large_enough_is_all_shown():
    figures = protect(closed(row(8, 9, 11)))

    assert shown(figures) == [8, 9, 11]
    assert is_safe(figures)


def test_what_was_published_cannot_be_hidden_any_more():
    figures = [Figure("a", "b", 9, is_published=True), Figure("a", "b", 2, hidden=True)]

    assert protect(figures) == figures
    assert room(figures, 1) == 0


def test_a_total_is_hidden_where_it_would_tell_what_a_part_hides():
    """A group showed 8 of 11 and hid 3. The theme's totals may not give the 3 away."""
    groups = {"a": (8, 9, 8, 3), "b": (6, 7, 9, 6)}
    parts = [
        Figure(name, f"theme {j}", value, hidden=name == "a" and j > 1, is_published=True)
        for name, values in groups.items()
        for j, value in enumerate(values)
    ]
    columns = enumerate(zip(*groups.values(), strict=True))
    totals = [Figure(f"theme {j}", "everybody", sum(column)) for j, column in columns]

    figures = protect([*parts, *totals])

    assert shown(figures[8:]) == [14, 16, None, None]


def drawn(chance):
    """A theme with its groups, a group with its classes, each class with its answers; some classes are shown."""
    options = chance.randint(2, 6)
    groups = {}
    for g in range(chance.randint(1, 3)):
        weights = [chance.random() ** 2 + 0.01 for _ in range(options)]
        classes = [
            [counts.count(j) for j in range(options)]
            for counts in (
                chance.choices(range(options), weights, k=chance.randint(5, 31)) for _ in range(chance.randint(1, 4))
            )
        ]
        groups[g] = classes
    return options, groups


def released(options, groups):
    """As surveys do it: each group by itself, with or without its classes; then the theme over what is out."""
    everything = []
    for g, classes in groups.items():
        figures = []
        for c, counts in enumerate(classes):
            by_class = len(classes) > 2
            figures += [
                Figure((g, c), (g, "to", j), counts[j], hidden=not by_class or is_sensitive(counts[j], sum(counts)))
                for j in range(options)
            ]
        whole = [sum(counts[j] for counts in classes) for j in range(options)]
        figures += [
            Figure((g, "to", j), ("theme", j), whole[j], hidden=is_sensitive(whole[j], sum(whole)))
            for j in range(options)
        ]
        # For itself, a group's totals end in one point: how many answered is known.
        alone = protect(
            [Figure(f.start, "end" if f.end[0] == "theme" else f.end, f.value, f.hidden) for f in figures]
        )
        everything += [
            Figure(f.start, f.end, f.value, kept.hidden, is_published=True)
            for f, kept in zip(figures, alone, strict=True)
        ]
    if len(groups) < 2:
        # Of one group alone nothing goes up.
        return [Figure(f.start, (0, "end") if f.end[0] == "theme" else f.end, f.value, f.hidden) for f in everything]
    totals = [sum(f.value for f in everything if f.end == ("theme", j)) for j in range(options)]
    everything += [
        Figure(("theme", j), "everybody", totals[j], hidden=is_sensitive(totals[j], sum(totals)))
        for j in range(options)
    ]
    return protect(everything)


def room_by_programme(figures):
    """Each hidden figure at its least and its most, given every shown one and every number of answers."""
    points = {point for each in figures for point in each.ends}
    starts, ends = {each.start for each in figures}, {each.end for each in figures}
    rows, right = [], []
    for point in points:
        into = [1 if each.end == point else 0 for each in figures]
        out = [1 if each.start == point else 0 for each in figures]
        if point in starts and point in ends:
            rows.append([a - b for a, b in zip(into, out, strict=True)])
            right.append(0)
        else:
            rows.append(out if point in starts else into)
            right.append(sum(each.value for each, uses in zip(figures, rows[-1], strict=True) if uses))
    bounds = [(0, None) if each.hidden else (each.value, each.value) for each in figures]
    for number, each in enumerate(figures):
        if not each.hidden:
            continue
        goal = [1 if at == number else 0 for at in range(len(figures))]
        least = linprog(goal, A_eq=rows, b_eq=right, bounds=bounds)
        most = linprog([-one for one in goal], A_eq=rows, b_eq=right, bounds=bounds)
        yield each, -most.fun - least.fun


def check(worlds, seed):
    chance = random.Random(seed)
    hidden = 0
    for _ in range(worlds):
        figures = released(*drawn(chance))
        for each, width in room_by_programme(figures):
            hidden += 1
            assert width >= WIDTH - 1e-6, (each, width, figures)
    return hidden


def test_no_hidden_figure_can_be_worked_out_in_random_worlds(record_property):
    hidden = check(25, seed=2026)
    record_property("hidden", hidden)

    assert hidden > 25


@pytest.mark.long
def test_no_hidden_figure_can_be_worked_out_in_a_thousand_random_worlds(record_property):
    hidden = check(1_000, seed=7)
    record_property("hidden", hidden)

    assert hidden > 10_000


def test_the_check_itself_finds_a_hidden_figure_that_a_total_tells():
    """Without the companions, it does."""
    figures = closed(row(3, 8, 12, 5))

    assert [width for _each, width in room_by_programme(figures)] == [0]
    assert room(figures, 0) == 0
