"""What waits on Today: a session of these days, its slip, and a piece in a booklet."""

from datetime import timedelta

import pytest
import time_machine

from tests.sharings.conftest import AFTERWARDS, SESSION

pytestmark = pytest.mark.django_db


def today(client, somebody, at):
    client.force_login(somebody)
    with time_machine.travel(at, tick=False):
        return client.get("/").content.decode()


def test_the_session_of_these_days_stands_on_today_and_then_its_slip(client, held, tom, ines, hale):
    moments = (SESSION - timedelta(days=4), SESSION - timedelta(days=2), AFTERWARDS, SESSION + timedelta(days=2))
    days = [today(client, tom, at) for at in moments]

    assert ["What we found last year" in page for page in days] == [False, True, True, False]
    assert ["Hand in a slip" in page for page in days] == [False, False, True, False]
    assert "What we found last year" not in today(client, ines, AFTERWARDS)
    held.count(by=hale, at=AFTERWARDS)
    assert "Hand in a slip" not in today(client, tom, AFTERWARDS)
