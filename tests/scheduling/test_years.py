"""A group chooses its year: what is offered, agreed to and taken."""

from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from collegium.history.models import Entry
from collegium.mail.models import Letter
from collegium.meetings.models import Meeting, Series
from collegium.meetings.proposing import propose
from collegium.people.models import Closure
from collegium.scheduling.looking import Date, Outline, faces, said_of_hosts
from collegium.scheduling.models import Choosing, Room, Settled, Travel
from collegium.scheduling.offering import Wanted, work_out
from collegium.scheduling.words import say_unmet
from tests.conftest import FRIDAY, MONDAY, member
from tests.crowd import asked, at_once, real_database
from tests.scheduling.conftest import IF_NEED_BE, NO, TUESDAY, YES

pytestmark = pytest.mark.usefixtures("at_monday")
DECEMBER = date(2026, 12, 1)


@pytest.fixture
def two_schools(feedback, harbour, priya, trust):
    """Priya of Harbour Primary belongs too, and both schools host."""
    harbour.networks.add(trust)
    feedback.schools.add(harbour)
    member(feedback, priya, harbour)
    return feedback


def wanted(*hosts, **given):
    return Wanted(**{"first_on": DECEMBER, "hosts": hosts, "number": 4} | given)


@pytest.fixture
def choosing(two_schools, northgate, harbour, poll, tuesday, ama, tom, gwen, priya):
    """Everybody can on Tuesdays, and three years lie before the group."""
    for somebody in (ama, tom, gwen):
        poll.answer(somebody, {tuesday.pk: YES}, at=MONDAY)
    poll.answer(priya, {tuesday.pk: IF_NEED_BE}, at=MONDAY)
    years, unmet = work_out(two_schools, [TUESDAY], wanted(northgate, harbour), poll=poll)
    return Choosing.objects.offer(
        two_schools, years, by=ama, at=MONDAY, poll=poll, unmet=unmet, minutes=60, number=4, least_days_between=21
    )


def test_three_years_on_different_days_with_hosts_in_turn(choosing, northgate, harbour):
    years = list(choosing.years.order_by("number"))
    days = [{stop["on"] for stop in year.stops} for year in years]

    assert [len(one) for one in days] == [4, 4, 4]
    assert len(days[0] | days[1] | days[2]) == 12
    for year in years:
        on = [date.fromisoformat(stop["on"]) for stop in year.stops]
        assert {day.weekday() for day in on} == {1}
        assert min((later - earlier).days for earlier, later in zip(on, on[1:], strict=False)) >= 21
        assert on[0] <= DECEMBER + timedelta(days=35)
        assert sorted(stop["host"] for stop in year.stops) == sorted([northgate.pk, harbour.pk] * 2)


def test_asking_for_years_closes_the_poll(choosing, poll):
    poll.refresh_from_db()

    assert poll.closed_at == MONDAY


def test_a_year_is_said_in_plain_words(choosing, northgate, harbour, tom, gwen):
    Travel.objects.say(harbour, northgate, 30, by=tom, at=MONDAY)
    Travel.objects.say(northgate, gwen.guest.school, 20, by=tom, at=MONDAY)
    Travel.objects.say(harbour, gwen.guest.school, 50, by=tom, at=MONDAY)

    first = faces(choosing, tom)[0]

    assert first.title == "Tuesday 15:45"
    assert first.outline.sentences[:2] == ["Everybody can come every time.", "Every school hosts twice."]
    assert first.outline.sentences[3] == "Over the year nobody travels more than 80 minutes longer than another."


def test_words_for_every_shape_of_a_year():
    def on(day, host="N", absent=()):
        return Date(date(2027, 1, day), host, "", absent)

    one = Outline((on(5, absent=("Ama", "Tom")), on(12, absent=("Tom",)), on(26, absent=("Gwen",))), 3, (10, 10))

    assert one.who_misses() == "Tom misses two of them. Ama and Gwen miss one each."
    assert one.how_far_apart() == "One to two weeks between two meetings."
    assert one.how_far() == "Everybody travels as long as the others."
    assert [len(month.days) for month in one.months] == [3]
    assert Outline((), 0).months == []
    assert Outline((on(5),), 1).sentences == ["Everybody can come every time.", "Always at N."]
    assert said_of_hosts({"N": 3, "H": 1}) == "N hosts three times and H hosts once."
    assert Outline((on(5, host=""), on(12, host="")), 1).sentences == [
        "Everybody can come every time.", "By video each time.", "One week between two meetings.",
    ]  # fmt: skip


