from datetime import timedelta

import pytest

from collegium.groups import inviting
from collegium.groups.models import Group, Invitation, Membership, Waiting
from collegium.history.models import Entry
from collegium.people.models import Appointment, Guest, Person, School
from tests.conftest import FRIDAY, MONDAY


@pytest.fixture
def open_group(feedback):
    feedback.entry = Group.Entry.OPEN
    feedback.save()
    return feedback


@pytest.fixture
def coordinated(feedback):
    feedback.entry = Group.Entry.COORDINATORS
    feedback.save()
    return feedback


def start(somebody, approach):
    """Another group, of this one person, that anybody may join."""
    group = Group.objects.create(
        title="Oracy", slug="oracy", approach=approach, year_starts_on=MONDAY.date(), entry=Group.Entry.OPEN,
        started_by=somebody, started_at=MONDAY,
    )  # fmt: skip
    group.schools.add(somebody.schools_now().get())
    group.admit(somebody, school=somebody.schools_now().get(), by=somebody, at=MONDAY)
    return group


def test_in_an_open_group_a_colleague_is_asked_at_once_and_joins_by_their_own_yes(open_group, tom, sam):
    invitation = inviting.invite(open_group, sam, by=tom, at=MONDAY, reason="Asks the same question.")
    assert list(Invitation.objects.to_answer(sam)) == [invitation]
    assert not Group.objects.of_member(sam).exists()

    invitation.accept(at=FRIDAY)

    assert Group.objects.of_member(sam).get() == open_group
    assert [entry.did for entry in Entry.objects.order_by("pk")] == ["invited", "agree", "joined", "accepted"]


def test_by_the_whole_groups_rule_each_member_agrees_before_the_colleague_hears_of_it(feedback, ama, tom, gwen, sam):
    invitation = inviting.invite(feedback, sam, by=tom, at=MONDAY)
    invitation.consent(by=ama, at=MONDAY)
    assert not Invitation.objects.visible_to(sam).exists()
    assert list(Invitation.objects.to_decide(gwen)) == [invitation]

    invitation.consent(by=gwen, at=FRIDAY)

    assert list(Invitation.objects.to_answer(sam)) == [invitation]


def test_one_who_would_talk_first_holds_it_until_they_agree(feedback, ama, tom, gwen, sam):
    invitation = inviting.invite(feedback, sam, by=tom, at=MONDAY)
    invitation.consent(by=ama, at=MONDAY)
    invitation.consent(by=gwen, at=MONDAY, agrees=False)
    invitation.refresh_from_db()
    assert invitation.agreed_at is None

    invitation.consent(by=gwen, at=FRIDAY)

    invitation.refresh_from_db()
    assert invitation.agreed_at == FRIDAY


def test_when_the_last_who_had_not_agreed_leaves_the_rest_have(feedback, ama, tom, gwen, sam):
    invitation = inviting.invite(feedback, sam, by=tom, at=MONDAY)
    invitation.consent(by=ama, at=MONDAY)

    feedback.memberships.get(person=gwen).leave(by=gwen, at=FRIDAY)

    invitation.refresh_from_db()
    assert invitation.agreed_at == FRIDAY


def test_by_the_coordinators_rule_one_coordinator_is_enough_and_a_member_is_not(coordinated, ama, tom, sam):
    invitation = inviting.invite(coordinated, sam, by=tom, at=MONDAY)
    assert invitation.agreed_at is None

    invitation.consent(by=ama, at=FRIDAY)

    assert invitation.agreed_at == FRIDAY


def test_before_the_group_agrees_a_yes_counts_for_nothing(feedback, tom, sam):
    invitation = inviting.invite(feedback, sam, by=tom, at=MONDAY)

    assert invitation.accept(at=FRIDAY) is None
    assert not Group.objects.of_member(sam).exists()


def test_nobody_is_asked_twice_and_a_second_suggestion_is_a_second_yes(feedback, ama, tom, gwen, sam):
    first = inviting.invite(feedback, sam, by=tom, at=MONDAY)
    second = inviting.invite(feedback, sam, by=ama, at=MONDAY)

    assert first == second
    assert first.decision.answers.count() == 2
    assert inviting.invite(feedback, tom, by=ama, at=MONDAY) is None


