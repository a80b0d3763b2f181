"""Secrets of others lie locked in the database, and are locked anew when the folder's key changes."""

import pytest
from django.db import connection

from collegium.kit import locked
from collegium.people.models import SignOn
from tests.conftest import MONDAY

pytestmark = pytest.mark.django_db
SECRET = "the secret of the provider"


@pytest.fixture
def sign_on(northgate, rob):
    return SignOn.objects.set_up(
        northgate, kind="other", issuer="https://id.example", client="c", secret=SECRET, domains=["n.example"],
        by=rob, at=MONDAY,
    )  # fmt: skip


def lying():
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM people_signon ORDER BY id")
        return [row[0] for row in cursor.fetchall()]


def test_a_providers_secret_lies_locked(sign_on):
    assert SECRET not in lying()[0]
    assert SignOn.objects.get().secret == SECRET
    assert locked.lock(SECRET) != locked.lock(SECRET)


def test_what_is_stopped_is_empty_and_not_locked(sign_on, rob):
    sign_on.stop(by=rob, at=MONDAY)

    assert lying() == [""]


def test_with_a_new_key_the_old_one_still_opens_until_all_is_locked_anew(sign_on, settings):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a new key " * 5, [settings.SECRET_KEY]
    before = lying()

    assert [SignOn.objects.get().secret, locked.relock(), locked.relock()] == [SECRET, 1, 0]
    settings.SECRET_KEY_FALLBACKS = []
    assert SignOn.objects.get().secret == SECRET
    assert lying() != before


def test_what_no_key_opens_reads_as_empty_and_is_left_as_it_is(sign_on, settings):
    settings.SECRET_KEY = "quite another key " * 3
    before = lying()

    assert [SignOn.objects.get().secret, locked.relock(), lying()] == ["", 0, before]
