"""The year of all groups of a programme, planned together and proposed."""

from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from collegium.groups.starting import start
from collegium.kit.jobs import run_waiting
from collegium.mail import kinds
from collegium.mail.models import Letter
from collegium.meetings.models import Meeting, Series
from collegium.people.models import Closure
from collegium.scheduling import leading, planner
from collegium.scheduling.looking import faces
from collegium.scheduling.models import Choosing, ProgrammeYear
from collegium.scheduling.overview import overview
from tests.conftest import FRIDAY, MONDAY, member

pytestmark = [pytest.mark.usefixtures("at_monday"), pytest.mark.django_db]


def rhythm(group, *hosts, weekday=1, starts_at=time(15, 45)):
    series = Series.objects.create(group=group, weekday=weekday, starts_at=starts_at, minutes=60)
    series.hosts.set(hosts)
    return series


@pytest.fixture
def two_groups(feedback, programme, northgate, harbour, priya, tom, learning_group, trust):
    """Feedback that Moves at two schools, and Oracy with Tom in both."""
    harbour.networks.add(trust)
    member(feedback, priya, harbour)
    rhythm(feedback, northgate, harbour)
    oracy = start(
        by=tom, at=MONDAY, approach=learning_group, title="Oracy", schools=[northgate], programme=programme
    )
    oracy.admit(tom, school=northgate, by=tom, at=MONDAY)
    rhythm(oracy, northgate)
    return feedback, oracy


def planned(programme, by, **given):
    asked = {"first_on": date(2026, 12, 1), "number": 3, "least_days_between": 21} | given
    plan = leading.plan_year(programme, **asked, by=by, at=MONDAY)
    leading.work_out(plan)
    plan.refresh_from_db()
    return plan


def test_groups_that_share_a_member_never_need_them_on_one_day(two_groups, programme, hale):
    plan = planned(programme, hale)

    days = [{stop["on"] for stop in one.stops} for one in plan.groups.order_by("pk")]
    assert [len(one) for one in days] == [3, 3]
    assert days[0] & days[1] == set()
    assert overview(plan).unmet == []


def test_who_cannot_then_is_counted_and_not_named(two_groups, programme, hale, ama):
    programme.collecting.take(ama, cannot=[programme.slots.get(weekday=1)], at=MONDAY)

    plan = planned(programme, hale)

    seen = overview(plan)
    assert [line.missing for line in seen.lines] == [3, 0]
    assert seen.sentences[-1] == "Of 15 places at all meetings, 3 stay empty, as far as wishes say."


def test_a_group_without_a_year_has_its_reason_and_does_not_hold_up_the_others(two_groups, programme, hale, harbour):
    Closure.objects.create(school=harbour, starts_on=date(2026, 9, 1), ends_on=date(2027, 8, 31))

    seen = overview(planned(programme, hale))

    assert [line.title for line in seen.planned] == ["Oracy"]
    (unmet,) = seen.unmet
    assert (unmet.title, bool(unmet.reason), bool(unmet.attempt)) == ("Feedback that Moves", True, True)


def test_a_group_without_a_time_is_named(feedback, programme, hale):
    asking, without = leading.groups_of(programme)

    assert (asking, without) == ([], [feedback])


@pytest.mark.both
def test_nothing_is_told_before_it_is_proposed_and_each_group_takes_its_own(two_groups, programme, hale, ama, tom):
    feedback, oracy = two_groups
    plan = planned(programme, hale)
    assert (Choosing.objects.count(), Letter.objects.count()) == (0, 0)

    assert leading.propose(plan, by=hale, at=MONDAY) == 2
    assert leading.propose(plan, by=hale, at=FRIDAY) == 0

    letters = Letter.objects.filter(kind="year-proposed")
    assert sorted(letters.values_list("person__first_name", flat=True)) == ["Ama", "Tom"]
    choosing = Choosing.objects.get(group=feedback)
    assert {tuple(stop["absent"]) for stop in choosing.years.get().stops} == {()}
    assert "can come" not in " ".join(faces(choosing, ama)[0].outline.sentences)

    choosing.years.get().take(by=ama, at=MONDAY)
    assert Meeting.objects.filter(group=feedback).confirmed().count() == 3
    assert not Meeting.objects.filter(group=oracy).exists()
    assert [kinds.find("year-proposed").still_wanted(one) for one in letters.order_by("person__first_name")] == [
        False, True,
    ]  # fmt: skip


def test_a_group_that_looks_at_years_of_its_own_keeps_them(two_groups, programme, hale, ama):
    feedback, _oracy = two_groups
    own = Choosing.objects.offer(feedback, [], by=ama, at=MONDAY)

    assert leading.propose(planned(programme, hale), by=hale, at=MONDAY) == 1
    own.refresh_from_db()
    assert own.is_open


def test_a_finish_that_comes_twice_changes_nothing(two_groups, programme, hale):
    plan = planned(programme, hale)

    leading.finish(plan, [], None, None, at=FRIDAY)

    plan.refresh_from_db()
    assert (plan.finished_at, plan.is_broken, plan.groups.count()) == (MONDAY, False, 2)


