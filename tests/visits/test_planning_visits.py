"""A plan of visits: each visits one and is visited once, at a time that suits; nobody hears of it before."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from collegium.groups.models import Group
from collegium.kit import jobs
from collegium.mail.models import Letter
from collegium.people.models import Appointment
from collegium.visits import planner, telling
from collegium.visits.gathering import gather, read
from collegium.visits.models import LeftOut, Plan, PlannedVisit, Rules, Visit, keep_quiet, set_day
from collegium.visits.planning import finish, plan_for, propose, work_out
from tests.conftest import FRIDAY, MONDAY, member, person
from tests.visits.conftest import at_the, stretches, teaches

FIRST, LAST = date(2026, 11, 16), date(2026, 11, 20)


@pytest.fixture
def plan(triad, timetables, ama):
    made = plan_for(triad, None, FIRST, LAST, by=ama, at=FRIDAY)
    work_out(made)
    return made


def test_each_of_a_triad_visits_one_and_is_visited_once(plan, ama, tom, sam):
    rows = list(plan.planned.values_list("visitor__first_name", "visited__first_name"))

    assert plan.finished_at
    assert sorted(visitor for visitor, _visited in rows) == ["Ama", "Sam", "Tom"]
    assert sorted(visited for _visitor, visited in rows) == ["Ama", "Sam", "Tom"]
    assert not Letter.objects.exists()


def test_the_planned_lessons_are_lessons_of_the_visited(plan):
    for one in PlannedVisit.objects.select_related("visited", "period"):
        taught = one.visited.timetables.get().lessons.filter(
            weekday=one.on.weekday(), period=one.period, is_protected=False
        )
        assert taught.exists()
        assert FIRST <= one.on <= LAST


def test_a_guest_of_another_school_is_not_planned_for(plan, gwen):
    left = plan.left_out.get(person=gwen)

    assert (left.code, telling.with_names(left)) == (
        "no_timetable",
        "We do not know when Gwen Hart teaches. Bring the timetable in, or tick the week.",
    )


def test_the_job_works_it_out_once(triad, timetables, ama):
    from collegium.visits.jobs import plan_visits

    made = plan_for(triad, None, FIRST, LAST, by=ama, at=FRIDAY)
    plan_visits.call(made.pk)
    first = list(made.planned.values_list("pk", flat=True))
    plan_visits.call(made.pk)
    finish(made, {"visits": [], "left_out": []}, at=FRIDAY)

    assert list(made.planned.values_list("pk", flat=True)) == first
    assert len(first) == 3
    assert plan_visits.queue_name == jobs.APART


def test_proposed_it_is_put_to_the_two_and_each_says_yes(plan, ama, tom):
    put = propose(plan, by=ama, at=FRIDAY)
    again = propose(plan, by=ama, at=FRIDAY)

    assert (put, again, plan.proposed) == (3, 3, 3)
    visit = Visit.objects.filter(visitor=tom).get()
    assert visit.waits_for(tom)
    assert visit.waits_for(visit.visited)
    assert Letter.objects.filter(kind="visit-asked").count() == 6


def test_whoever_left_the_group_meanwhile_is_not_asked(plan, triad, ama, tom):
    triad.memberships.get(person=tom).leave(by=tom, at=FRIDAY - timedelta(days=1))

    assert propose(plan, by=ama, at=FRIDAY) == 1


def test_what_is_over_or_full_meanwhile_is_left_away(plan, northgate, ama, sam, hale):
    for day in (0, 1, 3):
        Visit.objects.arrange(
            hale, ama, at_the(MONDAY + timedelta(days=20 + day)), school=northgate, by=ama, at=MONDAY
        )

    assert propose(plan, by=ama, at=FRIDAY) == 2


def test_a_day_that_has_come_is_not_proposed(plan, ama):
    assert propose(plan, by=ama, at=FRIDAY + timedelta(days=10)) == 0


def test_an_unfinished_plan_is_not_proposed(triad, timetables, ama):
    made = plan_for(triad, None, FIRST, LAST, by=ama, at=FRIDAY)

    assert propose(made, by=ama, at=FRIDAY) == 0


def test_a_planner_that_breaks_is_said(triad, timetables, ama, monkeypatch):
    made = plan_for(triad, None, FIRST, LAST, by=ama, at=FRIDAY)
    monkeypatch.setattr(planner, "CHILD", "collegium.nothing")

    work_out(made)

    assert (made.broken, made.planned.count()) == (True, 0)


def test_asked_to_stop_the_best_so_far_is_taken(triad, timetables, ama):
    made = plan_for(triad, None, FIRST, LAST, by=ama, at=FRIDAY)
    made.stop(by=ama, at=FRIDAY)
    made.stop(by=ama, at=FRIDAY)

    work_out(made)

    assert (made.broken, made.finished_at is not None) == (False, True)


def codes(gathered, *people):
    why = {who: code for _group, who, code in gathered.left_out}
    return [why.get(one.pk) for one in people]


def test_no_visit_on_quiet_days(triad, timetables, northgate, hale):
    keep_quiet(northgate, "Mocks", FIRST, FIRST + timedelta(days=2), by=hale, at=MONDAY)

    gathered = gather([triad], None, FIRST, LAST, at=FRIDAY)

    days = {place.partition("/")[0] for part in gathered.parts for place, _day, _order in part.periods}
    assert days == {"2026-11-19", "2026-11-20"}


def test_a_new_colleague_is_not_visited_in_the_first_weeks(triad, timetables, northgate, ama, tom, sam):
    Appointment.objects.filter(person=sam).update(starts_on=date(2026, 11, 2))

    gathered = gather([triad], None, FIRST, LAST, at=FRIDAY)
    later = gather([triad], None, FIRST + timedelta(weeks=3), LAST + timedelta(weeks=5), at=FRIDAY)

    assert codes(gathered, ama, tom, sam) == [None, None, "settling"]
    assert codes(later, ama, tom, sam) == [None, None, None]
    closed = later.parts[0].teachers[str(sam.pk)]["closed"]
    assert closed
    assert max(closed) < "2026-12-14"


def test_whoever_has_had_enough_visits_is_left_out(triad, timetables, programme, northgate, ama, tom, sam, hale):
    Rules.objects.of(programme).set(most_visits=1, most_minutes=180, by=hale, at=MONDAY)
    Visit.objects.arrange(tom, ama, at_the(MONDAY + timedelta(days=30)), school=northgate, by=ama, at=MONDAY)

    gathered = gather([triad], programme, FIRST, LAST, at=FRIDAY)

    assert codes(gathered, ama, tom, sam) == ["cap", None, None]


def test_protected_time_is_busy_and_a_standing_visit_takes_its_place(triad, timetables, visit, school_day, ama, tom):
    gathered = gather([triad], None, FIRST, LAST, at=FRIDAY)

    teacher = gathered.parts[0].teachers
    monday_2, tuesday_3 = f"2026-11-16/{school_day[1].pk}", f"2026-11-17/{school_day[2].pk}"
    assert monday_2 in teacher[str(ama.pk)]["busy"]
    assert tuesday_3 in teacher[str(ama.pk)]["closed"]
    assert tuesday_3 in teacher[str(tom.pk)]["busy"]


@pytest.mark.parametrize("days", [-9, -1, 5])
def test_a_visit_on_a_day_that_the_plan_has_not_takes_no_time_of_it(triad, timetables, northgate, ama, tom, days):
    without = gather([triad], None, FIRST, LAST, at=FRIDAY).parts
    apart = datetime.combine(FIRST, time(9, 0), tzinfo=UTC) + timedelta(days=days)

    Visit.objects.arrange(tom, ama, at_the(apart), school=northgate, by=ama, at=MONDAY)

    assert gather([triad], None, FIRST, LAST, at=FRIDAY).parts == without


def test_what_is_kept_is_read_again(triad, timetables):
    gathered = gather([triad], None, FIRST, LAST, at=FRIDAY)

    assert read(gathered.as_kept()).parts[0].problem() == gathered.parts[0].problem()


def test_somebody_alone_at_their_school_is_left_out(feedback, timetables, northgate, ama, tom, gwen):
    feedback.memberships.get(person=tom).leave(by=tom, at=MONDAY)
    with_a_guest = gather([feedback], None, FIRST, LAST, at=FRIDAY)
    feedback.memberships.get(person=gwen).leave(by=gwen, at=MONDAY)

    assert codes(with_a_guest, ama) == ["other_school"]
    assert codes(gather([feedback], None, FIRST, LAST, at=FRIDAY), ama) == ["alone"]


def test_somebody_of_two_groups_is_planned_in_one(triad, timetables, programme, northgate, ama, tom, sam):
    other = Group.objects.create(
        title="Oracy", slug="oracy", approach=triad.approach, programme=programme, started_by=ama, started_at=MONDAY,
        year_starts_on=date(2026, 9, 1),
    )  # fmt: skip
    member(other, ama, northgate)
    member(other, tom, northgate)

    gathered = gather([triad, other], programme, FIRST, LAST, at=FRIDAY)

    assert len(gathered.parts[0].groups) == 1
    assert {code for group, _who, code in gathered.left_out if group == other.pk} == {"other_group"}


def test_whoever_leads_a_programme_reads_counts_of_enough_people_alone(programme, triad, timetables, northgate, hale):
    made = plan_for(None, programme, FIRST, LAST, by=hale, at=FRIDAY)
    work_out(made)

    assert telling.figures(made) is None
    assert not PlannedVisit.objects.visible_to(hale).exists()
    assert telling.without_names(made) == [
        "Of some colleagues we do not know when they teach: bring the timetables in."
    ]


def test_with_ten_people_of_two_groups_there_are_counts(programme, triad, school_day, northgate, hale):
    made = Plan.objects.create(
        programme=programme, by=hale, at=MONDAY, first_on=FIRST, last_on=LAST, problem={"parts": []},
        finished_at=MONDAY,
    )  # fmt: skip
    other = Group.objects.create(
        title="Oracy", slug="oracy", approach=triad.approach, programme=programme, started_by=hale, started_at=MONDAY,
        year_starts_on=date(2026, 9, 1),
    )  # fmt: skip
    people = [person(f"P{number} Q", northgate) for number in range(10)]
    for number, one in enumerate(people):
        PlannedVisit.objects.create(
            plan=made, group=triad if number % 2 else other, school=northgate, visitor=one,
            visited=people[number - 2], on=FIRST, period=school_day[0], cover=number == 3,
        )  # fmt: skip
    LeftOut.objects.create(plan=made, group=triad, person=hale, code="cap")

    assert vars(telling.figures(made)) == {"visits": 10, "cover": 1, "talks": 0, "left_out": 1}


def test_no_reason_for_those_above_names_anybody():
    for words in telling.UNNAMED.values():
        assert "%(" not in str(words)
    assert telling.UNNAMED.keys() == telling.NAMED.keys()


def test_somebody_who_teaches_nothing_has_no_week_of_lessons(triad, timetables, northgate, tom):
    teaches(tom, northgate, protected=["Mon 1"])

    gathered = gather([triad], None, FIRST, LAST, at=FRIDAY)

    assert gathered.parts[0].teachers[str(tom.pk)]["teaches"] == []


def regrouping_school(triad, programme, northgate, hale):
    """Two groups of five and six at one school, in each of which somebody needs cover as they are."""
    other = Group.objects.create(
        title="Oracy", slug="oracy", approach=triad.approach, programme=programme, started_by=hale, started_at=MONDAY,
        year_starts_on=date(2026, 9, 1),
    )  # fmt: skip
    people = [person(f"P{number} Q", northgate) for number in range(10)]
    return other, people


def a_plan_that_could_spare_cover(triad, programme, school_day, northgate, hale):
    other, people = regrouping_school(triad, programme, northgate, hale)
    made = Plan.objects.create(
        programme=programme, by=hale, at=MONDAY, first_on=FIRST, last_on=LAST, problem={"parts": []}
    )  # fmt: skip
    visits = [
        {
            "visitor": str(one.pk), "visited": str(people[number - 2].pk), "cover": number == 3, "feedback": None,
            "group": (triad if number % 2 else other).pk, "school": northgate.pk,
            "period": f"{FIRST.isoformat()}/{school_day[0].pk}",
        }
        for number, one in enumerate(people)
    ]  # fmt: skip
    moves = [[str(people[0].pk), other.pk, triad.pk], [str(people[1].pk), triad.pk, other.pk]]
    regrouped = [{"cover": 0, "talks": 4, "moves": moves}, {"cover": 0, "talks": 0, "moves": []}]
    finish(made, {"visits": visits, "left_out": [], "regrouped": regrouped}, at=FRIDAY)
    return made, people, other


def test_other_groups_are_proposed_where_they_spare_cover_and_nobody_is_moved(
    client, triad, programme, school_day, northgate, hale
):
    made, people, other = a_plan_that_could_spare_cover(triad, programme, school_day, northgate, hale)
    client.force_login(hale)

    page = client.get(made.get_absolute_url()).content.decode()

    told = telling.regrouped(made)
    assert (told.cover, told.talks, told.needs_none) == (0, 4, True)
    assert told.moves == ((people[0], other, triad), (people[1], triad, other))
    assert "Other groups would need no cover" in page
    assert "If 2 colleagues changed groups, 0 lessons would need cover instead of 1" in page
    assert not other.memberships.exists()


def test_of_too_few_people_no_other_groups_are_proposed(client, triad, timetables, programme, hale):
    made = plan_for(None, programme, FIRST, LAST, by=hale, at=FRIDAY)
    finish(made, {"visits": [], "regrouped": [{"cover": 0, "talks": 0, "moves": [["1", 1, 2]]}]}, at=FRIDAY)
    client.force_login(hale)

    assert b"Other groups would" not in client.get(made.get_absolute_url()).content
    assert telling.regrouped(made).moves == ()


def test_the_only_one_of_a_school_hears_why(feedback, timetables, harbour, gwen, ama, priya):
    member(feedback, priya, harbour)
    set_day(harbour, stretches(), weeks=1, a_week_on=None, by=priya, at=MONDAY)
    teaches(priya, harbour, "Tue 1")

    left = gather([feedback], None, FIRST, LAST, at=FRIDAY).left_out

    assert (feedback.pk, priya.pk, "other_school") in left