def test_closed_days_and_other_groups_are_looked_at(two_schools, northgate, harbour, ama, tom, learning_group):
    from collegium.groups.starting import start

    Closure.objects.create(school=northgate, starts_on=date(2026, 12, 8), ends_on=date(2026, 12, 8))
    other = start(by=tom, at=MONDAY, approach=learning_group, title="Other", schools=[northgate])
    other.admit(tom, school=northgate, by=tom, at=MONDAY)
    mid_december = date(2026, 12, 15)
    propose(other, weekday=1, starts_at=time(12), minutes=30, first_on=mid_december, number=1, by=tom, at=MONDAY)

    years, _unmet = work_out(
        two_schools, [TUESDAY], wanted(northgate, number=1, quorum=(1, 1)), poll=None
    )

    firsts = {year["stops"][0]["on"] for year in years}
    assert firsts.isdisjoint({"2026-12-08", "2026-12-15"})
    assert len(firsts) == 3


def test_rooms_that_are_known_are_used_with_what_is_needed(two_schools, northgate, ama):
    Room.objects.add(northgate, "Cupboard", seats=2, projector=True, internet=True, by=ama, at=MONDAY)
    Room.objects.add(northgate, "Library", seats=20, projector=True, internet=False, by=ama, at=MONDAY)

    years, _unmet = work_out(two_schools, [TUESDAY], wanted(northgate, needs=frozenset({"projector"})), poll=None)
    _none, unmet = work_out(two_schools, [TUESDAY], wanted(northgate, needs=frozenset({"internet"})), poll=None)

    assert {stop["room"] for year in years for stop in year["stops"]} == {"Library"}
    assert _none == []
    assert say_unmet(unmet) == (
        "No room at Northgate High has four seats and internet.", "Meet by video, without a host.",
    )  # fmt: skip


def test_a_group_that_only_meets_by_video_needs_no_host(feedback, northgate):
    years, unmet = work_out(feedback, [TUESDAY], wanted(), poll=None)

    assert (unmet, {stop["host"] for stop in years[0]["stops"]}) == (None, {None})


def test_open_ended_means_as_many_as_leave_time_to_try(feedback, northgate):
    years, _unmet = work_out(feedback, [TUESDAY], wanted(northgate, number=None), poll=None)

    assert 7 <= len(years[0]["stops"]) <= 12


def test_why_there_is_no_year_and_what_would_help(poll, tuesday, two_schools, northgate, ama, tom, gwen):
    for somebody in (ama, tom, gwen):
        poll.answer(somebody, {tuesday.pk: NO}, at=MONDAY)

    years, unmet = work_out(two_schools, [TUESDAY], wanted(northgate), poll=poll)

    assert years == []
    assert say_unmet(unmet)[0] == "There is no day on which three of the four members can come."
    assert say_unmet(None)[0] == "No such year could be found."


@pytest.mark.both
def test_taking_a_year_makes_its_dates_stand_and_invites_everybody(choosing, ama, tom):
    year = choosing.years.get(number=2)
    year.agree(tom, at=MONDAY)
    year.agree(tom, at=MONDAY)

    series = year.take(by=ama, at=MONDAY)
    again = year.take(by=ama, at=FRIDAY)

    meetings = list(Meeting.objects.filter(group=choosing.group).order_by("starts_at"))
    assert series == again
    assert [one.local_start.date().isoformat() for one in meetings] == [stop["on"] for stop in year.stops]
    assert [one.host_id for one in meetings] == [stop["host"] for stop in year.stops]
    assert {one.is_confirmed for one in meetings} == {True}
    assert Letter.objects.filter(kind="meeting").count() == 16
    assert (series.weekday, series.starts_at, series.minutes, series.number) == (1, time(15, 45), 60, 4)
    assert Entry.objects.filter(did="agreed to").count() == 1
    choosing.poll.refresh_from_db()
    assert str(choosing.poll.chosen) == "Tuesday 15:45"


def test_what_was_proposed_gives_way_and_what_is_confirmed_stays(choosing, ama):
    propose(
        choosing.group, weekday=3, starts_at=time(8), minutes=45, first_on=date(2026, 11, 12), number=3, by=ama,
        at=MONDAY,
    )  # fmt: skip

    choosing.years.get(number=1).take(by=ama, at=MONDAY)

    standing = Meeting.objects.filter(group=choosing.group).standing()
    assert (standing.count(), standing.filter(minutes=45).count()) == (5, 1)


def test_once_a_year_is_taken_no_other_is(choosing, ama, tom):
    choosing.years.get(number=1).take(by=ama, at=MONDAY)
    other = choosing.years.get(number=2)

    for too_late in (lambda: other.take(by=ama, at=MONDAY), lambda: other.agree(tom, at=MONDAY),
                     lambda: other.take_back(tom, at=MONDAY)):  # fmt: skip
        with pytest.raises(Settled):
            too_late()
    assert Series.objects.count() == 1


def test_years_offered_anew_take_the_place_of_those_before(choosing, two_schools, ama):
    again = Choosing.objects.offer(two_schools, [], by=ama, at=FRIDAY)
    again.drop(by=ama, at=FRIDAY)
    again.drop(by=ama, at=FRIDAY)

    assert Choosing.objects.open().count() == 0
    assert Entry.objects.filter(did="dropped").count() == 1


