"""The system and the specification, compared over drawn populations: every noun for everybody."""

from contextlib import contextmanager

import pytest
import time_machine
from django.apps import apps
from django.db import transaction

from collegium.groups.models import Decision
from collegium.history.models import Entry
from tests.conftest import MONDAY
from tests.house import reference as ref
from tests.house.population import World
from tests.house.reference_work import EVERYTHING


@contextmanager
def a_world(seed):
    """Drawn at the same moment always, so that a seed gives the same world on any day."""
    with time_machine.travel(MONDAY), transaction.atomic():
        yield World(seed)
        transaction.set_rollback(True)


def expected(world, u, noun):
    """By the reference: the rows of this noun that ``u`` may know of."""
    return {number for number, thing in world.things[noun].items() if EVERYTHING[noun](u, thing)}


def found(world, u, noun):
    """By the system."""
    known = apps.get_model(noun).objects.visible_to(world.rows[u])
    return set(known.values_list("pk", flat=True))


def compare(world, people):
    for noun in EVERYTHING:
        for u in people:
            assert found(world, u, noun) == expected(world, u, noun), (noun, u)


@pytest.mark.long
@pytest.mark.django_db
@pytest.mark.parametrize("first", range(100, 600, 10))
def test_it_holds_in_five_hundred_populations(record_property, first):
    """Ten at a time, so that whoever has less time knows how many it were."""
    record_property("populations", 10)
    for seed in range(first, first + 10):
        with a_world(seed) as world:
            compare(world, world.random.sample(world.people, 12))


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(3))
def test_they_may_know_of_exactly_what_the_specification_says(seed, record_property):
    """Sixteen of each population; the long one takes more populations."""
    record_property("populations", 1)
    with a_world(seed) as world:
        compare(world, world.random.sample(world.people, min(16, len(world.people))))


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(3))
def test_what_waits_for_somebody_and_what_history_tells_follow_the_specification(seed):
    with a_world(seed) as world:
        for u in world.random.sample(world.people, 6):
            somebody = world.rows[u]
            waits = {world.rows[i].pk for g in world.groups for i in g.invitations if ref.awaits(u, i)}
            told = Entry.objects.visible_to(somebody).filter(kind="groups.group", did="started")
            known = {world.rows[g].pk for g in world.groups if ref.card(u, g)}

            assert set(Decision.objects.waiting_for(somebody).values_list("invitation", flat=True)) == waits, u
            assert set(told.values_list("thing", flat=True)) == known, u


def test_no_noun_comes_in_without_the_specification_knowing_of_it():
    """Whoever adds one writes down in ``reference`` or ``reference_work`` who may know of it, after TRUST.md, and
    draws some of it in ``population``."""
    nouns = {one._meta.label_lower for one in apps.get_models() if hasattr(one._default_manager.all(), "visible_to")}

    assert nouns - set(EVERYTHING) == {"history.entry"}, "and these stand on other nouns"
