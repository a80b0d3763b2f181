"""How the staff of a school sign in with the account that they have elsewhere."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from collegium.history.models import record
from collegium.kit.doors import door
from collegium.kit.locked import Locked
from collegium.people.models.person import Person
from collegium.people.models.school import School

# What stands before a school's name where allauth keeps apart who vouches for an account.
BY_SAML = "saml/"


class SignOnQuerySet(models.QuerySet["SignOn"]):
    @door
    def visible_to(self, person: Person) -> "SignOnQuerySet":
        """Who keeps the accounts of the school. That there is a button, everybody sees."""
        return self.filter(school__in=School.objects.kept_by(person))

    def going(self) -> "SignOnQuerySet":
        return self.filter(stopped_at=None).select_related("school").order_by("school__name", "pk")

    def called(self, provider: str) -> "SignOnQuerySet":
        """Those that go on under the name by which allauth knows them."""
        if provider.startswith(BY_SAML):
            return self.going().filter(kind=SignOn.Kind.SAML, school__slug=provider.removeprefix(BY_SAML))
        return self.going().exclude(kind=SignOn.Kind.SAML).filter(school__slug=provider)

    def set_up(
        self, school: School, *, kind: str, issuer: str, domains: list[str], by: Person, at: datetime, **told: Any
    ) -> "SignOn":
        """From now on this is how the school's staff may sign in; what was set up before ends."""
        with transaction.atomic():
            School.objects.select_for_update().get(pk=school.pk)
            self.filter(school=school, stopped_at=None).update(stopped_at=at, secret="")
            made = self.create(school=school, kind=kind, issuer=issuer, domains=domains, by=by, at=at, **told)
            record(by, "set up", made, at=at)
        return made


class SignOn(models.Model):
    """A provider of accounts (OpenID Connect or SAML) that a school trusts to say who somebody is.

    It speaks for the mail addresses under ``domains`` only, and opens only accounts of people who are this school's
    alone: its keeper decides for the school, and for nobody else's.
    """

    class Kind(models.TextChoices):
        GOOGLE = "google", _("Google Workspace")
        MICROSOFT = "microsoft", _("Microsoft 365")
        OTHER = "other", _("Another (OpenID Connect)")
        SAML = "saml", _("Another (SAML)")

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="sign_ons")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    issuer = models.CharField(max_length=1024)
    client = models.CharField(max_length=191, blank=True)
    secret = Locked(blank=True)
    # By SAML only: where it is asked, the keys with which it signs, what it calls a mail address (empty: the usual
    # names), and whether colleagues may begin at its own page.
    goes_to = models.URLField(max_length=1024, blank=True)
    certificates = models.JSONField(default=list, blank=True)
    attribute = models.CharField(max_length=200, blank=True)
    begins_there = models.BooleanField(default=False)
    domains = models.JSONField(default=list)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True, blank=True)

    objects = SignOnQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school"], condition=models.Q(stopped_at=None), name="one_sign_on_for_each_school"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.school}"

    def get_absolute_url(self) -> str:
        return reverse("people:sign-on", args=[self.school.slug])

    @property
    def is_by_saml(self) -> bool:
        return self.kind == self.Kind.SAML

    @property
    def provider(self) -> str:
        """Under which name allauth knows it: what one speaks for is never taken for what the other does."""
        return BY_SAML + self.school.slug if self.is_by_saml else self.school.slug

    @property
    def tenant(self) -> str:
        """Microsoft's number of the school, out of the issuer's address."""
        return urlsplit(self.issuer).path.split("/")[1] if self.kind == self.Kind.MICROSOFT else ""

    def stop(self, *, by: Person, at: datetime) -> None:
        """Nobody signs in this way any more. Who is signed in stays so; passwords and codes go on."""
        with transaction.atomic():
            if SignOn.objects.filter(pk=self.pk, stopped_at=None).update(stopped_at=at, secret=""):
                record(by, "stopped", self, at=at)

    def speaks_for(self, claims: dict[str, object]) -> str:
        """The address that the provider may vouch for; empty: it may not.

        Google vouches by ``hd`` (an account of the school's own, not one that somebody made with the school's
        address), Microsoft by the school's own issuer, anybody else by ``email_verified``;
        by SAML the school's choice of the provider for these domains, unless that doubts an address itself.
        """
        address = str(claims.get("email") or "").lower()
        if self.kind == self.Kind.MICROSOFT:
            address = address or str(claims.get("preferred_username") or "").lower()
        domain = address.rpartition("@")[2]
        if domain not in self.domains or address.count("@") != 1:
            return ""
        vouched = {
            self.Kind.GOOGLE: claims.get("email_verified") is True and claims.get("hd") == domain,
            self.Kind.MICROSOFT: claims.get("tid") == self.tenant,
            self.Kind.OTHER: claims.get("email_verified") is True,
            self.Kind.SAML: claims.get("email_verified") is True,
        }
        return address if vouched[self.Kind(self.kind)] else ""


def returns_to(school: School) -> str:
    """Where the provider sends people back: what a keeper registers there."""
    return settings.ADDRESS + reverse("openid_connect_callback", args=[school.slug])
