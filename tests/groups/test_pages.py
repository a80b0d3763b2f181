"""A teacher's way through the pages of groups, without a browser."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from collegium.groups import inviting
from collegium.groups.models import Group, Invitation, Membership, Waiting
from collegium.people.models import Appointment, Guest, Link, Person
from tests.conftest import MONDAY, person


@pytest.fixture
def as_(client):
    def sign_in(somebody):
        client.force_login(somebody)
        return client

    return sign_in


def address(name, *args):
    return reverse(f"groups:{name}", args=args)


@pytest.fixture
def start(as_, learning_group):
    def post(somebody, **fields):
        form = {"title": "Tea and talk", "approach": learning_group.pk, **fields}
        return as_(somebody).post(address("start"), form, follow=True)

    return post


def test_a_name_is_enough_to_start_a_group_which_only_its_members_know(start, ama, sam):
    page = start(ama)

    group = Group.objects.get()
    assert page.redirect_chain == [(group.get_absolute_url(), 302)]
    assert "First steps" in page.content.decode()
    assert [m.person for m in group.memberships.coordinating()] == [ama]
    assert not Group.objects.visible_to(sam).exists()


def test_colleagues_are_asked_by_name_and_guests_by_address(start, ama, tom, sam):
    start(ama, colleagues=[tom.pk, sam.pk], guests="Mo Khan, mo@hill.example, Hill School\n")

    assert [i.person for i in Invitation.objects.filter(agreed_at__isnull=False).order_by("pk")] == [
        sam, tom, Person.objects.get(email="mo@hill.example"),
    ]  # fmt: skip


def test_what_is_missing_stands_beside_its_field_and_nothing_typed_is_lost(start, ama):
    page = start(ama, title="", question="What helps?", guests="Mo Khan")

    assert page.status_code == 422
    assert page.context["form"].errors.keys() == {"title", "guests"}
    assert "What helps?" in page.content.decode()


@pytest.mark.parametrize("line", ["Mo Khan, mo@hill.example", "mo@hill.example", "Mo, Hill, nowhere", "a@b, c, d"])
def test_a_guest_needs_a_name_an_address_and_a_school(start, ama, line):
    assert start(ama, guests=line).status_code == 422


def test_nobody_asks_the_staff_of_another_school_by_number(start, ama, priya):
    assert start(ama, colleagues=[priya.pk]).status_code == 422


def test_many_outside_addresses_a_day_are_too_many(start, ama):
    lines = "\n".join(f"P, p{number}@hill.example, Hill" for number in range(21))

    page = start(ama, guests=lines)

    assert page.status_code == 422
    assert not Group.objects.exists()
    assert not Guest.objects.exists()


def test_the_form_that_arrives_twice_starts_one_group(start, ama):
    for _each in range(2):
        start(ama, key="k1")

    assert Group.objects.count() == 1


def test_one_who_serves_two_schools_says_for_which(as_, start, ama, harbour, learning_group):
    Appointment.objects.create(person=ama, school=harbour, starts_on=date(2026, 9, 1))
    assert start(ama).status_code == 422

    start(ama, school=harbour.pk)

    assert Membership.objects.get().school == harbour


def test_the_invited_answers_signed_in(as_, feedback, tom, sam):
    feedback.welcome("open", by=tom, at=MONDAY)
    invitation = inviting.invite(feedback, sam, by=tom, at=MONDAY)

    page = as_(sam).post(address("answer", invitation.pk), {"accepts": "yes"}, follow=True)

    assert "You belong to Feedback that Moves now." in page.content.decode()
    assert Group.objects.of_member(sam).exists()


def test_no_is_answered_kindly(as_, feedback, tom, sam):
    feedback.welcome("open", by=tom, at=MONDAY)
    invitation = inviting.invite(feedback, sam, by=tom, at=MONDAY)

    page = as_(sam).post(address("answer", invitation.pk), {"accepts": "no"}, follow=True)

    assert "nobody asks why" in page.content.decode()
    assert not Group.objects.of_member(sam).exists()


def test_a_press_that_says_neither_yes_nor_no_answers_nothing(as_, feedback, tom, sam):
    feedback.welcome("open", by=tom, at=MONDAY)
    invitation = inviting.invite(feedback, sam, by=tom, at=MONDAY)

    assert as_(sam).post(address("answer", invitation.pk)).url == address("mine")
    assert Invitation.objects.to_answer(sam).exists()


def test_the_last_seat_may_go_while_one_thinks(as_, feedback, tom, sam):
    feedback.welcome("open", by=tom, at=MONDAY)
    invitation = inviting.invite(feedback, sam, by=tom, at=MONDAY)
    feedback.hold(3, by=tom, at=MONDAY)

    page = as_(sam).post(address("answer", invitation.pk), {"accepts": "yes"}, follow=True)

    assert "You are in its queue" in page.content.decode()
    assert Waiting.objects.get().person == sam


@pytest.fixture
def token(feedback, tom, sam):
    feedback.welcome("open", by=tom, at=MONDAY)
    invitation = inviting.invite(feedback, sam, by=tom, at=MONDAY, reason="Same question.")
    return Link.objects.for_("invitation", sam, invitation.pk).token


def test_a_personal_link_shows_the_question_only_and_opening_it_answers_nothing(client, token, feedback, ama, sam):
    page = client.get(address("invitation", token)).content.decode()

    assert "Would you like to join Feedback that Moves?" in page
    assert ama.name not in page
    assert not Group.objects.of_member(sam).exists()


def test_the_answer_on_the_link_is_a_press_of_a_button(client, token, sam):
    page = client.post(address("invitation_answer", token), {"accepts": "yes"}, follow=True)

    assert "You belong to Feedback that Moves now" in page.content.decode()
    assert Group.objects.of_member(sam).exists()
    assert "_auth_user_id" not in client.session


def test_a_no_on_the_link_is_kept_and_may_not_be_turned(client, token, sam):
    client.post(address("invitation_answer", token), {"accepts": "no"})
    page = client.post(address("invitation_answer", token), {"accepts": "yes"}, follow=True)

    assert "Thank you for answering" in page.content.decode()
    assert not Group.objects.of_member(sam).exists()


def test_a_link_pressed_without_an_answer_asks_again(client, token):
    assert client.post(address("invitation_answer", token)).url == address("invitation", token)


def test_a_withdrawn_invitations_link_is_dead(client, token, tom):
    Invitation.objects.get().withdraw(by=tom, at=MONDAY)

    assert client.get(address("invitation", token)).status_code == 404
    assert client.post(address("invitation_answer", token), {"accepts": "yes"}).status_code == 404


@pytest.fixture
def by_hand(token, sam):
    """The link that Tom hands to Sam, where no letter goes."""
    return Link.objects.for_("by-hand", sam, Invitation.objects.get().pk).token


def test_a_link_is_handed_over_only_to_those_whom_no_letter_reaches(as_, token, by_hand, tom, settings):
    page = address("inviting", "feedback-that-moves")
    assert by_hand in as_(tom).get(page).content.decode()
    assert token not in as_(tom).get(page).content.decode()

    settings.EMAIL_HOST = "mail.example"
    assert by_hand not in as_(tom).get(page).content.decode()


def test_the_link_by_hand_tells_nobody_who_has_signed_in(as_, by_hand, tom, sam):
    before = as_(tom).get(address("inviting", "feedback-that-moves")).content.decode()
    question = as_(tom).get(address("invitation", by_hand)).content.decode()
    Person.objects.filter(pk=sam.pk).update(last_login=MONDAY)

    assert by_hand in before
    assert masked(as_(tom).get(address("inviting", "feedback-that-moves")).content.decode()) == masked(before)
    assert masked(as_(tom).get(address("invitation", by_hand)).content.decode()) == masked(question)


def masked(page):
    """Without what is fresh in every answer: the form's token and key."""
    return re.sub(r'name="(csrfmiddlewaretoken|key)" value="[^"]*"|csrf-token[^>]*', "", page)


