"""A question that SQLite is asked again is read once, and means each time what it says."""

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db


def answers(question, *given):
    with connection.cursor() as cursor:
        return [cursor.execute(question, one).fetchone() for one in given]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="of SQLite's own way to write places")
def test_places_are_filled_anew_each_time_whether_they_are_named_or_not():
    assert answers("SELECT %s, '100%%'", ["Ama"], ["Tom"]) == [("Ama", "100%"), ("Tom", "100%")]
    assert answers("SELECT %(who)s", {"who": "Ama"}, {"who": "Tom"}) == [("Ama",), ("Tom",)]
