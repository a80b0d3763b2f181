from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from collegium.desk import today
from collegium.desk.standing import Standing
from collegium.groups import inviting, starting
from collegium.groups.models import Group
from collegium.kit import clock
from collegium.meetings.models import Meeting
from collegium.people.models import Appointment, Offer, Person, Responsibility
from collegium.programmes.models import Programme
from tests.conftest import MONDAY, SEPTEMBER, person

MOST_QUERIES = 20


@pytest.fixture
def see(client):
    def visit(somebody):
        client.force_login(somebody)
        return client.get("/")

    return visit


@pytest.fixture
def asking(programme):
    """Wishes are open for another week, whenever this test runs."""
    programme.wishes_until = clock.today() + timedelta(days=7)
    programme.save()
    return programme


@pytest.fixture
def meeting(feedback, northgate):
    at = clock.now()
    return Meeting.objects.create(group=feedback, starts_at=at + timedelta(days=3), host=northgate, room="Room 12",
                                  changed_at=at, confirmed_at=at)  # fmt: skip


@pytest.mark.parametrize(
    ("hour", "words"),
    [(6, "Good morning, Ama"), (11, "Good morning, Ama"), (12, "Good afternoon, Ama"), (18, "Good evening, Ama")],
)
def test_the_greeting_follows_the_clock_on_the_wall(ama, hour, words):
    assert today.greeting(ama, datetime(2026, 7, 1, hour)) == words


def test_the_clock_is_ones_own_else_the_schools_else_the_sites(ama, northgate, settings):
    noon = datetime(2026, 7, 1, 12, tzinfo=UTC)
    northgate.timezone = "Asia/Tokyo"
    at_school = today.here_and_now(ama, Standing([northgate], {}), noon).hour
    nowhere = today.here_and_now(ama, Standing([], {}), noon).hour
    ama.timezone = "Europe/Athens"

    assert (at_school, nowhere, today.here_and_now(ama, Standing([northgate], {}), noon).hour) == (21, 13, 15)


def test_a_wish_to_give_stands_first_until_it_is_given(see, asking, sam):
    assert "What would you like to work on this year?" in see(sam).content.decode()

    asking.answers.create(person=sam, at=clock.now())

    assert see(sam).context["asking"] is None


def test_whoever_gave_wishes_reads_what_becomes_of_them(see, asking, sam, feedback):
    feedback.delete()
    asking.answers.create(person=sam, at=clock.now())
    assert "then groups are formed, and you hear which is yours" in see(sam).content.decode()

    asking.collecting.close(by=sam, at=clock.now())
    assert "groups are being formed. You hear which is yours" in see(sam).content.decode()

    asking.ends_on = clock.today() - timedelta(days=1)
    asking.save()
    assert "Start a group" in see(sam).content.decode()


def test_a_pathway_for_new_staff_asks_them_and_nobody_else(see, asking, sam, northgate):
    asking.approach.is_for_new_staff = True
    asking.approach.save()
    new = person("Nia Price", northgate, starts_on=SEPTEMBER)

    assert [see(who).context["asking"] for who in (sam, new)] == [None, asking]


def test_a_school_that_says_one_works_there_waits_for_a_yes(see, sam, harbour, priya):
    Offer.objects.create(school=harbour, person=sam, typed={}, by=priya, at=MONDAY)

    assert "Harbour Primary says that you work there" in see(sam).content.decode()


def test_nobody_outside_its_schools_is_asked(see, asking, priya, ines, gwen):
    assert [see(who).context["asking"] for who in (priya, ines, gwen)] == [None] * 3


def test_an_invitation_to_answer_and_a_newcomer_to_decide_on_stand_here(see, feedback, ama, tom, sam):
    inviting.invite(feedback, sam, by=tom, at=MONDAY)
    assert "Someone new?" in see(ama).content.decode()
    assert "Would you like to join" not in see(sam).content.decode()

    feedback.welcome("open", by=ama, at=MONDAY)

    assert "Would you like to join Feedback that Moves?" in see(sam).content.decode()


def test_the_next_meeting_with_its_tile_and_place(see, meeting, tom, sam):
    page = see(tom)

    assert page.context["next"].meeting == meeting
    assert "Room 12, Northgate High" in page.content.decode()
    assert see(sam).context["next"] is None


def test_whoever_left_has_no_meeting_and_no_group_here(see, meeting, tom, feedback):
    feedback.memberships.get(person=tom).leave(by=tom, at=clock.now())

    page = see(tom)

    assert (page.context["next"], list(page.context["groups"])) == (None, [])


