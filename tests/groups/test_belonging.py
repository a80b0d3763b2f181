from datetime import date

import pytest

from collegium.groups.models import Full, Group, Membership, Waiting
from collegium.history.models import Entry
from tests.conftest import FRIDAY, MONDAY, duty, member


def test_whoever_belongs_already_just_goes_on(feedback, tom, northgate):
    again = feedback.admit(tom, school=northgate, by=tom, at=FRIDAY)

    assert again == feedback.memberships.get(person=tom)
    assert Entry.objects.count() == 0


def test_whoever_left_may_come_back_and_has_two_times_in_the_group(feedback, finn, northgate):
    feedback.admit(finn, school=northgate, by=finn, at=FRIDAY)

    times = feedback.memberships.filter(person=finn).order_by("joined_on")
    assert [(time.joined_on.month, time.left_on) for time in times] == [(9, date(2026, 10, 1)), (11, None)]


def test_a_full_group_takes_nobody(feedback, sam, northgate):
    feedback.cap = 3
    feedback.save()

    with pytest.raises(Full):
        feedback.admit(sam, school=northgate, by=sam, at=FRIDAY)


def test_joining_ends_the_waiting(feedback, sam, northgate):
    feedback.keep_waiting(sam, school=northgate, at=MONDAY)
    feedback.keep_waiting(sam, school=northgate, at=FRIDAY)
    assert list(Waiting.objects.visible_to(sam)) == list(Waiting.objects.all())

    feedback.admit(sam, school=northgate, by=sam, at=FRIDAY)

    assert Waiting.objects.count() == 0
    assert [entry.did for entry in Entry.objects.order_by("pk")] == ["waits", "joined"]


def test_whoever_leaves_is_out_that_day_with_every_role(feedback, ama):
    membership = feedback.memberships.get(person=ama)

    membership.leave(by=ama, at=FRIDAY)
    membership.leave(by=ama, at=FRIDAY)

    assert not Group.objects.of_member(ama).exists()
    assert not membership.roles.current(FRIDAY.date()).exists()
    assert [entry.did for entry in Entry.objects.all()] == ["left"]


def test_a_group_without_coordinator_says_so_and_any_member_may_take_it(feedback, ama, tom):
    feedback.memberships.get(person=ama).leave(by=ama, at=FRIDAY)
    assert feedback.needs_coordinator()

    feedback.memberships.get(person=tom).take_role("coordinator", by=tom, at=FRIDAY)
    feedback.memberships.get(person=tom).take_role("coordinator", by=tom, at=FRIDAY)

    assert not feedback.needs_coordinator()
    assert [entry.did for entry in Entry.objects.order_by("pk")] == ["left", "took a role"]


def test_a_role_is_handed_over_in_one_step(feedback, ama, tom):
    mine, his = feedback.memberships.get(person=ama), feedback.memberships.get(person=tom)

    mine.hand_over("coordinator", his, by=ama, at=FRIDAY)
    mine.hand_over("coordinator", his, by=ama, at=FRIDAY)

    assert [m.person for m in feedback.memberships.coordinating(FRIDAY.date())] == [tom]


def test_handing_over_to_oneself_or_to_one_who_left_keeps_the_role(feedback, ama, finn):
    mine, gone = feedback.memberships.get(person=ama), feedback.memberships.get(person=finn)

    mine.hand_over("coordinator", mine, by=ama, at=FRIDAY)
    mine.hand_over("coordinator", gone, by=ama, at=FRIDAY)

    assert [m.person for m in feedback.memberships.coordinating(FRIDAY.date())] == [ama]


def test_members_see_who_was_there_and_staff_only_who_is(feedback, tom, sam, priya, finn, gwen):
    everybody = {m.person.first_name for m in Membership.objects.visible_to(tom)}
    listed = {m.person.first_name for m in Membership.objects.visible_to(sam)}

    assert everybody == {"Ama", "Tom", "Gwen", "Finn"}
    assert listed == {"Ama", "Tom", "Gwen"}
    assert not Membership.objects.visible_to(priya).exists()
    assert {m.person.first_name for m in Membership.objects.visible_to(finn)} == {"Ama", "Tom", "Gwen", "Finn"}


def test_a_listed_card_is_for_its_schools_staff_and_the_lead_of_their_network(
    feedback, sam, priya, ines, gwen, trust
):
    assert [who.first_name for who in (sam, priya, ines, gwen) if Group.objects.visible_to(who).exists()] == [
        "Sam", "Ines", "Gwen",
    ]  # fmt: skip

    feedback.listed = False
    feedback.save()

    assert [who.first_name for who in (sam, priya, ines, gwen) if Group.objects.visible_to(who).exists()] == ["Gwen"]


def test_no_duty_opens_an_unlisted_group(feedback, sam, northgate, trust):
    feedback.listed = False
    feedback.save()
    for kind in ("cpd-lead", "leadership", "accounts"):
        duty(sam, kind, school=northgate)
    duty(sam, "network-lead", network=trust)

    assert not Group.objects.visible_to(sam).exists()


def test_a_membership_of_the_future_has_a_seat_but_opens_nothing_yet(feedback, sam, northgate):
    member(feedback, sam, northgate, joined=date(2099, 1, 1))

    assert feedback.memberships.not_over(FRIDAY.date()).count() == 4
    assert not Group.objects.of_member(sam).exists()
