"""Questions whose SQL is written once, and asked each time with other values."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.db.models import Exists, OuterRef, Prefetch
from django.utils.functional import SimpleLazyObject

from collegium.groups.models import Group, Membership
from collegium.kit import asking, clock
from collegium.kit.asking import Shapeless, written_once
from collegium.people.models import Appointment, Person, School
from tests.conftest import FRIDAY, MONDAY

pytestmark = pytest.mark.both
PUT_UP_WITH = asking.put_up_with


@written_once
def groups_of(person: Person):
    return Group.objects.of_member(person).order_by("title")


@written_once
def joined_since(person, at: datetime, *, days):
    return person_since(person, at).filter(joined_on__gt=clock.day_of(at - timedelta(days=7)), group__cap=days)


def person_since(person, at):
    return Membership.objects.filter(person=person, group__started_at__gt=at - timedelta(days=30, hours=1))


def test_each_gets_the_answer_to_their_own_question(feedback, ama, priya):
    assert groups_of(ama) == [feedback]
    assert groups_of(priya) == []
    assert groups_of(ama) == list(Group.objects.of_member(ama))


def test_whoever_sends_a_request_is_known_like_anybody_else(feedback, ama):
    assert groups_of(SimpleLazyObject(lambda: ama)) == [feedback]


def test_what_has_changed_meanwhile_is_seen(feedback, ama, tom):
    before = groups_of(tom)
    feedback.memberships.get(person=tom).leave(by=tom, at=clock.now())

    assert (before, groups_of(tom)) == ([feedback], [])


@pytest.mark.parametrize("days", [-40, -1, 0, 1, 300])
def test_the_day_is_that_of_the_asking_and_not_of_the_writing(feedback, tom, days):
    groups_of(tom)
    with time_machine.travel(clock.now() + timedelta(days=days), tick=False):
        assert groups_of(tom) == list(Group.objects.of_member(tom))


@pytest.mark.parametrize("at", [MONDAY, FRIDAY, datetime.fromisoformat("2026-06-30T23:30:00+00:00")])
def test_a_moment_that_is_moved_is_moved_from_the_one_that_was_given(feedback, tom, at):
    plain = person_since(tom, at).filter(joined_on__gt=clock.day_of(at - timedelta(days=7)), group__cap=9)

    assert joined_since(tom, at, days=9) == list(plain)


def test_the_rows_are_as_the_question_shapes_them(northgate, ama):
    @written_once
    def names(person, on):
        here = Appointment.objects.current(on).filter(person=person, school=OuterRef("pk"))
        return School.objects.filter(Exists(here)).values_list("name", flat=True)

    assert names(ama, clock.today()) == ["Northgate High"]


def test_a_word_and_a_yes_or_no_are_asked_with_too(feedback):
    @written_once
    def called(slug, going, school=None):
        found = Group.objects.going() if going else Group.objects.exclude(conclusion=None)
        return found.filter(slug=slug) if school is None else found.filter(slug=slug, schools=school)

    assert called(feedback.slug, True) == [feedback]
    assert called(feedback.slug, False) == []
    assert called(feedback.slug, True, feedback.schools.first()) == [feedback]
    assert called("no-such-group", True) == []


@pytest.mark.parametrize("number", [2**31, 2**63, 10**40, -(2**63) - 1])
def test_a_number_larger_than_any_finds_nothing(feedback, number):
    @written_once
    def numbered(number):
        return Group.objects.filter(Exists(Membership.objects.filter(group=OuterRef("pk"), pk=number)))

    assert numbered(feedback.memberships.first().pk) == [feedback]
    assert numbered(number) == []


@pytest.mark.parametrize("more", [0, 1, 3, 30])
def test_several_numbers_are_asked_with_at_once(feedback, more):
    @written_once
    def among(numbers):
        return Group.objects.filter(pk__in=numbers)

    assert among(tuple(range(feedback.pk + 1, feedback.pk + 1 + more))) == []
    assert among((*range(feedback.pk + 1, feedback.pk + 1 + more), feedback.pk)) == [feedback]


def test_rows_can_bring_their_own_along(feedback, ama, django_assert_num_queries):
    @written_once
    def with_members(person):
        return Group.objects.of_member(person).prefetch_related("memberships")

    with django_assert_num_queries(2):
        found = [len(group.memberships.all()) for group in with_members(ama)]
    assert found == [feedback.memberships.count()]


@pytest.mark.parametrize(
    "question",
    [
        lambda person, at: Group.objects.filter(title=person.first_name),
        lambda person, at: Group.objects.filter(slug=str(person.pk + 1)),
        lambda person, at: Group.objects.filter(started_at__gt=at.replace(hour=0)),
        lambda person, at: Group.objects.filter(year_starts_on=at.date()),
        lambda person, at: Group.objects.filter(year_starts_on=at.date().replace(day=1)),
        lambda person, at: Group.objects.filter(pk__in=list(range(at.day))),
        lambda person, at: Group.objects.none(),
        lambda person, at: person.memberships.all(),
        lambda person, at: Group.objects.filter(pk__in=list(Group.objects.values_list("pk", flat=True))),
        lambda person, at: Group.objects.prefetch_related(Prefetch("memberships", Membership.objects.current())),
    ],
    ids=[
        "more of a person than who they are", "a number reckoned from another", "the beginning of a day",
        "a day as it is in Greenwich", "the first of the month", "as many as it is days into the month",
        "what finds nothing", "what hangs on a stand-in", "what asks while it is written",
        "a further question of its own",
    ],
)  # fmt: skip
def test_what_depends_on_more_than_its_values_is_refused(feedback, ama, question):
    with pytest.raises(Shapeless):
        written_once(question)(ama, MONDAY)


def test_what_is_neither_a_row_nor_a_plain_value_is_refused(db):
    with pytest.raises(Shapeless):
        written_once(lambda numbers: Group.objects.filter(pk__in=numbers))([1, 2])


def test_a_running_collegium_answers_all_the_same_and_says_so_once_in_its_log(feedback, ama, monkeypatch, caplog):
    monkeypatch.setattr(asking, "put_up_with", PUT_UP_WITH)

    @written_once
    def named_like(person):
        return Group.objects.filter(title=f"{person.first_name}’s group")

    Group.objects.filter(pk=feedback.pk).update(title="Ama’s group")

    assert [named_like(ama), named_like(ama)] == [[feedback], [feedback]]
    assert [line.message.rpartition(".<locals>.")[2] for line in caplog.records] == [
        "named_like is written anew each time."
    ]
    assert "Ama" not in caplog.text
