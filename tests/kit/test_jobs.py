"""Jobs: done once, put back when their worker dies, and returning by the clock."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import OperationalError, transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from collegium.kit import clock, jobs
from collegium.kit.models import Pulse, Recurrence
from tests.conftest import MONDAY
from tests.crowd import asked, real_database

pytestmark = pytest.mark.django_db


@jobs.job
def note(word):
    cache.set("noted", [*cache.get("noted", []), word])


@jobs.job
def stumble():
    raise ValueError("not today")


@jobs.job
def meet_a_busy_database():
    raise OperationalError("database is locked")


@jobs.job(apart=True)
def ponder():
    """Takes long."""


@pytest.fixture
def returning(monkeypatch):
    """Only one job returns by the clock: every hour."""
    monkeypatch.setattr(jobs, "_returning", {})
    return jobs.every("0 * * * *")(note)


def statuses():
    return list(DBTaskResult.objects.order_by("enqueued_at").values_list("status", flat=True))


def test_a_job_goes_with_what_asked_for_it():
    with suppress(ValueError), transaction.atomic():
        jobs.later(note, "gone")
        raise ValueError("not today")

    assert statuses() == []


def test_what_is_kept_has_its_job_also_where_the_program_is_killed_right_then(django_capture_on_commit_callbacks):
    # What would still come after the transaction never comes.
    with django_capture_on_commit_callbacks(execute=False) as never, transaction.atomic():
        jobs.later(note, "kept")

    assert (never, statuses()) == ([], ["READY"])


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_no_worker_takes_a_job_before_its_transaction_is_kept(tmp_path):
    with real_database(tmp_path):
        assert asked(ask_and_look) == (None, "one/a")


def ask_and_look():
    with transaction.atomic():
        jobs.later(note, "still being written")
        meanwhile = asked(lambda: jobs.take("one/a", [jobs.HERE]))
    return meanwhile, jobs.take("one/a", [jobs.HERE]).worker_ids[-1]


def test_what_waits_is_done_in_order():
    note.enqueue("first")
    note.enqueue("second")

    assert jobs.run_waiting() == 2
    assert cache.get("noted") == ["first", "second"]
    assert statuses() == ["SUCCESSFUL", "SUCCESSFUL"]


def test_a_job_that_fails_says_so_and_does_not_stop_the_next():
    stumble.enqueue()
    note.enqueue("after")

    jobs.run_waiting()

    assert statuses() == ["FAILED", "SUCCESSFUL"]


@pytest.mark.both
def test_a_job_is_taken_by_one_worker_only():
    note.enqueue("once")

    first = jobs.take("one/a", [jobs.HERE])
    second = jobs.take("two/b", [jobs.HERE])

    assert (first.worker_ids, second) == (["one/a"], None)


def test_a_job_apart_is_left_while_another_runs():
    ponder.enqueue()

    assert jobs.take("one/a", [jobs.HERE]) is None
    assert jobs.take("one/a", [jobs.HERE, jobs.APART]).queue_name == jobs.APART


@pytest.mark.both
def test_a_job_that_finds_the_database_busy_is_done_again_a_little_later():
    meet_a_busy_database.enqueue()

    for _each in range(jobs.TRIES - 1):
        assert jobs.run_waiting() == 1
        assert statuses() == ["READY"]
        assert jobs.run_waiting() == 0
        DBTaskResult.objects.update(run_after=clock.now())
    assert jobs.run_waiting() == 1
    assert DBTaskResult.objects.get().exception_class_path == "collegium.kit.jobs.CutOff"


def test_a_dead_workers_job_is_put_back():
    note.enqueue("again")
    jobs.take("one/a", [jobs.HERE])

    jobs.reap(clock.now())

    assert statuses() == ["READY"]


@pytest.mark.both
def test_a_living_workers_job_is_left_alone():
    note.enqueue("mine")
    jobs.take("one/a", [jobs.HERE])
    Pulse.objects.beat("one/a", at=clock.now())

    jobs.reap(clock.now())

    assert statuses() == ["RUNNING"]


def test_a_silent_worker_counts_as_dead():
    note.enqueue("mine")
    jobs.take("one/a", [jobs.HERE])
    Pulse.objects.beat("one/a", at=clock.now() - timedelta(seconds=61))

    jobs.reap(clock.now())

    assert statuses() == ["READY"]
    assert not Pulse.objects.exists()


def test_a_job_cut_off_three_times_has_failed():
    note.enqueue("deadly")

    for _ in range(3):
        jobs.take("one/a", [jobs.HERE])
        jobs.reap(clock.now())

    assert statuses() == ["FAILED"]
    assert DBTaskResult.objects.get().exception_class_path == "collegium.kit.jobs.CutOff"


def test_leaving_on_purpose_is_no_try():
    result = note.enqueue("later")

    for _ in range(5):
        jobs.take("one/a", [jobs.HERE])
        jobs.put_back(result.id, "one/a", counts=False)

    assert statuses() == ["READY"]
    assert DBTaskResult.objects.get().worker_ids == []


def test_a_job_that_another_took_meanwhile_is_not_put_back():
    result = note.enqueue("moved on")
    jobs.take("two/b", [jobs.HERE])

    jobs.put_back(result.id, "one/a")

    assert statuses() == ["RUNNING"]


@pytest.mark.both
def test_a_returning_job_is_asked_for_once_when_its_time_comes(returning):
    jobs.ask_for_returning(MONDAY)
    jobs.ask_for_returning(MONDAY + timedelta(minutes=59))
    assert statuses() == []

    jobs.ask_for_returning(MONDAY + timedelta(minutes=60))
    jobs.ask_for_returning(MONDAY + timedelta(minutes=60))

    assert statuses() == ["READY"]
    assert Recurrence.objects.get().next_at == MONDAY + timedelta(hours=2)


def test_a_returning_job_that_was_missed_for_days_runs_once(returning):
    jobs.ask_for_returning(MONDAY)
    jobs.ask_for_returning(MONDAY + timedelta(days=3))
    jobs.ask_for_returning(MONDAY + timedelta(days=6))

    assert statuses() == ["READY"]


@pytest.mark.both
def test_a_returning_job_that_another_machine_is_still_at_is_not_begun_beside_it(returning):
    jobs.ask_for_returning(MONDAY)
    jobs.ask_for_returning(MONDAY + timedelta(hours=1))
    long = jobs.take("one/a", [jobs.HERE])

    jobs.ask_for_returning(MONDAY + timedelta(hours=2))
    during = statuses()
    jobs.perform(long)
    jobs.ask_for_returning(MONDAY + timedelta(hours=3))

    assert (during, len(statuses()), statuses()[-1]) == (["RUNNING"], 2, "READY")


def test_a_failed_job_can_be_tried_again_or_let_be():
    first, second = stumble.enqueue(), stumble.enqueue()
    jobs.run_waiting()

    assert jobs.try_again(first.id)
    assert jobs.let_be(second.id)

    assert statuses() == ["READY"]


def test_a_job_that_has_not_failed_is_not_tried_again():
    result = note.enqueue("fine")

    assert not jobs.try_again(result.id)
    assert not jobs.let_be(result.id)


def test_each_night_what_is_old_goes():
    old = note.enqueue("old")
    note.enqueue("new")
    jobs.run_waiting()
    DBTaskResult.objects.filter(pk=old.id).update(finished_at=clock.now() - timedelta(days=31))

    jobs.tidy.call()

    assert statuses() == [TaskResultStatus.SUCCESSFUL]
