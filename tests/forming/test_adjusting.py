"""In the middle of the year: a newcomer or a leaver, and as little else as can be."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse

from collegium.forming import adjusting
from collegium.forming.difference import difference
from collegium.forming.jobs import adjust
from collegium.forming.midyear import running_groups, without_a_group
from collegium.forming.models import Adjustment, Meanwhile, Sharing
from collegium.forming.sharing import Beginning, share
from collegium.forming.waiting import waiting_for_a_group
from collegium.groups.models import Group, Invitation, Membership
from collegium.history.models import Entry
from collegium.meetings.models import Meeting
from collegium.programmes.models import Programme
from collegium.programmes.models.approach import bring_in
from tests.conftest import FRIDAY, MONDAY, person
from tests.forming.school import answer, keep_apart

BEGINNING = Beginning(first_on=date(2026, 11, 23), number=3, least_days_between=14)
LATER = FRIDAY + timedelta(days=30)


@pytest.fixture
def shared(formation, closed, hale):
    """Four talk on Tuesdays, three read feedback on Thursdays; both groups have met. Hugo is in none."""
    closed.smallest, closed.largest = 3, 5
    closed.save()
    share(formation, BEGINNING, by=hale, at=FRIDAY)
    Group.objects.update(entry=Group.Entry.OPEN, cap=5)
    return closed


def asked(programme, hale, *, newcomers=(), leavers=(), opened=(), at=LATER) -> Adjustment:
    made = adjusting.ask(
        programme, newcomers=[one.pk for one in newcomers], leavers=[one.pk for one in leavers], opened=opened,
        by=hale, at=at,
    )  # fmt: skip
    adjust.func(made.pk)
    made.refresh_from_db()
    return made


def members(title: str) -> list[str]:
    return sorted(Membership.objects.current(LATER.date()).filter(group__title=title)
                  .values_list("person__first_name", flat=True))  # fmt: skip


def test_a_newcomer_comes_into_the_best_group_with_room_and_nobody_else_moves(shared, colleagues, hale):
    made = asked(shared, hale, newcomers=[colleagues[7]])
    told = difference(made, at=LATER)

    assert [(step.name, step.after) for step in told.coming] == [("Hugo Heath", "Oracy, Tuesdays 15:45")]
    assert told.coming[0].why == ("First wish, Oracy: this group.",)
    assert (told.moving, told.without, told.leaving, told.gone) == ((), (), (), ())


def test_carried_out_the_newcomer_is_asked_and_belongs_after_saying_yes(shared, colleagues, hale):
    made = asked(shared, hale, newcomers=[colleagues[7]])

    adjusting.carry_out(made, by=hale, at=LATER)

    assert members("Oracy") == ["Ada", "Ben", "Cleo", "Dev"]
    Invitation.objects.get(person=colleagues[7]).accept(at=LATER)
    assert members("Oracy") == ["Ada", "Ben", "Cleo", "Dev", "Hugo"]


def test_where_the_group_decides_who_joins_it_is_asked_first(shared, colleagues, hale):
    Group.objects.update(entry=Group.Entry.WHOLE_GROUP)
    made = asked(shared, hale, newcomers=[colleagues[7]])

    adjusting.carry_out(made, by=hale, at=LATER)

    assert [(one.agreed_at, one.answered_at) for one in Invitation.objects.all()] == [(None, None)]


def test_a_second_carrying_out_changes_nothing(shared, colleagues, hale):
    made = asked(shared, hale, newcomers=[colleagues[7]], leavers=[colleagues[0]])

    adjusting.carry_out(made, by=hale, at=LATER)
    before = Entry.objects.count()
    adjusting.carry_out(made, by=hale, at=LATER)

    assert (Entry.objects.count(), Invitation.objects.count()) == (before, 1)


def test_new_staff_who_came_too_late_for_their_own_groups_may_be_asked(shared, colleagues, hale, northgate):
    bring_in(northgate, at=MONDAY)
    noor = person("Noor Haddad", northgate, starts_on=FRIDAY.date())
    feet = Programme.objects.draft(
        northgate.approaches.get(key="induction-pathway"), year_starts_on=shared.year_starts_on, by=hale, at=MONDAY
    )
    feet.open(by=hale, at=MONDAY)

    assert noor not in shared.staff()
    told = difference(asked(shared, hale, newcomers=[noor]), at=LATER)
    assert [step.name for step in told.coming] == ["Noor Haddad"]


def test_a_leaver_leaves_and_the_group_goes_on_however_small_it_is(shared, colleagues, hale):
    made = asked(shared, hale, leavers=[colleagues[4]])
    told = difference(made, at=LATER)

    assert (told.leaving, told.small, told.unled, told.moving) == (
        ("Ella Elm",), ("Written feedback",), ("Written feedback",), ()
    )  # fmt: skip
    adjusting.carry_out(made, by=hale, at=LATER)
    assert members("Written feedback") == ["Fred", "Gita"]


def seats(told):
    return {
        group.title: [(seat.first_name, str(seat.mark.word) if seat.mark else "") for seat in group.seats]
        for group in told.groups
    }


def test_groups_that_change_are_shown_with_everybody_who_comes_stays_and_goes(shared, colleagues, hale):
    made = asked(shared, hale, newcomers=[colleagues[7]], leavers=[colleagues[0], colleagues[4]])
    told = difference(made, at=LATER)

    assert seats(told) == {
        "Oracy": [("Hugo", "comes"), ("Ben", ""), ("Cleo", ""), ("Dev", ""), ("Ada", "leaves")],
        "Written feedback": [("Fred", ""), ("Gita", ""), ("Ella", "leaves")],
    }
    assert (told.kept, told.unchanged) == ("0 of 2", ())
    adjusting.carry_out(made, by=hale, at=LATER)
    assert seats(difference(made, at=LATER)) == seats(told)


def test_whoever_would_move_stands_in_both_groups(shared, colleagues, hale):
    feedback = Group.objects.get(title="Written feedback")
    made = asked(shared, hale, leavers=[colleagues[4], colleagues[5]], opened=[str(feedback.pk)])

    assert seats(difference(made, at=LATER)) == {
        "Oracy": [("Gita", "moves here"), ("Ada", ""), ("Ben", ""), ("Cleo", ""), ("Dev", "")],
        "Written feedback": [("Gita", "moves away"), ("Ella", "leaves"), ("Fred", "leaves")],
    }


def test_a_group_that_is_to_be_begun_is_none_of_those_that_stay(shared, colleagues, hale, northgate, slots, themes):
    fresh = [person(f"New{name} Comer", northgate, experience=2) for name in "abc"]
    for somebody in fresh:
        answer(shared, somebody, wishes=[themes["Oracy"]], cannot=[slots[1]], would_lead=True)
    made = asked(shared, hale, newcomers=fresh)

    adjusting.carry_out(made, by=hale, at=LATER)

    told = difference(made, at=LATER)
    assert [(group.title, group.time, group.is_new) for group in told.groups] == [("Oracy", "Thursdays 08:00", True)]
    assert (told.kept, told.unchanged) == ("2 of 2", ("Oracy", "Written feedback"))


def test_whoever_came_since_the_sharing_stands_first_among_those_who_wait(shared, colleagues, northgate):
    Sharing.objects.update(at=FRIDAY - timedelta(days=40))
    shared.sharing.refresh_from_db()
    person("Zoe Zander", northgate, starts_on=FRIDAY.date() - timedelta(days=10))

    waiting = [one.told for one in waiting_for_a_group(shared, at=LATER)]

    assert waiting[0].startswith("Zoe Zander · on the staff since ")
    assert "Hugo Heath" in waiting[1:]


def test_a_group_that_has_met_is_dissolved_only_when_the_lead_opens_it(shared, colleagues, hale):
    feedback = Group.objects.get(title="Written feedback")
    made = asked(shared, hale, leavers=[colleagues[4], colleagues[5]], opened=[str(feedback.pk)])
    told = difference(made, at=LATER)

    assert [(step.name, step.before, step.after) for step in told.moving] == [
        ("Gita Gorse", "Written feedback", "Oracy, Tuesdays 15:45")
    ]
    assert told.gone == ("Written feedback",)


def test_who_would_move_stays_until_they_say_yes_and_leave_themselves(shared, colleagues, hale):
    feedback = Group.objects.get(title="Written feedback")
    made = asked(shared, hale, leavers=[colleagues[4], colleagues[5]], opened=[str(feedback.pk)])

    adjusting.carry_out(made, by=hale, at=LATER)

    assert members("Written feedback") == ["Gita"]
    assert [one.person.first_name for one in Invitation.objects.all()] == ["Gita"]


def test_enough_newcomers_begin_a_group_of_their_own(shared, colleagues, hale, northgate, slots, themes):
    fresh = [person(f"New{name} Comer", northgate, experience=2) for name in "abc"]
    for somebody in fresh:
        answer(shared, somebody, wishes=[themes["Oracy"]], cannot=[slots[1]], would_lead=True)

    made = asked(shared, hale, newcomers=fresh)
    told = difference(made, at=LATER)
    adjusting.carry_out(made, by=hale, at=LATER)

    assert {step.after for step in told.coming} == {"a new group: Oracy, Thursdays 08:00"}
    assert Group.objects.count() == 3
    assert all(one.agreed_at == LATER for one in Invitation.objects.filter(person__in=fresh))


def test_a_group_that_has_all_the_members_it_wants_gains_none(shared, colleagues, hale):
    Group.objects.filter(title="Oracy").update(cap=4)

    told = difference(asked(shared, hale, newcomers=[colleagues[7]]), at=LATER)

    assert [step.after for step in told.coming] == ["Written feedback, Thursdays 08:00"]


def test_who_fits_nowhere_has_a_reason_that_names_nobody(shared, colleagues, hale):
    Group.objects.filter(title="Oracy").update(cap=4)
    keep_apart(shared, colleagues[7], colleagues[5], hale)

    told = difference(asked(shared, hale, newcomers=[colleagues[7]]), at=LATER)

    assert [(step.name, step.after) for step in told.without] == [("Hugo Heath", "")]
    said = " ".join(told.without[0].why)
    assert "Fred" not in said
    assert "apart" not in said


def test_where_a_group_changed_meanwhile_nothing_is_done(shared, colleagues, hale):
    made = asked(shared, hale, newcomers=[colleagues[7]])
    Membership.objects.get(person=colleagues[3]).leave(by=colleagues[3], at=LATER)

    with pytest.raises(Meanwhile):
        adjusting.carry_out(made, by=hale, at=LATER)

    assert not Invitation.objects.exists()


def test_a_group_that_meets_at_a_time_of_its_own_takes_part_with_it(shared, colleagues, hale, slots):
    oracy = Group.objects.get(title="Oracy")
    oracy.series.weekday = 4
    oracy.series.save()

    running = running_groups(shared, at=LATER)

    assert {one.group.title: one.slot for one in running} == {
        "Oracy": "own-4-1545", "Written feedback": str(slots[3].pk)
    }  # fmt: skip
    assert asked(shared, hale, newcomers=[colleagues[7]]).failure == []


def test_groups_that_have_not_met_may_change(shared):
    Meeting.objects.all().delete()

    assert [one.has_met for one in running_groups(shared, at=LATER)] == [False, False]


def test_who_is_asked_already_is_not_offered_again(shared, colleagues, hale):
    adjusting.carry_out(asked(shared, hale, newcomers=[colleagues[7]]), by=hale, at=LATER)

    assert colleagues[7].pk not in [one.id for one in without_a_group(shared, at=LATER)]


def test_the_pages_lead_from_the_question_to_the_asking(shared, colleagues, hale, client):
    client.force_login(hale)
    page = client.get(reverse("forming:adjusting", args=[shared.pk]))
    assert "Hugo Heath" in page.content.decode()
    assert client.post(reverse("forming:adjustments", args=[shared.pk]), {}).status_code == 422

    answered = client.post(reverse("forming:adjustments", args=[shared.pk]), {"newcomers": [colleagues[7].pk]})
    made = Adjustment.objects.get()
    assert answered.url == made.get_absolute_url()
    assert "looks for the place" in client.get(made.get_absolute_url()).content.decode()
    progress = reverse("forming:adjustment_progress", args=[made.pk])
    assert client.get(progress).status_code == 200

    adjust.func(made.pk)
    assert client.get(progress).headers["HX-Refresh"] == "true"
    assert "Nobody else moves." in client.get(made.get_absolute_url()).content.decode()
    client.post(reverse("forming:carrying_out", args=[made.pk]))
    assert "Carried out on" in client.get(made.get_absolute_url()).content.decode()


def test_groups_that_changed_meanwhile_are_asked_about_once_more(shared, colleagues, hale, client):
    client.force_login(hale)
    made = adjusting.ask(shared, newcomers=[colleagues[7].pk], leavers=[], opened=[], by=hale, at=FRIDAY)
    adjust.func(made.pk)
    Membership.objects.filter(person=colleagues[3]).delete()

    answered = client.post(reverse("forming:carrying_out", args=[made.pk]))

    assert answered.status_code == 409
    assert "have changed since" in answered.content.decode()


def test_before_the_plan_is_shared_there_is_nothing_to_adjust(closed, hale, client):
    client.force_login(hale)

    assert client.get(reverse("forming:adjusting", args=[closed.pk])).status_code == 403


def test_what_contradicts_is_said(shared, colleagues, hale):
    made = asked(shared, hale, newcomers=[colleagues[7]])
    made.failure = [{"code": "broken"}]

    assert len(difference(made, at=LATER).clashes) == 1
    assert replace(difference(made, at=LATER), clashes=()).is_nothing


def test_a_job_that_ran_twice_keeps_what_it_found_first(shared, colleagues, hale):
    made = asked(shared, hale, newcomers=[colleagues[7]])
    found, when = made.groups, made.finished_at

    made.finish([], bound=None, failure=["broken"], at=LATER + timedelta(days=1))

    made.refresh_from_db()
    assert (made.groups, made.finished_at, made.failure) == (found, when, [])
    assert Entry.objects.about(made).filter(did="worked out").count() == 1
