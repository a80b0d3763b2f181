"""What every page needs."""

import gzip
import logging

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from collegium.kit import clock
from collegium.kit.web import Briefly, WithRequestId, ensure
from collegium.people.models import Link


def test_each_answer_carries_an_id_that_the_log_carries_too(client, db):
    assert len(client.get("/healthz")["X-Request-ID"]) == 12


def test_the_proxys_id_is_kept_when_it_is_plain(client, db):
    assert client.get("/healthz", headers={"X-Request-ID": "0123456789abcdef"})["X-Request-ID"] == "0123456789abcdef"


@pytest.mark.parametrize("given", ["x" * 12, "<script>", "0123\nforged", "a" * 40])
def test_an_id_that_is_none_is_not_repeated(client, db, given):
    assert client.get("/healthz", headers={"X-Request-ID": given})["X-Request-ID"] != given


def test_a_page_travels_as_a_third_of_itself(client, ama):
    sent = client.get(reverse("account_login"), headers={"Accept-Encoding": "gzip"})

    assert sent["Content-Encoding"] == "gzip"
    page = gzip.decompress(sent.content).decode()
    assert "<h1>Sign in</h1>" in page
    assert len(sent.content) < len(page.encode()) / 2
    assert "Content-Encoding" not in client.get(reverse("account_login"))


def test_how_long_a_packed_page_is_differs_each_time(client, ama):
    sent = [client.get(reverse("account_login"), headers={"Accept-Encoding": "gzip"}) for _ in range(12)]

    assert len({len(one.content) for one in sent}) > 1


def test_what_is_no_page_travels_as_it_is(client, db):
    assert "Content-Encoding" not in client.get("/collegium.webmanifest", headers={"Accept-Encoding": "gzip"})


def test_outside_a_request_a_line_has_no_id():
    line = logging.makeLogRecord({})

    assert WithRequestId().filter(line)
    assert line.request_id == "-"


def line_of(status: int) -> logging.LogRecord:
    why = OperationalError("connection failed: 100 % refused\nIs the server running?")
    return logging.makeLogRecord(
        {"msg": "%s: %s", "args": ("Answered", "/groups/"), "status_code": status, "exc_info": (type(why), why, None)}
    )


def test_a_database_that_is_away_is_one_line_for_each_page():
    line, fault = line_of(503), line_of(500)

    assert Briefly().filter(line)
    assert Briefly().filter(fault)
    assert logging.Formatter().format(line) == "Answered: /groups/ (connection failed: 100 % refused)"
    assert logging.Formatter().format(fault).count("\n") > 1


def test_what_may_not_be_done_is_refused():
    ensure(True)

    with pytest.raises(PermissionDenied):
        ensure(False)


@pytest.mark.parametrize("purpose", ["welcome", "invitation"])
def test_a_page_by_a_personal_link_is_kept_nowhere(ama, feedback, purpose):
    invitation = feedback.invitations.create(
        person=ama, school=ama.schools_now().get(), by=ama, at=clock.now(), agreed_at=clock.now()
    )
    link = Link.objects.for_(purpose, ama, invitation.pk if purpose == "invitation" else 0)
    name = {"welcome": "people:welcome", "invitation": "groups:invitation"}[purpose]

    page = Client().get(reverse(name, args=[link.token]))

    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]


def test_a_signed_in_persons_page_is_kept_nowhere(ama):
    client = Client()
    client.force_login(ama)

    kept = client.get("/")["Cache-Control"]

    assert "no-store" in kept
    assert "private" in kept


def test_under_a_name_that_is_not_ours_nothing_is_there_and_that_is_said(db):
    answer = Client(raise_request_exception=False).get("/", headers={"Host": "elsewhere.example"})

    assert answer.status_code == 400
    assert b"That did not arrive whole" in answer.content


def test_an_address_that_takes_only_forms_is_no_empty_window_for_who_loads_it_again(client, ama):
    client.force_login(ama)

    answer = client.get(reverse("api:hook-setting-up"))

    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "Go back to the page with the form" in answer.content.decode()
    assert client.get(reverse("api:hook-setting-up"), headers={"Accept": "application/json"}).content == b""
