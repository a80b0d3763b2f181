"""Whoever looks after a group is led to its first meeting: each step ticks itself, one button says what is next."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from collegium.groups import starting
from collegium.kit import clock
from collegium.library.models import Work
from collegium.meetings.models import Attendance, Invited, Meeting
from collegium.programmes.models import Approach
from collegium.reading.models import Reading
from collegium.study.models import Course
from tests.conftest import MONDAY, SEPTEMBER, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def begun(ama, northgate):
    """A group of Ama's, in one of the ways of working that are shipped."""

    def begin(key, title="Tea"):
        way = Approach.objects.of(northgate).get(key=key)
        return starting.start_own(by=ama, at=MONDAY, approach=way, title=title, school=northgate)

    return begin


@pytest.fixture
def see(client, ama):
    def visit(group, somebody=ama):
        client.force_login(somebody)
        return client.get(group.get_absolute_url())

    return visit


def ticked(page):
    return [step.title for step in page.context["way"].steps if step.done]


def next_of(page):
    step = page.context["way"].next
    return step.does, step.url


def meets(group, days, **fields):
    at = clock.now()
    given = {"starts_at": at + timedelta(days=days), "changed_at": at, "confirmed_at": at} | fields
    return Meeting.objects.create(group=group, **given)


def test_from_nothing_to_the_day_of_the_meeting(see, begun, ama, sam, northgate, settings):
    settings.EMAIL_HOST = "mail.example"
    group = begun("learning-group")
    page = see(group)
    assert [step.title for step in page.context["way"].steps] == [
        "Ask colleagues in", "One question about your own lessons", "Agree when you meet", "The first agenda",
        "Everybody knows of it", "Set up your group together",
    ]  # fmt: skip
    assert (ticked(page), next_of(page)) == ([], ("Invite", f"/groups/{group.slug}/inviting/"))
    assert 'class="button primary fixed"' in page.content.decode()

    group.memberships.create(person=sam, school=northgate, joined_on=SEPTEMBER)
    assert next_of(see(group)) == ("Write it", f"/groups/{group.slug}/about/")

    group.ask("What do pupils do with our marking?", by=ama, at=MONDAY)
    assert next_of(see(group)) == ("Find dates", f"/meetings/series/{group.slug}/")

    proposed = meets(group, 5, confirmed_at=None)
    assert next_of(see(group)) == ("Say yes", f"/meetings/series/{group.slug}/")

    proposed.confirm(by=ama, at=clock.now())
    page = see(group)
    assert ticked(page)[-2:] == ["The first agenda", "Everybody knows of it"]
    assert f'href="/meetings/{proposed.pk}/agenda/"' in page.content.decode()
    assert next_of(page) == ("Set it up", f"/groups/{group.slug}/setting-up/")


def test_it_goes_when_the_group_has_met(see, begun):
    group = begun("learning-group")
    meets(group, -7, cancelled_at=MONDAY)
    assert see(group).context["way"] is not None

    meets(group, -1)

    assert see(group).context["way"] is None


def test_each_way_of_working_says_what_it_begins_with(see, begun, ama, northgate):
    ways = {"A": "book-community", "B": "study-group", "C": "action-learning-set"}
    book, course, question = (begun(key, title) for title, key in ways.items())

    second = [see(group).context["way"].steps[1] for group in (book, course, question)]

    assert [(step.title, step.url) for step in second] == [
        ("What you read", reverse("reading:group", args=[book.slug])),
        ("Your course", reverse("study:group", args=[course.slug])),
        ("The interest that you share", f"/groups/{question.slug}/about/"),
    ]  # fmt: skip


def test_a_book_is_chosen_and_a_course_begun(see, begun, ama, northgate):
    book, course = begun("book-community", "A"), begun("study-group", "B")
    work = Work.objects.bring(person=ama, kind="book", title="Short", school=northgate, audience="school", at=MONDAY)

    Reading.objects.create(group=book, work=work, title="Short", at=MONDAY)
    Course.objects.create(group=course, title="MOOC", starts_on=SEPTEMBER, ends_on=SEPTEMBER, at=MONDAY)

    assert [see(group).context["way"].steps[1].done for group in (book, course)] == [True, True]


