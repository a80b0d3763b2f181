"""No text escapes translation: on every page, whatever is no message is somebody's own word or name."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from collegium.kit import languages
from collegium.people.forms import zones
from tests.house.canaries import everything
from tests.house.pages import PAGES
from tests.house.pseudo import CODE, Outside, bracketed
from tests.house.test_channels import LISTS
from tests.house.test_reference import a_world

# Names that are the same in every language: of Collegium, of languages, of the places of clocks.
NAMES = {"collegium", *(one.name.lower() for one in languages.LANGUAGES),
         *(part.lower() for _zone, name in zones() for part in name.split("/"))}  # fmt: skip


@pytest.mark.django_db
def test_whatever_is_on_a_page_and_is_no_message_is_somebodys_own():
    forgotten = set()
    with a_world(1) as world, bracketed():
        own = words_of_everybody()
        for u in world.random.sample(world.people, 6):
            forgotten |= {f"{address}: {piece}" for address, piece in seen_by(world, u) if not known(piece, own)}

    assert sorted(forgotten) == []


def words_of_everybody():
    return re.sub(r"\s+", " ", everything().replace("\\n", " ")).lower()


def seen_by(world, u):
    client = Client(headers={"Accept-Language": CODE})
    client.force_login(world.rows[u])
    for address in [*map(reverse, LISTS), *of_things(world)]:
        response = client.get(address)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            for piece in Outside(response.content.decode()).pieces:
                yield response.resolver_match.view_name, piece
        response.close()


def of_things(world):
    for page in PAGES:
        for thing in [*world.things[page.noun].values()][:3]:
            yield reverse(page.name, args=page.args(world.rows[thing]))


def known(piece, own):
    plain = re.sub(r"\s+", " ", piece).strip("0123456789 ").lower()
    return plain in NAMES or plain in own or "@" in plain
