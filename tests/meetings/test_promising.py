"""What a member will try before next time."""

from datetime import timedelta

import pytest

from collegium.history.models import Entry
from collegium.meetings import heard
from collegium.meetings.heard import Heard
from collegium.meetings.models import Meeting, Promise
from tests.conftest import FRIDAY, MONDAY


def promised(group, person, by=None, text="Dots instead of ticks", **more):
    return Promise.objects.make(group=group, person=person, text=text, by=by or person, at=FRIDAY, **more)


def test_ones_own_promise_needs_no_second_word(feedback, tom):
    promise = promised(feedback, tom, with_class="8B", instead_of="Marking every book")

    assert (promise.is_confirmed, promise.is_open, str(promise)) == (True, True, "Dots instead of ticks")
    assert [entry.did for entry in Entry.objects.about(promise)] == ["promised"]


def test_what_another_typed_waits_for_the_persons_yes(feedback, ama, tom):
    promise = promised(feedback, tom, by=ama)
    waiting = list(Promise.objects.unconfirmed())

    promise.confirm(at=FRIDAY)
    promise.confirm(at=FRIDAY + timedelta(hours=1))

    assert waiting == [promise]
    assert (promise.confirmed_at, Entry.objects.about(promise).by(tom).count()) == (FRIDAY, 1)


def test_the_same_promise_twice_is_one(feedback, tom):
    first, second = promised(feedback, tom), promised(feedback, tom)

    assert first == second


def test_other_words_replace_it_and_keep_what_was_said(feedback, ama, tom):
    promise = promised(feedback, tom, with_class="8B")

    newer = promise.reword("Dots, then a key", by=tom, at=FRIDAY)

    assert (promise.text, promise.replaced_by, promise.is_open) == ("Dots instead of ticks", newer, False)
    assert (newer.with_class, newer.is_confirmed) == ("8B", True)
    assert list(Promise.objects.open()) == [newer]


def test_the_same_words_are_no_change(feedback, tom):
    promise = promised(feedback, tom)

    assert promise.reword(promise.text, by=tom, at=FRIDAY) == promise


def test_a_second_wording_of_what_is_replaced_gives_what_stands(feedback, tom):
    promise = promised(feedback, tom)
    newer = promise.reword("Dots, then a key", by=tom, at=FRIDAY)

    assert promise.reword("Something else", by=tom, at=FRIDAY) == newer


def test_anothers_wording_waits_for_a_yes_again(feedback, ama, tom):
    newer = promised(feedback, tom).reword("Dots, then a key", by=ama, at=FRIDAY)

    assert newer.is_confirmed is False


def test_a_promise_is_let_go_once(feedback, tom):
    promise = promised(feedback, tom)

    promise.let_go(by=tom, at=FRIDAY)
    promise.let_go(by=tom, at=FRIDAY + timedelta(hours=1))

    assert (promise.let_go_at, list(Promise.objects.open().of(tom))) == (FRIDAY, [])
    assert [entry.did for entry in Entry.objects.about(promise).order_by("pk")] == ["promised", "let go"]


@pytest.mark.parametrize(("who", "sees"), [("ama", 1), ("sam", 0), ("finn", 0), ("hale", 0), ("priya", 0)])
def test_the_group_sees_it_and_nobody_else(feedback, tom, request, who, sees):
    request.getfixturevalue("hale"), request.getfixturevalue(who)
    promised(feedback, tom)

    assert Promise.objects.visible_to(request.getfixturevalue(who)).count() == sees


def test_one_who_left_keeps_their_own(feedback, finn):
    promise = promised(feedback, finn)

    assert list(Promise.objects.visible_to(finn)) == [promise]


def test_since_a_meeting_are_those_made_there_and_after(feedback, tom, ama):
    meeting = Meeting.objects.create(group=feedback, starts_at=FRIDAY, changed_at=MONDAY)
    there = promised(feedback, tom, meeting=meeting)
    Promise.objects.make(group=feedback, person=tom, text="Earlier", by=tom, at=MONDAY)
    later = Promise.objects.make(group=feedback, person=ama, text="Later", by=ama, at=FRIDAY + timedelta(days=1))

    assert list(Promise.objects.since(meeting).order_by("pk")) == [there, later]


def test_what_was_heard_comes_from_above(feedback, tom, ama, monkeypatch):
    monkeypatch.setattr(heard, "_sources", [])
    promise = promised(feedback, tom)
    word = Heard("kept", "check", "24 of 28 found their own errors.", FRIDAY)

    def source(promises, reader):
        return {each.pk: word for each in promises}

    heard.register(source)
    heard.register(source)

    assert heard.heard_about([promise], ama) == {promise.pk: word}


def test_ones_own_promise_is_put_into_other_words_on_a_page(client, feedback, tom, ama):
    typed = promised(feedback, tom, by=ama)
    client.force_login(tom)
    assert "Dots instead of ticks" in client.get(f"/meetings/promises/{typed.pk}/").content.decode()

    assert client.post(f"/meetings/promises/{typed.pk}/wording/", {"text": " "}).status_code == 422
    assert client.post(f"/meetings/promises/{typed.pk}/wording/", {"text": "A key"}).status_code == 302

    now = Promise.objects.open().get()
    assert (now.text, now.is_confirmed) == ("A key", True)
    assert client.get(f"/meetings/promises/{typed.pk}/").status_code == 403
