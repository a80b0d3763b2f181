"""What waits stands on Today, and a promised day that is over is told of once."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from collegium.mail import kinds
from collegium.mail.models import Letter
from collegium.outcomes import jobs
from collegium.outcomes.models import Proposal
from collegium.outcomes.telling import ANSWERED, LATE, PUT, tell_of_late
from collegium.people.erasing import carry_out
from collegium.people.models import Erasure
from tests.conftest import FRIDAY, MONDAY, duty
from tests.outcomes.conftest import section
from tests.outcomes.test_proposals import proposal  # noqa: F401

pytestmark = pytest.mark.django_db
AFTER = MONDAY + timedelta(weeks=4)


def today(client, somebody):
    client.force_login(somebody)
    return " ".join(client.get("/").content.decode().split())


def test_an_author_is_asked_on_today_until_they_have_said_yes(client, report, ama, tom):
    report.name(tom, by=ama, at=MONDAY)
    assert "Your yes" not in today(client, tom)
    report.ask("school", by=ama, at=MONDAY)
    assert "Your yes" in today(client, tom)
    report.agree(tom, seen=report.print_of(), at=MONDAY)
    assert "Your yes" not in today(client, tom)
    section(report, "done").write("More.", seen=0, base="", by=ama, at=MONDAY)
    assert "Your yes" in today(client, tom)


def test_a_report_to_which_nothing_was_done_since_ones_yes_is_not_read_for_today(client, report, ama, tom):
    report.name(tom, by=ama, at=MONDAY)
    report.ask("school", by=ama, at=MONDAY)
    report.agree(tom, seen=report.print_of(), at=MONDAY)
    with CaptureQueriesContext(connection) as asked:
        today(client, tom)
    assert not [one for one in asked if "outcomes_section" in one["sql"]]


def test_whoever_said_yes_is_asked_again_when_a_writer_goes_and_takes_their_words_along(client, report, ama, tom):
    report.name(tom, by=ama, at=MONDAY)
    report.ask("school", by=ama, at=MONDAY)
    report.agree(tom, seen=report.print_of(), at=MONDAY)
    carry_out(Erasure.objects.ask(ama, by=ama, at=FRIDAY, at_once=True, with_words=True), at=FRIDAY)
    assert "Your yes" in today(client, tom)


@time_machine.travel(FRIDAY, tick=False)
def test_leaders_see_their_queue_and_the_group_what_is_late(client, proposal, ama, tom, sam, hale):  # noqa: F811
    assert ["a proposal to you" in today(client, one) for one in (hale, ama, sam)] == [True, False, False]
    Proposal.objects.update(due_on=date(2026, 11, 1))
    assert ["overdue" in today(client, one) for one in (hale, ama, tom, sam)] == [True, True, True, False]
    proposal.answer("more", "How?", seen=0, by=hale, at=FRIDAY)
    assert ["asked for more" in today(client, one) for one in (hale, ama, tom, sam)] == [False, True, True, False]
    proposal.withdraw(by=ama, at=FRIDAY)
    assert "asked for more" not in today(client, ama)


@pytest.mark.both
def test_a_broken_promise_is_told_of_once_and_a_new_one_again(proposal, ama, tom, gwen, hale):  # noqa: F811
    with time_machine.travel(AFTER, tick=False) as clock:
        jobs.tell_of_late.call()
        jobs.tell_of_late.call()
        letters = list(Letter.objects.filter(kind=LATE).order_by("pk"))
        assert sorted(one.person.first_name for one in letters) == ["Ama", "Gwen", "Martin", "Tom"]
        assert sum("It needs one word and a reason" in one.text for one in letters) == 1
        wanted = kinds.find(LATE).still_wanted
        assert [wanted(one) for one in letters] == [True] * 4
        proposal.answer("waiting", "The team meets later.", seen=0, by=hale, at=AFTER, due_on=AFTER.date())
        assert [wanted(one) for one in letters] == [False] * 4
        clock.move_to(AFTER + timedelta(days=1))
        jobs.tell_of_late.call()

    assert Letter.objects.filter(kind=LATE).count() == 8


def test_who_leads_elsewhere_now_hears_no_more_of_it(proposal, ama, tom, gwen, hale):  # noqa: F811
    put = Letter.objects.get(kind=PUT)
    hale.appointments.get().end(on=FRIDAY.date(), by=ama, at=FRIDAY)
    with time_machine.travel(AFTER, tick=False):
        jobs.tell_of_late.call()
        proposal.answer("more", "How?", seen=0, by=hale, at=AFTER)
        proposal.add("So.", seen=1, by=tom, at=AFTER)

        late = Letter.objects.filter(kind=LATE)
        assert sorted(one.person.first_name for one in late) == ["Ama", "Gwen", "Tom"]
        assert not kinds.find(PUT).still_wanted(put)
    assert Letter.objects.filter(kind=PUT).count() == 1


def test_where_the_day_is_not_over_yet_nobody_is_written_to(proposal, northgate):  # noqa: F811
    northgate.timezone = "Pacific/Honolulu"
    northgate.save()
    Proposal.objects.update(due_on=AFTER.date())

    tell_of_late(at=AFTER.replace(hour=1) + timedelta(days=1))

    assert not Letter.objects.filter(kind=LATE).exists()


def told(kind):
    return [(letter.person.first_name, kinds.find(kind).still_wanted(letter))
            for letter in Letter.objects.filter(kind=kind).order_by("pk")]  # fmt: skip


@time_machine.travel(FRIDAY, tick=False)
def test_leaders_hear_of_a_proposal_and_its_group_of_the_word_on_it(proposal, ama, tom, gwen, sam, hale, northgate):  # noqa: F811
    duty(sam, "leadership", school=northgate)
    asked = told(PUT)
    proposal.turn_to(sam, by=ama, at=FRIDAY)
    proposal.turn_to(sam, by=ama, at=FRIDAY)
    proposal.answer("more", "How?", seen=0, by=hale, at=FRIDAY)

    assert asked == [("Martin", True)]
    assert told(PUT) == [("Martin", False), ("Sam", False)]
    assert told(ANSWERED) == [("Ama", True), ("Tom", True), ("Gwen", True)]
    proposal.add("So.", seen=1, by=ama, at=FRIDAY)
    assert told(PUT) == [("Martin", True), ("Sam", True), ("Martin", True), ("Sam", True)]
    proposal.withdraw(by=ama, at=FRIDAY)
    assert {wanted for kind in (PUT, ANSWERED) for _name, wanted in told(kind)} == {False}
    letter = Letter.objects.filter(kind=PUT).first()
    assert proposal.title in letter.subject
    assert proposal.words not in letter.text


@time_machine.travel(FRIDAY, tick=False)
def test_whoever_answers_their_own_proposal_hears_nothing_of_it(hale, northgate):
    alone = Proposal.objects.put("Tea", "At four.", benefit="Calm.", to=[hale], school=northgate, by=hale, at=FRIDAY)
    alone.answer("declined", "At five.", seen=0, by=hale, at=FRIDAY)

    assert not Letter.objects.filter(kind__in=[PUT, ANSWERED]).exists()
