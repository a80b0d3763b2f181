"""Protocols as data: their steps in the time that there is, who is silent, and whose turn it is."""

from datetime import timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from collegium.history.models import Entry
from collegium.meetings import agenda, conducting
from collegium.meetings.airtime import last_heard, presenters
from collegium.meetings.fitting import TooShort, fit
from collegium.meetings.holding import add_course, courses_for, hold
from collegium.meetings.models import Attendance, Item, Meeting, Note, Sitting, Spoken
from collegium.meetings.screen import screen_of
from collegium.programmes.models import Protocol
from collegium.programmes.protocols import courses
from tests.conftest import MONDAY
from tests.meetings.conftest import TUESDAY_17

SHIPPED = {course.key: course for course in courses()}

# METHODS.md 2.1 to 2.8: what each takes as it is published.
PUBLISHED = {
    "report-back": 30, "tlc-meeting": 75, "action-learning": 40, "consultancy": 50, "tuning": 40, "tuning-long": 70,
    "fine-tuning": 29, "lesson-study": 50, "best-ideas": 35, "pdsa-review": 25,
}  # fmt: skip


def test_ten_protocols_come_with_their_minutes_and_sources():
    assert {key: course.minutes for key, course in SHIPPED.items()} == PUBLISHED
    assert all(course.source and course.summary for course in SHIPPED.values())


@pytest.mark.parametrize("course", SHIPPED.values(), ids=SHIPPED)
def test_a_protocol_says_in_every_step_who_speaks_or_who_is_silent_and_fits_into_a_line(course):
    for step in course.steps:
        row = Item(
            title=step.title, minutes=step.minutes, speakers=step.speakers, silent=step.silent, place=1,
            hushed=step.hushed, capture=step.capture, far=step.far, serves=step.serves,
        )  # fmt: skip
        row.clean_fields(exclude=["meeting"])
        assert step.speakers or step.silent
        assert step.shortest <= step.minutes
        assert bool(step.silent) == bool(step.hushed)


@pytest.mark.parametrize("course", SHIPPED.values(), ids=SHIPPED)
def test_a_protocol_has_a_box_to_write_into_and_an_end(course):
    assert any(step.capture for step in course.steps)
    assert any(step.far for step in course.steps)
    assert course.key == "report-back" or any(step.serves == "choose" for step in course.steps)


steps = st.lists(st.tuples(st.integers(1, 60), st.integers(1, 60)), min_size=1, max_size=9)


@given(steps=steps, spare=st.integers(0, 300))
def test_the_steps_share_exactly_the_time_and_none_gets_less_than_it_needs(steps, spare):
    usual, shortest = [max(pair) for pair in steps], [min(pair) for pair in steps]

    found = fit(usual, shortest, sum(shortest) + spare)

    assert sum(found) == sum(shortest) + spare
    assert all(given >= least for given, least in zip(found, shortest, strict=True))


@given(steps=steps)
def test_the_usual_time_gives_the_usual_minutes(steps):
    usual, shortest = [max(pair) for pair in steps], [min(pair) for pair in steps]

    assert fit(usual, shortest, sum(usual)) == usual


def test_less_than_the_least_is_refused_with_what_it_needs():
    with pytest.raises(TooShort) as refused:
        fit([10, 10], [5, 5], 9)

    assert refused.value.shortest == 10


@pytest.fixture
def item(meeting, tom):
    return agenda.add(meeting, title="Marking takes my evenings", minutes=30, owner=tom, by=tom, at=MONDAY)


def lines(meeting):
    return [(line.title, line.minutes) for line in meeting.items.standing().in_order()]


def test_an_item_is_held_with_a_protocol_in_its_own_minutes_and_at_its_place(meeting, item, tom, ama):
    after = agenda.add(meeting, title="Tea", minutes=5, by=ama, at=MONDAY)
    Note.objects.write(item, "Since September.", seen=0, base="", by=tom, at=MONDAY)

    hold(item, SHIPPED["consultancy"], by=tom, at=MONDAY)

    mine = list(meeting.items.standing().in_order())[3:]
    assert [line.title for line in mine] == [step.title for step in SHIPPED["consultancy"].steps] + ["Tea"]
    assert sum(line.minutes for line in mine if line != after) == 30
    assert {line.owner for line in mine if line != after} == {tom}
    assert mine[0].protocol == "Consultancy: Marking takes my evenings"
    assert (mine[0].pk, mine[0].note.text) == (item.pk, "Since September.")


def test_held_twice_changes_nothing(meeting, item, tom):
    hold(item, SHIPPED["consultancy"], by=tom, at=MONDAY)
    before = lines(meeting)
    hold(item, SHIPPED["tuning"], by=tom, at=MONDAY)

    assert lines(meeting) == before
    assert list(Entry.objects.about(item).values_list("did", flat=True)) == ["added", "changed"]


def test_an_item_taken_off_is_not_held(meeting, item, tom):
    item.withdraw(by=tom, at=MONDAY)
    before = lines(meeting)

    hold(item, SHIPPED["consultancy"], by=tom, at=MONDAY)

    assert lines(meeting) == before