def test_whoever_can_sign_in_is_not_answered_for_by_the_bearer_of_a_link(client, by_hand, sam):
    Person.objects.filter(pk=sam.pk).update(last_login=MONDAY)

    answer = client.post(address("invitation_answer", by_hand), {"accepts": "yes"})

    assert answer.url == address("mine")
    assert not Group.objects.of_member(sam).exists()


def test_a_guest_who_says_yes_comes_in_without_any_mail(as_, client, feedback, ama, tom, rob, learning_group):
    feedback.welcome("open", by=ama, at=MONDAY)
    guest = inviting.invite_address(
        feedback, email="mo@hill.example", name="Mo Khan", school="Hill", by=tom, at=MONDAY
    )
    link = asking_link(guest)
    client.post(address("invitation_answer", link), {"accepts": "yes"})

    slip = Link.objects.get(purpose="welcome", person=guest.person)
    way_in = reverse("people:welcome", args=[slip.token])
    assert way_in in client.get(address("invitation", link)).content.decode()
    assert way_in in as_(tom).get(address("inviting", feedback.slug)).content.decode()
    assert way_in not in as_(ama).get(address("inviting", feedback.slug)).content.decode()
    assert way_in in as_(rob).get("/schools/northgate/staff/slips/").content.decode()

    fresh = Client()
    fresh.post(way_in, {"password": "long-enough-to-keep"})
    assert fresh.get(feedback.get_absolute_url()).status_code == 200
    assert way_in not in as_(tom).get(address("inviting", feedback.slug)).content.decode()


