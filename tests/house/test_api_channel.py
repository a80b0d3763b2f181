"""By the API everybody gets what the specification says, as on the pages, and no word that is not for them."""

import pytest
from django.urls import reverse

from collegium.people.models import Person
from tests.api.asking import program
from tests.house import reference as ref
from tests.house.reference_work import EVERYTHING
from tests.house.test_channels import OPENED, nothing_told_to
from tests.house.test_reference import a_world

NOUNS = {
    "/programmes": "programmes.programme",
    "/groups": "groups.group",
    "/meetings": "meetings.meeting",
    "/actions": "meetings.action",
    "/promises": "meetings.promise",
    "/questions": "enquiry.question",
    "/cycles": "enquiry.cycle",
    "/ideas": "enquiry.idea",
    "/trials": "enquiry.trial",
    "/works": "library.work",
    "/posts": "community.post",
    "/reports": "outcomes.report",
    "/proposals": "outcomes.proposal",
    "/colleagues": "people.person",
}
# Lists that leave out what was taken back; each of those is still there by its number.
ONLY_STANDING = {"/actions", "/ideas", "/works", "/posts"}
ALONE = set(NOUNS) - {"/actions", "/promises", "/colleagues"}
INSIDE = ("/meetings/{}/agenda", "/meetings/{}/minutes")


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(2))
def test_by_the_api_everybody_gets_what_the_specification_says(seed):
    with a_world(seed) as world:
        for u in world.random.sample(world.people, 3):
            look(world, u)


@pytest.mark.long
@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(200, 220))
def test_by_the_api_in_twenty_more_populations(seed):
    with a_world(seed) as world:
        for u in world.random.sample(world.people, 8):
            look(world, u)


def look(world, u):
    mine = program(world.rows[u])
    if not Person.objects.signing_in().filter(pk=world.rows[u].pk).exists():
        assert mine.get("/me").status_code == 401
        return
    for path, noun in NOUNS.items():
        look_at_list(world, u, mine, path, noun)
        if path in ALONE:
            look_at_some(world, u, mine, path, noun)
    look_inside(world, u, mine)
    for path in ("/me", "/calendar", "/invitations"):
        nothing_told_to(world, u, mine.get(path))


def look_at_list(world, u, mine, path, noun):
    """Page by page, in two ways: what is found is what may be known, no more and nothing twice."""
    found, at = [], f"{path}?limit=7"
    while at:
        response = mine.get(at.partition("/api/v1")[2] or at)
        nothing_told_to(world, u, response)
        found += [one["id"] for one in response.json()["items"]]
        at = response.json()["next"]
    expected = {number for number, thing in world.things[noun].items() if EVERYTHING[noun](u, thing)}

    assert found == sorted(set(found), reverse=True), path
    assert set(found) <= expected if path in ONLY_STANDING else set(found) == expected, (path, u)


def look_at_some(world, u, mine, path, noun):
    there = list(world.things[noun].items())
    for number, thing in world.random.sample(there, min(OPENED, len(there))):
        response = mine.get(f"{path}/{number}")

        assert response.status_code == (200 if EVERYTHING[noun](u, thing) else 404), (path, number, u)
        nothing_told_to(world, u, response)


def look_inside(world, u, mine):
    """What happens in a group is its members' own, whoever may read its dates."""
    meetings = list(world.things["meetings.meeting"].items())
    for number, meeting in world.random.sample(meetings, min(OPENED, len(meetings))):
        for path in INSIDE:
            response = mine.get(path.format(number))
            assert response.status_code == (200 if ref.space(u, meeting.of) else 404), (path, number, u)
            nothing_told_to(world, u, response)
    groups = list(world.things["groups.group"].items())
    for number, group in world.random.sample(groups, min(OPENED, len(groups))):
        response = mine.get(f"/groups/{number}/members", limit=100)
        nothing_told_to(world, u, response)
        assert response.status_code == (200 if ref.card(u, group) else 404)
        if response.status_code == 200:
            shown = {one["person"]["id"] for one in response.json()["items"]}
            known = {world.rows[p].pk for p in group.members if ref.belonging(u, ref.Part(group, p))}
            assert shown == known, (number, u)


def test_every_list_of_the_api_is_compared():
    """Whoever adds a list says which noun it is of."""
    from collegium.api.views.v1 import described

    lists = {path.removeprefix("/api/v1") for path in described()["paths"] if "{" not in path}

    assert lists - set(NOUNS) == {"/me", "/calendar", "/invitations"}
    assert reverse("api:openapi") == "/api/v1/openapi.json"