@pytest.mark.both
def test_two_who_take_two_years_at_once_take_one(transactional_db, choosing, ama, tom, tmp_path):
    with real_database(tmp_path):
        came = at_once([
            lambda number=number, by=by: Choosing.objects.get().years.get(number=number).take(by=by, at=MONDAY)
            for number, by in ((1, ama), (2, tom))
        ])  # fmt: skip

        assert sorted(type(one).__name__ for one in came) == ["Series", "Settled"]
        assert asked(lambda: Meeting.objects.standing().count()) == 4


def test_from_use_this_time_to_a_year_that_stands(client, two_schools, poll, tuesday, thursday, ama, tom):
    poll.answer(ama, {tuesday.pk: YES}, at=MONDAY)
    client.force_login(ama)
    slug = two_schools.slug

    page = client.get(reverse("scheduling:year", args=[slug]), {"time": tuesday.pk})
    form = page.context["form"]
    times = [words for _key, words in form.fields["times"].choices]
    assert times == ["Tuesday 15:45: The one who answered"]
    assert form["times"].value() == ["1-15:45"]

    given = {"times": ["1-15:45"], "first_on": "2026-12-01", "number": "3", "least_days_between": "21",
             "minutes": "60", "quorum": "two-thirds", "hosts": list(two_schools.schools.values_list("pk", flat=True))}
    assert client.post(reverse("scheduling:years", args=[slug]), given | {"times": []}).status_code == 422
    shown = client.post(reverse("scheduling:years", args=[slug]), given, follow=True)
    year = Choosing.objects.get().years.get(number=1)
    assert "3 possible years" in shown.content.decode()

    agreed = client.post(reverse("scheduling:agreement", args=[year.pk]), follow=True).content.decode()
    rather_not = client.post(reverse("scheduling:agreement", args=[year.pk]), {"back": "1"}, follow=True)
    assert ("Could live with it: Ama" in agreed, "Could live with it" in rather_not.content.decode()) == (True, False)

    client.post(reverse("scheduling:taking", args=[year.pk]))
    assert Meeting.objects.confirmed().count() == 3
    late = client.post(reverse("scheduling:agreement", args=[Choosing.objects.get().years.get(number=2).pk]))
    taken = client.post(reverse("scheduling:taking", args=[Choosing.objects.get().years.get(number=2).pk]))
    assert (late.status_code, taken.status_code) == (409, 409)


def test_without_any_time_the_group_is_sent_to_find_one(client, feedback, ama):
    feedback.programme = None
    feedback.save()
    client.force_login(ama)

    page = client.get(reverse("scheduling:year", args=[feedback.slug])).content.decode()

    assert "First find a time" in page


def test_when_no_year_does_it_all_the_page_says_why(client, poll, tuesday, two_schools, ama, northgate):
    poll.answer(ama, {tuesday.pk: YES}, at=MONDAY)
    client.force_login(ama)

    page = client.post(
        reverse("scheduling:years", args=[two_schools.slug]),
        {"times": ["1-15:45"], "first_on": "2027-07-10", "number": "9", "least_days_between": "60", "minutes": "60",
         "quorum": "all", "hosts": [northgate.pk]}, follow=True,
    )  # fmt: skip

    assert "No year does it all" in page.content.decode()


def test_years_cost_the_same_for_one_meeting_and_many(client, choosing, ama, tom):
    def cost():
        client.force_login(ama)
        with CaptureQueriesContext(connection) as asked_for:
            client.get(choosing.get_absolute_url())
        return len(asked_for)

    first = choosing.years.get(number=1)
    choosing.years.exclude(pk=first.pk).delete()
    one = cost()
    many = sorted(first.stops * 3, key=lambda stop: stop["on"])
    for number in (2, 3):
        year = choosing.years.create(number=number, weekday=1, starts_at=time(15, 45), stops=many)
        year.agree(tom, at=MONDAY)

    assert cost() == one


def test_years_that_lie_before_a_group_stand_on_its_home(client, choosing, tom, ama):
    client.force_login(tom)
    home = choosing.group.get_absolute_url()

    before = client.get(home).content.decode()
    choosing.years.get(number=1).take(by=ama, at=MONDAY)
    after = client.get(home).content.decode()

    assert ("Possible years lie before you" in before, "Possible years lie before you" in after) == (True, False)


def test_taking_an_agreement_back_twice_takes_it_back_once(choosing, tom):
    year = choosing.years.first()
    year.agree(tom, at=MONDAY)

    year.take_back(tom, at=MONDAY)
    year.take_back(tom, at=FRIDAY)

    assert not year.agreements.exists()
    assert Entry.objects.about(year).filter(did="took back").count() == 1