def test_the_group_reads_the_name_that_was_typed_and_never_whose_address_it_is(client, feedback, ama, tom, priya):
    inviting.invite_address(feedback, email=priya.email, name="Mo Khan", school="Hill", by=tom, at=MONDAY)
    pages, home = [], feedback.get_absolute_url()
    for somebody in (tom, ama):
        client.force_login(somebody)
        pages += [client.get(path).content.decode() for path in ("/groups/", "/", home, f"{home}inviting/")]

    assert ["Priya" in page for page in pages] == [False] * 8
    assert "Mo Khan" in pages[-1]


def test_one_who_asks_to_join_is_called_by_their_own_name(feedback, tom, sam):
    inviting.invite_address(feedback, email=sam.email, name="S.", school="Northgate", by=tom, at=MONDAY)

    inviting.ask_to_join(feedback, sam, at=FRIDAY)

    assert feedback.invitations.get().name == "Sam Field"


def test_no_thank_you_is_the_end_of_it_until_somebody_asks_again(open_group, tom, sam):
    invitation = inviting.invite(open_group, sam, by=tom, at=MONDAY)
    invitation.decline(at=MONDAY)
    invitation.decline(at=FRIDAY)

    assert invitation.accept(at=FRIDAY) is None
    assert inviting.invite(open_group, sam, by=tom, at=FRIDAY) != invitation
    assert [e.did for e in Entry.objects.order_by("pk")] == ["invited", "agree", "declined", "invited", "agree"]


def test_who_asked_may_think_better_of_it(open_group, tom, sam):
    inviting.invite(open_group, sam, by=tom, at=MONDAY).withdraw(by=tom, at=FRIDAY)

    assert not Invitation.objects.to_answer(sam).exists()


def test_asking_to_join_an_open_group_is_joining(open_group, sam):
    joined = inviting.ask_to_join(open_group, sam, at=MONDAY)

    assert joined == inviting.ask_to_join(open_group, sam, at=FRIDAY) == Membership.objects.get(person=sam)


def test_asking_a_group_that_decides_together_waits_for_the_group_and_then_joins(feedback, ama, tom, gwen, sam):
    invitation = inviting.ask_to_join(feedback, sam, at=MONDAY, reason="Same question in maths.")
    again = inviting.ask_to_join(feedback, sam, at=MONDAY)
    assert (invitation, invitation.is_a_request) == (again, True)
    assert list(Invitation.objects.visible_to(sam)) == [invitation]

    for who in (ama, tom, gwen):
        invitation.consent(by=who, at=FRIDAY)

    assert Group.objects.of_member(sam).get() == feedback


def test_whoever_asks_while_the_group_is_thinking_of_them_has_given_their_yes(feedback, ama, tom, gwen, sam):
    invitation = inviting.invite(feedback, sam, by=tom, at=MONDAY)
    inviting.ask_to_join(feedback, sam, at=MONDAY)

    invitation.consent(by=ama, at=FRIDAY)
    invitation.consent(by=gwen, at=FRIDAY)

    assert Group.objects.of_member(sam).get() == feedback


def test_whoever_was_asked_and_asks_is_in(open_group, tom, sam):
    inviting.invite(open_group, sam, by=tom, at=MONDAY)

    assert isinstance(inviting.ask_to_join(open_group, sam, at=FRIDAY), Membership)


def test_nobody_agrees_to_themselves(feedback, ama, tom, gwen, sam):
    invitation = inviting.ask_to_join(feedback, sam, at=MONDAY)
    for who in (tom, gwen, sam):
        invitation.consent(by=who, at=MONDAY)

    invitation.refresh_from_db()
    assert invitation.agreed_at is None


