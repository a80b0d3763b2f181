"""A visit belongs to two people: each says yes, moves it or says no; the cap holds for whoever asks."""

from datetime import UTC, datetime, timedelta

import pytest

from collegium.history.models import Entry
from collegium.mail.models import Letter
from collegium.visits.models import CapReached, ChangedMeanwhile, Clash, Over, Rules, Visit
from collegium.visits.showing import visits_of
from tests.conftest import FRIDAY, MONDAY
from tests.visits.conftest import TUESDAY, at_the


def told():
    return sorted(Letter.objects.values_list("person__first_name", "kind", "method"))


def test_whoever_asks_has_said_yes_and_the_other_is_asked(visit, ama, tom):
    assert (visit.waits_for(ama), visit.waits_for(tom), visit.is_agreed) == (False, True, False)
    assert told() == [("Tom", "visit-asked", "")]


def test_with_the_second_yes_it_stands_in_both_calendars(visit, ama, tom):
    visit.accept(by=tom, at=MONDAY)

    assert visit.is_agreed
    assert told() == [("Ama", "visit", "REQUEST"), ("Tom", "visit", "REQUEST"), ("Tom", "visit-asked", "")]
    for person in (ama, tom):
        events = visits_of(person, MONDAY, MONDAY + timedelta(days=30))
        said = [(event.title, event.proposed) for event in events]
        assert said == [("Visit", False), ("Talk after a visit", False)]


def test_a_second_yes_changes_nothing(agreed, tom):
    agreed.accept(by=tom, at=FRIDAY)

    assert agreed.visitor_said_at == MONDAY
    assert Entry.objects.about(agreed).filter(did="accepted").count() == 1


def test_a_calendar_knows_neither_the_other_nor_the_room(agreed, ama, tom):
    for person, other in ((ama, tom), (tom, ama)):
        for event in visits_of(person, MONDAY, MONDAY + timedelta(days=30)):
            known = f"{event.title} {event.place}"
            assert not any(word in known for word in (other.first_name, other.last_name, "Room 3", "Year 8"))


def test_subjects_name_nobody(agreed, ama, tom):
    agreed.decline(by=ama, at=MONDAY)

    words = " ".join(Letter.objects.values_list("subject", flat=True))
    assert not any(name in words for name in ("Ama", "Tom", "Boateng", "Weller"))


def test_moving_asks_the_other_anew(agreed, ama, tom):
    later = at_the(TUESDAY + timedelta(days=1))

    agreed.move(later, by=ama, at=MONDAY)

    assert (agreed.starts_at, agreed.waits_for(tom), agreed.waits_for(ama)) == (later.starts_at, True, False)
    assert agreed.talk_starts_at is None
    assert told()[-3:] == [("Tom", "visit", "REQUEST"), ("Tom", "visit-asked", ""), ("Tom", "visit-asked", "CANCEL")]
    assert ("Ama", "visit-off", "CANCEL") in told()


def test_an_old_page_overwrites_nothing(visit, ama, tom):
    seen = visit.sequence
    visit.move(at_the(TUESDAY + timedelta(days=1)), by=tom, at=MONDAY, seen=seen)

    with pytest.raises(ChangedMeanwhile):
        visit.accept(by=ama, at=MONDAY, seen=seen)


def test_saying_no_needs_no_reason_and_takes_it_out_of_both_calendars(agreed, ama, tom):
    agreed.decline(by=tom, at=FRIDAY)
    agreed.decline(by=ama, at=FRIDAY)

    assert Entry.objects.about(agreed).filter(did="called off").count() == 1
    assert [event.cancelled for event in visits_of(ama, MONDAY, MONDAY + timedelta(days=30))] == [True, True]
    assert {row for row in told() if row[1] == "visit-off"} == {
        ("Ama", "visit-off", "CANCEL"), ("Tom", "visit-off", "CANCEL")}  # fmt: skip


def test_a_no_before_any_yes_tells_only_the_other(visit, tom):
    visit.decline(by=tom, at=MONDAY)

    assert told() == [("Ama", "visit-off", ""), ("Tom", "visit-asked", "")]
    assert visits_of(tom, MONDAY, MONDAY + timedelta(days=30)) == []


def test_what_is_off_or_over_is_answered_no_more(visit, ama, tom):
    with pytest.raises(Over):
        visit.accept(by=tom, at=TUESDAY + timedelta(days=2))
    visit.decline(by=ama, at=MONDAY)
    with pytest.raises(Over):
        visit.accept(by=tom, at=MONDAY)


