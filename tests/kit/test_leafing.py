"""A long list is read from its newest row backwards, and nothing is left out or shown twice."""

from datetime import timedelta

import pytest

from collegium.history.models import Entry
from collegium.kit.leafing import leaf
from tests.conftest import MONDAY


@pytest.fixture
def entries(db):
    """Seven entries, two of them of the same moment."""
    minutes = [0, 1, 2, 2, 3, 4, 5]
    return [Entry.objects.create(did="said", kind="x", thing=1, at=MONDAY + timedelta(minutes=m)) for m in minutes]


@pytest.mark.both
@pytest.mark.parametrize("size", [1, 2, 3, 7, 10])
def test_leaf_by_leaf_everything_is_read_once(entries, size):
    seen, before = [], ""
    while True:
        one = leaf(Entry.objects.all(), "at", size, before)
        seen += one.rows
        assert one.is_first == (before == "")
        if not one.older:
            break
        before = one.older

    assert seen == entries[::-1]


@pytest.mark.parametrize("mark", ["x", "~", "2026-01-01~1", "2026-01-01T00:00:00+00:00~x", "2026-01-01T00:00+00:00~0",
                                  "2026-01-01T00:00:00+00:00~" + "9" * 40])  # fmt: skip
def test_a_mark_that_is_none_gives_the_newest(entries, mark):
    assert leaf(Entry.objects.all(), "at", 2, mark).rows == entries[:-3:-1]
