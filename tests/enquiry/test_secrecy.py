"""Private stays private, a shared version stays as it was, every channel shows what the page shows, and what is
written inside a group changes nothing outside it: over drawn doings of a crowd."""

import re
from collections import defaultdict

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collegium.enquiry.models import (
    Cycle,
    Echo,
    Idea,
    LessonPlan,
    Note,
    Prediction,
    Question,
    Reflection,
    Shared,
    Trial,
)
from collegium.enquiry.showing import echoes_for, ideas_for
from collegium.groups.models import Group, Membership
from collegium.history.models import Entry
from collegium.kit import clock
from collegium.meetings.heard import heard_about
from collegium.meetings.models import Promise
from tests.conftest import FRIDAY, MONDAY, SEPTEMBER, member

EVERYBODY = ("ama", "tom", "sam", "priya", "hale", "ines", "rob", "finn", "gwen")
drawn = st.randoms(use_true_random=False)


def careful(worlds):
    return settings(max_examples=worlds, deadline=None, database=None, suppress_health_check=list(HealthCheck))


@pytest.fixture
def staged(world, harbour, trust):
    """Two groups, two schools of one trust; their way of working keeps predictions until a lesson is over."""
    harbour.networks.add(trust)
    stages = world.feedback.approach.stages
    stages.create(order=1, name="Plan", predicts=True, case_pupils=True)
    stages.create(order=2, name="Teach", reveals=True)
    other = Group.objects.create(
        title="Oracy", slug="oracy", approach=world.feedback.approach, year_starts_on=SEPTEMBER,
        started_by=world.people["sam"], started_at=MONDAY, listed=True,
    )  # fmt: skip
    other.schools.add(world.northgate)
    for who in ("sam", "hale"):
        member(other, world.people[who], world.northgate)
    return [world.feedback, other]


class Doings:
    """A crowd that writes at random, and beside it, in plain sets, who may know of what by TRUST.md."""

    def __init__(self, random, world, groups):
        self.random, self.world, self.groups = random, world, groups
        self.people = {name: world.people[name] for name in EVERYBODY}
        self.inside = {
            group.pk: set(Membership.objects.current().filter(group=group).values_list("person", flat=True))
            for group in groups
        }
        self.home = {who.pk: set(who.schools_now().values_list("pk", flat=True)) for who in self.people.values()}
        self.may, self.guesses = defaultdict(dict), []
        for number in range(random.randint(4, 14)):
            random.choice([self.trial, self.idea, self.question, self.reflection, self.cycle])(number)
        for pk, who, cycle, group in self.guesses:
            over = cycle.passages.filter(stage__name="Teach", done_at__isnull=False).exists()
            self.may[Prediction][pk] = {who.pk, *self.inside[group.pk]} if over else {who.pk}

    def somebody(self, group):
        return self.random.choice([who for who in self.people.values() if who.pk in self.inside[group.pk]])

    def reached(self, author, group, audience, *, own=True):
        found = {author.pk} if own else set()
        school = author.schools_now().first()
        if group and audience != "me":
            found |= self.inside[group.pk]
        if school and audience in ("school", "network"):
            found |= {pk for pk, homes in self.home.items() if school.pk in homes}
        if school and audience == "network":
            near = {one.pk for network in school.networks.all() for one in network.schools.all()}
            found |= {pk for pk, homes in self.home.items() if homes & near}
        return found

    def trial(self, number):
        group = self.random.choice([None, *self.groups])
        who = self.somebody(group) if group else self.random.choice(list(self.people.values()))
        made = Trial.objects.tell(person=who, group=group, text=f"canary-trial-{number}", verdict="kept", at=FRIDAY)
        self.may[Trial][made.pk] = {who.pk} | (self.inside[group.pk] if group else set())

    def idea(self, number):
        group = self.random.choice(self.groups)
        who, audience = self.somebody(group), self.random.choice(["me", "group", "school", "network"])
        if audience in ("school", "network") and not who.schools_now().exists():
            audience = "group"
        known = [one for one in Idea.objects.visible_to(who).standing() if one.person_id == who.pk]
        made = Idea.objects.share(
            person=who, title=f"canary-idea-{number}", audience=audience, group=group,
            school=who.schools_now().first(), sources=known[:1], at=MONDAY,
        )  # fmt: skip
        self.may[Idea][made.pk] = self.reached(who, group, audience)
        if self.random.random() < 0.2:
            made.withdraw(by=who, at=FRIDAY)
        readers = [one for one in self.people.values() if one.pk in self.may[Idea][made.pk] - {who.pk}]
        if readers:
            trier = self.random.choice(readers)
            told = Trial.objects.tell(person=trier, idea=made, text="x", verdict="dropped", at=FRIDAY)
            self.may[Trial][told.pk] = {trier.pk}
            echo = Echo.objects.send(told, named=self.random.random() < 0.5, at=clock.now())
            self.may[Echo][echo.pk] = self.may[Idea][made.pk]

    def question(self, number):
        group = self.random.choice(self.groups)
        who, of_group = self.somebody(group), self.random.random() < 0.4
        audience = self.random.choice(["group", "school", "network"] if of_group else ["me", "group", "school"])
        if not who.schools_now().exists():
            audience = "group"
        made = Question.objects.ask(
            person=who, text=f"canary-question-{number} feedback", audience=audience, of_group=of_group, group=group,
            school=who.schools_now().first(), at=MONDAY,
        )  # fmt: skip
        self.may[Question][made.pk] = self.reached(who, group, audience, own=not of_group)

    def reflection(self, number):
        group = self.random.choice(self.groups)
        who = self.random.choice(list(self.people.values()))
        made = Reflection.objects.begin(person=who, text=f"canary-reflection-{number}", at=MONDAY)
        self.may[Reflection][made.pk] = {who.pk}
        named = self.random.sample(list(self.people.values()), 2)
        shared = made.share(at=MONDAY, people=named, group=self.random.choice([None, group]))
        made.write(f"canary-later-{number}", at=FRIDAY)
        self.may[Shared][shared.pk] = {who.pk, *(one.pk for one in named)} | (
            self.inside[shared.group_id] if shared.group_id else set()
        )
        if self.random.random() < 0.3:
            shared.withdraw(at=FRIDAY)

    def cycle(self, number):
        group = self.random.choice(self.groups)
        who = self.somebody(group)
        cycle = Cycle.objects.begin(group, f"canary-cycle-{number}", by=who, at=MONDAY)
        self.may[Cycle][cycle.pk] = self.inside[group.pk]
        now = cycle.now_at()
        if now is None:
            return
        note = cycle.write(person=who, stage=now.stage, text=f"canary-note-{number}", at=MONDAY)
        guess = cycle.write(person=who, stage=now.stage, text=f"canary-guess-{number}", kind="prediction", at=MONDAY)
        plan = LessonPlan.objects.add(cycle, f"canary-plan-{number}", by=who, at=MONDAY)
        self.may[Note][note.pk] = self.may[LessonPlan][plan.pk] = self.inside[group.pk]
        if self.random.random() < 0.5:
            cycle.go_on(by=who, at=FRIDAY)
        self.guesses.append((guess.pk, who, cycle, group))


