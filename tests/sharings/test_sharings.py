"""A session is prepared, announced to the whole staff, held, and its slips are counted."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from collegium.calendar.sources import events_of
from collegium.enquiry.models import Idea
from collegium.history.models import Entry
from collegium.mail.models import Letter
from collegium.outcomes.models import Proposal
from collegium.sharings import jobs, letters
from collegium.sharings.choosing import offers
from collegium.sharings.models import Contribution, Presence, Sharing
from collegium.sharings.order import mine, running_order
from tests.conftest import FRIDAY, MONDAY, duty, person
from tests.sharings.conftest import AFTERWARDS, LAST_YEAR, SESSION, last_years

pytestmark = pytest.mark.django_db


def titles(session):
    return [one.title for one in session.parts()]


def arrange(part, hale, **fields):
    given = {"minutes": 5, "speaker": None, "spot": "", "brings": "", "keepers": []} | fields
    part.arrange(by=hale, at=MONDAY, **given)


def test_until_it_is_announced_only_those_who_lead_know_of_it(session, ama, hale, priya, ines, trust):
    head = person("Ruth Head")
    duty(head, "leadership", network=trust)

    knows = [Sharing.objects.visible_to(one).exists() for one in (hale, head, ama, priya, ines)]
    session.announce(by=hale, at=MONDAY)

    assert knows == [True, True, False, False, False]
    assert [Sharing.objects.visible_to(one).exists() for one in (hale, head, ama, priya, ines)] == [
        True, True, True, False, False,
    ]  # fmt: skip


def test_announced_it_stands_in_the_calendar_of_the_whole_staff(session, sam, priya, hale):
    def calendar(of):
        return [event.title for event in events_of(of, MONDAY, FRIDAY) if event.uid.startswith("sharing")]

    before = calendar(sam)
    session.announce(by=hale, at=MONDAY)
    session.announce(by=hale, at=FRIDAY)

    assert (before, calendar(sam), calendar(priya)) == ([], ["What we found last year"], [])
    assert session.announced_at == MONDAY
    assert events_of(sam, SESSION + timedelta(hours=3), FRIDAY) == []


def test_what_may_be_chosen_is_what_the_whole_staff_may_read(session, northgate, ama, hale, found, feedback, priya):
    shut = last_years("For us", by=ama, school=northgate, group=None, reach="school")
    shut.withdraw(by=ama, at=MONDAY)
    last_years("In the group", by=ama, school=northgate, group=feedback, reach="group")
    Idea.objects.share(person=ama, title="Dots", at=MONDAY - timedelta(days=300), school=northgate, audience="school")
    Idea.objects.share(person=ama, title="Alone", at=MONDAY - timedelta(days=300), group=feedback, audience="group")
    put = Proposal.objects.put("Cups", "So.", benefit="Voices.", to=[hale], school=northgate, by=ama, group=feedback,
                               at=MONDAY - timedelta(days=200))  # fmt: skip
    put.answer("policy", "Yes.", seen=0, by=hale, at=MONDAY - timedelta(days=190), due_on=FRIDAY.date())

    offered = offers(northgate, LAST_YEAR, hale, {("report", found.pk)})

    assert [[(one.title, one.who, one.is_chosen) for one in some] for _title, some in offered] == [
        [("Marks that move", "Feedback that Moves", True)], [("Cups", "Feedback that Moves", False)],
        [("Dots", "Ama Boateng", False)],
    ]  # fmt: skip


def test_chosen_again_what_stays_keeps_its_place_and_what_was_arranged(session, part, hale, ama, northgate, found):
    arrange(part, hale, minutes=7, speaker=ama, spot="By the door", keepers=[ama])
    idea = Idea.objects.share(person=ama, title="Dots", at=MONDAY, school=northgate, audience="school")
    session.choose([("idea", idea), ("report", found)], offered=[("report", found.pk)], by=hale, at=MONDAY)
    both = titles(session)
    session.choose([("idea", idea)], offered=[("idea", idea.pk), ("report", found.pk)], by=hale, at=MONDAY)

    assert (both, titles(session)) == (["Marks that move", "Dots"], ["Dots"])
    session.choose([("report", found), ("idea", idea)], offered=[], by=hale, at=MONDAY)
    last = session.contributions.get(report=found)
    assert (last.minutes, last.has_stall, str(last), last.thing) == (5, False, "Marks that move", found)
    last.move_up(by=hale, at=MONDAY)
    last.move_up(by=hale, at=MONDAY)
    assert titles(session) == ["Marks that move", "Dots"]


def test_what_its_authors_take_back_is_told_no_more(held, found, ama):
    found.withdraw(by=ama, at=FRIDAY)

    assert titles(held) == []


def test_one_contribution_is_one_outcome(session, found, ama, northgate):
    idea = Idea.objects.share(person=ama, title="Dots", at=MONDAY, school=northgate, audience="school")
    for fields in ({}, {"report": found, "idea": idea}, {"report": found}):
        with pytest.raises(IntegrityError), transaction.atomic():
            session.contributions.create(place=9, **fields)


def test_the_running_order_counts_minutes_and_names_who_stays(held, part, hale, ama, tom):
    arrange(part, hale, spot="By the door", speaker=tom, keepers=[ama, tom])

    [one] = held.parts()
    order = running_order(held, [one])

    assert [(line.begins.strftime("%H:%M"), line.minutes, line.title) for line in order.lines] == [
        ("15:30", 5, "Welcome"), ("15:35", 5, "Marks that move"), ("15:41", 8, "Stalls, round 1"),
        ("15:50", 8, "Stalls, round 2"), ("15:59", 8, "Stalls, round 3"), ("16:08", 15, "What it means for us"),
        ("16:23", 3, "One minute for a slip"),
    ]  # fmt: skip
    assert [(turn.stays, turn.go_round) for one in order.rounds for turn in one.turns] == [
        (ama, [tom]), (tom, [ama]), (ama, [tom]),
    ]  # fmt: skip
    assert (order.needs, order.unkept, order.bound) == (56, [], [])
    assert [(own.speaks, own.keeps, own.stays_in) for own in mine(tom, [one], order)] == [(True, True, [2])]
    assert [(own.speaks, own.keeps, own.stays_in) for own in mine(ama, [one], order)] == [(False, True, [1, 3])]
    assert mine(hale, [one], order) == []


def test_a_stall_without_anybody_and_somebody_who_never_goes_round_are_said(session, part, hale, ama, found):
    arrange(part, hale, minutes=0, spot="By the door")
    alone = running_order(session, list(session.parts()))
    arrange(part, hale, minutes=0, spot="By the door", keepers=[ama])
    session.word(by=hale, at=MONDAY, discussion=0)
    bound = running_order(session, list(session.parts()))

    assert ([one.title for one in alone.unkept], alone.bound) == (["Marks that move"], [])
    assert (bound.unkept, bound.bound) == ([], [ama])
    assert "What it means for us" not in [line.title for line in bound.lines]


def test_a_stall_that_is_given_up_has_nobody(session, part, hale, ama):
    arrange(part, hale, spot="By the door", keepers=[ama])
    arrange(part, hale, spot="", keepers=[ama])

    assert (part.keepers.count(), running_order(session, list(session.parts())).rounds) == (0, [])


def test_who_is_named_gets_a_letter_and_may_step_back(session, part, hale, ama, tom):
    arrange(part, hale, spot="By the door", speaker=tom, keepers=[ama, tom])
    session.announce(by=hale, at=MONDAY)
    asked = list(Letter.objects.filter(kind=letters.PART).order_by("pk"))
    named = [letters.is_still_named(letter) for letter in asked]
    part.step_back(tom, at=MONDAY)
    part.step_back(tom, at=MONDAY)

    assert [letter.person for letter in asked] == [ama, tom]
    assert named == [True, True]
    assert [letters.is_still_named(letter) for letter in asked] == [True, False]
    assert (part.speaker, [one.person for one in part.keepers.all()]) == (None, [ama])
    assert Entry.objects.filter(did="stepped back in").count() == 1
    Letter.objects.filter(pk=asked[0].pk).update(thing=0)
    assert not letters.is_still_named(Letter.objects.get(pk=asked[0].pk))


def test_called_off_those_who_prepared_something_hear_of_it_and_calendars_say_so(session, part, hale, ama):
    session.call_off(by=hale, at=MONDAY)
    quiet = session.cancelled_at
    arrange(part, hale, speaker=ama)
    session.announce(by=hale, at=MONDAY)
    session.call_off(by=hale, at=FRIDAY)
    session.call_off(by=hale, at=FRIDAY)

    [letter] = Letter.objects.filter(kind=letters.OFF)
    assert (quiet, letter.person, letters.is_still_off(letter)) == (None, ama, True)
    assert session.as_event().cancelled
    assert not session.is_standing


def test_who_was_there_is_their_own_word(held, tom):
    for was_there in (True, True, False, False, True):
        Presence.say(held, person=tom, was_there=was_there, at=AFTERWARDS)

    assert [one.person for one in held.present.all()] == [tom]
    assert not Entry.objects.filter(did__icontains="there").exists()


def test_after_a_fortnight_slips_are_counted_by_themselves(held):
    assert [one.pk for one in Sharing.objects.taking_slips(AFTERWARDS)] == [held.pk]
    assert not Sharing.objects.to_count(AFTERWARDS).exists()
    assert [one.pk for one in Sharing.objects.to_count(AFTERWARDS + timedelta(days=14))] == [held.pk]

    with time_machine.travel(AFTERWARDS + timedelta(days=15), tick=False):
        jobs.count_slips.call()

    assert [one.pk for one in Sharing.objects.told()] == [held.pk]


def test_counting_twice_changes_nothing(held, hale):
    held.count(by=hale, at=AFTERWARDS)
    held.count(by=hale, at=FRIDAY)

    assert (held.counted_at, str(held)) == (AFTERWARDS, "What we found last year")
    assert not held.takes_slips(AFTERWARDS)


def test_of_many_a_page_asks_as_little_as_of_one(session, part, hale, ama, northgate, django_assert_num_queries):
    ideas = [Idea.objects.share(person=ama, title=f"Dots {n}", at=MONDAY, school=northgate, audience="school")
             for n in "123"]  # fmt: skip
    more = [("idea", idea) for idea in ideas]
    with django_assert_num_queries(2):
        list(session.parts())
    session.choose(more, offered=[part.key], by=hale, at=MONDAY)

    with django_assert_num_queries(2):
        assert [(one.title, one.whose) for one in session.parts()][0] == ("Dots 1", "Ama Boateng")
    assert Contribution.objects.count() == 3