def test_a_full_group_keeps_a_queue_and_asks_the_first_when_a_seat_is_free(
    open_group, tom, sam, hale, rob, northgate
):
    open_group.cap = 3
    open_group.save()
    asked = inviting.invite(open_group, rob, by=tom, at=MONDAY)
    assert isinstance(asked.accept(at=MONDAY), Waiting)
    assert isinstance(inviting.ask_to_join(open_group, sam, at=FRIDAY), Waiting)
    assert isinstance(inviting.ask_to_join(open_group, hale, at=FRIDAY), Waiting)

    open_group.memberships.get(person=tom).leave(by=tom, at=FRIDAY)
    open_group.hold(4, by=tom, at=FRIDAY)
    open_group.memberships.get(person=rob).leave(by=rob, at=FRIDAY)

    here = open_group.memberships.not_over(FRIDAY.date()).order_by("person__first_name")
    assert [m.person.first_name for m in here] == ["Ama", "Gwen", "Martin", "Sam"]
    assert Waiting.objects.count() == 0


def test_in_a_group_that_decides_together_the_first_of_the_queue_is_put_to_the_group(feedback, ama, tom, sam):
    feedback.cap = 3
    feedback.save()
    inviting.ask_to_join(feedback, sam, at=MONDAY)

    feedback.memberships.get(person=tom).leave(by=tom, at=FRIDAY)

    assert [i.person for i in Invitation.objects.to_decide(ama)] == [sam]


def test_one_thought_of_and_waiting_still_needs_the_group(feedback, ama, tom, sam, northgate):
    inviting.invite(feedback, sam, by=tom, at=MONDAY)
    feedback.keep_waiting(sam, school=northgate, at=MONDAY)

    feedback.memberships.get(person=tom).leave(by=tom, at=FRIDAY)

    assert not Group.objects.of_member(sam).exists()


def test_an_ended_group_answers_no_invitation(open_group, ama, tom, sam):
    invitation = inviting.invite(open_group, sam, by=tom, at=MONDAY)
    open_group.conclude(by=ama, at=MONDAY)

    assert invitation.accept(at=FRIDAY) is None
    assert not Invitation.objects.to_answer(sam).exists()


def test_who_leaves_an_ended_group_leaves_its_queue_alone(feedback, ama, tom, sam, northgate):
    inviting.invite(feedback, sam, by=tom, at=MONDAY)
    feedback.keep_waiting(sam, school=northgate, at=MONDAY)
    feedback.conclude(by=ama, at=MONDAY)

    feedback.memberships.get(person=tom).leave(by=tom, at=FRIDAY)

    assert [one.person for one in feedback.invitations.all()] == [sam]


def test_a_colleague_without_collegium_comes_as_a_guest_of_a_school_that_is_a_name(open_group, ama):
    inviting.invite_address(open_group, email="Mo@Brannocs.example", name="Mo Khan",
                            school="St Brannoc’s", by=ama, at=MONDAY)  # fmt: skip
    inviting.invite_address(
        open_group, email="li@brannocs.example", name="Li", school="st brannoc’s", by=ama, at=MONDAY
    )
    mo = Person.objects.get(email="mo@brannocs.example")
    assert not Person.objects.signing_in().filter(pk=mo.pk).exists()
    for guest in Invitation.objects.all():
        guest.accept(at=FRIDAY)

    mo.refresh_from_db()
    assert (mo.name, mo.has_usable_password(), mo.guest.invited_by) == ("Mo Khan", False, ama)
    assert [school.guests.count() for school in School.objects.filter(name="St Brannoc’s")] == [2]
    assert open_group.memberships.get(person=mo).school == mo.guest.school


def test_an_address_that_is_known_here_is_asked_without_saying_so(open_group, ama, priya):
    invitation = inviting.invite_address(
        open_group, email=priya.email, name="Somebody", school="Else", by=ama, at=MONDAY
    )

    assert (invitation.person, invitation.school.name) == (priya, "Harbour Primary")
    assert not Guest.objects.filter(person=priya).exists()


def test_one_who_is_on_no_staff_any_more_comes_back_as_a_guest(open_group, ama, ines):
    invitation = inviting.invite_address(open_group, email=ines.email, name="I", school="Hill", by=ama, at=MONDAY)

    assert (invitation.person, invitation.school.name, ines.name) == (ines, "Hill", "Ines Gago")


def test_whoever_stops_waiting_takes_their_request_back_too(open_group, tom, sam):
    open_group.hold(3, by=tom, at=MONDAY)
    inviting.invite(open_group, sam, by=sam, at=MONDAY)
    open_group.keep_waiting(sam, school=sam.schools_now().get(), at=MONDAY)

    inviting.stop_waiting(open_group, sam, at=FRIDAY)

    assert (Waiting.objects.count(), Invitation.objects.open().count()) == (0, 0)


