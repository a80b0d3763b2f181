"""The pages of learning walks: prepared, announced, walked on a phone, read by the staff."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from collegium.kit import clock
from collegium.kit.jobs import run_waiting
from collegium.mail.models import Letter
from collegium.visits.models import Timetable
from collegium.walks import jobs
from collegium.walks.concluding import close, finish
from collegium.walks.models import Sheet, Walk
from tests.conftest import MONDAY
from tests.walks.conftest import (
    A_WEEK_LATER,
    DAY_BEFORE,
    IN_THE_EVENING,
    ON_THE_DAY,
    REVIEWED,
    YES,
    prepare,
    write,
)

pytestmark = pytest.mark.django_db
AGREED = {"agreed_with": "Staff meeting", "reviewed_on": "2026-09-03"}


@pytest.fixture
def now(monkeypatch):
    """Sets the clock."""

    def set_to(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)
        monkeypatch.setattr(clock, "today", lambda: moment.date())

    set_to(MONDAY)
    return set_to


def form(aspect, one, **changes):
    return {
        "aspect": aspect.pk, "focus": "Time to act on feedback", "first_on": "2026-11-19", "begins_at": "08:00",
        "ends_at": "16:00", "minutes": 10, "margin": 15, "one": one.pk, "text_1": "Pupils rework",
        **{f"scale_{n}": "yes-no" for n in range(1, 6)},
    } | changes  # fmt: skip


def test_from_the_form_to_the_letters(client, now, aspect, teachers, ama, tom, hale, northgate):
    client.force_login(hale)
    assert client.get(reverse("walks:new", args=["northgate"])).status_code == 200
    data = form(aspect, ama, other=tom.pk, text_2="Pupils plan", scale_2="pupils")
    client.post(reverse("walks:prepared", args=["northgate"]), data)
    walk = Walk.objects.get()
    page = client.get(walk.get_absolute_url()).content.decode()
    assert "there are 120 lessons. To know a share to within 15 points, 32 of them are drawn" in page

    again = client.get(reverse("walks:wording", args=[walk.pk])).content.decode()
    assert ("Pupils plan" in again, 'value="2026-11-19"' in again) == (True, True)
    client.post(reverse("walks:changing", args=[walk.pk]), data | {"focus": "Time to plan"})
    client.post(reverse("walks:announcement", args=[walk.pk]), AGREED)

    walk.refresh_from_db()
    assert (walk.focus, walk.is_coming, [one.person for one in walk.walkers.order_by("place")]) == (
        "Time to plan", True, [ama, tom]
    )  # fmt: skip
    assert reverse("walks:wording", args=[walk.pk]) not in client.get(walk.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"focus": "How Sam Field asks"}, "colleague’s name"),
        ({"text_2": "Good questions"}, "is a judgement"),
        ({"last_on": "2026-11-18"}, "before the first day"),
        ({"last_on": "2026-11-24"}, "Five days at the most"),
        ({"first_on": "2026-11-09"}, "Choose a day to come"),
        ({"ends_at": "07:00"}, "before the first lesson"),
        ({"minutes": 60}, "less than or equal to 15"),
        ({"text_1": ""}, "This field is required"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field(client, now, aspect, ama, sam, hale, changes, said):
    client.force_login(hale)
    response = client.post(reverse("walks:prepared", args=["northgate"]), form(aspect, ama, **changes))

    assert (response.status_code, said in response.content.decode(), Walk.objects.count()) == (422, True, 0)


def test_the_same_walker_twice_is_one(client, now, aspect, draft, ama, hale):
    client.force_login(hale)
    response = client.post(reverse("walks:changing", args=[draft.pk]), form(aspect, ama, other=ama.pk))

    assert (response.status_code, "two different colleagues" in response.content.decode()) == (422, True)


def test_too_little_notice_and_nobody_to_agree_with(client, now, draft, hale):
    client.force_login(hale)
    address = reverse("walks:announcement", args=[draft.pk])
    assert client.post(address, {"agreed_with": ""}).status_code == 422
    now(MONDAY + timedelta(days=7))
    response = client.post(address, AGREED)

    assert (response.status_code, "5 school days before" in response.content.decode()) == (422, True)
    assert "Only 2 school days lie between" in client.get(draft.get_absolute_url()).content.decode()


def test_a_walk_is_drawn_walked_and_finished(client, now, announced, ama, tom, sam):
    client.force_login(ama)
    walk, walking = announced, reverse("walks:walking", args=[announced.pk])
    assert client.get(walking).status_code == 302
    assert "on Wednesday 18 November at the earliest" in client.get(walk.get_absolute_url()).content.decode()
    assert client.post(reverse("walks:draw", args=[walk.pk])).status_code == 422
    now(DAY_BEFORE)
    assert client.post(reverse("walks:draw", args=[walk.pk])).url == walking
    page = client.get(walking).content.decode()
    assert "Teacher0" not in page
    assert "Room " in page

    now(ON_THE_DAY)
    walk.refresh_from_db()
    state = json.loads(page.split('id="walk-state" type="application/json">')[1].split("</script>")[0])
    one, other = state["lookFors"]
    sheets = [
        {"stop": place["stop"], "steps": {one["key"]: 1, other["key"]: None}, "changed": 5}
        for place in state["places"]
    ]
    for _twice in "12":
        answer = client.post(reverse("walks:keeping", args=[walk.pk]), {"device": json.dumps({"sheets": sheets})})
        assert {place["changed"] for place in answer.json()["places"]} == {5}
    page = client.get(walk.get_absolute_url()).content.decode()
    assert f"{len(sheets)} of {len(sheets)} lessons have arrived" in page

    client.post(reverse("walks:finish", args=[walk.pk]))
    late = client.post(reverse("walks:keeping", args=[walk.pk]), {"device": json.dumps({"sheets": sheets})})
    assert late.status_code == 409
    assert client.post(reverse("walks:keeping", args=[walk.pk]), {"stop": 1}).url == walk.get_absolute_url()
    client.force_login(sam)
    page = client.get(walk.get_absolute_url()).content.decode()
    assert "In these days 120 lessons could have been looked into" in page


def test_without_a_script_one_lesson_at_a_time(client, now, drawn, ama):
    now(ON_THE_DAY)
    client.force_login(ama)
    stop = drawn.stops.filter(first=1).first()
    one, other = drawn.looked_for()
    data = {"stop": stop.pk, f"step-{one.pk}": "1", f"step-{other.pk}": ""}

    assert client.post(reverse("walks:keeping", args=[drawn.pk]), data).status_code == 302
    assert Sheet.objects.get().steps == {str(one.pk): 1, str(other.pk): None}


@pytest.mark.parametrize(
    "sent",
    ["", "{", "[]", '{"sheets": 5}', '{"sheets": [{"stop": "x", "steps": {}, "changed": 1}]}',
     '{"sheets": [{"stop": 1, "steps": {"a": 1}, "changed": 1}]}',
     '{"sheets": [{"stop": -1, "steps": {}, "changed": 1}]}',
     '{"sheets": [{"stop": 1, "steps": [], "changed": 1}]}',
     '{"sheets": [{"stop": 1, "steps": {}, "changed": 1e999}]}',
     "x" * 300_000],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(client, now, drawn, ama, sent):
    client.force_login(ama)

    assert client.post(reverse("walks:keeping", args=[drawn.pk]), {"device": sent}).status_code == 422


def test_staff_read_what_was_found_and_how_it_was_worked_out(client, walked, ama, sam, hale):
    finish(walked, by=ama, at=IN_THE_EVENING)
    close(walked, at=A_WEEK_LATER)
    client.force_login(sam)

    page = client.get(walked.get_absolute_url()).content.decode()
    assert f"{walked.drawn - 8} of {walked.drawn} lessons," in page
    assert f"Of {walked.looked_for().first().doubled} lessons that both walkers looked at" in page
    assert "nobody can look it up" in page
    side = client.get(reverse("walks:aspect", args=[walked.aspect_id])).content.decode()
    assert "One walk so far" in side
    assert "Pupils rework a piece of writing:" in client.get(reverse("walks:walks")).content.decode()


def test_of_few_lessons_nothing_is_shown(client, drawn, ama, sam):
    write(drawn, ama, lambda stop: (YES, 3), stops=list(drawn.stops.filter(first=1)[:4]))
    finish(drawn, by=ama, at=IN_THE_EVENING)
    client.force_login(sam)

    page = client.get(drawn.get_absolute_url()).content.decode()

    assert ("Too few lessons to show" in page, "of 4" in page) == (True, False)


def test_killed_just_after_a_walk_is_announced_the_letters_still_go(client, now, draft, hale):
    client.force_login(hale)
    for _again in range(2):
        client.post(reverse("walks:announcement", args=[draft.pk]), AGREED | {"key": "k"})
    assert not Letter.objects.filter(kind="walk").exists()

    assert run_waiting() == 1

    assert Letter.objects.filter(kind="walk", person=hale).count() == 1


def test_called_off_everybody_hears_of_it(client, now, announced, hale):
    client.force_login(hale)
    client.post(reverse("walks:end", args=[announced.pk]))
    jobs.tell_staff.call(announced.pk)

    letter = Letter.objects.filter(kind="walk-off").first()
    assert "does not take place" in letter.text
    assert Letter.objects.filter(kind="walk-off").count() == 33


def test_a_draft_that_is_dropped_troubles_nobody(client, now, draft, hale):
    client.force_login(hale)
    client.post(reverse("walks:end", args=[draft.pk]))

    draft.refresh_from_db()
    assert (draft.called_off_at, Walk.objects.announced().exists()) == (MONDAY, False)


def test_letters_say_what_is_so_when_they_leave(now, announced, hale):
    from collegium.mail.models import Letter  # noqa: PLC0415
    from collegium.walks import letters  # noqa: PLC0415

    jobs.tell_staff.call(announced.pk)
    letter = Letter.objects.filter(kind="walk").first()
    assert (letters.is_still_coming(letter), letters.is_still_off(letter)) == (True, False)
    announced.call_off(by=hale, at=MONDAY)
    assert (letters.is_still_coming(letter), letters.is_still_off(letter)) == (False, True)


def test_the_night_closes_what_is_due_and_forgets_old_counts(now, walked, ama):
    from collegium.walks.models import LookedIn  # noqa: PLC0415

    finish(walked, by=ama, at=IN_THE_EVENING)
    now(A_WEEK_LATER + timedelta(days=1))
    jobs.forget_who_was_seen.call()
    jobs.tell_staff.call(99_999)

    walked.refresh_from_db()
    assert (walked.is_closed, LookedIn.objects.exists()) == (True, True)
    now(A_WEEK_LATER + timedelta(days=900))
    jobs.forget_who_was_seen.call()
    assert not LookedIn.objects.exists()


def test_a_draft_of_too_few_lessons_says_so(client, now, draft, teachers, hale):
    Timetable.objects.all().delete()
    client.force_login(hale)

    assert "fewer than ten lessons or teachers" in client.get(draft.get_absolute_url()).content.decode()


def test_the_list_of_walks_costs_the_same_for_one_and_three(client, now, walked, aspect, ama, hale, northgate, sam):
    finish(walked, by=ama, at=IN_THE_EVENING)
    client.force_login(sam)

    def cost():
        with CaptureQueriesContext(connection) as found:
            client.get(reverse("walks:walks"))
        return len(found)

    cost()
    one = cost()
    for _ in "12":
        walk = prepare(northgate, aspect, [ama], by=hale)
        walk.announce(agreed_with="Staff", reviewed_on=REVIEWED, by=hale, at=MONDAY)
    assert cost() == one


def test_a_walk_of_this_week_stands_on_the_walkers_today(client, announced, ama, hale, monkeypatch):
    from collegium.kit import clock  # noqa: PLC0415

    for now, stands in ((DAY_BEFORE - timedelta(days=6), False), (DAY_BEFORE, True),
                        (IN_THE_EVENING + timedelta(days=1), False)):  # fmt: skip
        monkeypatch.setattr(clock, "now", lambda now=now: now)
        client.force_login(ama)
        page = client.get("/").content.decode()
        assert ("You walk this week" in page, announced.focus in page) == (stands, stands)
    monkeypatch.setattr(clock, "now", lambda: DAY_BEFORE)
    client.force_login(hale)
    assert "You walk this week" not in client.get("/").content.decode()


def test_rules_that_nobody_looked_at_for_a_year_are_said_beside_the_field(client, draft, hale, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: MONDAY)
    client.force_login(hale)

    response = client.post(
        reverse("walks:announcement", args=[draft.pk]), AGREED | {"reviewed_on": "2024-09-03"}
    )

    assert response.status_code == 422
    assert "That is more than a year ago, or still to come." in response.content.decode()
