"""The system and the specification, compared over drawn populations: every noun for everybody, then the pages."""

import re
from contextlib import contextmanager

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collegium.groups.models import Group, Invitation, Membership, Waiting
from collegium.history.models import Entry
from collegium.meetings.models import Meeting
from collegium.people.models import Appointment, Link, Person, School
from collegium.programmes.models import Answer, Programme
from tests.house import reference as ref
from tests.house.population import World

drawn = st.randoms(use_true_random=False)


def careful(worlds):
    return settings(max_examples=worlds, deadline=None, database=None, suppress_health_check=list(HealthCheck))


@contextmanager
def a_world(random):
    with transaction.atomic():
        yield World(random)
        transaction.set_rollback(True)


def numbers(queryset, somebody):
    return set(queryset.visible_to(somebody).values_list("pk", flat=True))


def expected(world, u):
    """By the reference: for each noun the rows that ``u`` may know of."""
    rows, groups = world.rows, world.groups
    here = {(p, s) for p in world.people for s in p.schools | p.once_at}
    posts = {(one.person_id, one.school_id): one.pk for one in Appointment.objects.all()}
    return {
        "schools": {rows[s].pk for s in world.schools if ref.school(u, s)}
        | ({world.outside.pk} if ref.school(u, world.outer) else set()),
        "people": {rows[p].pk for p in world.people if ref.person(u, p)},
        "appointments": {posts[rows[p].pk, rows[s].pk] for p, s in here if ref.appointment(u, p, s)},
        "programmes": {rows[p].pk for p in world.programmes if ref.programme(u, p)},
        "answers": {rows[p, by].pk for p in world.programmes for by in p.answered if ref.answer(u, p, by)},
        "groups": {rows[g].pk for g in groups if ref.card(u, g)},
        "memberships": {rows[g, p].pk for g in groups for p in g.members | g.former if ref.belonging(u, g, p)},
        "invitations": {rows[i].pk for g in groups for i in g.invitations if ref.invitation(u, g, i)},
        "waiting": {rows[g, "waiting", p].pk for g in groups for p in g.waiting if ref.waiting(u, g, p)},
        "meetings": {rows[m].pk for g in groups for m in g.meetings if ref.dates(u, g)},
    }


def found(somebody):
    """By the system."""
    return {
        "schools": numbers(School.objects, somebody),
        "people": numbers(Person.objects, somebody),
        "appointments": numbers(Appointment.objects, somebody),
        "programmes": numbers(Programme.objects, somebody),
        "answers": numbers(Answer.objects, somebody),
        "groups": numbers(Group.objects, somebody),
        "memberships": numbers(Membership.objects, somebody),
        "invitations": numbers(Invitation.objects, somebody),
        "waiting": numbers(Waiting.objects, somebody),
        "meetings": numbers(Meeting.objects, somebody),
    }


@pytest.mark.long
@pytest.mark.django_db
@careful(200)
@given(drawn)
def test_it_holds_in_two_hundred_populations(random):
    with a_world(random) as world:
        for u in world.people:
            assert found(world.rows[u]) == expected(world, u), u


@pytest.mark.django_db
@careful(6)
@given(drawn)
def test_everybody_may_know_of_exactly_what_the_specification_says(random):
    with a_world(random) as world:
        for u in world.people:
            somebody = world.rows[u]
            assert found(somebody) == expected(world, u), u


@pytest.mark.django_db
@careful(3)
@given(drawn)
def test_what_waits_for_somebody_and_what_history_tells_follow_the_specification(random):
    with a_world(random) as world:
        for u in world.people:
            somebody = world.rows[u]
            waits = {world.rows[i].pk for g in world.groups for i in g.invitations if ref.awaits(u, g, i)}
            told = Entry.objects.visible_to(somebody).filter(kind="groups.group", did="started")
            known = {world.rows[g].pk for g in world.groups if ref.card(u, g)}

            assert set(Invitation.objects.waiting_for(somebody).values_list("pk", flat=True)) == waits, u
            assert set(told.values_list("thing", flat=True)) == known, u


@pytest.mark.django_db
@careful(2)
@given(drawn)
def test_the_pages_show_what_the_specification_says(random):
    with a_world(random) as world:
        for u in random.sample(world.people, 4):
            look(world, u)


