"""However a file is damaged, it is read or refused in one line that names it and the place: never a traceback."""

import json
from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collegium.kit.strictly import Unreadable
from collegium.planning import groups, series, visits
from collegium.planning.command import main
from collegium.planning.groups.files import read_problem as read_groups
from collegium.planning.series.files import read_problem as read_series
from collegium.planning.visits.files import read_problem as read_visits

from . import test_groups_files, test_series_files, test_visits_files

JUNK = st.sampled_from(
    [None, True, -1, 0, 3, 1.5, 10**30, float("nan"), "", "p1", "t2", "north", "feedback", "2026-09-07", "9999-12-31",
     "\ud800", "x" * 5000, [], ["p1"], [[]], {}, {"id": "p1"}]
)  # fmt: skip

# How each kind of file is promised, read and planned.
KINDS = {
    "groups": (test_groups_files.as_promised, read_groups, groups.form_groups),
    "series": (test_series_files.as_promised, read_series, series.plan_series),
    "visits": (test_visits_files.as_promised, read_visits, visits.plan_visits),
}


def places(value, path=()):
    """Every place in a file, from the whole down to the leaves."""
    yield path
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        yield from places(child, (*path, key))


@st.composite
def damaged(draw, as_promised):
    """One to three places replaced, taken out, doubled, or with a key more."""
    whole = as_promised()
    inside = list(places(whole))[1:]
    for path in draw(st.lists(st.sampled_from(inside), min_size=1, max_size=3)):
        _damage(whole, path, draw(st.sampled_from(["replace", "remove", "double", "more"])), draw(JUNK))
    return whole


def _damage(whole, path, how, junk) -> None:
    try:
        *way, last = path
        holder = whole
        for key in way:
            holder = holder[key]
        if how == "replace":
            holder[last] = junk
        elif how == "remove":
            del holder[last]
        elif isinstance(holder, list):
            holder.append(deepcopy(holder[last]))
        else:
            holder[f"{last} more"] = junk
    except (KeyError, IndexError, TypeError):
        # An earlier damage took the place away.
        return


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=150, deadline=None, derandomize=True)
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused_in_one_line(tmp_path_factory, kind, data):
    path = tmp_path_factory.mktemp("damaged") / "problem.json"
    path.write_text(json.dumps(data.draw(damaged(KINDS[kind][0]))), encoding="utf-8")

    assert is_read_or_refused_in_one_line(kind, str(path))


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=80, deadline=None, derandomize=True)
@given(data=st.data())
def test_a_file_cut_off_or_with_other_bytes_in_it_is_refused_in_one_line(tmp_path_factory, kind, data):
    text = json.dumps(KINDS[kind][0]()).encode()
    cut = data.draw(st.integers(0, len(text) - 1))
    instead = data.draw(st.binary(max_size=4))
    path = tmp_path_factory.mktemp("cut") / "problem.json"
    path.write_bytes(text[:cut] + instead)

    assert is_read_or_refused_in_one_line(kind, str(path))


def is_read_or_refused_in_one_line(kind: str, path: str) -> bool:
    """What can be read can be planned, or contradicts itself and says where."""
    _as_promised, read, plan = KINDS[kind]
    try:
        plan(read(path), seconds=0)
    except Unreadable as refusal:
        return str(refusal).startswith(path) and len(str(refusal).splitlines()) == 1
    except (groups.Contradiction, series.Contradiction) as contradiction:
        return bool(contradiction.clashes)
    return True


@pytest.mark.parametrize(
    ("kind", "way", "place"),
    [
        ("groups", ("people", 2, "wishes", 1), "people[2].wishes[1]"),
        ("series", ("groups", 0, "hosts", 0), "groups[0].hosts[0]"),
        ("visits", ("groups", 1, 0), "groups[1][0]"),
    ],
)
def test_the_command_says_so_and_writes_nothing(tmp_path, capsys, kind, way, place):
    path, plan = tmp_path / "problem.json", tmp_path / "plan.json"
    whole = inside = KINDS[kind][0]()
    for key in way[:-1]:
        inside = inside[key]
    inside[way[-1]] = "physics"
    path.write_text(json.dumps(whole), encoding="utf-8")

    status = main([kind, str(path), "-o", str(plan)])

    assert (status, plan.exists()) == (2, False)
    what = {"groups": "theme", "series": "school", "visits": "teacher"}[kind]
    assert capsys.readouterr().err == f'{path}: {place}: expected the id of a {what}, found "physics"\n'
