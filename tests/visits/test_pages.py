"""The pages of visits: what the two do there, what whoever arranges cover sees, and what nobody above does."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from collegium.groups.models import Group
from collegium.kit import clock
from collegium.mail.models import Letter
from collegium.people.models import Closure, Responsibility, Term
from collegium.programmes.models import Protocol
from collegium.visits import covering, reminding, wanting
from collegium.visits.counting import counts
from collegium.visits.models import Plan, Record, Reminded, Takeaway, Visit
from collegium.visits.models.visit import fresh_uid
from collegium.visits.planning import work_out
from tests.conftest import MONDAY, SEPTEMBER, member, person
from tests.visits.conftest import TUESDAY, at_the


@pytest.fixture
def soon(school_day, northgate, feedback, ama, tom):
    """Tom visits Ama in three days; both have said yes."""
    return make(tom, ama, northgate, feedback, clock.now() + timedelta(days=3))


def make(visitor, visited, school, group, starts_at, **more):
    return Visit.objects.create(**{
        "visitor": visitor, "visited": visited, "school": school, "group": group, "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=1), "asked_at": MONDAY, "changed_at": MONDAY,
        "visitor_said_at": MONDAY, "visited_said_at": MONDAY, "uid": fresh_uid(),
    } | more)  # fmt: skip


def send(client, visit, **said):
    return client.post(f"/visits/{visit.pk}/notes/kept/", {"device": json.dumps(said)})


def test_a_device_sends_its_notes_and_hears_what_is_there(client, soon, tom):
    client.force_login(tom)
    note = {"key": "a1", "at": 1795000000000, "text": "Hands up: two"}

    said = send(client, soon, notes=[note], question={"text": "What next?", "at": 5}).json()
    again = send(client, soon, notes=[note, {"key": "a2", "at": 1, "text": "  "}], removed=["zz"]).json()

    assert said == {"notes": [note], "gone": [], "question": {"text": "What next?", "at": 5}}
    assert again == said | {"gone": ["zz"]}


@pytest.mark.parametrize(
    "device",
    ["", "{", "[]", '{"notes": [{"key": 1, "at": 1, "text": "x"}]}',
     '{"notes": [{"key": "a", "at": 1e30, "text": ""}]}', '{"notes": 5}', '{"removed": [""]}', "x" * 700_000],
)  # fmt: skip
def test_what_no_device_of_ours_sends_is_refused(client, soon, tom, device):
    client.force_login(tom)

    assert client.post(f"/visits/{soon.pk}/notes/kept/", {"device": device}).status_code == 422


def test_without_a_script_a_line_is_noted_and_taken_back(client, soon, tom):
    client.force_login(tom)
    page = client.get(f"/visits/{soon.pk}/notes/")
    assert "What I saw" in page.content.decode()

    client.post(f"/visits/{soon.pk}/notes/kept/", {"text": "Two talk", "key": "k1"})
    client.post(f"/visits/{soon.pk}/notes/kept/", {"question": "And then?"})
    assert list(soon.record.written().values_list("text", flat=True)) == ["Two talk"]
    client.post(f"/visits/{soon.pk}/notes/kept/", {"removed": "k1", "key": "k2"})

    assert not soon.record.written().exists()
    assert Record.objects.get().question == "And then?"


def test_given_they_open_to_the_owner_and_every_access_shows(client, soon, ama, tom):
    client.force_login(tom)
    send(client, soon, notes=[{"key": "a1", "at": 1795000000000, "text": "Three talk it over"}])
    client.post(f"/visits/{soon.pk}/notes/given/")
    assert send(client, soon, notes=[]).status_code == 403
    assert client.get(f"/visits/{soon.pk}/notes/").url == f"/visits/{soon.pk}/record/"
    client.get(f"/visits/{soon.pk}/record/")

    client.force_login(ama)
    page = client.get(f"/visits/{soon.pk}/record/").content.decode()

    assert "Three talk it over" in page
    assert "Who opened it" in page
    assert [access.person for access in soon.record.accesses.all()] == [tom]
    assert Letter.objects.get(kind="visit-record").person == ama
    client.post(f"/visits/{soon.pk}/record/deletion/")
    assert client.get(f"/visits/{soon.pk}/record/").status_code == 404
    client.force_login(tom)
    assert client.get(f"/visits/{soon.pk}/notes/").url == f"/visits/{soon.pk}/"


def test_before_it_is_given_the_visited_learns_nothing_of_it(client, soon, ama):
    Record.objects.of(soon).keep([("a", TUESDAY, "secret line")])
    client.force_login(ama)

    pages = [client.get(f"/visits/{path}") for path in ("", f"{soon.pk}/", f"{soon.pk}/record/", f"{soon.pk}/talk/")]

    assert [page.status_code for page in pages] == [200, 200, 404, 200]
    assert not any("secret line" in page.content.decode() for page in pages)


def test_both_name_somebody_of_the_group(client, soon, triad, ama, tom, sam):
    record = Record.objects.create(visit=soon, given_at=MONDAY)
    client.force_login(tom)
    assert client.post(f"/visits/{soon.pk}/record/readers/", {"named": []}).status_code == 422
    client.post(f"/visits/{soon.pk}/record/readers/", {"named": [sam.pk]})
    showing = record.showings.get()
    assert client.post(f"/visits/readers/{showing.pk}/agreement/").status_code == 403

    client.force_login(ama)
    client.post(f"/visits/readers/{showing.pk}/agreement/")
    client.force_login(sam)
    assert client.get(f"/visits/{soon.pk}/record/").status_code == 200
    assert "Shown to you" in client.get("/visits/").content.decode()

    client.force_login(ama)
    client.post(f"/visits/readers/{showing.pk}/withdrawal/")
    client.force_login(sam)
    assert client.get(f"/visits/{soon.pk}/record/").status_code == 404


def test_one_asks_a_colleague_in(client, timetables, feedback, ama, tom, time_machine_at_monday):
    client.force_login(ama)
    page = client.get("/visits/asking/")
    value, when = next(iter(page.context["form"].offers.items()))

    answer = client.post("/visits/asked/", {"offer": value, "visitor": tom.pk, "focus": "Who speaks?"})

    visit = Visit.objects.get()
    assert answer.url == visit.get_absolute_url()
    assert (visit.starts_at, visit.group, visit.class_name) == (when.starts_at, feedback, "Year 8 Ama")
    assert (visit.waits_for(tom), visit.waits_for(ama)) == (True, False)
    assert client.post("/visits/asked/", {"offer": value, "visitor": tom.pk}).status_code == 422


@pytest.fixture
def time_machine_at_monday():
    import time_machine

    with time_machine.travel(MONDAY, tick=False):
        yield


def test_a_day_and_time_of_ones_own(client, school_day, ama, tom, time_machine_at_monday):
    client.force_login(ama)
    own = {"visitor": tom.pk, "day": "2026-11-24", "begins": "10:00", "ends": "11:00", "class_name": "Year 9"}

    assert client.post("/visits/asked/", own).status_code == 302
    assert Visit.objects.get().class_name == "Year 9"
    for wrong in ({"day": "2026-11-01"}, {"ends": "09:00"}, {"day": ""}, {"offer": "gone"}, {"ends": "22:00"}):
        assert client.post("/visits/asked/", own | wrong).status_code == 422


def test_the_fourth_time_is_said_kindly(client, northgate, ama, tom, sam, time_machine_at_monday):
    for week in (1, 2, 3):
        make(sam, ama, northgate, None, MONDAY + timedelta(weeks=week))
    client.force_login(ama)

    page = client.post("/visits/asked/", {"visitor": tom.pk, "day": "2026-12-11", "begins": "10:00", "ends": "11:00"})

    assert (page.status_code, "as often this year" in page.content.decode()) == (422, True)


def test_it_is_moved_to_a_time_that_suits_both(client, timetables, visit, ama, tom, time_machine_at_monday):
    client.force_login(tom)
    page = client.get(f"/visits/{visit.pk}/times/")
    value, when = next((value, when) for value, when in page.context["form"].offers.items() if not when.cover)

    assert client.post(f"/visits/{visit.pk}/time/", {"offer": "x"}).status_code == 422
    client.post(f"/visits/{visit.pk}/time/", {"offer": value, "seen": visit.sequence})

    visit.refresh_from_db()
    assert (visit.starts_at, visit.waits_for(ama)) == (when.starts_at, True)
    late = client.post(f"/visits/{visit.pk}/time/", {"offer": next(iter(page.context["form"].offers)), "seen": 0})
    assert late.status_code in (409, 422)


def test_an_old_page_is_told_how_it_stands(client, visit, ama, tom, time_machine_at_monday):
    visit.move(at_the(TUESDAY + timedelta(days=1)), by=ama, at=MONDAY)
    client.force_login(tom)

    page = client.post(f"/visits/{visit.pk}/acceptance/", {"seen": "0"})

    assert (page.status_code, "has changed since" in page.content.decode()) == (409, True)


def test_a_clash_and_a_cap_are_said_when_moving(client, visit, northgate, ama, tom, sam, time_machine_at_monday):
    make(sam, tom, northgate, None, TUESDAY + timedelta(days=1))
    client.force_login(tom)

    page = client.post(f"/visits/{visit.pk}/time/", {"day": "2026-11-18", "begins": "11:10", "ends": "12:10"})

    assert "in another visit then" in page.content.decode()
    page = client.post(f"/visits/{visit.pk}/time/", {"day": "2026-11-19", "begins": "10:00", "ends": "13:59"})
    assert "more than has been agreed" in page.content.decode()


def test_the_talk_has_its_steps_and_a_line_each(client, agreed, northgate, ama, tom):
    client.force_login(ama)
    assert "How it felt" in client.get(f"/visits/{agreed.pk}/talk/").content.decode()
    protocol = Protocol.objects.create(approach=agreed.group.approach, key="after-the-lesson", title="After")
    protocol.steps.create(order=1, title="First the pupils", minutes=9)
    client.post(f"/visits/{agreed.pk}/takeaway/", {"text": "Wait longer"})
    assert client.post(f"/visits/{agreed.pk}/takeaway/", {"text": ""}).status_code == 422

    client.force_login(tom)
    page = client.get(f"/visits/{agreed.pk}/talk/").content.decode()

    assert ("First the pupils" in page, "Wait longer" in page) == (True, True)
    agreed.group = None
    agreed.save()
    assert "First the pupils" in client.get(f"/visits/{agreed.pk}/talk/").content.decode()
    assert Takeaway.objects.count() == 1


def test_today_asks_and_tells(client, visit, ama, tom, time_machine_at_monday):
    client.force_login(tom)
    assert "Would this visit suit you?" in client.get("/").content.decode()
    visit.accept(by=tom, at=MONDAY)
    assert "Only you and Ama Boateng" in client.get("/").content.decode()
    client.force_login(ama)
    assert "Only you and Tom Weller" in client.get("/").content.decode()


def test_a_visit_is_called_by_its_weekday_once_no_other_is_meant(client, visit, tom, time_machine_at_monday):
    visit.accept(by=tom, at=MONDAY)
    client.force_login(tom)
    a_week_off = client.get("/").content.decode()
    Visit.objects.update(starts_at=visit.starts_at - timedelta(days=7), ends_at=visit.ends_at - timedelta(days=7))
    tomorrow = client.get("/").content.decode()

    assert ["<h2>A visit</h2>" in page for page in (a_week_off, tomorrow)] == [True, False]
    assert ["A visit on Tuesday" in page for page in (a_week_off, tomorrow)] == [False, True]


def test_members_of_the_group_see_who_and_when_and_no_more(client, soon, gwen):
    Visit.objects.update(focus="private question", room="Room 77")
    client.force_login(gwen)

    group = client.get(f"/visits/groups/{soon.group.slug}/").content.decode()
    page = client.get(f"/visits/{soon.pk}/").content.decode()

    for shown in (group, page):
        assert "Tom Weller visits Ama Boateng" in shown
        assert "private question" not in shown
        assert "Room 77" not in shown


def test_whoever_arranges_cover_never_learns_whom_one_visits(client, northgate, feedback, ama, tom, sam, rob):
    make(tom, ama, northgate, feedback, clock.now() + timedelta(days=2), cover=True, class_name="Year 8 xylophone",
         room="Room 7077", focus="secret")  # fmt: skip
    make(sam, ama, northgate, feedback, clock.now() + timedelta(days=4), cover=True, visitor_said_at=None)
    make(sam, ama, northgate, feedback, clock.now() + timedelta(days=5))
    Responsibility.objects.give(rob, "cover", northgate, by=rob, at=MONDAY)
    client.force_login(rob)

    page = client.get("/visits/schools/northgate/cover/").content.decode()
    file = client.get("/visits/schools/northgate/cover/list.csv").content.decode()
    (row,) = covering.needed(northgate, at=clock.now())
    client.post(f"/visits/schools/northgate/cover/{row.number}/")

    for shown in (page, file):
        assert "Tom Weller" in shown
        assert not any(word in shown for word in ("Boateng", "xylophone", "7077", "secret", "Sam Field"))
    assert covering.needed(northgate, at=clock.now())[0].is_arranged
    assert client.get(f"/visits/{row.number}/").status_code == 404


def autumn(northgate):
    return Term.objects.create(
        year=northgate.years.get(), name="Autumn", starts_on=SEPTEMBER, ends_on=SEPTEMBER + timedelta(days=100)
    )


def test_those_above_see_a_count_when_the_term_is_over_and_there_are_enough(client, northgate, feedback, hale):
    autumn(northgate)
    other = Group.objects.create(
        title="Oracy", slug="oracy", approach=feedback.approach, started_by=hale, programme=feedback.programme,
        started_at=MONDAY, year_starts_on=SEPTEMBER,
    )  # fmt: skip
    people = [person(f"P{number} Q", northgate) for number in range(10)]
    after = MONDAY + timedelta(days=60)
    for number, one in enumerate(people[:-1]):
        make(one, people[-1 - number // 9], northgate, feedback if number % 2 else other,
             TUESDAY + timedelta(hours=number))  # fmt: skip
    (row,) = counts(northgate, after)
    assert (row.visits, row.is_over) == (9, True)

    (during,) = counts(northgate, MONDAY + timedelta(days=10))
    Visit.objects.filter(group=other).update(group=feedback)
    (one_group,) = counts(northgate, after)
    assert (during.visits, one_group.visits) == (None, None)
    client.force_login(hale)
    assert client.get("/visits/schools/northgate/figures/").status_code == 200


def test_without_terms_there_is_nothing_to_count(northgate, programme):
    assert counts(northgate, MONDAY) == []


def test_one_reminder_on_the_working_day_before(agreed, northgate, ama, tom):
    reminding.remind_everybody(at=TUESDAY - timedelta(days=2))
    assert not Reminded.objects.exists()
    for _twice in range(2):
        reminding.remind_everybody(at=TUESDAY - timedelta(hours=20))

    assert sorted(Letter.objects.filter(kind="visit-reminder").values_list("person__first_name", flat=True)) == [
        "Ama", "Tom"]  # fmt: skip


def test_a_closed_day_before_is_no_working_day(agreed, northgate):
    Closure.objects.create(school=northgate, starts_on=(TUESDAY - timedelta(days=1)).date(),
                           ends_on=(TUESDAY - timedelta(days=1)).date())  # fmt: skip

    assert reminding.day_before(agreed).date() == (TUESDAY - timedelta(days=4)).date()


def test_letters_that_say_what_is_no_longer_so_stay(visit, ama, tom, time_machine_at_monday):
    question = Letter.objects.get(kind="visit-asked")
    assert wanting.is_question_open(question)
    visit.accept(by=tom, at=MONDAY)
    settled = Letter.objects.filter(kind="visit", person=tom).get()
    assert (wanting.is_question_open(question), wanting.is_settled(settled)) == (False, True)
    reminding.remind(visit, at=MONDAY)
    reminder = Letter.objects.filter(kind="visit-reminder", person=tom).get()
    assert wanting.is_reminder_wanted(reminder)
    visit.decline(by=ama, at=MONDAY)
    off = Letter.objects.filter(kind="visit-off", person=tom).get()
    assert (wanting.is_settled(settled), wanting.is_off(off), wanting.is_reminder_wanted(reminder)) == (
        False, True, False)  # fmt: skip
    Record.objects.create(visit=visit, given_at=MONDAY)
    off.kind = "visit-record"
    assert wanting.is_still_given(off)
    off.thing = 0
    assert not wanting.is_off(off)


def test_the_jobs_do_what_they_say(agreed, time_machine_at_monday):
    from collegium.visits.jobs import remind_of_visits

    remind_of_visits.call()

    assert not Reminded.objects.exists()


def cost(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("tom", "/visits/"),
        ("gwen", "/visits/groups/feedback-that-moves/"),
        ("rob", "/visits/schools/northgate/cover/"),
    ],
)
def test_lists_cost_the_same_for_one_and_for_three(client, world, soon, northgate, who, address):
    people = world.people
    Responsibility.objects.give(people["rob"], "cover", northgate, by=people["rob"], at=MONDAY)
    Visit.objects.update(cover=True)
    make(people["tom"], people["ama"], northgate, world.feedback, clock.now() - timedelta(days=9))
    client.force_login(people[who])
    one = cost(client, address)
    for days in (4, 5, 6, -7):
        visit = make(people["tom"], people["ama"], northgate, world.feedback, clock.now() + timedelta(days=days),
                     cover=True)  # fmt: skip
        Record.objects.create(visit=visit, given_at=MONDAY)

    assert cost(client, address) == one


def test_a_record_costs_the_same_for_one_note_and_for_three_hundred(client, soon, tom):
    record = Record.objects.of(soon)
    record.keep([("a", TUESDAY, "x")])
    client.force_login(tom)
    one = cost(client, f"/visits/{soon.pk}/notes/")
    record.keep([(f"b{number}", TUESDAY, "y") for number in range(300)])

    assert cost(client, f"/visits/{soon.pk}/notes/") == one


def test_the_group_plans_on_its_page(client, triad, timetables, ama, time_machine_at_monday):
    client.force_login(ama)
    wrong = [{"first_on": "2026-11-01", "last_on": "2026-11-20"}, {"first_on": "2026-11-16", "last_on": "2026-11-12"},
             {"first_on": "2026-11-16", "last_on": "2027-11-12"}, {}]  # fmt: skip
    for window in wrong:
        assert client.post("/visits/groups/feedback-that-moves/plans/", window).status_code == 422

    plan = client.post(
        "/visits/groups/feedback-that-moves/plans/", {"first_on": "2026-11-16", "last_on": "2026-11-20"}
    )
    assert "Looking for times" in client.get(plan.url).content.decode()
    work_out(Plan.objects.get())
    page = client.get(plan.url).content.decode()
    assert "3 visits" in page
    client.post(f"{plan.url}proposal/")
    assert "Proposed on" in client.get(plan.url).content.decode()
    assert Visit.objects.count() == 3


def test_the_school_says_how_its_day_goes(client, northgate, hale, tom):
    client.force_login(hale)
    assert "No periods?" in client.get("/visits/schools/northgate/day/").content.decode()
    assert client.post("/visits/schools/northgate/day/", {"lines": "x", "weeks": "1"}).status_code == 422
    two = {"lines": "P1 09:00-10:00", "weeks": "2"}
    assert client.post("/visits/schools/northgate/day/", two).status_code == 422
    client.post("/visits/schools/northgate/day/", two | {"a_week_on": "2026-11-09"})
    for wrong in ({"title": "x"}, {"title": "x", "starts_on": "2026-12-02", "ends_on": "2026-12-01"}):
        assert client.post("/visits/schools/northgate/day/quiet/", wrong).status_code == 422

    client.force_login(tom)
    assert "P1" in client.get("/visits/schools/northgate/day/").content.decode()


def test_a_week_shows_what_is_protected(client, timetables, hale, ama):
    client.force_login(hale)

    page = client.get(f"/visits/schools/northgate/timetables/of/{ama.pk}/").content.decode()

    assert "Year 8 Ama" in page
    assert "protected" in page


def test_later_members_read_no_earlier_record(client, soon, triad, northgate, ama, tom, sam, hale):
    record = Record.objects.create(visit=soon, given_at=MONDAY)
    record.show_to([sam], by=tom, at=MONDAY).agree(by=ama, at=MONDAY)
    member(triad, hale, northgate)
    client.force_login(hale)

    assert client.get(f"/visits/{soon.pk}/record/").status_code == 404


def test_yes_on_the_page_and_the_focus_is_the_owners_to_set(client, soon, ama, tom):
    Visit.objects.update(visitor_said_at=None)
    client.force_login(tom)
    assert client.post(f"/visits/{soon.pk}/acceptance/", {"seen": "0"}).status_code == 302
    client.force_login(ama)

    client.post(f"/visits/{soon.pk}/focus/", {"focus": "Who  has not\nspoken?"})
    too_long = client.post(f"/visits/{soon.pk}/focus/", {"focus": "x" * 400})

    soon.refresh_from_db()
    assert (soon.is_agreed, soon.focus, too_long.status_code) == (True, "Who has not spoken?", 422)
    client.post(f"/visits/{soon.pk}/end/")
    assert "does not take place" in client.get(f"/visits/{soon.pk}/").content.decode()


def test_the_lead_of_a_programme_plans_for_all_its_groups(
    client, programme, triad, timetables, hale, time_machine_at_monday
):
    client.force_login(hale)
    base = f"/visits/programmes/{programme.pk}/"
    assert client.post(f"{base}plans/", {}).status_code == 422
    assert client.post(f"{base}rules/", {"most_visits": "x"}).status_code == 422
    client.post(f"{base}rules/", {"most_visits": 2, "most_minutes": 120, "feedback_days": 2, "settling_weeks": 6})

    plan = client.post(f"{base}plans/", {"first_on": "2026-11-16", "last_on": "2026-11-20"})
    work_out(Plan.objects.get())
    page = client.get(plan.url).content.decode()

    assert programme.visit_rules.most_visits == 2
    assert "Too few to show" in page
    assert not any(name in page for name in ("Ama Boateng", "Tom Weller", "Sam Field", "Gwen"))


def test_whoever_plans_finds_the_timetables_from_the_schools_day(client, timetables, hale, tom):
    client.force_login(hale)
    page = client.get("/visits/schools/northgate/day/").content.decode()
    assert "3 timetables you may read" in page
    client.force_login(tom)
    assert "you may read" not in client.get("/visits/schools/northgate/day/").content.decode()
