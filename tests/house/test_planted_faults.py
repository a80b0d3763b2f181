"""Faults planted in the rules of who may know of what: the comparison with the specification notices each."""

from importlib import import_module

import pytest
from django.test import Client

from collegium.kit import asking
from tests.house import (
    faults,
    faults_evidence,
    faults_learning,
    faults_pages,
    faults_safeguarding,
    faults_work,
)
from tests.house.test_channels import look_at_pages
from tests.house.test_reference import a_world, expected, found

KINDS = {
    "people": faults.PEOPLE, "programmes": faults.PROGRAMMES, "groups": faults.GROUPS,
    "work": faults_work.WORK, "visits": faults_work.VISITS, "library": faults_learning.LIBRARY,
    "reading": faults_learning.READING, "study": faults_learning.STUDY, "community": faults_learning.COMMUNITY,
    "walks": faults_evidence.WALKS, "evidence and comparisons": faults_evidence.KEPT,
    "voice": faults_evidence.VOICE, "gatherings": faults_evidence.GATHERED,
    "safeguarding": faults_safeguarding.OPENED,
}  # fmt: skip
POPULATIONS = 8


class Forgetful(dict):
    """Keeps no SQL: what is asked while a fault is planted is written with it, and never again after it."""

    def __contains__(self, question):
        return False


@pytest.fixture(autouse=True)
def nothing_is_written_once(monkeypatch):
    monkeypatch.setattr(asking, "_shapes", Forgetful())


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_each_planted_fault_is_noticed(monkeypatch, record_property, kind):
    missed = dict(KINDS[kind])
    for seed in range(POPULATIONS):
        if missed:
            with a_world(seed) as world:
                missed = {name: fault for name, fault in missed.items() if not is_noticed(world, fault, monkeypatch)}
    tell(record_property, KINDS[kind], missed)

    assert set(missed) == set()


def tell(record_property, planted, missed):
    record_property("planted", len(planted))
    record_property("noticed", len(planted) - len(missed))


def is_noticed(world, fault, monkeypatch) -> bool:
    noun, questions, question, wrong = fault
    with monkeypatch.context() as planting:
        planting.setattr(questions, question, wrong)
        return any(found(world, u, noun) != expected(world, u, noun) for u in world.people)


@pytest.mark.django_db
def test_each_fault_planted_in_a_page_is_noticed(monkeypatch, record_property):
    missed = dict(faults_pages.PAGES)
    for seed in range(POPULATIONS):
        if missed:
            with a_world(seed) as world:
                missed = {name: fault for name, fault in missed.items() if not is_seen(world, fault, monkeypatch)}
    tell(record_property, faults_pages.PAGES, missed)

    assert set(missed) == set()


def is_seen(world, fault, monkeypatch) -> bool:
    """By one of six people who open the pages about that noun."""
    noun, place, wrong = fault
    with monkeypatch.context() as planting:
        module, _dot, door = place.rpartition(".")
        planting.setattr(import_module(module), door, wrong)
        for u in world.random.sample(world.people, 6):
            client = Client(raise_request_exception=False)
            client.force_login(world.rows[u])
            if client.get("/").status_code == 200 and not is_right(world, u, client, noun):
                return True
    return False


def is_right(world, u, client, noun) -> bool:
    try:
        look_at_pages(world, u, client, [noun])
    except AssertionError:
        return False
    return True


def test_there_are_enough_of_them():
    """TRUST.md asks for forty."""
    assert sum(len(some) for some in KINDS.values()) >= 100
