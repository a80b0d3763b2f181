import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from collegium.groups import inviting
from collegium.kit import clock
from collegium.meetings.models import Meeting
from tests.conftest import MONDAY, SEPTEMBER, person


@pytest.fixture
def see(client, feedback):
    def visit(somebody, group=feedback):
        client.force_login(somebody)
        return client.get(group.get_absolute_url())

    return visit


def meets(group, days, **fields):
    at = clock.now()
    return Meeting.objects.create(group=group, starts_at=at + timedelta(days=days), changed_at=at, **fields)


def test_members_see_the_question_who_is_there_and_who_looks_after_it(see, tom):
    page = see(tom).content.decode()

    assert "How can we encourage students to engage more actively with written feedback?" in page
    assert "coordinated by Ama" in page
    assert "from 2 schools" in page


def test_each_part_of_its_space_stands_under_my_groups(client, see, tom):
    bar = see(tom).content.decode().partition('<nav class="tabs"')[2].partition("</nav>")[0]
    parts = re.findall(r'href="([^"]+)"', bar)

    here = '<a href="/groups/" aria-current="page">'
    marked = [here in client.get(one).content.decode() for one in parts]

    assert len(parts) > 5
    assert all(marked), [part for part, mark in zip(parts, marked, strict=True) if not mark]


def test_a_group_without_question_is_headed_by_its_title(see, feedback, ama, tom):
    feedback.ask("", by=ama, at=MONDAY)

    assert '<h1 class="question">Feedback that Moves</h1>' in see(tom).content.decode()


def test_the_next_meetings_stand_on_the_home_page_and_on_a_listed_card(see, feedback, tom, sam, northgate):
    first, then = meets(feedback, 2, host=northgate, room="Library"), meets(feedback, 9)
    meets(feedback, 4, cancelled_at=MONDAY)

    assert [row.meeting for row in see(tom).context["meetings"]] == [first, then]
    assert [row.meeting for row in see(sam).context["meetings"]] == [first, then]


def test_an_ended_group_keeps_its_page_for_members(see, feedback, ama, tom):
    feedback.conclude(by=ama, at=MONDAY, reason="We answered it.")

    page = see(tom)

    assert "This group ended on 9 November 2026" in page.content.decode()
    assert (page.context["way"], page.context["first_try"]) == (None, None)


def test_a_card_shows_the_way_in_and_nothing_of_the_space(see, sam):
    page = see(sam)

    assert [template.name for template in page.templates][0] == "desk/group_card.html"
    assert page.context["may_ask"] is True


def test_one_who_is_asked_answers_on_the_card(see, feedback, ama, tom, sam):
    feedback.welcome("open", by=ama, at=MONDAY)
    inviting.invite(feedback, sam, by=tom, at=MONDAY, reason="Same question.")

    assert "They would like to have you" in see(sam).content.decode()


def test_a_network_lead_sees_the_card_without_its_members(see, feedback, ines):
    page = see(ines)

    assert page.context["face"].members == []
    assert "Ama Boateng" not in page.content.decode()
    assert page.context["may_ask"] is False


def test_a_group_that_nobody_coordinates_says_so(see, feedback, ama, tom):
    feedback.memberships.get(person=ama).leave(by=ama, at=clock.now())

    assert "Needs a coordinator" in see(tom).content.decode()


def test_a_coordinators_matter_is_not_put_to_other_members(see, feedback, ama, tom, gwen, sam):
    feedback.welcome("coordinators", by=ama, at=MONDAY)
    inviting.invite(feedback, sam, by=tom, at=MONDAY)

    assert "a coordinator is deciding" in see(gwen).content.decode()
    assert "a coordinator is deciding" not in see(ama).content.decode()


def test_a_home_page_costs_the_same_for_three_and_for_thirty(client, feedback, tom, northgate, sam):
    def cost(address):
        client.force_login(tom)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        return len(asked)

    pages = [feedback.get_absolute_url(), "/groups/feedback-that-moves/members/",
             "/groups/feedback-that-moves/inviting/", "/groups/"]  # fmt: skip
    meets(feedback, 1)
    inviting.invite(feedback, person("Bea Holt", northgate), by=sam, at=MONDAY)
    few = [cost(page) for page in pages]
    for number in range(27):
        who = person(f"N{number} Field", northgate)
        feedback.memberships.create(person=who, school=northgate, joined_on=SEPTEMBER)
        if number < 3:
            inviting.invite(feedback, person(f"M{number} Field", northgate), by=who, at=MONDAY)
            meets(feedback, number + 2)

    assert [cost(page) for page in pages] == few