def test_a_planner_that_breaks_leaves_a_plan_that_says_so(two_groups, programme, hale, monkeypatch, client):
    def breaks(*_args, **_kwargs):
        raise planner.Broken

    monkeypatch.setattr(planner, "ask", breaks)
    plan = planned(programme, hale)
    client.force_login(hale)

    assert "came to no end" in client.get(plan.get_absolute_url()).content.decode()
    assert client.post(reverse("scheduling:proposal", args=[plan.pk])).status_code == 403


def test_a_child_that_answers_nothing_or_too_late_is_broken():
    with pytest.raises(planner.Broken):
        planner.ask({"ask": "nonsense"})
    with pytest.raises(planner.Broken):
        planner.ask({"ask": "options", "times": []}, seconds=0)


def test_stopping_takes_the_best_so_far(two_groups, programme, hale):
    plan = leading.plan_year(
        programme, first_on=date(2026, 12, 1), number=3, least_days_between=21, by=hale, at=MONDAY
    )
    plan.stop(by=hale, at=MONDAY)
    plan.stop(by=hale, at=MONDAY)

    leading.work_out(plan)

    plan.refresh_from_db()
    assert (plan.is_running, plan.groups.count()) == (False, 2)


def test_from_asking_to_proposing(client, two_groups, programme, hale, django_capture_on_commit_callbacks):
    client.force_login(hale)
    home = reverse("scheduling:programme", args=[programme.pk])
    assert "2 groups are planned around each other" in client.get(home).content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        asked = client.post(
            reverse("scheduling:plans", args=[programme.pk]),
            {"first_on": "2026-12-01", "number": "3", "least_days_between": "21"},
        )
    plan = ProgrammeYear.objects.get()
    assert asked.headers["Location"] == plan.get_absolute_url()
    assert "Planning the year" in client.get(home).content.decode()
    assert client.get(reverse("scheduling:progress", args=[plan.pk])).status_code == 200

    run_waiting()

    done = client.get(reverse("scheduling:progress", args=[plan.pk]), headers={"HX-Request": "true"})
    assert done.headers["HX-Refresh"] == "true"
    page = client.get(home).content.decode()
    assert ("Northgate High" in page, "In every group the schools host in turn." in page) == (True, True)

    proposed = client.post(reverse("scheduling:proposal", args=[plan.pk]), follow=True).content.decode()
    assert "Proposed to 2 groups" in proposed
    assert "Plan the year of all groups" in client.get(home, {"anew": "1"}).content.decode()


def test_a_try_that_never_ends_may_be_begun_again(client, two_groups, programme, hale):
    plan = leading.plan_year(
        programme, first_on=date(2026, 12, 1), number=3, least_days_between=21, by=hale,
        at=MONDAY - timedelta(hours=1),
    )  # fmt: skip
    client.force_login(hale)

    assert "begin again" in client.get(plan.get_absolute_url()).content.decode()
    assert client.post(reverse("scheduling:restart", args=[plan.pk])).status_code == 302


def test_a_programme_without_groups_says_what_comes_first(client, programme, hale):
    client.force_login(hale)

    page = client.get(reverse("scheduling:programme", args=[programme.pk])).content.decode()

    assert "No groups with a time yet" in page


def test_the_overview_costs_the_same_for_two_groups_and_ten(client, two_groups, programme, hale, northgate):
    client.force_login(hale)

    def cost(plan):
        with CaptureQueriesContext(connection) as asked:
            client.get(plan.get_absolute_url())
        return len(asked)

    plan = planned(programme, hale)
    few = cost(plan)
    one = plan.groups.order_by("pk").first()
    for number in range(8):
        group = start(by=hale, at=MONDAY, approach=one.group.approach, title=f"G{number}", schools=[northgate],
                      programme=programme)  # fmt: skip
        rhythm(group, northgate)
        plan.groups.create(group=group, weekday=1, starts_at=time(8), minutes=60, stops=one.stops, members=1)

    assert cost(plan) == few


def test_words_of_fairness_for_uneven_hosts_and_travel(two_groups, programme, hale, northgate, harbour):
    plan = planned(programme, hale)
    feedback = plan.groups.get(group__title="Feedback that Moves")
    feedback.stops = [stop | {"host": northgate.pk} for stop in feedback.stops] * 2 + [
        feedback.stops[0] | {"host": harbour.pk}
    ]
    feedback.travel = [0, 40]
    feedback.save()

    said = overview(plan).sentences

    assert "Schools do not host equally often in Feedback that Moves." in said
    assert "In no group does anybody travel more than 40 minutes longer than another over the year." in said


def test_members_learn_nothing_of_a_plan(two_groups, programme, hale, ama):
    plan = planned(programme, hale)

    assert list(ProgrammeYear.objects.visible_to(ama)) == []
    assert list(ProgrammeYear.objects.visible_to(hale)) == [plan]