@pytest.fixture
def every_doing(staged, world):
    def do(random):
        return Doings(random, world, staged)

    return do


@pytest.mark.both
@careful(4)
@given(random=drawn)
def test_everybody_may_know_of_exactly_what_the_specification_says(random, every_doing):
    with transaction.atomic():
        doings = every_doing(random)
        for name, who in doings.people.items():
            for noun, rows in doings.may.items():
                found = set(noun.objects.visible_to(who).values_list("pk", flat=True))
                assert found == known_to(who, rows), (name, noun)
        transaction.set_rollback(True)


def known_to(who, rows):
    return {pk for pk, readers in rows.items() if who.pk in readers}


@careful(2)
@given(random=drawn)
def test_no_channel_shows_more_than_its_page(random, every_doing):
    """History, Today, search, similar questions, counts and what a meeting hears: all within what one may read."""
    with transaction.atomic():
        doings = every_doing(random)
        for who in doings.people.values():
            own = {noun: known_to(who, rows) for noun, rows in doings.may.items()}
            allowed = {(noun._meta.label_lower, pk) for noun, seen in own.items() for pk in seen}
            told = Entry.objects.visible_to(who).filter(kind__in=[noun._meta.label_lower for noun in own])
            assert set(told.values_list("kind", "thing")) <= allowed, who
            assert {idea.pk for idea in ideas_for(who)} <= own.get(Idea, set())
            assert {used.echo.pk for used in echoes_for(who, clock.now())} <= own.get(Echo, set())
            alike = Question.objects.similar_to("feedback", who)
            assert {one.pk for one in alike} <= own.get(Question, set())
            assert set(heard_about(list(Promise.objects.all()), who)) <= set(
                Promise.objects.visible_to(who).values_list("pk", flat=True)
            )
        transaction.set_rollback(True)


@careful(1)
@given(random=drawn)
def test_no_page_carries_a_word_that_its_reader_may_not_know_of(random, every_doing):
    with transaction.atomic():
        doings = every_doing(random)
        for who in random.sample(list(doings.people.values()), 2):
            client = Client()
            client.force_login(who)
            known = words_known_to(who)
            for address in pages(doings):
                page = client.get(address)
                said = set(re.findall(r"canary-[a-z]+-\d+", page.content.decode()))
                assert said <= known, (who.name, address, said - known)
        transaction.set_rollback(True)


