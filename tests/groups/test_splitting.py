"""A full set with enough who wait: another one beside it, to which each says their own yes."""

import pytest

from collegium.groups import splitting
from collegium.groups.models import Group, Invitation
from tests.conftest import MONDAY, person


@pytest.fixture
def full(feedback, northgate):
    Group.objects.filter(pk=feedback.pk).update(cap=3, entry="open")
    feedback.refresh_from_db()
    for name in ("Wanda Low", "Ugo Pane"):
        feedback.keep_waiting(person(name, northgate), school=northgate, at=MONDAY)
    return feedback


def test_enough_wait_when_they_and_one_who_begins_make_a_group(full):
    assert splitting.enough_wait(full)
    full.waiting.first().delete()
    assert not splitting.enough_wait(full)


def test_without_a_most_nobody_needs_another(full):
    full.cap = None

    assert not splitting.enough_wait(full)


def test_whoever_coordinates_begins_it_and_those_who_wait_are_asked(client, full, ama):
    client.force_login(ama)
    members = client.get(f"/groups/{full.slug}/members/").content.decode()
    assert f"/groups/new/?beside={full.slug}" in members
    form = client.get("/groups/new/", {"beside": full.slug}).context["form"]
    assert form.initial["title"] == "Feedback that Moves, another set"
    given = {
        "title": form.initial["title"], "question": full.question, "approach": form.initial["approach"],
        "colleagues": form.initial["colleagues"], "beside": full.slug,
    }  # fmt: skip

    client.post("/groups/start/", given)

    other = Group.objects.get(title="Feedback that Moves, another set")
    assert (other.programme, other.theme, other.listed) == (full.programme, full.theme, full.listed)
    assert {invitation.person.first_name for invitation in other.invitations.all()} == {"Wanda", "Ugo"}
    assert [member.person for member in other.memberships.all()] == [ama]
    assert full.waiting.count() == 2
    assert full.memberships.current().count() == 3


@pytest.mark.parametrize("who", ["tom", "sam"])
def test_nobody_else_begins_it_from_here(client, full, request, who):
    somebody = request.getfixturevalue(who)
    client.force_login(somebody)

    page = client.get("/groups/new/", {"beside": full.slug})

    assert page.context["beside"] is None
    assert "title" not in page.context["form"].initial
    assert not Invitation.objects.exists()
