"""Faults planted in the rules of who may know of what: the comparison with the specification notices each."""

import pytest

from tests.house import faults, faults_work
from tests.house.test_reference import a_world, expected, found

KINDS = {
    "people": faults.PEOPLE, "programmes": faults.PROGRAMMES, "groups": faults.GROUPS,
    "work": faults_work.WORK, "visits": faults_work.VISITS,
}  # fmt: skip
POPULATIONS = 8


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_each_planted_fault_is_noticed(monkeypatch, kind):
    missed = dict(KINDS[kind])
    for seed in range(POPULATIONS):
        if missed:
            with a_world(seed) as world:
                missed = {name: fault for name, fault in missed.items() if not is_noticed(world, fault, monkeypatch)}

    assert set(missed) == set()


def is_noticed(world, fault, monkeypatch) -> bool:
    noun, questions, question, wrong = fault
    with monkeypatch.context() as planting:
        planting.setattr(questions, question, wrong)
        return any(found(world, u, noun) != expected(world, u, noun) for u in world.people)


def test_there_are_enough_of_them():
    """TRUST.md asks for forty."""
    assert sum(len(some) for some in KINDS.values()) >= 100
