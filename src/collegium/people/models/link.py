"""Personal links: one purpose, one person, one thing; shown or printed as often as needed, revoked at once."""

import hmac
from base64 import urlsafe_b64encode
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from collegium.kit.doors import door
from collegium.people.models.person import Person

if TYPE_CHECKING:
    from typing import Self


class LinkQuerySet(models.QuerySet["Link"]):
    def alive(self, at: datetime) -> "Self":
        return self.filter(Q(until=None) | Q(until__gt=at), revoked_at=None)

    def for_(self, purpose: str, person: Person, thing: int = 0, *, until: datetime | None = None) -> "Link":
        """The one link of this purpose, made when first asked for, and good whenever it is asked for again.

        One that is over lives on until the day that is wanted now, and earlier copies open again; one that was
        revoked has a fresh secret, and earlier copies stay dead.
        """
        link, is_new = self.get_or_create(purpose=purpose, person=person, thing=thing, defaults={"until": until})
        if not is_new and link.revoked_at:
            return link.renew(until=until)
        if not is_new and until and link.until and link.until < until:
            self.filter(pk=link.pk).update(until=until)
            link.until = until
        return link

    @door
    def opened_by(self, token: str, purpose: str, at: datetime, *, also_former: bool = False) -> "Link | None":
        """The link that this token opens now, if it is for this purpose. Opening it changes nothing.

        What belonged to somebody who has left opens no more, unless the purpose answers for that itself.
        """
        here = self.alive(at) if also_former else self.alive(at).exclude(person__in=Person.objects.gone())
        return here._with_token(token, purpose)

    def is_over(self, token: str, purpose: str, at: datetime) -> bool:
        """Whether this token was right and its day has passed: its owner reads that, and no more."""
        return self.filter(until__lte=at, revoked_at=None)._with_token(token, purpose) is not None

    def _with_token(self, token: str, purpose: str) -> "Link | None":
        number, _, _ = token.partition("-")
        if not number.isascii() or not number.isdigit() or len(number) > 15:
            return None
        link = self.filter(pk=int(number), purpose=purpose).select_related("person").first()
        return link if link and hmac.compare_digest(link.token, token) else None


class Link(models.Model):
    """What a personal link is good for. Its secret is worked out from the site's key, and so stored nowhere."""

    purpose = models.CharField(max_length=20)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="links")
    thing = models.BigIntegerField(default=0)
    serial = models.PositiveIntegerField(default=1)
    until = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["purpose", "person", "thing"], name="one_link_of_a_purpose")]

    @property
    def token(self) -> str:
        """The number of the row, and 160 bits that only this site can work out."""
        message = f"{self.pk}:{self.purpose}:{self.person_id}:{self.thing}:{self.serial}".encode()
        digest = hmac.new(settings.SECRET_KEY.encode(), b"link:" + message, sha256).digest()[:20]
        return f"{self.pk}-{urlsafe_b64encode(digest).decode().rstrip('=')}"

    def revoke(self, *, at: datetime) -> None:
        """The link is dead from now on."""
        Link.objects.filter(pk=self.pk, revoked_at=None).update(revoked_at=at)

    def renew(self, *, until: datetime | None = None) -> "Link":
        """A fresh secret; the old one is dead at once."""
        Link.objects.filter(pk=self.pk).update(serial=F("serial") + 1, revoked_at=None, until=until)
        self.refresh_from_db()
        return self
