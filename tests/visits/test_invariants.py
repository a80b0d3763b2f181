"""TRUST.md, invariants 5 to 8, over drawn histories of a group and its visit: who may read the record, and when."""

from datetime import timedelta
from random import Random

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collegium.history.models import Entry
from collegium.kit import clock
from collegium.visits.models import NotOfTheGroup, Record
from tests.conftest import MONDAY, SEPTEMBER, duty, member, person
from tests.visits.test_pages import make

CANARY = "canary-7319"
careful = settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


class Story:
    """A visit and its record beside a few plain sets that say who may read it."""

    def __init__(self, group, school, people, random):
        self.group, self.school, self.random = group, school, random
        self.people = people
        self.visitor, self.visited = random.sample(people[:5], 2)
        self.members = set()
        for one in people[:5]:
            member(group, one, school)
            self.members.add(one)
        self.visit = make(self.visitor, self.visited, school, group, clock.now() - timedelta(days=2), focus=CANARY)
        self.record = Record.objects.of(self.visit)
        self.record.keep([("n", MONDAY, CANARY)])
        self.given = self.deleted = False
        self.showings = []

    def step(self):
        getattr(self, self.random.choice(["give", "show", "agree", "withdraw", "join", "leave", "lead"]))()

    def give(self):
        self.record.give(by=self.visitor, at=MONDAY)
        self.given = True

    def show(self):
        by = self.random.choice([self.visitor, self.visited])
        named = set(self.random.sample(self.people, 2))
        try:
            row = self.record.show_to(named, by=by, at=MONDAY)
        except NotOfTheGroup:
            assert not named or named - (self.members - {self.visitor, self.visited})
            return
        self.showings.append({"row": row, "named": named, "agreed": False, "over": False})

    def agree(self):
        for one in self.random.sample(self.showings, min(1, len(self.showings))):
            one["row"].agree(by=self.visited, at=MONDAY)
            one["agreed"] = one["agreed"] or not one["over"]

    def withdraw(self):
        for one in self.random.sample(self.showings, min(1, len(self.showings))):
            one["row"].withdraw(by=self.visitor, at=MONDAY)
            one["over"] = True

    def join(self):
        outside = [one for one in self.people if one not in self.members]
        if outside:
            newcomer = self.random.choice(outside)
            member(self.group, newcomer, self.school, joined=SEPTEMBER)
            self.members.add(newcomer)

    def leave(self):
        leaving = [one for one in self.members if one not in (self.visitor, self.visited)]
        if leaving:
            gone = self.random.choice(sorted(leaving, key=lambda one: one.pk))
            self.group.memberships.filter(person=gone, left_on=None).update(left_on=clock.today())
            self.members.discard(gone)

    def lead(self):
        """A duty at the school adds nothing."""
        duty(self.random.choice(self.people), self.random.choice(["cpd-lead", "leadership"]), school=self.school)

    def readers(self):
        if not self.given:
            return {self.visitor}
        named = set()
        for one in self.showings:
            if one["agreed"] and not one["over"]:
                named |= one["named"] & self.members
        return {self.visitor, self.visited} | named


def told(group, school, people, seed):
    story = Story(group, school, people, Random(seed))
    for _step in range(14):
        with transaction.atomic():
            try:
                story.step()
            except Exception as error:
                if "one_open_duty" not in str(error) and "UNIQUE" not in str(error).upper():
                    raise
                transaction.set_rollback(True)
        yield story


@pytest.fixture
def crowd(northgate):
    return [person(f"P{number} Q", northgate) for number in range(8)]


@careful
@given(seed=st.integers(0, 10**9))
def test_a_record_is_read_by_the_two_and_by_whom_both_named(feedback, northgate, crowd, seed):
    with transaction.atomic():
        for story in told(feedback, northgate, crowd, seed):
            reads = {one for one in crowd if Record.objects.visible_to(one).filter(pk=story.record.pk).exists()}
            assert reads == story.readers()
        transaction.set_rollback(True)


@settings(careful, max_examples=1)
@given(seed=st.integers(0, 10**9))
def test_no_page_of_anybody_else_holds_a_word_of_it(feedback, northgate, crowd, seed):
    with transaction.atomic():
        *_before, story = told(feedback, northgate, crowd, seed)
        for one in crowd:
            client = Client()
            client.force_login(one)
            pages = ["/", "/visits/", f"/visits/{story.visit.pk}/", f"/visits/{story.visit.pk}/record/",
                     f"/visits/{story.visit.pk}/talk/", f"/visits/{story.visit.pk}/notes/",
                     f"/visits/groups/{feedback.slug}/", "/visits/schools/northgate/figures/",
                     "/visits/schools/northgate/cover/", f"/groups/{feedback.slug}/", "/calendar/"]  # fmt: skip
            seen = any(CANARY in client.get(page).content.decode() for page in pages)
            is_one_of_the_two = one in (story.visitor, story.visited)
            assert seen == (is_one_of_the_two or one in story.readers()), one
        transaction.set_rollback(True)


def test_history_tells_of_it_only_to_those_who_read_it(feedback, northgate, crowd):
    story = Story(feedback, northgate, crowd, Random(1))
    story.give()

    knows = {one for one in crowd if Entry.objects.visible_to(one).filter(kind="visits.record").exists()}

    assert knows == {story.visitor, story.visited}


def test_those_above_read_no_name_in_what_comes_up(feedback, northgate, crowd, hale, client):
    story = Story(feedback, northgate, crowd, Random(2))
    client.force_login(hale)

    for address in ("/visits/schools/northgate/figures/", f"/visits/programmes/{feedback.programme_id}/"):
        page = client.get(address).content.decode()
        assert not any(one.name in page for one in (story.visitor, story.visited))
