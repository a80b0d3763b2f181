import pytest

from collegium.groups import inviting
from collegium.groups.models import Group, Invitation
from collegium.kit import clock
from tests.conftest import MONDAY


@pytest.fixture
def visit(client):
    def see(somebody, address):
        client.force_login(somebody)
        return client.get(address)

    return see


def test_smoke(visit, world, settings):
    for who in world.people.values():
        for address in ("/", "/groups/", "/groups/directory/", world.feedback.get_absolute_url()):
            visit(who, address)
    inviting.invite(world.feedback, world.people["sam"], by=world.people["tom"], at=MONDAY)
    inviting.ask_to_join(world.feedback, world.people["rob"], at=MONDAY)
    for who in ("ama", "tom", "gwen", "sam", "rob"):
        for address in ("/", "/groups/", "/groups/directory/", world.feedback.get_absolute_url(),
                        "/groups/feedback-that-moves/inviting/", "/groups/feedback-that-moves/about/", "/groups/feedback-that-moves/members/"):
            visit(world.people[who], address)
