"""Faults that somebody could make in the rules of who may know of what: the reference model notices each."""

from random import Random

import pytest
from django.db import transaction
from django.db.models import Q

from collegium.groups.models import Group, GroupQuerySet, Membership
from collegium.groups.models.invitation import InvitationQuerySet
from collegium.groups.models.membership import MembershipQuerySet
from collegium.groups.models.waiting import WaitingQuerySet
from collegium.meetings.models import MeetingQuerySet
from collegium.people.models import Responsibility
from collegium.people.models.appointment import AppointmentQuerySet, DatedQuerySet
from collegium.people.models.person import PersonQuerySet
from collegium.people.models.school import SchoolQuerySet
from collegium.programmes.models import Programme
from collegium.programmes.models.programme import ProgrammeQuerySet
from collegium.programmes.models.wish import AnswerQuerySet
from tests.house.population import World
from tests.house.test_reference import expected, found


def leads(person):
    return Responsibility.objects.current().filter(person=person, kind="cpd-lead", school__isnull=False)


def everybody(self, person, *more):
    return self.all()


FAULTS = {
    "a listed group is listed everywhere": (
        GroupQuerySet, "visible_to", lambda self, person: self.filter(Q(listed=True) | Q(pk__in=_mine(person)))),
    "an unlisted group shows its card to staff": (
        GroupQuerySet, "visible_to",
        lambda self, person: self.filter(Q(schools__in=person.schools_now()) | Q(pk__in=_mine(person))).distinct()),
    "whoever left still belongs": (
        GroupQuerySet, "of_member", lambda self, person: self.filter(memberships__person=person).distinct()),
    "the CPD lead belongs to every group of the school": (
        GroupQuerySet, "of_member",
        lambda self, person: self.filter(
            Q(memberships__in=Membership.objects.current().filter(person=person))
            | Q(schools__in=leads(person).values("school"))
        ).distinct()),
    "only one's own card is shown": (
        GroupQuerySet, "visible_to", lambda self, person: self.filter(pk__in=_mine(person))),
    "who left is out only on the next day": (
        MembershipQuerySet, "not_over", lambda self, on: self.filter(Q(left_on=None) | Q(left_on__gte=on))),
    "staff see who was in a listed group": (
        MembershipQuerySet, "visible_to",
        lambda self, person: self.filter(Q(person=person) | Q(group__in=Group.objects.visible_to(person)))),
    "nobody sees where they were": (
        MembershipQuerySet, "visible_to",
        lambda self, person: self.current().filter(group__in=Group.objects.visible_to(person))),
    "the invited hear of it before the group agrees": (
        InvitationQuerySet, "visible_to",
        lambda self, person: self.filter(Q(person=person) | Q(group__in=Group.objects.of_member(person)))),
    "invitations are seen by who sees the card": (
        InvitationQuerySet, "visible_to",
        lambda self, person: self.filter(group__in=Group.objects.visible_to(person))),
    "who asked to join does not see it": (
        InvitationQuerySet, "visible_to",
        lambda self, person: self.filter(
            Q(group__in=Group.objects.of_member(person)) | Q(person=person, agreed_at__isnull=False))),
    "the queue is seen by who sees the card": (
        WaitingQuerySet, "visible_to",
        lambda self, person: self.filter(Q(person=person) | Q(group__in=Group.objects.visible_to(person)))),
    "dates are for everybody": (MeetingQuerySet, "visible_to", everybody),
    "dates are for members only": (
        MeetingQuerySet, "visible_to", lambda self, person: self.filter(group__in=Group.objects.of_member(person))),
    "the planner does not see dates": (
        MeetingQuerySet, "visible_to", lambda self, person: self.filter(group__in=Group.objects.visible_to(person))),
    "everybody sees all staff": (PersonQuerySet, "visible_to", everybody),
    "who left a school is still on its list": (DatedQuerySet, "current", lambda self, on=None: self.all()),
    "old posts are seen by nobody": (
        AppointmentQuerySet, "visible_to",
        lambda self, person: self.current().filter(Q(person=person) | Q(school__in=person.schools_now()))),
    "staff lists are open to the network": (
        AppointmentQuerySet, "visible_to",
        lambda self, person: self.filter(
            Q(person=person) | Q(school__networks__schools__in=person.schools_now())).distinct()),
    "schools of other networks are seen": (SchoolQuerySet, "visible_to", everybody),
    "a guest's school is not seen": (
        SchoolQuerySet, "visible_to",
        lambda self, person: self.filter(
            Q(pk__in=person.schools_now().values("pk")) | Q(networks__schools__in=person.schools_now())).distinct()),
    "drafts are seen by staff": (
        ProgrammeQuerySet, "visible_to",
        lambda self, person: self.filter(Q(schools__in=person.schools_now()) | Q(pk__in=_led(person))).distinct()),
    "a lead does not see drafts": (
        ProgrammeQuerySet, "visible_to",
        lambda self, person: self.filter(schools__in=person.schools_now(), opened_at__isnull=False).distinct()),
    "leadership leads every programme": (
        ProgrammeQuerySet, "led_by",
        lambda self, person: self.filter(
            school__in=Responsibility.objects.current().filter(person=person).values("school"))),
    "an ended duty still counts": (
        ProgrammeQuerySet, "led_by",
        lambda self, person: self.filter(
            Q(school__in=Responsibility.objects.filter(person=person, kind="cpd-lead").values("school"))
            | Q(school__networks__in=Responsibility.objects.filter(person=person, kind="cpd-lead").values("network"))
        ).distinct()),
    "a network's duty is forgotten": (
        ProgrammeQuerySet, "led_by", lambda self, person: self.filter(school__in=leads(person).values("school"))),
    "the lead reads wishes while they are given": (
        AnswerQuerySet, "visible_to",
        lambda self, person, at=None: self.filter(Q(person=person) | Q(programme__in=_led(person)))),
    "colleagues read each other's wishes": (
        AnswerQuerySet, "visible_to",
        lambda self, person, at=None: self.filter(programme__schools__in=person.schools_now()).distinct()),
    "the lead never reads wishes": (
        AnswerQuerySet, "visible_to", lambda self, person, at=None: self.filter(person=person)),
}  # fmt: skip


def _mine(person):
    return Membership.objects.current().filter(person=person).values("group")


def _led(person):
    return Programme.objects.led_by(person).values("pk")


def differs() -> bool:
    """Whether the reference notices anything, in up to six populations."""
    for seed in range(6):
        with transaction.atomic():
            world = World(Random(seed))
            noticed = any(found(world.rows[u]) != expected(world, u) for u in world.people)
            transaction.set_rollback(True)
        if noticed:
            return True
    return False


@pytest.mark.django_db
@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_noticed(monkeypatch, fault):
    noun, question, wrong = FAULTS[fault]
    monkeypatch.setattr(noun, question, wrong)

    assert differs()
