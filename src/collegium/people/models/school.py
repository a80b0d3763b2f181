"""Schools, and the trusts, clusters and partnerships in which they work together."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from collegium.history.models import record
from collegium.kit.doors import door

if TYPE_CHECKING:
    from collegium.people.models.person import Person


class Network(models.Model):
    """Schools that work together under one body, or by agreement."""

    class Kind(models.TextChoices):
        TRUST = "trust", _("trust")
        CLUSTER = "cluster", _("cluster")
        PARTNERSHIP = "partnership", _("European partnership")

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=Kind.choices)

    def __str__(self) -> str:
        return self.name


class SchoolQuerySet(models.QuerySet["School"]):
    def served_by(self, person: "Person") -> "SchoolQuerySet":
        """The schools where this person is on the staff today."""
        return self.filter(Exists(person.appointments_now().filter(school=OuterRef("pk"))))

    def kept_by(self, person: "Person") -> "SchoolQuerySet":
        """The schools whose accounts this person keeps today, by name or for a whole network."""
        from collegium.people.models.appointment import Responsibility  # noqa: PLC0415

        duty = Responsibility.objects.current().filter(person=person, kind="accounts")
        return self.filter(
            Exists(duty.filter(school=OuterRef("pk"))) | Exists(duty.filter(network__schools=OuterRef("pk")))
        )

    @door
    def visible_to(self, person: "Person") -> "SchoolQuerySet":
        """One's own schools, those of the same networks, and a guest's own."""
        own = School.objects.served_by(person)
        return self.filter(
            Q(pk__in=own.values("pk"))
            | Q(networks__in=Network.objects.filter(schools__in=own).values("pk"))
            | Q(guests__person=person)
        ).distinct()


class School(models.Model):
    """A school. One that has no Collegium of its own is a name, and may host a meeting."""

    name = models.CharField(max_length=160)
    slug = models.SlugField(max_length=60, unique=True)
    town = models.CharField(max_length=80, blank=True)
    timezone = models.CharField(max_length=60, default="Europe/London")
    is_outside = models.BooleanField(default=False)
    networks = models.ManyToManyField(Network, related_name="schools", blank=True)
    words = models.JSONField(default=dict, blank=True)

    objects = SchoolQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    def speak(self, words: dict[str, str], *, by: "Person", at: datetime) -> None:
        """The school's own words from now on; an empty one is said as everybody else says it."""
        with transaction.atomic():
            self.words = {key: word for key, word in words.items() if word}
            self.save(update_fields=["words"])
            record(by, "worded", self, at=at)