def test_too_little_time_is_said_in_words(client, at_monday, item, tom):
    Item.objects.filter(pk=item.pk).update(minutes=20)
    client.force_login(tom)

    answer = client.post(reverse("meetings:holding", args=[item.pk]), {"protocol": "consultancy"})

    assert answer.status_code == 422
    assert "“Consultancy” needs 25 minutes at the least, and there are 20." in answer.content.decode()


@pytest.mark.parametrize(
    ("minutes", "words"),
    [("9", "needs 25 minutes at the least, and there are 9"), ("601", "At most 600 minutes"), ("", "")],
)
def test_a_protocol_is_added_in_as_many_minutes_as_there_are(client, at_monday, meeting, tom, minutes, words):
    client.force_login(tom)

    answer = client.post(
        reverse("meetings:protocols", args=[meeting.pk]),
        {"protocol": "consultancy", "minutes": minutes, "presenter": tom.pk},
    )

    assert words in answer.content.decode()
    assert meeting.items.filter(protocol="Consultancy", owner=tom).count() == (0 if words else 7)


def test_the_groups_own_protocol_stands_before_the_one_that_everybody_has(meeting, learning_group):
    own = Protocol.objects.create(approach=learning_group, key="tuning", title="Our tuning")
    own.steps.create(order=1, title="The work", minutes=9)

    found = courses_for(meeting.group)

    assert next(iter(found)) == str(own.pk)
    assert "tuning" not in found
    assert found[str(own.pk)].shortest == 5


@pytest.mark.parametrize(
    ("hushed", "silent"),
    [("presenter", [True, False]), ("others", [False, True]), ("all", [True, True]), ("", [False, False])],
)
def test_who_is_silent_in_a_step(meeting, ama, tom, hushed, silent):
    step = Item(meeting=meeting, hushed=hushed, owner=tom)

    assert [step.hushes(tom.pk), step.hushes(ama.pk)] == silent


def test_where_nobody_presents_nobody_is_told_to_be_silent(meeting, ama):
    assert Item(meeting=meeting, hushed="presenter").hushes(ama.pk) is False


def begun(meeting, *here, by):
    sitting = conducting.begin(meeting, by=by, at=TUESDAY_17)
    for person in here:
        Attendance.objects.say(meeting, person, "here", by=by, at=TUESDAY_17)
    return sitting


def test_whoever_is_silent_in_a_round_is_not_called_and_reads_that_they_listen(client, meeting, ama, tom):
    add_course(meeting, SHIPPED["action-learning"], presenter=tom, by=ama, at=MONDAY)
    sitting = begun(meeting, ama, tom, by=ama)
    resources = meeting.items.get(title="Resources round")

    conducting.go_to(sitting, resources, seen=sitting.item_id, at=TUESDAY_17)

    toms = screen_of(meeting, Sitting.objects.select_related("item").get(), tom, at=TUESDAY_17)
    assert sitting.speaker == ama
    assert (toms.waiting, toms.i_listen) == ([], True)
    assert toms.far == resources.far
    client.force_login(tom)
    assert "You listen in this step." in client.get(reverse("meetings:live", args=[meeting.pk])).content.decode()


def test_who_was_not_heard_last_time_begins_this_time(meeting, ama, tom):
    before = Meeting.objects.create(
        group=meeting.group, starts_at=TUESDAY_17 - timedelta(weeks=3), changed_at=MONDAY
    )
    round_then = before.items.create(place=1, title="Round", minutes=5, in_turn=True)
    Spoken.objects.create(item=round_then, person=ama, at=before.starts_at)
    meeting.items.create(place=1, title="Round", minutes=5, in_turn=True)
    sitting = begun(meeting, ama, tom, by=ama)

    conducting.go_to(sitting, meeting.items.get(), seen=sitting.item_id, at=TUESDAY_17)

    assert last_heard(meeting) == {ama.pk: before.starts_at.date()}
    assert sitting.speaker == tom


def test_whoever_presented_longest_ago_stands_first_in_the_rota(client, at_monday, meeting, ama, tom, gwen):
    add_course(meeting, SHIPPED["pdsa-review"], presenter=ama, by=ama, at=MONDAY)
    sitting = begun(meeting, ama, by=ama)
    first = meeting.items.get(title="What we predicted")
    conducting.go_to(sitting, first, seen=sitting.item_id, at=TUESDAY_17)
    conducting.go_to(sitting, None, seen=first.pk, at=TUESDAY_17)

    found = presenters(meeting.group, at=MONDAY)

    assert set(found[:2]) == {tom, gwen}
    assert found[2] == ama
    client.force_login(tom)
    text = client.get(reverse("meetings:agenda", args=[meeting.pk])).content.decode()
    assert f"Longest ago first: {', '.join(person.first_name for person in found)}" in text


def test_what_changes_on_the_agenda_is_news_for_those_who_sit_there(meeting, ama):
    sitting = begun(meeting, by=ama)

    agenda.add(meeting, title="Tea", minutes=5, by=ama, at=TUESDAY_17)

    assert Sitting.objects.stirred_since(sitting.moves).exists() is True


def test_the_book_of_protocols_names_its_sources(client, ama):
    client.force_login(ama)

    text = client.get(reverse("meetings:protocol-book")).content.decode()

    assert [course.title in text for course in SHIPPED.values()] == [True] * 10
    assert "docsbay.net" in text
