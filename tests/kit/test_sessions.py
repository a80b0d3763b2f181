"""Who comes is asked at every request."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

pytestmark = pytest.mark.django_db


def is_known(client) -> bool:
    return client.get("/").wsgi_request.user.is_authenticated


def test_whoever_signed_in_is_known_until_their_time_is_over(client, ama):
    client.force_login(ama)
    assert is_known(client)

    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    assert not is_known(client)


def test_whose_session_was_ended_elsewhere_is_known_no_more(client, ama):
    client.force_login(ama)
    assert is_known(client)

    Session.objects.all().delete()

    assert not is_known(client)


def test_a_key_that_is_nobodys_opens_nothing(client, ama):
    client.force_login(ama)

    client.cookies["sessionid"] = "made-up-by-somebody-who-is-not-ama"

    assert not is_known(client)