def test_whoever_works_alone_is_asked_neither_for_colleagues_nor_for_an_agreement(see, begun):
    page = see(begun("individual-project"))

    assert [step.title for step in page.context["way"].steps] == [
        "Your question", "Agree when you meet", "The first agenda", "Everybody knows of it",
    ]  # fmt: skip


def test_a_way_of_working_of_ones_own_begins_with_a_question(see, begun):
    group = begun("spiral")
    Approach.objects.filter(pk=group.approach_id).update(key="our-own")

    page = see(group)

    assert page.context["way"].steps[1].title == "Ask your question"
    assert "/programmes/guides/our-own/" not in page.content.decode()


def test_whom_no_letter_reaches_is_named(see, begun, northgate, settings):
    settings.EMAIL_HOST = "mail.example"
    group = begun("learning-group")
    bea = person("Bea Holt", northgate)
    group.memberships.create(person=bea, school=northgate, joined_on=SEPTEMBER)
    first = meets(group, 3)
    told = see(group).context["way"].steps[4]
    assert (told.done, told.about) == (False, "Invitations are on their way.")

    type(bea).objects.filter(pk=bea.pk).update(email=None)

    told = see(group).context["way"].steps[4]
    assert (told.about, told.url) == ("No letter reaches Bea. Tell them yourself.", first.get_absolute_url())


def test_without_a_mail_server_nobody_is_said_to_know_before_they_have_said_so(see, begun, ama, northgate):
    group, bea = begun("learning-group"), person("Bea Holt", northgate)
    group.memberships.create(person=bea, school=northgate, joined_on=SEPTEMBER)
    assert "No letter goes out until mail works" in see(group).context["way"].steps[4].about
    first = meets(group, 3)
    Invited.objects.create(meeting=first, person=bea, sequence=0, version=0, at=MONDAY)
    told = see(group).context["way"].steps[4]
    assert (told.done, told.url) == (False, first.get_absolute_url())
    assert "Tell them yourself" in told.about

    Attendance.objects.say(first, bea, "coming", by=bea, at=MONDAY)

    told = see(group).context["way"].steps[4]
    assert (told.done, told.url) == (True, "")


def test_it_is_for_those_who_look_after_the_group(see, begun, ama, sam, northgate):
    group = begun("learning-group")
    group.memberships.create(person=sam, school=northgate, joined_on=SEPTEMBER)
    assert (see(group, sam).context["way"], see(group, ama).context["way"] is None) == (None, False)

    group.memberships.get(person=ama).leave(by=ama, at=clock.now())

    assert see(group, sam).context["way"] is not None


def test_a_setting_up_that_was_begun_is_gone_on_with(see, begun, ama):
    group = begun("learning-group")
    before = see(group)

    before.client.post(f"/groups/{group.slug}/setting-up/beginning/")

    assert [page.context["way"].steps[-1].does for page in (before, see(group))] == ["Set it up", "Go on with it"]


def test_the_others_find_the_way_into_a_setting_up_that_has_begun(see, begun, sam, northgate):
    group = begun("learning-group")
    group.memberships.create(person=sam, school=northgate, joined_on=SEPTEMBER)
    into = f'href="/groups/{group.slug}/setting-up/"'
    assert into not in see(group, sam).content.decode()

    see(group).client.post(f"/groups/{group.slug}/setting-up/beginning/")

    assert into in see(group, sam).content.decode()


def test_who_knows_the_way_puts_it_aside_for_themselves(client, see, begun, ama, sam, northgate):
    group = begun("learning-group")
    see(group)

    assert client.post(f"/groups/{group.slug}/first-steps/").url == group.get_absolute_url()

    assert see(group).context["way"] is None
    group.memberships.get(person=ama).leave(by=ama, at=clock.now())
    group.memberships.create(person=sam, school=northgate, joined_on=SEPTEMBER)
    assert see(group, sam).context["way"] is not None


def test_it_costs_nothing_once_the_group_has_met(see, begun):
    group, same = begun("learning-group", "A"), begun("learning-group", "B")
    meets(same, -1)

    with CaptureQueriesContext(connection) as before:
        see(group)
    with CaptureQueriesContext(connection) as after:
        see(same)

    assert len(after) <= len(before)