def words_known_to(who):
    fields = {Trial: "text", Idea: "title", Question: "text", Reflection: "text", Shared: "text", Cycle: "title",
              Note: "text", Prediction: "text", LessonPlan: "text"}  # fmt: skip
    found = set()
    for noun, name in fields.items():
        for text in noun.objects.visible_to(who).values_list(name, flat=True):
            found |= set(re.findall(r"canary-[a-z]+-\d+", text))
    # A group's question heads its card, which lists itself.
    found |= {word for group in Group.objects.visible_to(who) for word in re.findall(r"canary-\S+", group.question)}
    return found


def pages(doings):
    found = ["/", "/enquiry/ideas/", "/enquiry/ideas/?q=canary", "/enquiry/questions/",
             "/enquiry/questions/?q=canary", "/enquiry/questions/similar/?text=feedback",
             "/enquiry/tried/", "/enquiry/reflections/"]  # fmt: skip
    for group in doings.groups:
        inside = f"/enquiry/groups/{group.slug}/"
        found += [f"/groups/{group.slug}/", f"{inside}enquiry/", f"{inside}tried/"]
    kinds = {Trial: "tried", Idea: "ideas", Question: "questions", Reflection: "reflections", Cycle: "cycles",
             Shared: "reflections/shared"}  # fmt: skip
    for noun, name in kinds.items():
        found += [f"/enquiry/{name}/{pk}/" for pk in list(doings.may[noun])[:4]]
    return found


@careful(2)
@given(random=drawn)
def test_what_was_shared_never_changes_and_what_is_taken_back_is_gone(random, every_doing):
    with transaction.atomic():
        every_doing(random)
        for shared in Shared.objects.select_related("reflection"):
            assert "later" not in shared.text
            assert bool(shared.text) == (shared.withdrawn_at is None)
            assert "later" in shared.reflection.text
        transaction.set_rollback(True)


@pytest.fixture
def time_stands():
    """Or one of the two worlds says “Good morning”, and the other “Good afternoon”."""
    with time_machine.travel(clock.now(), tick=False):
        yield


def test_two_worlds_that_differ_inside_a_group_look_the_same_from_outside(staged, world, time_stands):
    """Byte for byte, for everybody who does not belong: whatever is tried, written, asked or predicted inside."""
    outside = ["sam", "priya", "hale", "ines", "rob", "finn"]
    before = {who: seen_from_outside(world, who) for who in outside}

    tom, group = world.people["tom"], world.feedback
    promise = Promise.objects.make(group=group, person=tom, text="Our secret", by=tom, at=MONDAY)
    Trial.objects.report(promise, "dropped", at=FRIDAY)
    cycle = Cycle.objects.begin(group, "Our secret", by=tom, at=MONDAY)
    cycle.write(person=tom, stage=cycle.now_at().stage, text="Our secret", at=MONDAY)
    LessonPlan.objects.add(cycle, "Our secret", by=tom, at=MONDAY)
    idea = Idea.objects.share(
        person=tom, title="Our secret", audience="group", group=group, school=world.northgate, at=MONDAY
    )
    ama = world.people["ama"]
    trial = Trial.objects.tell(person=ama, text="x", verdict="kept", idea=idea, group=group, at=FRIDAY)
    Echo.objects.send(trial, named=True, at=clock.now())
    Question.objects.ask(person=tom, text="Our secret?", audience="group", group=group, at=MONDAY)
    Reflection.objects.begin(person=tom, text="Our secret", at=MONDAY).share(at=MONDAY, group=group)

    for who in outside:
        assert seen_from_outside(world, who) == before[who], who


def seen_from_outside(world, who):
    client = Client()
    client.force_login(world.people[who])
    slug = world.feedback.slug
    addresses = [
        "/", f"/groups/{slug}/", f"/enquiry/groups/{slug}/enquiry/", f"/enquiry/groups/{slug}/tried/",
        "/enquiry/ideas/", "/enquiry/ideas/?q=secret", "/enquiry/questions/", "/enquiry/questions/?q=secret",
        "/enquiry/questions/similar/?text=our+secret", "/enquiry/tried/", "/enquiry/reflections/",
        "/enquiry/ideas/9999/", "/enquiry/questions/9999/", "/enquiry/cycles/9999/", "/enquiry/tried/9999/",
    ]  # fmt: skip
    return [masked(client.get(address)) for address in addresses]


def masked(response):
    text = response.content.decode()
    for name in ("csrfmiddlewaretoken", "key"):
        text = re.sub(rf'name="{name}" value="[^"]*"', "", text)
    return response.status_code, re.sub(r"[0-9a-f]{12}", "", text)
