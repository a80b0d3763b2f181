"""In July Mr Hale closes the year: Feedback that Moves goes on, Oracy in Science has not said."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from collegium.desk.today import my_groups
from collegium.groups.models import Group
from collegium.history.models import Entry
from collegium.mail.models import Letter
from collegium.people.models import Appointment
from collegium.programmes.models import Programme
from collegium.surveys.models import Release, Survey
from collegium.years.letters import is_still_to_say
from collegium.years.models import Closing, Outlook
from collegium.years.models.outlook import Closed
from collegium.years.outlooks import to_say
from tests.conftest import MONDAY, SEPTEMBER, member

JULY = datetime(2027, 7, 9, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_july():
    with time_machine.travel(JULY, tick=False):
        yield


@pytest.fixture
def oracy(programme, northgate, sam):
    group = Group.objects.create(
        title="Oracy in Science", slug="oracy", approach=programme.approach, programme=programme, listed=False,
        theme=programme.themes.get(title="Oracy"), year_starts_on=SEPTEMBER, started_by=sam, started_at=MONDAY,
    )  # fmt: skip
    group.schools.add(northgate)
    member(group, sam, northgate)
    return group


@pytest.mark.both
def test_a_group_goes_on_with_its_people_and_the_others_end(programme, feedback, oracy, ama, tom, gwen, hale):
    Outlook.objects.say(feedback, goes_on=True, by=ama, at=JULY)
    closing = Closing.objects.close(
        programme, themes=programme.themes.filter(title="Written feedback"), slots=programme.slots.all(),
        reason="Thank you all.", by=hale, at=JULY,
    )  # fmt: skip

    later = feedback.continued_in.later
    assert (later.title, later.question, later.year, later.cap) == (feedback.title, feedback.question, "2027–28", 8)
    assert {one.person for one in later.memberships.current()} == {ama, tom, gwen}
    assert later.memberships.coordinating().get().person == ama
    assert (later.programme, later.theme.programme) == (closing.next, closing.next)
    assert not Group.objects.going().filter(pk__in=[feedback.pk, oracy.pk]).exists()
    assert Group.objects.get(pk=oracy.pk).conclusion.reason == "Thank you all."
    assert set(Group.objects.of_member(tom)) == {feedback, later}


def test_the_next_year_is_a_draft_with_what_was_kept(programme, hale, tom):
    Programme.objects.filter(pk=programme.pk).update(largest=6, most_wishes=2)
    closing = Closing.objects.close(programme, themes=[programme.themes.get(title="Oracy")], by=hale, at=JULY)

    following = closing.next
    assert (following.year_starts_on, following.is_open, following.vision) == (date(2027, 9, 1), False, "")
    assert (following.largest, following.most_wishes, following.slots.count()) == (6, 2, 0)
    assert [theme.title for theme in following.themes.all()] == ["Oracy"]
    assert set(Programme.objects.visible_to(tom)) == {programme}


def test_closing_twice_changes_nothing(programme, feedback, hale, ama):
    first = Closing.objects.close(programme, by=hale, at=JULY)

    assert Closing.objects.close(programme, by=ama, at=JULY) == first
    assert Entry.objects.filter(did="closed the year").count() == 1
    assert Programme.objects.count() == 2


def test_wishes_that_still_come_in_end_with_the_year(programme, hale):
    Programme.objects.filter(pk=programme.pk).update(wishes_until=date(2027, 8, 1))
    Closing.objects.close(Programme.objects.get(pk=programme.pk), by=hale, at=JULY)

    programme.refresh_from_db()
    assert not programme.is_collecting(JULY)


def test_whoever_has_left_the_school_does_not_come_along(programme, feedback, ama, tom, hale):
    Appointment.objects.filter(person=tom).update(ends_on=date(2027, 7, 1))
    Outlook.objects.say(feedback, goes_on=True, by=ama, at=JULY)
    Closing.objects.close(programme, by=hale, at=JULY)

    assert not feedback.continued_in.later.memberships.filter(person=tom).exists()


@pytest.mark.both
def test_the_last_word_of_a_group_counts_until_the_year_is_closed(programme, feedback, ama, hale):
    Outlook.objects.say(feedback, goes_on=True, by=ama, at=JULY)
    Outlook.objects.say(feedback, goes_on=True, by=ama, at=JULY)
    said = Outlook.objects.say(feedback, goes_on=False, by=ama, at=JULY)
    Closing.objects.close(programme, by=hale, at=JULY)

    assert not said.goes_on
    assert not hasattr(feedback, "continued_in")
    assert Entry.objects.filter(did="goes on").count() == 1
    with pytest.raises(Closed):
        Outlook.objects.say(feedback, goes_on=True, by=ama, at=JULY)


def test_who_coordinates_is_asked_once_and_until_it_is_said(client, programme, feedback, oracy, ama, hale):
    client.force_login(hale)
    client.post(reverse("years:asking", args=[programme.pk]))
    client.post(reverse("years:asking", args=[programme.pk]))
    letter = Letter.objects.get(kind="next-year", thing=feedback.pk)

    assert letter.person == ama
    assert Letter.objects.filter(kind="next-year").count() == 2  # Sam, whose group nobody coordinates, is the other
    assert [to_say(my_groups(ama, JULY), day) for day in (date(2027, 3, 1), JULY.date())] == [[], [feedback]]
    client.force_login(ama)
    assert "Does Feedback that Moves go on next year?" in client.get("/").content.decode()
    client.post(reverse("years:saying", args=[feedback.slug]), {"goes_on": "yes"})
    assert to_say(my_groups(ama, JULY), JULY.date()) == []
    assert not is_still_to_say(letter)


def test_what_is_closed_is_said_to_whoever_comes_too_late(client, programme, feedback, ama, hale):
    Closing.objects.close(programme, by=hale, at=JULY)
    client.force_login(ama)

    assert client.post(reverse("years:saying", args=[feedback.slug]), {"goes_on": "yes"}).status_code == 403
    assert not Outlook.objects.exists()


def test_a_group_of_ones_own_goes_on_until_it_ends_itself(client, feedback, ama):
    Group.objects.filter(pk=feedback.pk).update(programme=None, theme=None)
    client.force_login(ama)

    assert "goes on until you end it" in client.get(reverse("years:outlook", args=[feedback.slug])).content.decode()
    assert client.post(reverse("years:saying", args=[feedback.slug]), {"goes_on": "no"}).status_code == 403


def test_a_group_without_a_theme_goes_on_too(programme, feedback, ama, hale):
    Group.objects.filter(pk=feedback.pk).update(theme=None)
    Outlook.objects.say(feedback, goes_on=True, by=ama, at=JULY)
    Closing.objects.close(programme, by=hale, at=JULY)

    assert feedback.continued_in.later.theme is None


def test_what_staff_answered_about_the_time_stands_beside(client, programme, northgate, hale):
    survey = Survey.objects.prepare(title="Our learning", programme=programme, by=hale, at=MONDAY, items=[
        {"kind": "choice", "text": "When should groups meet?", "options": ["As now", "Longer"], "key": "staff.time"},
        {"kind": "scale", "text": "It is worth it.", "options": ["No", "Yes"], "key": "staff.worth"},
    ])  # fmt: skip
    figures = {str(item.pk): {"whole": [20, 12, 0]} for item in survey.items.all()}
    Release.objects.create(wave=survey.wave_now(), answered=32, figures=figures, at=MONDAY)
    client.force_login(hale)
    page = client.get(reverse("years:closing", args=[programme.pk]))

    assert [one.text for one in page.context["timing"]] == ["When should groups meet?"]
    assert "12 of 32" in page.content.decode()


def test_the_desk_of_a_closed_year_asks_nobody_to_begin(client, programme, feedback, hale):
    client.force_login(hale)
    address = reverse("programmes:desk", args=[programme.pk])
    before = client.get(address).content.decode()

    Closing.objects.close(programme, by=hale, at=JULY)

    after = client.get(address).content.decode()
    assert ("ways to begin" in before, "The year is closed" in before) == (True, False)
    assert ("ways to begin" in after, "The year is closed" in after) == (False, True)


def test_a_year_that_is_closed_says_where_it_goes_on(client, programme, feedback, hale):
    Programme.objects.filter(pk=programme.pk).update(opened_at=None)
    client.force_login(hale)
    address = reverse("years:closing", args=[programme.pk])
    assert "There is no year to close" in client.get(address).content.decode()

    Programme.objects.filter(pk=programme.pk).update(opened_at=MONDAY)
    programme.themes.all().delete(), programme.slots.all().delete()
    client.post(reverse("years:closed", args=[programme.pk]), follow=True)
    page = client.get(address).content.decode()
    assert reverse("programmes:setup", args=[Closing.objects.get().next.pk, "words"]) in page
    assert page.count("</li>") > 1


def test_the_lead_sees_what_groups_say_and_of_unlisted_ones_how_many(client, programme, feedback, oracy, ama, hale):
    Outlook.objects.say(feedback, goes_on=True, by=ama, at=JULY)
    client.force_login(hale)
    page = client.get(reverse("years:closing", args=[programme.pk]))

    assert page.context["outlooks"].going_on == [feedback]
    assert (page.context["outlooks"].silent, page.context["outlooks"].unlisted) == ([], 1)
    assert "Oracy in Science" not in page.content.decode()


def test_the_group_of_last_year_and_of_next_lead_to_each_other(client, programme, feedback, ama, tom, hale):
    Outlook.objects.say(feedback, goes_on=True, by=ama, at=JULY)
    Closing.objects.close(programme, by=hale, at=JULY)
    later = feedback.continued_in.later
    client.force_login(tom)

    assert later.get_absolute_url() in client.get(feedback.get_absolute_url()).content.decode()
    assert feedback.get_absolute_url() in client.get(later.get_absolute_url()).content.decode()


def test_a_draft_in_which_groups_go_on_is_not_discarded(client, programme, feedback, ama, hale):
    Outlook.objects.say(feedback, goes_on=True, by=ama, at=JULY)
    following = Closing.objects.close(programme, by=hale, at=JULY).next
    client.force_login(hale)
    answer = client.post(reverse("programmes:discarding", args=[following.pk]), follow=True)

    assert "groups of last year go on in it" in answer.content.decode()
    following.discard(by=hale, at=JULY)
    assert Programme.objects.filter(pk=following.pk).exists()


def test_themes_of_another_programme_are_no_choice(client, programme, hale):
    client.force_login(hale)
    answer = client.post(reverse("years:closed", args=[programme.pk]), {"themes": ["9999"], "slots": ["x" * 40]})

    assert answer.status_code == 422
    assert not Closing.objects.exists()


def test_many_groups_cost_the_lead_what_one_costs(client, programme, feedback, northgate, tom, hale):
    def cost():
        client.force_login(hale)
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("years:closing", args=[programme.pk]))
        return len(asked)

    one = cost()
    for number in range(20):
        group = Group.objects.create(
            title=f"G{number}", slug=f"g{number}", approach=programme.approach, programme=programme,
            year_starts_on=SEPTEMBER, started_by=tom, started_at=MONDAY,
        )  # fmt: skip
        group.schools.add(northgate)
    assert cost() == one


@pytest.mark.parametrize(
    ("host", "said"),
    [("mail.example", "2 letters are on their way."), ("", "2 letters are kept until mail works here.")],
    ids=["with a mail server", "without one"],
)
def test_what_is_said_of_the_letters_is_true(client, programme, feedback, oracy, hale, settings, host, said):
    settings.EMAIL_HOST = host
    client.force_login(hale)

    assert said in client.post(reverse("years:asking", args=[programme.pk]), follow=True).content.decode()
