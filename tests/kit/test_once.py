"""A form that arrives twice does its work once."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.http import Http404

from collegium.kit import clock, jobs
from collegium.kit.doors import ones_own
from collegium.kit.models import Attempt
from collegium.kit.once import acts, once
from tests.crowd import at_once, real_database

pytestmark = pytest.mark.django_db


@pytest.fixture
def send(rf):
    """Post a form to an address as somebody, with a key and whatever was typed."""

    def post(verb, *, who=None, path="/groups/", to="/done/", **typed):
        request = rf.post(path, typed)
        request.user = who or AnonymousUser()
        return acts(ones_own(lambda request: once(request, verb, to)))(request)

    return post


def test_the_second_time_nothing_is_done_and_the_answer_is_the_same(send):
    done = []

    first = send(lambda: done.append(1), key="k", title="Oracy")
    second = send(lambda: done.append(1), key="k", title="Oracy")

    assert done == [1]
    assert (first.status_code, first.url) == (second.status_code, second.url) == (302, "/done/")


def test_the_way_on_may_depend_on_what_came_of_it(send):
    answers = [send(lambda: 7, key="k", to=lambda result: f"/groups/{result}/") for _ in range(2)]

    assert [answer.url for answer in answers] == ["/groups/7/", "/groups/7/"]


@pytest.mark.parametrize(
    "changed",
    [{"title": "Feedback"}, {"path": "/elsewhere/"}, {"file": SimpleUploadedFile("b.csv", b"longer")}],
    ids=["other words", "another page", "another file"],
)
def test_the_same_key_with_other_content_is_a_conflict(send, changed):
    done = []
    send(lambda: done.append(1), key="k", title="Oracy")

    answer = send(lambda: done.append(2), **{"key": "k", "title": "Oracy"} | changed)

    assert (answer.status_code, done) == (409, [1])


def test_the_token_of_the_page_is_no_content(send):
    done = []
    send(lambda: done.append(1), key="k", csrfmiddlewaretoken="a")

    answer = send(lambda: done.append(2), key="k", csrfmiddlewaretoken="b")

    assert (answer.status_code, done) == (302, [1])


def test_another_persons_key_is_another_key(send, ama, tom):
    done = []

    send(lambda: done.append("ama"), who=ama, key="k")
    send(lambda: done.append("tom"), who=tom, key="k")

    assert done == ["ama", "tom"]


def test_without_a_key_every_form_does_its_work(send):
    done = []

    for _ in range(2):
        send(lambda: done.append(1))

    assert done == [1, 1]


def test_what_failed_may_be_sent_again(send):
    def refuse():
        raise ValueError("not yet")

    with pytest.raises(ValueError, match="not yet"):
        send(refuse, key="k")

    assert not Attempt.objects.exists()
    assert send(lambda: None, key="k").status_code == 302


def test_a_fault_that_is_not_ours_to_explain_is_raised(send):
    def break_a_promise():
        raise IntegrityError

    with pytest.raises(IntegrityError):
        send(break_a_promise, key="k")


@pytest.mark.parametrize("refusal", [PermissionDenied, Http404])
def test_the_twin_that_came_second_is_answered_like_the_first(rf, send, refusal):
    """The first of two taps ended the group, so the second may no longer do it: it is answered all the same."""

    def too_late(request):
        send(lambda: None, key="k")
        raise refusal

    request = rf.post("/groups/", {"key": "k"})
    request.user = AnonymousUser()

    assert acts(too_late)(request).url == "/done/"


@pytest.mark.parametrize("refusal", [PermissionDenied, Http404])
def test_a_refusal_stays_a_refusal(rf, refusal):
    def refuse(request):
        raise refusal

    request = rf.post("/groups/", {"key": "k"})
    request.user = AnonymousUser()

    with pytest.raises(refusal):
        acts(refuse)(request)


def test_looking_changes_nothing(rf):
    request = rf.get("/groups/")

    assert acts(lambda request: None)(request).status_code == 405


def test_htmx_is_told_to_go_on(rf):
    request = rf.post("/groups/", {"key": "k"})
    request.user = AnonymousUser()
    request.htmx = True

    answer = acts(ones_own(lambda request: once(request, lambda: None, "/done/")))(request)

    assert (answer.status_code, answer["HX-Redirect"]) == (200, "/done/")


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_two_taps_at_the_same_moment_do_it_once(send, tmp_path):
    done = []

    with real_database(tmp_path):
        answers = at_once([lambda: send(lambda: done.append(1), key="k").url] * 4)

    assert (done, answers) == ([1], ["/done/"] * 4)


def test_keys_are_forgotten_after_a_day(send):
    send(lambda: None, key="old")
    Attempt.objects.update(at=clock.now() - timedelta(hours=25))
    send(lambda: None, key="new")

    jobs.tidy.call()

    assert [attempt.key for attempt in Attempt.objects.all()] == ["new"]