def test_a_guest_stays_the_guest_of_their_first_school(open_group, ama, tom, learning_group):
    other = start(tom, learning_group)
    first = inviting.invite_address(open_group, email="mo@hill.example", name="Mo", school="Hill", by=ama, at=MONDAY)
    first.accept(at=MONDAY)

    again = inviting.invite_address(other, email="mo@hill.example", name="Mo Khan", school="Dale", by=tom, at=FRIDAY)
    again.accept(at=FRIDAY)

    guest = Guest.objects.get(person=again.person)
    assert (first.person, guest.person.name, guest.school.name, guest.invited_by) == (again.person, "Mo", "Hill", ama)
    assert other.memberships.get(person=guest.person).school == guest.school


def test_nobody_may_sign_in_before_the_group_has_agreed_and_they_have_said_yes(feedback, ama, tom, gwen):
    """Discourse let an invited person in before the group's word: CVE-2022-21684."""
    invitation = inviting.invite_address(
        feedback, email="mo@hill.example", name="Mo", school="Hill", by=tom, at=MONDAY
    )
    mo = invitation.person
    may_sign_in = Person.objects.signing_in().filter(pk=mo.pk)

    steps = [may_sign_in.exists()]
    assert invitation.accept(at=MONDAY) is None
    steps.append(may_sign_in.exists())
    for member in (ama, gwen):
        invitation.consent(by=member, at=MONDAY)
    steps.append(may_sign_in.exists())
    invitation.accept(at=FRIDAY)
    steps.append(may_sign_in.exists())

    assert steps == [False, False, False, True]
    assert [e.did for e in Entry.objects.order_by("pk")][-3:] == ["joined", "came as a guest", "accepted"]


def test_a_no_opens_nothing(open_group, ama):
    invitation = inviting.invite_address(
        open_group, email="mo@hill.example", name="Mo", school="Hill", by=ama, at=MONDAY
    )

    invitation.decline(at=FRIDAY)

    assert not Guest.objects.filter(person=invitation.person).exists()
    assert not Person.objects.signing_in().filter(pk=invitation.person_id).exists()


def test_a_guest_in_the_queue_may_sign_in_when_they_are_in(open_group, ama, tom):
    open_group.hold(3, by=ama, at=MONDAY)
    invitation = inviting.invite_address(
        open_group, email="mo@hill.example", name="Mo", school="Hill", by=ama, at=MONDAY
    )
    assert isinstance(invitation.accept(at=MONDAY), Waiting)
    assert not Guest.objects.filter(person=invitation.person).exists()

    open_group.memberships.get(person=tom).leave(by=tom, at=FRIDAY)

    assert Group.objects.of_member(invitation.person).get() == open_group
    assert Guest.objects.filter(person=invitation.person).exists()


def test_whoever_is_on_a_staff_by_the_time_they_say_yes_comes_for_that_school(open_group, ama, harbour):
    invitation = inviting.invite_address(
        open_group, email="mo@hill.example", name="Mo", school="Hill", by=ama, at=MONDAY
    )
    Appointment.objects.create(person=invitation.person, school=harbour, starts_on=MONDAY.date())

    membership = invitation.accept(at=FRIDAY)

    assert membership.school == harbour
    assert not Guest.objects.filter(person=invitation.person).exists()


def test_a_lead_on_no_staff_has_no_school_to_belong_for(open_group, ines):
    with pytest.raises(inviting.Homeless):
        inviting.ask_to_join(open_group, ines, at=MONDAY)


def test_strangers_mailboxes_are_not_filled(open_group, feedback, ama):
    for number in range(20):
        inviting.invite_address(
            open_group, email=f"p{number}@hill.example", name="P", school="Hill", by=ama, at=MONDAY
        )

    with pytest.raises(inviting.TooMany):
        inviting.invite_address(open_group, email="one-more@hill.example", name="P", school="Hill", by=ama, at=MONDAY)
    later = MONDAY + timedelta(days=2)
    inviting.invite_address(open_group, email="one-more@hill.example", name="P", school="Hill", by=ama, at=later)
