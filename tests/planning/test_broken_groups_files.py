"""However a file is damaged, it is read or refused in one line that names it and the place: never a traceback."""

import json
from copy import deepcopy

from hypothesis import given, settings
from hypothesis import strategies as st

from collegium.planning.command import main
from collegium.planning.files import Unreadable
from collegium.planning.groups import Contradiction, form_groups
from collegium.planning.groups.files import read_problem

from .test_groups_files import as_promised

JUNK = st.sampled_from(
    [None, True, -1, 0, 3, 1.5, 10**30, float("nan"), "", "p1", "feedback", "\ud800", "x" * 5000, [], ["p1"], [[]],
     {}, {"id": "p1"}]
)  # fmt: skip


def places(value, path=()):
    """Every place in a file, from the whole down to the leaves."""
    yield path
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        yield from places(child, (*path, key))


PLACES = list(places(as_promised()))[1:]


@st.composite
def damaged(draw):
    """One to three places replaced, taken out, doubled, or with a key more."""
    whole = as_promised()
    for path in draw(st.lists(st.sampled_from(PLACES), min_size=1, max_size=3)):
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


@settings(max_examples=200, deadline=None, derandomize=True)
@given(damaged())
def test_a_damaged_file_is_read_or_refused_in_one_line(tmp_path_factory, whole):
    path = tmp_path_factory.mktemp("damaged") / "problem.json"
    path.write_text(json.dumps(whole), encoding="utf-8")

    assert is_read_or_refused_in_one_line(str(path))


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.data())
def test_a_file_cut_off_or_with_other_bytes_in_it_is_refused_in_one_line(tmp_path_factory, data):
    text = json.dumps(as_promised()).encode()
    cut = data.draw(st.integers(0, len(text) - 1))
    instead = data.draw(st.binary(max_size=4))
    path = tmp_path_factory.mktemp("cut") / "problem.json"
    path.write_bytes(text[:cut] + instead)

    assert is_read_or_refused_in_one_line(str(path))


def is_read_or_refused_in_one_line(path: str) -> bool:
    """What can be read can be planned, or contradicts itself and says where."""
    try:
        form_groups(read_problem(path), seconds=0)
    except Unreadable as refusal:
        return str(refusal).startswith(path) and len(str(refusal).splitlines()) == 1
    except Contradiction as contradiction:
        return bool(contradiction.clashes)
    return True


def test_the_command_says_so_and_writes_nothing(tmp_path, capsys):
    path, plan = tmp_path / "problem.json", tmp_path / "plan.json"
    whole = as_promised()
    whole["people"][2]["wishes"][1] = "physics"
    path.write_text(json.dumps(whole), encoding="utf-8")

    status = main(["groups", str(path), "-o", str(plan)])

    assert (status, plan.exists()) == (2, False)
    said = capsys.readouterr().err
    assert said == f'{path}: people[2].wishes[1]: expected the id of a theme, found "physics"\n'
