"""The VLE of a school, and the places in it from which Collegium may be opened."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.db import models, transaction
from django.urls import reverse

from collegium.history.models import record
from collegium.kit.doors import door
from collegium.people.models import Person, School


class PlatformQuerySet(models.QuerySet["Platform"]):
    @door
    def visible_to(self, person: Person) -> "PlatformQuerySet":
        """Who keeps the accounts of the school."""
        return self.filter(school__in=School.objects.kept_by(person))

    def going(self) -> "PlatformQuerySet":
        return self.filter(stopped_at=None).select_related("school").order_by("name", "pk")

    def set_up(
        self, school: School, *, name: str, issuer: str, client: str, login_address: str, keys_address: str,
        by: Person, at: datetime, deployments: Iterable[str] = (), domains: Iterable[str] = (),
    ) -> "Platform":  # fmt: skip
        """From now on Collegium opens inside this VLE. What was set up for the same one before ends."""
        with transaction.atomic():
            School.objects.select_for_update().get(pk=school.pk)
            self.filter(school=school, issuer=issuer, client=client, stopped_at=None).update(stopped_at=at)
            made = self.create(
                school=school, name=name, issuer=issuer, client=client, login_address=login_address,
                keys_address=keys_address, domains=list(domains), by=by, at=at,
            )  # fmt: skip
            Deployment.objects.bulk_create(
                Deployment(platform=made, number=number, at=at) for number in dict.fromkeys(deployments)
            )
            record(by, "set up", made, at=at)
        return made


class Platform(models.Model):
    """A VLE that a school trusts to open Collegium (LTI 1.3): how it calls itself, what we are called there, where it
    sends people to be known, and where its keys are.

    ``domains``: for mail addresses that end so it may say who somebody is. None: it speaks for nobody, and shows what
    is public.
    """

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="platforms")
    name = models.CharField(max_length=80)
    issuer = models.CharField(max_length=200)
    client = models.CharField(max_length=200)
    login_address = models.URLField(max_length=500)
    keys_address = models.URLField(max_length=500)
    domains = models.JSONField(default=list)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True, blank=True)

    objects = PlatformQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "issuer", "client"], condition=models.Q(stopped_at=None),
                name="one_platform_of_a_name",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("lti:platforms", args=[self.school.slug])

    def stop(self, *, by: Person, at: datetime) -> None:
        """Nothing opens from there any more. Links in its courses lead to a page that says so."""
        with transaction.atomic():
            if Platform.objects.filter(pk=self.pk, stopped_at=None).update(stopped_at=at):
                record(by, "stopped", self, at=at)

    def trust(self, domains: Iterable[str], *, by: Person, at: datetime) -> None:
        """It may say who somebody is, for mail addresses that end so and for no others."""
        with transaction.atomic():
            Platform.objects.filter(pk=self.pk).update(domains=list(domains))
            record(by, "trusted", self, at=at)
        self.domains = list(domains)

    def allow(self, number: str, *, by: Person, at: datetime) -> "Deployment":
        """Collegium opens from this place in the VLE. Allowed twice is allowed once."""
        with transaction.atomic():
            Platform.objects.select_for_update().get(pk=self.pk)
            place, is_new = self.deployments.get_or_create(number=number, defaults={"at": at})
            if is_new or Deployment.objects.filter(pk=place.pk).exclude(stopped_at=None).update(stopped_at=None):
                record(by, "allowed", self, at=at)
        place.stopped_at = None
        return place

    def stop_from(self, number: str, *, by: Person, at: datetime) -> None:
        """Not from this place for now; from others it goes on."""
        with transaction.atomic():
            if self.deployments.filter(number=number, stopped_at=None).update(stopped_at=at):
                record(by, "paused", self, at=at)

    def opens_from(self, number: str) -> bool:
        return self.deployments.filter(number=number, stopped_at=None).exists()

    def speaks_for(self, claims: dict[str, Any]) -> str:
        """The address for which the school lets its VLE speak; empty: it may not."""
        address = str(claims.get("email") or "").lower()
        if address.count("@") != 1 or claims.get("email_verified") is False:
            return ""
        return address if address.rpartition("@")[2] in self.domains else ""

    def origins(self) -> list[str]:
        """The sites that may show us in a frame."""
        return sorted({found for one in (self.issuer, self.login_address) if (found := origin(one))})


class Deployment(models.Model):
    """A place in the VLE from which Collegium may be opened: the whole of it, or one course. With a number there."""

    platform = models.ForeignKey(Platform, on_delete=models.CASCADE, related_name="deployments")
    number = models.CharField(max_length=255)
    at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["platform", "number"], name="one_deployment_of_a_number")]

    def __str__(self) -> str:
        return self.number


def origin(address: str) -> str:
    """Scheme, host and port, if that is what they are: the word goes into a header."""
    try:
        parts = urlsplit(address)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    host = parts.hostname or ""
    is_plain = host.replace("-", "").replace(".", "").isalnum() and host.isascii()
    return f"{parts.scheme}://{host}{port}" if parts.scheme in {"https", "http"} and is_plain else ""
