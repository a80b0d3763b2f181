from datetime import timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from collegium.mail import kinds
from collegium.mail.models import Letter, Stopped, forget_old_letters, resume, stop
from collegium.mail.writing import write
from tests.conftest import MONDAY


def test_a_letter_is_kept_before_it_goes(tom, note):
    letter = note(tom, thing=7)

    assert (letter.goes_to, letter.kind, letter.thing, letter.state) == ("tom@example.org", "note", 7, "waiting")
    assert letter.due_at == MONDAY
    assert list(Letter.objects.ready(MONDAY)) == [letter]


def test_a_letter_may_wait_for_its_day(tom, note):
    letter = note(tom, due_at=MONDAY + timedelta(days=1))

    assert list(Letter.objects.ready(MONDAY)) == []
    assert list(Letter.objects.ready(MONDAY + timedelta(days=1))) == [letter]


def test_a_title_cannot_add_headers(tom, note):
    letter = note(tom, subject="Hello\r\nBcc: all@example.org\u2028\x00there " + "x" * 300)

    assert letter.subject.startswith("Hello Bcc: all@example.org there xxx")
    assert len(letter.subject) == 200


def test_a_letter_of_an_unknown_kind_is_a_fault_of_ours(tom):
    with pytest.raises(kinds.UnknownKind):
        write("gossip", tom, subject="Psst", text="…", at=MONDAY)


def test_a_letter_to_somebody_without_an_address_waits_until_there_is_one(tom, note):
    tom.email = None
    tom.save()
    letter = note(tom)
    before = list(Letter.objects.ready(MONDAY))

    tom.email = "weller@example.org"
    tom.save()

    assert before == []
    assert [found.goes_to for found in Letter.objects.ready(MONDAY)] == ["weller@example.org"]
    assert letter.pk


def test_the_worker_is_asked_once_however_many_letters_a_transaction_writes(
    tom, ama, note, settings, django_capture_on_commit_callbacks
):
    settings.EMAIL_HOST = "mail.example.org"

    with django_capture_on_commit_callbacks() as asked:
        note(tom)
        note(ama)

    assert len(asked) == 1
    asked[0]()
    assert DBTaskResult.objects.filter(task_path="collegium.mail.jobs.post_letters").count() == 1


@pytest.mark.parametrize(("host", "demo"), [("", False), ("mail.example.org", True)], ids=["no server", "the demo"])
def test_the_worker_is_not_asked_while_nothing_may_leave(
    tom, note, settings, host, demo, django_capture_on_commit_callbacks
):
    settings.EMAIL_HOST, settings.DEMO = host, demo

    with django_capture_on_commit_callbacks() as asked:
        note(tom)

    assert asked == []


def test_stopping_a_kind_twice_is_stopping_it_once_and_can_be_undone(tom):
    stop(tom, "reminder", at=MONDAY)
    stop(tom, "reminder", at=MONDAY)
    stopped = Stopped.objects.has(tom, "reminder")

    resume(tom, ["reminder"])

    assert (stopped, Stopped.objects.has(tom, "reminder")) == (True, False)


def test_what_letters_said_is_forgotten_a_month_after_they_went(tom, note):
    old, fresh, waiting = note(tom), note(tom), note(tom)
    Letter.objects.filter(pk=old.pk).update(sent_at=MONDAY - timedelta(days=31))
    Letter.objects.filter(pk=fresh.pk).update(dropped_at=MONDAY - timedelta(days=29))

    forget_old_letters(at=MONDAY)

    old.refresh_from_db()
    assert (old.subject, old.text, old.kind, old.state) == ("", "", "note", "sent")
    assert Letter.objects.filter(text="We meet.").count() == 2
    assert waiting.state == "waiting"