def test_a_guests_link_is_not_shown_where_it_would_open_another_group(as_, feedback, ama, tom, sam, learning_group):
    feedback.welcome("open", by=ama, at=MONDAY)
    other = Group.objects.create(title="Oracy", slug="oracy", approach=learning_group, entry="open",
                                 year_starts_on=MONDAY.date(), started_by=sam, started_at=MONDAY)  # fmt: skip
    other.admit(sam, school=sam.schools_now().get(), by=sam, at=MONDAY)
    for group, member in ((feedback, tom), (other, sam)):
        inviting.invite_address(
            group, email="mo@hill.example", name="Mo", school="Hill", by=member, at=MONDAY
        ).accept(at=MONDAY)  # fmt: skip

    pages = [as_(who).get(address("inviting", group.slug)).content.decode() for group, who in
             ((feedback, tom), (other, sam))]  # fmt: skip
    assert ["/welcome/" in page for page in pages] == [False, False]


def test_where_mail_works_a_guest_signs_in_by_a_code(client, feedback, ama, tom, settings):
    settings.EMAIL_HOST = "mail.example"
    feedback.welcome("open", by=ama, at=MONDAY)
    guest = inviting.invite_address(
        feedback, email="mo@hill.example", name="Mo Khan", school="Hill", by=tom, at=MONDAY
    )
    link = Link.objects.for_("invitation", guest.person, guest.pk).token

    page = client.post(address("invitation_answer", link), {"accepts": "yes"}, follow=True).content.decode()

    assert reverse("account_request_login_code") in page
    assert "/welcome/" not in page


def test_a_colleague_who_said_yes_by_hand_is_told_where_their_slip_is(client, by_hand):
    page = client.post(address("invitation_answer", by_hand), {"accepts": "yes"}, follow=True).content.decode()

    assert "whoever keeps the accounts" in page


