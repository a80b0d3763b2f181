"""A certificate: what the log said on a day, frozen, with a link by which anybody who holds it can check it."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse

from collegium.history.models import record
from collegium.kit.doors import door
from collegium.people.models import Link, Person

PURPOSE = "certificate"


class CertificateQuerySet(models.QuerySet["Certificate"]):
    @door
    def visible_to(self, person: Person) -> "CertificateQuerySet":
        """One's own. Whoever holds the paper opens its link, and sees what stands on the paper."""
        return self.filter(person=person)

    def standing(self) -> "CertificateQuerySet":
        return self.filter(withdrawn_at=None)

    def issue(
        self, *, person: Person, from_on: date, until_on: date, content: dict[str, Any], at: datetime
    ) -> "Certificate":
        """Frozen as it stands now. What happens later needs another one."""
        with transaction.atomic():
            made = self.create(person=person, from_on=from_on, until_on=until_on, content=content, at=at)
            Link.objects.for_(PURPOSE, person, made.pk)
            record(person, "issued", made, at=at)
        return made

    def behind(self, token: str, at: datetime) -> "Certificate | None":
        """The certificate that this link checks: also of somebody who works elsewhere by now."""
        link = Link.objects.opened_by(token, PURPOSE, at, also_former=True)
        return self.standing().filter(pk=link.thing, person=link.person_id).first() if link else None


class Certificate(models.Model):
    """What one person did between two days. Withdrawn, its link opens nothing and its content is gone."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField()
    content = models.JSONField(default=dict)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="certificate_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(content={}), name="a_withdrawn_certificate_is_empty"
            ),
        ]
        indexes = [models.Index(fields=["person", "-at"])]

    def __str__(self) -> str:
        return f"{self.from_on} – {self.until_on}"

    def get_absolute_url(self) -> str:
        return reverse("cpd:certificate", args=[self.pk])

    @property
    def address(self) -> str:
        """Where it is checked: on the paper in words, and as a code to scan."""
        token = Link.objects.for_(PURPOSE, self.person, self.pk).token
        return settings.ADDRESS + reverse("cpd:verification", args=[token])

    def withdraw(self, *, at: datetime) -> None:
        """Its link opens nothing from now on. A second time changes nothing."""
        with transaction.atomic():
            if Certificate.objects.filter(pk=self.pk, withdrawn_at=None).update(withdrawn_at=at, content={}):
                Link.objects.for_(PURPOSE, self.person, self.pk).revoke(at=at)
                record(self.person, "withdrew", self, at=at)
        self.refresh_from_db()
