"""Faults planted in the rules of who may know of what: the comparison with the specification notices each."""

import pytest
from django.db import transaction

from tests.house.faults import FAULTS
from tests.house.population import World
from tests.house.test_reference import expected, found


def is_noticed(noun) -> bool:
    """In one of up to eight populations."""
    for seed in range(8):
        with transaction.atomic():
            world = World(seed)
            noticed = any(found(world, u, noun) != expected(world, u, noun) for u in world.people)
            transaction.set_rollback(True)
        if noticed:
            return True
    return False


@pytest.mark.django_db
@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_noticed(monkeypatch, fault):
    noun, questions, question, wrong = FAULTS[fault]
    monkeypatch.setattr(questions, question, wrong)

    assert is_noticed(noun)


def test_there_are_enough_of_them():
    """TRUST.md asks for forty."""
    assert len(FAULTS) >= 40