def test_a_former_colleague_may_be_asked_back_as_a_guest(client, feedback, ama, tom, finn):
    feedback.welcome("open", by=ama, at=MONDAY)
    finn.appointments.update(ends_on="2026-10-31")
    guest = inviting.invite_address(feedback, email=finn.email, name="Finn", school="Hill", by=tom, at=MONDAY)

    page = client.post(address("invitation_answer", asking_link(guest)), {"accepts": "yes"}, follow=True)

    assert "You belong to Feedback that Moves now" in page.content.decode()


def test_who_has_left_the_school_is_not_asked_for_it_any_more(client, token, sam):
    sam.appointments.update(ends_on="2026-10-31")

    assert client.get(address("invitation", token)).status_code == 404


def asking_link(invitation):
    """The link by hand, as it stands on the page of whoever asked."""
    return inviting.link_by_hand(invitation).rstrip("/").rsplit("/", 1)[1]


def test_members_decide_on_a_newcomer_and_see_the_others_words_after_their_own(as_, feedback, ama, tom, sam):
    invitation = inviting.invite(feedback, sam, by=tom, at=MONDAY, reason="Same question.")
    home = feedback.get_absolute_url()
    assert "agrees" not in as_(ama).get(home).content.decode()

    thread = as_(ama).post(address("word", invitation.decision.pk), {"says": "talk"}).url

    page = as_(ama).get(home).content.decode()
    assert "would talk first" in page
    assert "Agree after all" in page
    assert "Shall Sam Field join us?" in as_(tom).get(thread).content.decode()
    assert as_(ama).post(address("word", invitation.decision.pk), {"says": "perhaps"}).status_code == 422


def test_asking_to_join_from_the_card(as_, feedback, sam):
    card = feedback.get_absolute_url()
    assert "Ask to join" in as_(sam).get(card).content.decode()

    page = as_(sam).post(address("joining", feedback.slug), {"reason": "I teach maths."}, follow=True)

    assert "You asked to join" in page.content.decode()
    as_(sam).post(address("withdrawal", Invitation.objects.get().pk))
    assert not Invitation.objects.open().exists()


def test_an_open_group_is_joined_from_its_card(as_, feedback, sam):
    feedback.welcome("open", by=sam, at=MONDAY)

    page = as_(sam).post(address("joining", feedback.slug), follow=True)

    assert "You belong to Feedback that Moves now." in page.content.decode()


def test_a_full_group_is_waited_for_from_its_card(as_, feedback, tom, sam):
    feedback.hold(3, by=tom, at=MONDAY)
    assert "This group is full" in as_(sam).get(feedback.get_absolute_url()).content.decode()

    page = as_(sam).post(address("joining", feedback.slug), follow=True)

    assert "You are in the queue" in page.content.decode()
    assert "Full. You are in its queue." in as_(sam).get(address("mine")).content.decode()
    as_(sam).post(address("queue", feedback.slug))
    assert not Waiting.objects.exists()


def test_too_many_or_nobody_asked_is_said_beside_the_field(as_, feedback, tom):
    page = address("invitations", feedback.slug)
    lines = "\n".join(f"P, p{number}@hill.example, Hill" for number in range(21))

    assert as_(tom).post(page, {}).context["form"].errors.keys() == {"__all__"}
    assert as_(tom).post(page, {"guests": lines}).context["form"].errors.keys() == {"guests"}
    assert as_(tom).post(page, {"guests": "Mo, mo@hill.example, Hill"}).status_code == 302


def test_coordinators_write_down_what_the_group_decided(as_, feedback, ama):
    as_(ama)
    client = as_(ama)
    client.post(address("words", feedback.slug), {"title": "Feedback", "question": "What\nmoves them?"})
    client.post(address("rule", feedback.slug), {"entry": "open"})
    client.post(address("listing", feedback.slug))
    client.post(address("seats", feedback.slug), {"cap": "5"})

    group = Group.objects.get()
    assert (group.title, group.question, group.entry, group.listed, group.cap) == (
        "Feedback", "What moves them?", "open", False, 5,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("page", "form", "fault"),
    [("words", {"title": ""}, "words"), ("rule", {"entry": "nobody"}, "rule"), ("seats", {"cap": "2"}, "seats"),
     ("seats", {"cap": "none"}, "seats"), ("conclusion", {"reason": "x" * 2001}, "ending")],
)  # fmt: skip
def test_what_cannot_be_kept_is_said_on_the_same_page(as_, feedback, ama, page, form, fault):
    answer = as_(ama).post(address(page, feedback.slug), form)

    assert answer.status_code == 422
    assert answer.context[fault].errors