def test_somebody_new_is_told_where_to_begin(see, sam, gwen, feedback):
    assert "Start a group" in see(sam).content.decode()
    feedback.memberships.get(person=gwen).leave(by=gwen, at=clock.now())

    page = see(gwen).content.decode()

    assert "When a group would like to have you" in page
    assert "Start a group" not in page


def test_who_leads_a_network_is_shown_the_way_over_its_schools(see, ines):
    page = see(ines).content.decode()

    assert "See what groups of all your schools are working on" in page
    assert 'href="/impact/networks/"' in page.partition("<main")[2]


def test_the_first_page_says_what_is_new_in_plain_words(see, tom):
    page = see(tom).content.decode()

    assert ("What’s new</a>" in page, "At the bus stop" in page) == (True, False)


def test_the_lead_sees_the_one_step_that_comes_next(see, asking, hale, ama):
    def step():
        return see(hale).context["lead"].step

    assert (step(), see(hale).context["lead"].asked) == ("collecting", asking.staff().count())
    Programme.objects.update(wishes_until=date(2026, 9, 30))
    assert step() == "form"
    starting.start(by=hale, at=MONDAY, approach=asking.approach, title="T", schools=[asking.school], programme=asking)
    assert step() == "running"
    Programme.objects.update(opened_at=None)
    assert step() == "open"
    assert see(ama).context["lead"] is None


def test_today_asks_the_database_so_many_times_at_most_whoever_looks(client, world, asking, meeting):
    inviting.invite(world.feedback, world.people["sam"], by=world.people["tom"], at=MONDAY)
    for who in world.people.values():
        client.force_login(who)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get("/")
        queries = [query["sql"] for query in asked.captured_queries if "kit_attempt" not in query["sql"]]
        assert len(queries) <= MOST_QUERIES, (who.name, len(queries), "\n".join(queries))


def test_many_groups_and_meetings_cost_what_one_costs(client, meeting, feedback, tom, northgate):
    def cost():
        client.force_login(tom)
        with CaptureQueriesContext(connection) as asked:
            client.get("/")
        return len(asked)

    one = cost()
    for number in range(30):
        group = Group.objects.create(title=f"G{number}", slug=f"g{number}", approach=feedback.approach,
                                     year_starts_on=SEPTEMBER, started_by=tom, started_at=MONDAY)  # fmt: skip
        group.memberships.create(person=tom, school=northgate, joined_on=SEPTEMBER)
        Meeting.objects.create(group=group, starts_at=clock.now() + timedelta(days=number + 1), changed_at=MONDAY)

    assert cost() == one


def test_the_menu_has_what_ones_duties_need(see, world, northgate):
    def words(who):
        return [
            [entry.label for entry in section.entries] for section in see(world.people[who]).context["navigation"]
        ]

    own = ["Today", "My groups", "Visits", "Ideas", "Community", "Library", "Calendar", "Find", "Guides"]
    of_the_school = ["All groups", "Programmes", "Learning walks", "Evidence", "What we found"]
    leading = ["Programme desk", "Staff", "School year", "School day", "Plan visits", "Visits held", "Impact",
               "Proposals"]  # fmt: skip
    assert words("tom") == [own, of_the_school]
    assert words("hale") == [own, of_the_school, leading]
    assert words("rob")[2][:2] == ["Staff", "School year"]
    assert words("ines") == [own, ["All groups"], ["Impact"]]
    assert words("gwen") == [own]


def test_the_menu_costs_three_queries(client, world, django_assert_max_num_queries, rf):
    from collegium.desk.navigation import me, navigation

    for who in world.people.values():
        request = rf.get("/")
        request.user, request.resolver_match = Person.objects.get(pk=who.pk), None
        with django_assert_max_num_queries(3):
            navigation(request), me(request)


def test_one_says_where_somebody_is_from(see, world):
    places = {who: see(world.people[who]).context["me"]["place"] for who in ("tom", "gwen", "ines")}

    assert places == {"tom": "Northgate High", "gwen": "Hillside School", "ines": ""}


def test_a_visitor_who_is_not_signed_in_sees_no_menu(client, sam):
    page = client.get("/account/login/")

    assert (page.context["navigation"], page.context["me"]) == ([], None)


def test_a_lead_of_two_schools_sees_the_newest_programme_of_one(see, hale, programme, harbour, learning_group):
    Appointment.objects.create(person=hale, school=harbour, starts_on=SEPTEMBER)
    Responsibility.objects.create(person=hale, kind="cpd-lead", school=harbour, starts_on=SEPTEMBER)

    assert see(hale).context["lead"].programme == programme