def test_nobody_is_in_two_visits_at_once(visit, northgate, sam, tom):
    half_past = at_the(TUESDAY + timedelta(minutes=30))

    with pytest.raises(Clash):
        Visit.objects.arrange(tom, sam, half_past, school=northgate, by=sam, at=MONDAY)
    other = Visit.objects.arrange(
        tom, sam, at_the(TUESDAY + timedelta(days=1)), school=northgate, by=sam, at=MONDAY
    )
    with pytest.raises(Clash):
        other.move(half_past, by=tom, at=MONDAY)


@pytest.fixture
def thrice(northgate, ama, sam):
    return [
        Visit.objects.arrange(
            sam, ama, at_the(TUESDAY + timedelta(days=7 * week)), school=northgate, by=ama, at=MONDAY
        )
        for week in range(3)
    ]


def test_three_visits_in_a_year_are_the_most(thrice, northgate, ama, sam, tom):
    fourth = at_the(TUESDAY + timedelta(days=40))

    with pytest.raises(CapReached):
        Visit.objects.arrange(tom, ama, fourth, school=northgate, by=ama, at=MONDAY)
    thrice[0].decline(by=ama, at=MONDAY)
    assert Visit.objects.arrange(tom, ama, fourth, school=northgate, by=ama, at=MONDAY).waits_for(tom)


def test_three_hours_in_a_year_are_the_most(northgate, ama, sam):
    Visit.objects.arrange(sam, ama, at_the(TUESDAY, hours=2), school=northgate, by=ama, at=MONDAY)

    with pytest.raises(CapReached):
        Visit.objects.arrange(
            sam, ama, at_the(TUESDAY + timedelta(days=1), hours=2), school=northgate, by=ama, at=MONDAY
        )


def test_moving_within_the_year_is_no_further_visit(thrice, ama):
    thrice[0].move(at_the(TUESDAY + timedelta(days=2)), by=ama, at=MONDAY)

    assert thrice[0].starts_at == TUESDAY + timedelta(days=2)


def test_the_next_school_year_counts_anew(thrice, northgate, ama, tom):
    september = at_the(datetime(2027, 9, 14, 10, 0, tzinfo=UTC))

    assert Visit.objects.arrange(tom, ama, september, school=northgate, by=ama, at=MONDAY).pk


def test_what_was_never_agreed_and_is_past_does_not_count(thrice, northgate, ama, tom):
    much_later = TUESDAY + timedelta(days=60)

    visit = Visit.objects.arrange(
        tom, ama, at_the(much_later + timedelta(days=1)), school=northgate, by=ama, at=much_later
    )

    assert visit.pk


def test_a_programme_may_allow_fewer(feedback, programme, northgate, ama, tom, hale):
    Rules.objects.of(programme).set(most_visits=0, most_minutes=0, by=hale, at=MONDAY)

    with pytest.raises(CapReached):
        Visit.objects.arrange(tom, ama, at_the(), school=northgate, by=ama, at=MONDAY, group=feedback)


def test_the_focus_is_the_visited_teachers(visit, ama):
    visit.look_at("Who has not spoken?", by=ama, at=MONDAY)
    visit.look_at("Who has not spoken?", by=ama, at=MONDAY)

    assert Visit.objects.get().focus == "Who has not spoken?"
    assert Entry.objects.about(visit).filter(did="set the focus of").count() == 1


def test_cover_that_is_arranged_twice_is_arranged_once(agreed, hale):
    Visit.objects.filter(pk=agreed.pk).update(cover=True)

    agreed.cover_is_arranged(by=hale, at=MONDAY)
    agreed.cover_is_arranged(by=hale, at=FRIDAY)

    assert agreed.covered_at == MONDAY
    assert Entry.objects.about(agreed).filter(did="arranged cover for").count() == 1


def test_a_visit_of_which_the_talk_is_still_open_is_one_event(agreed, ama):
    Visit.objects.filter(pk=agreed.pk).update(talk_starts_at=None, talk_ends_at=None)

    assert [event.title for event in visits_of(ama, MONDAY, MONDAY + timedelta(days=30))] == ["Visit"]


def test_a_yes_of_the_first_of_two_settles_nothing(visit, ama, tom):
    """Planned for both, it waits for each of them."""
    Visit.objects.filter(pk=visit.pk).update(visited_said_at=None)
    visit.refresh_from_db()

    visit.accept(by=tom, at=MONDAY)

    assert (visit.is_agreed, visit.waits_for(ama)) == (False, True)
    assert not Letter.objects.filter(kind="visit").exists()