def test_a_group_ends_and_goes_on(as_, feedback, ama):
    page = as_(ama).post(address("conclusion", feedback.slug), {"reason": "We know."}, follow=True)
    assert "We know." in page.content.decode()
    assert "Go on after all" in as_(ama).get(address("about", feedback.slug)).content.decode()

    as_(ama).post(address("reopening", feedback.slug))

    assert Group.objects.get().is_going()


def test_roles_are_taken_given_and_handed_over_in_one_tap(as_, feedback, ama, tom, gwen):
    def tap(somebody, whose, deed):
        member = feedback.memberships.get(person=whose)
        form = {"member": member.pk, "role": "coordinator", "deed": deed}
        return as_(somebody).post(address("role", feedback.slug), form).status_code

    def who():
        return sorted(m.person.first_name for m in feedback.memberships.coordinating())

    assert (tap(ama, tom, "take"), who()) == (302, ["Ama", "Tom"])
    assert (tap(ama, gwen, "hand-over"), who()) == (302, ["Gwen", "Tom"])
    assert (tap(ama, ama, "take"), who()) == (403, ["Gwen", "Tom"])
    assert (tap(tom, tom, "give-up"), who()) == (302, ["Gwen"])
    assert (tap(gwen, gwen, "give-up"), who()) == (302, [])
    assert (tap(ama, ama, "take"), who()) == (302, ["Ama"])
    assert tap(ama, ama, "dance") == 302


def test_leaving_shuts_the_door_at_once(as_, feedback, tom):
    page = as_(tom).post(address("leaving", feedback.slug), follow=True)

    assert page.redirect_chain == [(address("mine"), 302)]
    assert as_(tom).get(address("members", feedback.slug)).status_code == 403


def test_job_titles_show_nowhere_inside_a_group(as_, feedback, ama, tom):
    """Everybody there is a learner [D8]."""
    for page in (feedback.get_absolute_url(), address("members", feedback.slug), address("about", feedback.slug)):
        assert "Teacher of English" not in as_(tom).get(page).content.decode()


def test_the_directory_is_searched_by_words_and_theme(as_, feedback, programme, sam):
    def found(**query):
        return [group.title for group in as_(sam).get(address("directory"), query).context["groups"]]

    theme = feedback.theme_id
    assert found() == ["Feedback that Moves"]
    assert found(q="written ENGAGE") == ["Feedback that Moves"]
    assert found(q="oracy") == []
    assert (found(theme=theme), found(theme=theme + 1), found(theme="x")) == (
        ["Feedback that Moves"], [], ["Feedback that Moves"],
    )  # fmt: skip


def test_where_one_was_stands_by_year_and_only_for_oneself(as_, feedback, finn, tom):
    assert "2026–27" in as_(finn).get(address("mine")).content.decode()
    assert as_(tom).get(address("mine")).context["earlier"] == []


def test_the_count_beside_my_groups_is_the_length_of_its_list(as_, feedback, ama, tom, sam, northgate):
    inviting.invite(feedback, sam, by=tom, at=MONDAY)
    inviting.ask_to_join(feedback, person("Bea Holt", northgate), at=MONDAY)

    page = as_(ama).get(address("mine"))

    assert len(page.context["waiting"]) == 2
    counts = {entry.url: entry.count for entry in page.context["navigation"][0].entries if entry.count}
    assert counts == {address("mine"): 2}
