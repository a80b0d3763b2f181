"""Whoever is named in a post hears of it: soon, where there is room for a letter; else in the weekly one."""

from datetime import timedelta

import pytest

from collegium.conversation import naming
from collegium.conversation.digesting import digest, digest_everybody
from collegium.conversation.models import Mention, Muted, Thread
from collegium.history.models import Entry
from collegium.mail.models import Letter, stop
from collegium.mail.posting import why_not
from collegium.mail.questions import question_of
from collegium.mail.writing import write
from tests.conftest import FRIDAY, MONDAY
from tests.crowd import at_once, real_database

SOON = MONDAY + timedelta(hours=2)


@pytest.fixture
def asked(wondering, ama, tom):
    """Ama asks Tom in particular."""
    return wondering.say("What does 9A do?", by=ama, at=MONDAY, to=[tom.pk])


def letters(kind="named"):
    return list(Letter.objects.filter(kind=kind).order_by("pk"))


def test_they_get_one_letter_that_says_where_and_not_what(asked, tom):
    naming.tell_the_named(at=MONDAY + timedelta(minutes=59))
    assert letters() == []

    naming.tell_the_named(at=SOON)
    naming.tell_the_named(at=SOON + timedelta(hours=1))

    (letter,) = letters()
    assert (letter.person, letter.subject) == (tom, "Ama wrote something for you")
    assert asked.get_absolute_url() in letter.text
    assert "9A" not in letter.text
    assert why_not(letter) == ""


def test_several_stand_in_one_letter(asked, wondering, feedback, gwen, tom):
    Thread.open(feedback, "Biscuits", "Whose turn?", kind="arranging", by=gwen, at=MONDAY, to=[tom.pk])

    letter = naming.tell(tom, at=SOON)

    assert letter.subject == "Ama and Gwen wrote something for you"
    assert [thread.title for thread in naming.threads_of(letter)] == ["Who reads the comment?", "Biscuits"]


def test_no_letter_to_whoever_has_answered_set_it_aside_left_muted_or_stopped(asked, wondering, feedback, tom):
    Muted.mute(feedback, by=tom, at=MONDAY)
    naming.tell_the_named(at=SOON)
    Muted.unmute(feedback, by=tom, at=MONDAY)
    stop(tom, "named", at=MONDAY)
    naming.tell_the_named(at=SOON)
    assert letters() == []

    asked.mentions.get().set_aside(at=SOON)
    assert naming.tell(tom, at=SOON) is None
    Mention.objects.update(set_aside_at=None)
    wondering.say("They read it.", by=tom, at=SOON)
    assert naming.tell(tom, at=SOON + timedelta(hours=1)) is None


def test_setting_aside_twice_is_told_once(asked, tom):
    for _tap in range(2):
        asked.mentions.get().set_aside(at=SOON)

    assert Entry.objects.filter(did="set aside").count() == 1


def test_a_letter_that_waits_does_not_leave_once_it_is_answered(asked, wondering, tom):
    letter = naming.tell(tom, at=SOON)

    wondering.say("They read it.", by=tom, at=SOON)

    assert why_not(letter) != ""


def test_without_room_for_a_letter_it_stands_first_in_the_weekly_one(asked, feedback, wondering, gwen, tom):
    Thread.open(feedback, "Zebra", "…", kind="thinking", by=gwen, at=SOON)
    for _ in range(2):
        write("decision", tom, subject="Shall we?", text="…", at=MONDAY)
    naming.tell_the_named(at=SOON)
    assert letters() == []
    Letter.objects.all().delete()

    text = digest(tom, at=FRIDAY).text

    assert "Feedback that Moves\n– Who reads the comment? (2 new, for you above all): http" in text
    naming.tell_the_named(at=FRIDAY + timedelta(hours=2))
    assert letters() == []


def test_the_weekly_letter_still_says_what_is_new_after_one_of_ones_own(asked, tom, gwen):
    naming.tell_the_named(at=SOON)

    digest_everybody(at=FRIDAY)

    assert {letter.person for letter in letters("digest")} == {tom, gwen}


def test_it_is_answered_by_mail(asked, wondering, tom, settings):
    settings.REPLY_ADDRESS = "collegium+{key}@school.example"
    letter = naming.tell(tom, at=SOON)
    assert "Answer by mail: collegium+r" in letter.text

    question = question_of(letter)
    question.take("", "They read it at home.", SOON)

    assert wondering.posts.get(by=tom).text == "They read it at home."


@pytest.mark.both
def test_several_workers_tell_a_person_once(transactional_db, asked, tom, tmp_path):
    with real_database(tmp_path):
        told = at_once([lambda: naming.tell(tom, at=SOON) and "told"] * 4)

    assert sorted(told, key=str) == [None, None, None, "told"]
