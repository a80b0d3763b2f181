"""Faults in who may know that a group was opened."""

from django.db.models import Q

from collegium.groups.models import Group
from collegium.kit import clock
from collegium.people.models import School
from collegium.safeguarding.models import Asking
from collegium.safeguarding.models.asking import AskingQuerySet
from collegium.safeguarding.models.opening import LookQuerySet, OpeningQuerySet
from tests.house.faults import duties, everybody

OPENED = {
    "every keeper reads the reason": (
        "safeguarding.asking", AskingQuerySet, "visible_to",
        lambda self, person: self.filter(school__in=School.objects.kept_by(person))),
    "whoever asked reads on after laying the duty down": (
        "safeguarding.asking", AskingQuerySet, "visible_to",
        lambda self, person: self.filter(Q(by=person) | Q(to=person))),
    "whoever was asked learns nothing of it": (
        "safeguarding.asking", AskingQuerySet, "visible_to",
        lambda self, person: self.filter(by=person, school__in=School.objects.kept_by(person))),
    "the group is not told": (
        "safeguarding.opening", OpeningQuerySet, "visible_to",
        lambda self, person: self.filter(asking__in=Asking.objects.visible_to(person))),
    "the group is told before it is time": (
        "safeguarding.opening", OpeningQuerySet, "visible_to",
        lambda self, person: self.filter(
            Q(group__in=Group.objects.of_member(person)) | Q(asking__in=Asking.objects.visible_to(person)))),
    "whoever sees the card learns of it": (
        "safeguarding.opening", OpeningQuerySet, "visible_to",
        lambda self, person: self.filter(
            Q(tell_at__lte=clock.now(), group__in=Group.objects.visible_to(person))
            | Q(asking__in=Asking.objects.visible_to(person)))),
    "leaders learn of it": (
        "safeguarding.look", LookQuerySet, "visible_to",
        lambda self, person: self.filter(opening__asking__school__in=duties(person).values("school"))),
    "what was looked at is for everybody": ("safeguarding.look", LookQuerySet, "visible_to", everybody),
}  # fmt: skip
