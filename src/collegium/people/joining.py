"""More schools than one: opening another, the network that they belong to, and whoever leads it."""

from datetime import datetime

from django.db import transaction

from collegium.history.models import record
from collegium.people.beginning import open_school
from collegium.people.models import Appointment, Network, Person, Responsibility, School


class KeepsNoAccounts(Exception):
    """Another school is opened by whoever keeps the accounts of one that is here."""


def open_another(name: str, *, by: Person, at: datetime) -> School:
    """Whoever opens it stands on its staff and keeps its accounts, until somebody there does. Twice is once."""
    with transaction.atomic():
        kept = School.objects.kept_by(by)
        if not kept.exists():
            raise KeepsNoAccounts
        if known := kept.filter(name=name).first():
            return known
        school = open_school(name, by=by, at=at)
        Appointment.objects.create(
            person=by, school=school, starts_on=at.date(), start_is_known=False, post=Appointment.Post.SUPPORT
        )
        Responsibility.objects.give(by, Responsibility.Kind.ACCOUNTS, school, by=by, at=at)
    return school


def join(name: str, kind: str, school: School, *, by: Person, at: datetime) -> Network:
    """The school and those whose accounts this person keeps are in one network. Said twice, nothing changes."""
    with transaction.atomic():
        network, _is_new = Network.objects.get_or_create(name=name, defaults={"kind": kind})
        found = School.objects.filter(pk=school.pk) | School.objects.kept_by(by).filter(is_outside=False)
        for one in found.exclude(networks=network):
            network.schools.add(one)
            record(by, "put into a network", one, at=at)
    return network


def lead(network: Network, person: Person, *, by: Person, at: datetime) -> None:
    """From this day on the network is theirs to look after. Said twice, nothing changes."""
    duty = {"person": person, "kind": Responsibility.Kind.NETWORK_LEAD, "network": network}
    with transaction.atomic():
        if not Responsibility.objects.current().filter(**duty).exists():
            record(by, "gave", Responsibility.objects.create(**duty, starts_on=at.date()), at=at)
