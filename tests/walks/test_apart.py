"""Lessons of members and of others, counted apart for a comparison: as two numbers, or not at all."""

from datetime import date

import pytest

from collegium.groups.models import Group
from collegium.programmes.models import Theme
from collegium.walks import jobs
from collegium.walks.concluding import close, finish
from collegium.walks.drawing import draw, members_of
from collegium.walks.models import LookFor, LookingFor, Stop
from collegium.walks.showing import state
from tests.conftest import MONDAY, SEPTEMBER
from tests.walks.conftest import A_WEEK_LATER, DAY_BEFORE, IN_THE_EVENING, NO, REVIEWED, YES, prepare, write

pytestmark = pytest.mark.django_db

LAST_YEAR = date(2025, 9, 1)


@pytest.fixture
def groups(programme, northgate, aspect, teachers, ama):
    """Last year fourteen of the thirty were in one of two listed groups on the aspect."""
    theme = Theme.objects.create(programme=programme, title="Feedback that is used", aspect=aspect)
    made = []
    for number in range(2):
        group = Group.objects.create(
            title=f"Used {number}", slug=f"used-{number}", approach=programme.approach, programme=programme,
            theme=theme, year_starts_on=LAST_YEAR, started_by=ama, started_at=MONDAY,
        )  # fmt: skip
        group.schools.add(northgate)
        for somebody in teachers[number * 7 : number * 7 + 7]:
            group.memberships.create(person=somebody, school=northgate, joined_on=date(2025, 10, 1))
        made.append(group)
    return made


@pytest.fixture
def walk(groups, northgate, aspect, ama, tom, hale):
    """Announced; all thirty are drawn, each for one lesson."""
    made = prepare(
        northgate, aspect, [ama, tom], by=hale, members_in=LAST_YEAR, margin=10,
        look_fors=[LookingFor("Pupils rework a piece of writing")],
    )  # fmt: skip
    made.announce(agreed_with="Staff meeting", reviewed_on=REVIEWED, by=hale, at=MONDAY)
    return made


def walked(walk, somebody, other, says):
    draw(walk, by=somebody, at=DAY_BEFORE, seed="a seed")
    for walker in (somebody, other):
        write(walk, walker, says)
    finish(walk, by=somebody, at=IN_THE_EVENING)
    return walk.looked_for().get().apart


def is_member(stop):
    return stop.is_member


def test_members_and_others_are_two_numbers_when_it_is_over(walk, ama, tom, teachers):
    last = {one.pk for one in (*teachers[9:14], *teachers[20:])}

    found = walked(walk, ama, tom, lambda stop: (NO if stop.teacher_id in last else YES,))

    assert members_of(walk) == {one.pk for one in teachers[:14]}
    drawn = Stop.objects.filter(walk=walk)
    members, others = drawn.filter(is_member=True), drawn.filter(is_member=False)
    assert found == [
        [members.exclude(teacher__in=last).count(), members.count()],
        [others.exclude(teacher__in=last).count(), others.count()],
    ]
    assert min(members.count(), others.count()) >= 10


def test_of_a_number_from_one_to_four_nothing_is_kept_apart(walk, ama, tom, teachers):
    few = {one.pk for one in (*teachers[:3], *teachers[20:])}

    assert walked(walk, ama, tom, lambda stop: (NO if stop.teacher_id in few else YES,)) == []


def test_of_members_of_one_group_alone_nothing_is_kept_apart(walk, groups, ama, tom, teachers):
    groups[1].memberships.update(group=groups[0])
    last = {one.pk for one in (*teachers[9:14], *teachers[20:])}

    assert walked(walk, ama, tom, lambda stop: (NO if stop.teacher_id in last else YES,)) == []


def test_unasked_nobody_is_counted_apart(walk, ama, tom, teachers):
    walk.members_in = None
    walk.save()

    assert walked(walk, ama, tom, lambda stop: (stop.pk % 2,)) == []
    assert not Stop.objects.filter(is_member=True).exists()


def test_the_walkers_are_not_told_who_belongs(walk, ama):
    draw(walk, by=ama, at=DAY_BEFORE, seed="a seed")

    told = str(state(walk, walk.walkers.get(person=ama)))

    assert "member" not in told


def test_the_lot_is_the_same_whoever_belongs(walk, groups, ama):
    draw(walk, by=ama, at=DAY_BEFORE, seed="a seed")
    before = list(walk.stops.order_by("pk").values_list("teacher", "day", "period", "is_double"))
    walk.stops.all().delete()
    groups[0].memberships.all().delete()
    type(walk).objects.filter(pk=walk.pk).update(drawn_at=None)
    walk.refresh_from_db()

    draw(walk, by=ama, at=DAY_BEFORE, seed="a seed")

    assert list(walk.stops.order_by("pk").values_list("teacher", "day", "period", "is_double")) == before


def test_the_staff_are_told_beforehand(walk, sam):
    jobs.tell_staff.call(walk.pk)

    from collegium.mail.models import Letter  # noqa: PLC0415

    text = Letter.objects.get(kind="walk", person=sam).text
    assert "in a group on Written feedback in 2025–26 are counted apart, as a number." in text


def test_who_was_a_member_goes_with_the_list(walk, ama, tom, teachers):
    walked(walk, ama, tom, lambda stop: (YES,))
    close(walk, at=A_WEEK_LATER)

    assert not Stop.objects.exists()
    assert LookFor.objects.filter(walk=walk).exists()


def test_the_form_offers_this_year_and_the_last(client, walk, hale, northgate):
    from django.urls import reverse  # noqa: PLC0415

    client.force_login(hale)
    page = client.get(reverse("walks:new", args=[northgate.slug])).content.decode()

    assert f'value="{SEPTEMBER.isoformat()}"' in page
    assert "Members of groups on it in 2025–26" in page
    assert "2025–26 are counted apart" in client.get(walk.get_absolute_url()).content.decode()
