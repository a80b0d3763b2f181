"""Notes belong to whoever was visited, reach nobody else without two yeses, and converge from any device."""

from datetime import timedelta
from random import Random

import pytest
from django.urls import reverse

from collegium.history.models import Entry
from collegium.visits.models import Given, NotOfTheGroup, Record
from tests.conftest import FRIDAY, MONDAY, member
from tests.visits.conftest import TUESDAY


def at_minute(number):
    return TUESDAY + timedelta(minutes=number)


@pytest.fixture
def notes(agreed):
    record = Record.objects.of(agreed)
    record.keep([("n1", at_minute(2), "Table by the window: three talk it over.")], question="What did you notice?",
                question_at=1)  # fmt: skip
    return record


@pytest.fixture
def given(notes, tom):
    notes.give(by=tom, at=FRIDAY)
    return notes


def readers(record, *people):
    return [one.first_name for one in people if Record.objects.visible_to(one).filter(pk=record.pk).exists()]


def test_until_it_is_given_only_the_visitor_reads_it(notes, ama, tom, sam, hale):
    assert readers(notes, ama, tom, sam, hale) == ["Tom"]


def test_afterwards_both_read_it(given, ama, tom, sam, hale, gwen):
    assert readers(given, ama, tom, sam, hale, gwen) == ["Ama", "Tom"]


def test_what_is_given_is_added_to_no_more(given):
    with pytest.raises(Given):
        given.keep([("n2", at_minute(3), "late")])

    assert given.notes.count() == 1


def test_a_note_that_comes_twice_stands_once_and_one_taken_back_never_returns(notes):
    notes.keep([("n1", at_minute(2), "Table by the window"), ("n2", at_minute(4), "Hands up: two")])
    notes.keep([], removed=["n2", "n3"])
    notes.keep([("n2", at_minute(4), "Hands up: two"), ("n3", at_minute(5), "Sent late")])

    assert list(notes.written().values_list("key", flat=True)) == ["n1"]


@pytest.mark.both
@pytest.mark.django_db
def test_three_devices_come_to_the_same_notes_in_any_order(agreed):
    chance = Random(7)
    record = Record.objects.of(agreed)
    sent, gone, latest = [], set(), (0, "")
    for device in range(3):
        for edit in range(50):
            key = f"d{device}-{edit}"
            sent.append({"notes": [(key, at_minute(edit), f"line {key}")]})
            if edit % 5 == 0:
                sent.append({"notes": [], "removed": [key]})
                gone.add(key)
            asked = {"question": f"question {key}", "question_at": edit * 3 + device}
            sent.append({"notes": [], **asked})
            latest = max(latest, (asked["question_at"], asked["question"]))
    again = [*sent, *chance.sample(sent, 60)]
    chance.shuffle(again)

    for one in again:
        record.keep(**one)

    expected = {f"d{device}-{edit}" for device in range(3) for edit in range(50)} - gone
    assert set(record.written().values_list("key", flat=True)) == expected
    assert record.question == latest[1]


def test_the_question_is_the_latest_one(notes):
    notes.keep([], question="older", question_at=0)
    assert notes.question == "What did you notice?"
    notes.keep([], question="newer", question_at=9)
    assert notes.question == "newer"


def test_others_read_it_only_when_both_have_said_yes(given, triad, ama, tom, sam, hale):
    showing = given.show_to([sam], by=tom, at=FRIDAY)
    assert readers(given, sam) == []

    showing.agree(by=ama, at=FRIDAY)
    showing.agree(by=ama, at=MONDAY)

    assert readers(given, ama, tom, sam, hale) == ["Ama", "Tom", "Sam"]
    assert showing.agreed_at == FRIDAY


def test_either_withdraws_it_at_once(given, triad, ama, tom, sam):
    showing = given.show_to([sam], by=tom, at=FRIDAY)
    showing.agree(by=ama, at=FRIDAY)

    showing.withdraw(by=tom, at=FRIDAY)

    assert readers(given, ama, tom, sam) == ["Ama", "Tom"]


def test_a_later_member_is_not_among_those_who_were_named(given, triad, ama, tom, sam, hale, northgate):
    given.show_to([sam], by=tom, at=FRIDAY).agree(by=ama, at=FRIDAY)

    member(triad, hale, northgate)

    assert readers(given, hale) == []


def test_whoever_leaves_the_group_reads_it_no_more(given, triad, ama, tom, sam):
    given.show_to([sam], by=tom, at=FRIDAY).agree(by=ama, at=FRIDAY)

    triad.memberships.get(person=sam).leave(by=sam, at=FRIDAY)

    assert readers(given, sam) == []


def test_nobody_outside_the_group_can_be_named(given, ama, tom, hale):
    for people in ([hale], [], [ama]):
        with pytest.raises(NotOfTheGroup):
            given.show_to(people, by=tom, at=FRIDAY)


def test_without_a_group_nobody_can_be_named(given, ama, tom, sam):
    given.visit.group = None
    given.visit.save()

    with pytest.raises(NotOfTheGroup):
        given.show_to([sam], by=tom, at=FRIDAY)


def test_the_owner_sees_who_opened_it(given, ama, tom):
    given.note_access(tom, at=FRIDAY)
    given.note_access(ama, at=FRIDAY)

    assert list(given.accesses.values_list("person", "at")) == [(tom.pk, FRIDAY)]


def test_the_owner_deletes_all_of_it(given, triad, ama, tom, sam):
    given.show_to([sam], by=tom, at=FRIDAY).agree(by=ama, at=FRIDAY)

    given.delete_for_good(by=ama, at=FRIDAY)

    assert readers(given, ama, tom, sam) == []
    assert (given.notes.count(), given.showings.count(), given.question) == (0, 0, "")
    with pytest.raises(Given):
        given.keep([("n9", at_minute(1), "again")])


def test_history_holds_no_word_of_it(given, ama, tom):
    said = " ".join(Entry.objects.values_list("did", flat=True))

    assert "window" not in said


def test_deleting_twice_is_deleting_once(given, ama):
    given.delete_for_good(by=ama, at=FRIDAY)
    given.delete_for_good(by=ama, at=FRIDAY + timedelta(days=1))

    assert given.deleted_at == FRIDAY
    assert Entry.objects.about(given).filter(did="deleted").count() == 1


def test_a_second_yes_and_a_yes_after_it_was_withdrawn_change_nothing(given, triad_member, ama, tom):
    showing = given.show_to([triad_member], by=ama, at=FRIDAY)
    showing.agree(by=tom, at=FRIDAY)
    showing.agree(by=tom, at=FRIDAY + timedelta(days=1))
    assert showing.agreed_at == FRIDAY

    showing.withdraw(by=ama, at=FRIDAY)
    showing.withdraw(by=tom, at=FRIDAY + timedelta(days=1))
    showing.agree(by=tom, at=FRIDAY)

    assert showing.withdrawn_at == FRIDAY
    told = Entry.objects.about(given).filter(did__in=["agreed to show", "showed no more"])
    assert told.count() == 2


@pytest.fixture
def triad_member(triad, sam):
    return sam


def test_nobody_stands_on_the_page_that_devices_keep(client, notes, tom):
    client.force_login(tom)
    signed_in = client.get(reverse("visits:without-network")).content.decode()

    assert [name for name in ("Tom", "Ama", "Priya", tom.email) if name in signed_in] == []
