"""What is opened for safeguarding is read by the two and by nobody else, while both hold the duty and it lasts; and
they read notes, threads and files of that group, and nothing else of anybody's."""

import pytest
from django.test import Client
from django.urls import reverse

from collegium.safeguarding import reading
from tests.house import reference as ref
from tests.house import reference_safeguarding as seen
from tests.house.test_channels import words_in
from tests.house.test_reference import a_world


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(2))
def test_only_the_two_read_and_only_that_group(seed):
    with a_world(seed) as world:
        for number, plain in world.things["safeguarding.opening"].items():
            others = world.random.sample(world.people, 3)
            for u in {plain.of.person, plain.of.to, *others}:
                client = Client()
                client.force_login(world.rows[u])
                if client.get("/").status_code == 200:
                    read(world, u, plain, number, client)


def read(world, u, plain, number, client):
    row = world.rows[plain.group]
    member = ref.Person("Somebody who belongs", set(plain.group.schools))
    pages = [("reading", [])]
    pages += [("notes", [one.pk]) for one in reading.meetings_of(row)[:2]]
    pages += [("thread", [one.pk]) for one in reading.threads_of(row, world.rows[u])[:2]]
    for name, parts in pages:
        response = client.get(reverse(f"safeguarding:{name}", args=[number, *parts]))
        assert response.status_code == (200 if seen.may_read(u, plain) else 404), (name, u)
        if response.status_code == 200:
            plain.group.members.add(member)
            for word in words_in(response):
                assert world.words[word](u) or world.words[word](member), (name, word, u)
            plain.group.members.remove(member)