def look(world, u):
    somebody = world.rows[u]
    client = Client()
    client.force_login(somebody)
    today = client.get("/")
    if today.status_code == 302:  # nobody without a school, a duty or a group signs in
        assert (u.schools, u.duties, u.guest_of) == (set(), set(), None)
        return
    live = {g.name for g in world.groups if ref.card(u, g) and not g.has_ended}
    mine = {g.name for g in world.groups if ref.space(u, g) and not g.has_ended}
    waits = sum(ref.awaits(u, g, i) for g in world.groups for i in g.invitations)

    assert {group.title for group in today.context["groups"]} == mine
    assert [entry.count for entry in today.context["navigation"][0].entries][1] == waits
    assert {group.title for group in client.get("/groups/directory/").context["groups"]} == live
    assert {group.title for group in client.get("/groups/directory/?q=group").context["groups"]} == live
    assert {time.group.title for time in client.get("/groups/").context["memberships"]} == mine
    assert len(client.get("/groups/").context["waiting"]) == waits
    look_at_groups(world, u, client)
    look_at_schools(world, u, client)
    look_at_feed(world, u, client)


def look_at_groups(world, u, client):
    for g in world.groups:
        slug = world.rows[g].slug
        home = client.get(f"/groups/{slug}/")
        assert home.status_code == (200 if ref.card(u, g) else 404)
        for page in ("members", "about"):
            inside = 200 if ref.space(u, g) else 403 if ref.card(u, g) else 404
            assert client.get(f"/groups/{slug}/{page}/").status_code == inside
        if ref.card(u, g):
            shown = {member.person.first_name for member in home.context["face"].members}
            assert shown == {p.name for p in g.members if ref.belonging(u, g, p)}
            assert (home.templates[0].name == "desk/group.html") == ref.space(u, g)
        for m in g.meetings:
            status = client.get(f"/meetings/{world.rows[m].pk}/").status_code
            assert status == (200 if ref.dates(u, g) else 404)


def look_at_schools(world, u, client):
    for s in world.schools:
        page = client.get(f"/schools/{world.rows[s].slug}/staff/")
        assert page.status_code == (200 if s in u.schools else 404)


def look_at_feed(world, u, client):
    """Dates of one's own groups that stand and are confirmed or proposed; nothing of anybody else's."""
    link = Link.objects.for_("calendar", world.rows[u])
    feed = client.get(f"/calendar/{link.token}.ics").content.decode()
    uids = set(re.findall(r"UID:(\S+)", feed.replace("\r\n ", "")))
    mine = {m for g in world.groups if ref.space(u, g) for m in g.meetings}
    others = {world.rows[m].uid for g in world.groups for m in g.meetings if m not in mine}
    standing = {
        world.rows[m].uid for g in world.groups if ref.space(u, g) and not g.has_ended for m in g.meetings
        if m.is_confirmed and not m.is_cancelled
    }  # fmt: skip

    assert standing <= uids
    assert not uids & others


SECRETS = ("Our secret question?", "Nothing of this")


@pytest.mark.django_db
def test_two_worlds_that_differ_inside_a_group_look_the_same_from_outside(world, feedback):
    """Byte for byte, for everybody who does not belong: pages, lists, counts, what is refused and what is unknown."""
    outside = ["sam", "priya", "hale", "ines", "rob", "finn"]
    before = {who: seen_from_outside(world, who) for who in outside}

    invitation = feedback.invitations.create(
        person=world.people["rob"], school=world.northgate, by=world.people["tom"], at=feedback.started_at,
        reason=SECRETS[0],
    )  # fmt: skip
    invitation.consents.create(by=world.people["tom"], agrees=False, at=feedback.started_at)
    feedback.memberships.get(person=world.people["finn"])
    feedback.waiting.create(person=world.people["hale"], school=world.northgate, at=feedback.started_at)

    for who in outside:
        if who != "hale":  # who waits knows that they wait
            assert seen_from_outside(world, who) == before[who], who


def seen_from_outside(world, who):
    client = Client()
    client.force_login(world.people[who])
    slug = world.feedback.slug
    addresses = ["/", "/groups/", "/groups/directory/", "/groups/directory/?q=secret", f"/groups/{slug}/",
                 f"/groups/{slug}/members/", f"/groups/{slug}/inviting/", "/calendar/", "/programmes/"]  # fmt: skip
    return [masked(client.get(address)) for address in addresses]


def masked(response):
    text = response.content.decode()
    for name in ("csrfmiddlewaretoken", "key"):
        text = re.sub(rf'name="{name}" value="[^"]*"', "", text)
    return response.status_code, re.sub(r"[0-9a-f]{12}", "", text)
