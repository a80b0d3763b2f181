"""A catalogue finds a plural by its singular: two plurals of one singular would be given each other's translation."""

import re
from collections import defaultdict
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "collegium"
CALL = re.compile(r'ngettext(?:_lazy)?\(\s*"((?:[^"\\]|\\.)*)",\s*"((?:[^"\\]|\\.)*)"')
BLOCK = re.compile(
    r"\{% blocktrans(?:late)?\b([^%]*?\bcount\b[^%]*?)%\}(.*?)\{% plural %\}(.*?)\{% endblocktrans(?:late)? %\}", re.S
)
GAP = re.compile(r"%\((\w+)\)[sd]|\{\{ (\w+) \}\}")


def plurals():
    """Each singular with the names of what is put into its plurals."""
    found = defaultdict(set)
    for path in SOURCE.rglob("*.py"):
        for one, many in CALL.findall(path.read_text()):
            found[one].add(gaps(many))
    for path in SOURCE.rglob("templates/**/*.html"):
        for options, one, many in BLOCK.findall(path.read_text()):
            if "context" not in options:
                found[GAP.sub(lambda gap: f"%({gap[1] or gap[2]})s", one)].add(gaps(many))
    return found


def gaps(text):
    return frozenset(one or other for one, other in GAP.findall(text))


def test_two_plurals_of_one_singular_are_filled_in_by_the_same_names():
    found = plurals()

    assert len(found) > 100
    assert {one: sorted(map(sorted, many)) for one, many in found.items() if len(many) > 1} == {}
