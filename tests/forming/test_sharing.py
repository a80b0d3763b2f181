"""Sharing a plan: its groups are real from one moment to the next, everybody is told, and it happens once."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from collegium.forming.letters import is_still_member
from collegium.forming.models import Formation, Meanwhile, Sharing
from collegium.forming.sharing import Beginning, preview, share
from collegium.groups.models import Group, Invitation, Membership, RoleHeld
from collegium.history.models import Entry
from collegium.mail.models import Letter
from collegium.meetings.models import Meeting, Series
from collegium.people.models import Person, Responsibility
from tests.conftest import FRIDAY
from tests.crowd import asked, at_once, real_database

BEGINNING = Beginning(first_on=date(2026, 11, 23), number=3, least_days_between=14)


@pytest.fixture
def shared(formation, closed, colleagues, hale):
    """Ben and Fred did not say beforehand that they join whatever they are given; Cleo has no address."""
    closed.answers.filter(person__in=[colleagues[1], colleagues[5]]).update(joins_as_given=False)
    Person.objects.filter(pk=colleagues[2].pk).update(email=None)
    share(formation, BEGINNING, by=hale, at=FRIDAY)
    return formation


def test_the_groups_are_those_of_the_plan(shared, closed):
    groups = {group.title: group for group in Group.objects.all()}

    assert sorted(groups) == ["Oracy", "Written feedback"]
    oracy = groups["Oracy"]
    assert (oracy.programme, oracy.theme.title, oracy.cap, oracy.listed) == (closed, "Oracy", 4, True)
    assert [school.name for school in oracy.schools.all()] == ["Northgate High"]


def test_who_said_yes_beforehand_belongs_and_who_did_not_is_asked(shared):
    members = Membership.objects.values_list("group__title", "person__first_name").order_by("person__first_name")
    invited = Invitation.objects.order_by("person__first_name")

    assert list(members) == [
        ("Oracy", "Ada"), ("Oracy", "Cleo"), ("Oracy", "Dev"),
        ("Written feedback", "Ella"), ("Written feedback", "Gita"),
    ]  # fmt: skip
    assert [(one.person.first_name, one.agreed_at, one.answered_at) for one in invited] == [
        ("Ben", FRIDAY, None), ("Fred", FRIDAY, None),
    ]  # fmt: skip


def test_who_is_asked_reads_it_on_today_and_nobody_of_the_group_is_asked_to_decide(shared, colleagues, client):
    client.force_login(colleagues[1])
    today = client.get("/").content.decode()
    client.force_login(colleagues[0])
    of_a_member = client.get("/").content.decode()

    assert "Would you like to join Oracy?" in today
    assert "Someone new?" not in of_a_member


def test_who_is_asked_belongs_after_saying_yes(shared, colleagues):
    Invitation.objects.get(person=colleagues[1]).accept(at=FRIDAY)

    assert Membership.objects.filter(person=colleagues[1], group__title="Oracy").exists()


def test_the_leader_has_the_role_that_leads(shared, colleagues):
    held = RoleHeld.objects.values_list("membership__person__first_name", "role__key")

    assert sorted(held) == [("Ada", "coordinator"), ("Ella", "coordinator")]


def test_each_group_has_its_first_meeting_fixed_and_the_others_proposed(shared):
    oracy = Meeting.objects.filter(group__title="Oracy").order_by("starts_at")

    assert [(one.starts_at, one.confirmed_at) for one in oracy] == [
        (datetime(2026, 11, 24, 15, 45, tzinfo=UTC), FRIDAY),
        (datetime(2026, 12, 8, 15, 45, tzinfo=UTC), None),
        (datetime(2026, 12, 22, 15, 45, tzinfo=UTC), None),
    ]
    assert Series.objects.count() == 2


def test_everybody_in_a_group_is_written_to_once_with_reasons_and_nobody_else(shared):
    placed = Letter.objects.filter(kind="placed").order_by("person__first_name")
    asked_first = Letter.objects.filter(kind="invitation").order_by("person__first_name")

    assert [letter.person.first_name for letter in placed] == ["Ada", "Cleo", "Dev", "Ella", "Gita"]
    assert [letter.person.first_name for letter in asked_first] == ["Ben", "Fred"]
    assert placed[0].text.splitlines()[0] == "Your group this year: Oracy."
    assert "It first meets on Tuesday 24 November 2026." in placed[0].text
    assert "First wish, Oracy: this group." in placed[0].text
    assert "Until you say yes you are not in it" in asked_first[0].text
    assert not Letter.objects.filter(person__first_name="Hugo").exists()


def test_what_is_said_before_is_what_happens(formation, closed, colleagues, hale):
    closed.answers.filter(person=colleagues[0]).update(joins_as_given=False)
    Person.objects.filter(pk=colleagues[2].pk).update(email=None)

    said = preview(formation, first_on=BEGINNING.first_on, by=hale)
    share(formation, BEGINNING, by=hale, at=FRIDAY)

    assert len(said.joining) == Membership.objects.count() == 6
    assert [member.name for member in said.asked] == ["Ada Ash"]
    assert [member.name for member in said.leaders_asked] == ["Ada Ash"]
    assert (said.by_mail, len(said.without_address)) == (6, 1)
    fixed = Meeting.objects.filter(confirmed_at__isnull=False)
    assert {card.name: day for card, day in said.firsts} == {one.group.title: one.starts_at.date() for one in fixed}


def test_who_shares_a_plan_and_stands_in_it_belongs_and_is_not_said_to_have_asked(
    client, formation, closed, colleagues, northgate
):
    ada = colleagues[0]
    closed.answers.filter(person=ada).update(joins_as_given=False)
    Responsibility.objects.give(ada, Responsibility.Kind.CPD_LEAD, northgate, by=ada, at=FRIDAY)
    client.force_login(ada)

    before = client.get(f"/forming/tries/{formation.pk}/sharing/").content.decode()
    share(formation, BEGINNING, by=ada, at=FRIDAY)
    mine = client.get("/groups/").content.decode()

    assert "You are in Oracy yourself: by sharing you say yes." in before
    assert RoleHeld.objects.filter(membership__person=ada, role__key="coordinator").exists()
    assert ("You asked" in mine, Invitation.objects.filter(person=ada).exists()) == (False, False)


def test_a_letter_to_somebody_who_left_meanwhile_stays_here(shared, colleagues, hale):
    letter = Letter.objects.get(kind="placed", person=colleagues[0])
    assert is_still_member(letter)

    Membership.objects.get(person=colleagues[0]).leave(by=colleagues[0], at=FRIDAY)

    assert not is_still_member(letter)


@pytest.mark.parametrize(("host", "done"), [("mail.example", True), ("", False)], ids=["with mail", "without mail"])
def test_without_mail_the_lead_is_not_told_that_all_is_done(client, shared, closed, hale, settings, host, done):
    settings.EMAIL_HOST = host
    client.force_login(hale)

    text = client.get(reverse("programmes:desk", args=[closed.pk])).content.decode()

    found = ["There is nothing you have to do." in text, "each colleague hears of it by the slip" in text]
    assert found == [done, not done]
    groups = client.get(reverse("forming:formation", args=[shared.pk])).content.decode()
    assert ("Mail does not work here yet" in groups) is not done


def test_a_second_sharing_changes_nothing_whichever_try_it_is(shared, closed, hale):
    other = Formation.objects.get(pk=shared.pk)
    other.pk, other.number = None, 2
    other.save()

    share(shared, BEGINNING, by=hale, at=FRIDAY)
    share(other, BEGINNING, by=hale, at=FRIDAY)

    assert (Group.objects.count(), Sharing.objects.count()) == (2, 1)
    assert Entry.objects.filter(did="shared").count() == 1


def test_a_plan_that_is_not_finished_is_not_shared(formation, hale):
    Formation.objects.update(finished_at=None)

    with pytest.raises(Meanwhile):
        share(formation, BEGINNING, by=hale, at=FRIDAY)

    assert Group.objects.count() == 0


@pytest.mark.both
def test_two_leads_who_share_at_the_same_moment_share_once(transactional_db, formation, hale, ama, tmp_path):
    with real_database(tmp_path):
        done = at_once([lambda by=by: share(formation, BEGINNING, by=by, at=FRIDAY) for by in (hale, ama, hale, ama)])

        assert [type(each) for each in done] == [Sharing] * 4
        assert asked(lambda: [noun.objects.count() for noun in (Group, Membership, Sharing)]) == [2, 7, 1]


@pytest.mark.both
def test_two_leads_who_move_somebody_at_the_same_moment_move_them_once(transactional_db, formation, hale, tmp_path):
    hugo = formation.placements.get(person__first_name="Hugo")
    ada = formation.placements.get(person__first_name="Ada")
    with real_database(tmp_path):
        at_once(
            [
                lambda: hugo.move(into="g2", was=None, by=hale, at=FRIDAY),
                lambda: hugo.move(into="g1", was=None, by=hale, at=FRIDAY),
                lambda: ada.move(into=None, was="g1", by=hale, at=FRIDAY),
            ]
        )

        changes = asked(lambda: sorted(formation.changes.values_list("person__first_name", flat=True)))
        costs = asked(lambda: [Formation.objects.get().cost, Formation.objects.get().standing().cost])
        assert changes == ["Ada", "Hugo"]
        assert costs[0] == costs[1]
