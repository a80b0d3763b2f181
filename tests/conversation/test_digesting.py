"""One letter on Friday, about what others said, and none when nobody said anything."""

from datetime import timedelta

import pytest

from collegium.conversation import digesting
from collegium.conversation.digesting import digest, digest_everybody
from collegium.conversation.models import Digest, Muted, Thread
from collegium.history.models import Entry
from collegium.mail.models import Letter, stop
from collegium.mail.posting import why_not
from tests.conftest import FRIDAY, MONDAY
from tests.crowd import at_once, real_database

NEXT_FRIDAY = FRIDAY + timedelta(days=7)


def test_everybody_but_the_one_who_said_it_is_told_where_something_was_said(wondering, ama, tom, gwen):
    digest_everybody(at=FRIDAY)

    letters = {letter.person: letter for letter in Letter.objects.filter(kind="digest")}
    assert set(letters) == {tom, gwen}
    assert letters[tom].subject == "1 new word in your groups"
    assert "Feedback that Moves\n– Who reads the comment? (1 new): http" in letters[tom].text
    assert "Half of 8B" not in letters[tom].text


def test_the_second_time_on_a_friday_tells_nobody_anything(wondering):
    digest_everybody(at=FRIDAY)
    digest_everybody(at=FRIDAY + timedelta(minutes=5))

    assert Letter.objects.filter(kind="digest").count() == 2


def test_the_next_one_begins_where_the_last_one_ended(wondering, ama, tom, gwen):
    digest_everybody(at=FRIDAY)
    wondering.say("And 9A?", by=tom, at=FRIDAY + timedelta(hours=1))

    digest_everybody(at=NEXT_FRIDAY - timedelta(seconds=2))

    second = Letter.objects.filter(kind="digest", written_at__gt=FRIDAY)
    assert {letter.person for letter in second} == {ama, gwen}
    assert all("(1 new)" in letter.text for letter in second)


def test_a_quiet_week_brings_no_letter(wondering):
    digest_everybody(at=FRIDAY)

    digest_everybody(at=NEXT_FRIDAY)

    assert Letter.objects.filter(kind="digest", written_at__gt=FRIDAY).count() == 0


def test_a_group_that_somebody_left_out_is_left_out_and_only_they_know(wondering, feedback, tom, ama, gwen):
    Muted.mute(feedback, by=tom, at=MONDAY)
    Muted.mute(feedback, by=tom, at=MONDAY)
    digest_everybody(at=FRIDAY)
    assert [letter.person for letter in Letter.objects.filter(kind="digest")] == [gwen]
    assert not Entry.objects.visible_to(ama).filter(did="muted").exists()

    Muted.unmute(feedback, by=tom, at=FRIDAY)
    Muted.unmute(feedback, by=tom, at=FRIDAY)

    assert digest(tom, at=FRIDAY).person == tom
    assert Entry.objects.filter(did="unmuted").count() == 1


def test_leaving_a_group_out_is_one_tap_on_its_talk(client, feedback, tom):
    client.force_login(tom)

    client.post(f"/talk/groups/{feedback.slug}/quiet/", {"quiet": "1"})
    assert Muted.objects.has(tom, feedback)
    assert "leaves this group out" in client.get(f"/talk/groups/{feedback.slug}/").content.decode()

    client.post(f"/talk/groups/{feedback.slug}/quiet/")
    assert not Muted.objects.has(tom, feedback)


def test_whoever_stopped_these_letters_gets_none(wondering, tom):
    stop(tom, "digest", at=MONDAY)

    digest_everybody(at=FRIDAY)

    assert not Letter.objects.filter(kind="digest", person=tom).exists()


def test_a_letter_does_not_leave_once_its_reader_has_left_the_group(wondering, feedback, tom):
    letter = digest(tom, at=FRIDAY)
    assert why_not(letter) == ""

    feedback.memberships.get(person=tom).leave(by=tom, at=FRIDAY)

    assert why_not(letter) != ""


def test_a_letter_does_not_leave_once_everything_in_it_was_taken_back(wondering, ama, tom):
    letter = digest(tom, at=FRIDAY)

    wondering.posts.get().take_back(by=ama, at=FRIDAY)

    assert why_not(letter) != ""


def test_a_letter_whose_digest_is_gone_is_not_wanted(wondering, tom):
    letter = digest(tom, at=FRIDAY)
    Digest.objects.all().delete()

    assert not digesting.is_wanted(letter)


def test_a_talkative_group_is_told_by_its_first_threads(feedback, ama, tom):
    for n in range(8):
        Thread.open(feedback, f"Thought {n}", "…", kind="thinking", by=ama, at=MONDAY + timedelta(minutes=n))

    text = digest(tom, at=FRIDAY).text

    assert text.count("– Thought") == 5
    assert "and 3 more" in text


@pytest.mark.both
def test_several_workers_tell_a_person_once(transactional_db, wondering, tom, tmp_path):
    with real_database(tmp_path):
        told = at_once([lambda: digest(tom, at=FRIDAY) and "told"] * 4)

    assert sorted(told, key=str) == [None, None, None, "told"]
