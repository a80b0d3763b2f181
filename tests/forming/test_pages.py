"""The lead's pages: what they show, what they refuse, and that they cost the same for few and for many."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from collegium.forming import trying
from collegium.forming.models import Formation
from collegium.forming.rules import Rules
from collegium.groups.models import Group as RealGroup
from collegium.people.models import Appointment, Person
from collegium.planning.groups import Group
from collegium.programmes.models import Theme
from tests.conftest import MONDAY, SEPTEMBER, person
from tests.forming.conftest import finish, who
from tests.forming.school import answer, staff_of

KB = 1024


@pytest.fixture
def lead(client, hale):
    client.force_login(hale)
    return client


def page(client, name, *args) -> str:
    answer = client.get(reverse(f"forming:{name}", args=args))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_before_the_first_try_the_page_says_what_is_missing(lead, programme, ama):
    collecting = page(lead, "programme", programme.pk)
    programme.closed_at = MONDAY
    programme.save()
    unanswered = page(lead, "programme", programme.pk)
    programme.slots.all().delete()
    no_times = page(lead, "programme", programme.pk)

    assert "Wishes are still coming in" in collecting
    assert "Ama Boateng" in unanswered
    assert "Groups need themes and a time to meet" in no_times


def test_a_programme_that_asks_nobody_says_so(lead, closed):
    closed.schools.clear()

    assert "There is nobody to group yet" in page(lead, "programme", closed.pk)


def test_a_plan_shows_its_figures_its_groups_and_who_is_left_over(lead, formation):
    shown = page(lead, "programme", formation.programme_id)

    assert "only those who lead it can see this" in shown
    assert "<b>4 of 8</b><p>who answered have their first wish</p>" in shown
    assert "<b>7 of 8</b><p>have one of their first three wishes</p>" in shown
    assert "groups of 3 to 4, each with a time all can do. A longer search may find a better one." in shown
    assert "Why is Hugo in no group?" in shown
    assert "1 person is in no group" in shown


def test_a_plan_for_two_schools_says_where_each_works(lead, formation, northgate, harbour):
    ella = Person.objects.get(first_name="Ella")
    alone = page(lead, "programme", formation.programme_id)
    formation.programme.schools.add(harbour)
    Appointment.objects.filter(person=ella).update(school=harbour, department=None)

    shared = page(lead, "programme", formation.programme_id)

    name = f"<span>{ella.name}"
    assert ("Northgate High</span>" in alone, f"{name} · Harbour Primary</span>" in shared) == (False, True)
    assert "Northgate High</span>" in shared


def test_a_try_is_asked_for_and_waits_for_the_worker(lead, closed, colleagues):
    asked = {"smallest": 3, "largest": 5, "seconds": 20, "key": "k1"}
    first = lead.post(reverse("forming:tries", args=[closed.pk]), asked)
    lead.post(reverse("forming:tries", args=[closed.pk]), asked)

    assert first.url == reverse("forming:programme", args=[closed.pk])
    assert "Looking for groups" in page(lead, "programme", closed.pk)
    (formation,) = Formation.objects.all()
    assert formation.asked == Rules(3, 5, 20, place_new_staff=False)


def test_rules_that_make_no_sense_come_back_with_what_was_typed(lead, closed, colleagues, formation):
    url = reverse("forming:tries", args=[closed.pk])

    again = lead.post(url, {"smallest": 6, "largest": 5, "seconds": 20})
    Formation.objects.all().delete()
    first = lead.post(url, {"smallest": 6, "largest": 5, "seconds": 20})

    assert (again.status_code, first.status_code) == (422, 422)
    assert "The largest group cannot be smaller than the smallest." in again.content.decode()


def test_while_the_planner_works_the_page_asks_and_then_is_shown_anew(lead, formation):
    done = lead.get(reverse("forming:progress", args=[formation.pk]), headers={"HX-Request": "true"})
    Formation.objects.update(finished_at=None, progress=40)
    working = lead.get(reverse("forming:progress", args=[formation.pk]), headers={"HX-Request": "true"})

    assert done["HX-Refresh"] == "true"
    assert 'value="40"' in working.content.decode()
    assert "<html" not in working.content.decode()
    assert "begin again" in page(lead, "formation", formation.pk)


def test_a_move_that_somebody_else_was_faster_with_shows_how_it_stands_now(lead, formation):
    hugo = formation.placements.get(person__first_name="Hugo")
    url = reverse("forming:move", args=[hugo.pk])
    moved = lead.post(url, {"into": "g2", "was": ""})
    late = lead.post(url, {"into": "g1", "was": ""})

    assert (moved.status_code, late.status_code) == (302, 409)
    assert "Hugo Heath is now in Written feedback. Look again before you decide." in late.content.decode()
    assert who(formation)["g2"] == ["Ella", "Fred", "Gita", "Hugo"]


def test_choosing_no_place_asks_again(lead, formation):
    hugo = formation.placements.get(person__first_name="Hugo")

    answer = lead.post(reverse("forming:move", args=[hugo.pk]), {"was": ""})

    assert answer.status_code == 422
    assert "Choose a place first." in answer.content.decode()


def test_a_group_page_says_what_splitting_would_mean(lead, formation, themes):
    Theme.objects.filter(pk=themes["Oracy"].pk).update(most_groups=1)

    shown = page(lead, "group", formation.groups.get(key="g1").pk)

    assert "Its 4 members become two groups" in shown
    assert "Each would be smaller than your smallest group." in shown
    assert "There would be more groups of this theme than the 1 you set." in shown


def test_a_group_with_a_name_that_is_too_long_comes_back(lead, formation):
    group = formation.groups.get(key="g1")
    said = {"title": "x" * 200, "leader": 0, "slot": group.slot_id}

    assert lead.post(reverse("forming:arrangement", args=[group.pk]), said).status_code == 422


def test_a_change_to_a_plan_that_was_shared_meanwhile_is_refused(lead, formation, hale):
    shared = {"first_on": "2026-12-01", "number": 3, "least_days_between": 21}
    lead.post(reverse("forming:share", args=[formation.pk]), shared)
    hugo = formation.placements.get(person__first_name="Hugo")

    answers = [
        lead.post(reverse("forming:move", args=[hugo.pk]), {"into": "g2", "was": ""}),
        lead.post(reverse("forming:undoing", args=[formation.pk])),
        lead.post(reverse("forming:share", args=[formation.pk]), shared),
        lead.post(reverse("forming:tries", args=[formation.programme_id])),
    ]

    assert [answer.status_code for answer in answers] == [403] * 4
    assert RealGroup.objects.count() == 2
    assert "These groups are real now" in page(lead, "programme", formation.programme_id)
    assert "nothing is changed here any more" in page(lead, "place", hugo.pk)
    assert "nothing is changed here any more" in page(lead, "group", formation.groups.get(key="g1").pk)


def test_a_first_day_that_is_over_comes_back(lead, formation):
    over = {"first_on": "2020-01-01", "number": 3, "least_days_between": 21}

    answer = lead.post(reverse("forming:share", args=[formation.pk]), over)
    far = lead.post(reverse("forming:share", args=[formation.pk]), over | {"first_on": "2099-01-01"})

    assert (answer.status_code, far.status_code) == (422, 422)
    assert "This day is over." in answer.content.decode()
    assert RealGroup.objects.count() == 0


def test_who_is_not_in_the_plan_is_listed_with_the_reason(lead, formation, closed, northgate, tom, sam, ama, finn):
    answer(closed, sam, wishes=[])
    given = answer(closed, ama, wishes=[])
    given.alone = True
    given.save()
    Theme.objects.create(programme=closed, title="Finding your feet", is_induction=True)
    Appointment.objects.filter(person=finn).update(starts_on=SEPTEMBER)

    shown = page(lead, "outside", formation.pk)
    plan = page(lead, "formation", formation.pk)

    order = [
        "Did not answer", "Tom Weller", "Asked a question of their own", "Sam Field", "Work alone", "Ama Boateng",
        "New this year", "Finn Moss",
    ]  # fmt: skip
    assert [shown.index(words) for words in order] == sorted(shown.index(words) for words in order)
    assert "2 did not answer, 1 asked an own question, 1 works alone this year, 1 is new this year" in plan


def test_somebody_left_out_is_put_in(lead, formation, tom, priya):
    url = reverse("forming:newcomer", args=[formation.pk])

    put_in, stranger, nonsense = (lead.post(url, {"person": one}) for one in (tom.pk, priya.pk, "x"))

    assert put_in.url == formation.placements.get(person=tom).get_absolute_url()
    assert (stranger.status_code, nonsense.status_code) == (404, 404)


def test_an_earlier_try_says_that_it_is_not_in_use(lead, formation, closed, hale):
    trying.try_again(closed, Rules(3, 6), by=hale, at=MONDAY)

    assert "This is try 1, not the one in use." in page(lead, "formation", formation.pk)


def test_a_plan_without_a_group_says_what_may_help(lead, formation):
    finish(formation)

    assert "No group came out of this" in page(lead, "formation", formation.pk)


def test_rules_that_contradict_are_told(lead, formation):
    Formation.objects.update(failure=[{"code": "too_many", "groups": ["g1", "g2"], "count": 1}])

    shown = page(lead, "formation", formation.pk)

    assert "Oracy, Written feedback are to stay as they are, but the theme may have no more groups than 1." in shown


def test_the_printed_groups_show_no_wishes(lead, formation):
    shown = page(lead, "print", formation.pk)

    assert "Ella Elm" in shown
    assert "wish" not in shown


def test_a_plan_costs_the_same_number_of_queries_for_two_groups_and_for_sixty(lead, closed, hale, northgate, slots):
    themes = list(closed.themes.all())
    counts, sizes = [], []
    for number in (6, 300):
        people = staff_of(closed, number, seed=number) if number == 6 else _crowd(closed, northgate, number)
        made = trying.try_again(closed, Rules(3, 6, anybody_leads=True), by=hale, at=MONDAY)
        members = [str(one.pk) for one in people]
        finish(made, *(
            Group(f"g{start}", str(themes[start % 2].pk), str(slots[1].pk), members[start],
                  tuple(sorted(members[start : start + 5])))
            for start in range(0, number - 5, 5)
        ))  # fmt: skip
        with CaptureQueriesContext(connection) as queries:
            shown = lead.get(made.get_absolute_url())
        counts.append(len(queries))
        sizes.append(len(shown.content))

    assert counts[0] == counts[1]
    assert sizes[1] < 300 * KB


def _crowd(programme, school, number):
    people = Person.objects.bulk_create(
        [Person(first_name=f"Wilhelmina{n}", last_name=f"Featherstonehaugh{n}", email=f"w{n}@example.org")
         for n in range(number)]
    )  # fmt: skip
    Appointment.objects.bulk_create(
        [Appointment(person=one, school=school, starts_on="2020-09-01") for one in people]
    )
    themes = list(programme.themes.all())
    for one in people:
        answer(programme, one, wishes=themes, cannot=None)
    return people


def test_a_name_of_sixty_letters_is_shown_whole(lead, closed, northgate, themes, hale):
    long = person("Abcdefghij" * 6, northgate)
    answer(closed, long, wishes=[themes["Oracy"]], cannot=None)

    made = trying.try_again(closed, Rules(3, 6), by=hale, at=MONDAY)
    finish(made)

    assert "Abcdefghij" * 6 in page(lead, "formation", made.pk)
