import pytest

from collegium.groups.models import Ended, Full, Group
from collegium.history.models import Entry
from tests.conftest import FRIDAY, MONDAY


def deeds() -> list[str]:
    return [entry.did for entry in Entry.objects.order_by("pk")]


def test_a_second_ending_changes_nothing(feedback, ama, tom):
    feedback.conclude(by=ama, at=FRIDAY, reason="We answered it.")
    feedback.conclude(by=tom, at=FRIDAY, reason="Not sure.")

    assert feedback.conclusion.reason == "We answered it."
    assert deeds() == ["concluded"]


def test_an_ended_group_goes_on_when_reopened_and_both_are_remembered(feedback, ama):
    feedback.conclude(by=ama, at=MONDAY)
    feedback.reopen(by=ama, at=FRIDAY)
    feedback.reopen(by=ama, at=FRIDAY)

    assert Group.objects.going().get() == feedback
    assert feedback.reopenings.count() == 1
    assert deeds() == ["concluded", "reopened"]


def test_nobody_joins_a_group_that_has_ended(feedback, ama, sam, northgate):
    feedback.conclude(by=ama, at=MONDAY)

    with pytest.raises(Ended):
        feedback.admit(sam, school=northgate, by=sam, at=FRIDAY)


def test_title_question_listing_and_rule_change_once_each(feedback, ama):
    for _each in range(2):
        feedback.rename("Feedback", by=ama, at=FRIDAY)
        feedback.ask("What moves them?", by=ama, at=FRIDAY)
        feedback.unlist(by=ama, at=FRIDAY)
        feedback.welcome("open", by=ama, at=FRIDAY)
    feedback.list_itself(by=ama, at=FRIDAY)

    feedback.refresh_from_db()
    assert (feedback.title, feedback.question, feedback.listed, feedback.entry) == (
        "Feedback", "What moves them?", True, "open",
    )  # fmt: skip
    assert deeds() == ["renamed", "asked", "unlisted", "changed entry", "listed"]


@pytest.mark.both
def test_a_group_never_takes_fewer_than_it_has(feedback, ama):
    with pytest.raises(Full):
        feedback.hold(2, by=ama, at=FRIDAY)
    feedback.hold(3, by=ama, at=FRIDAY)
    feedback.hold(None, by=ama, at=FRIDAY)

    assert Group.objects.get().cap is None
    assert deeds() == ["resized", "resized"]
