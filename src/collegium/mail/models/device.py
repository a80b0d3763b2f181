"""A browser that rings when a letter went: by choice, and only while its person is signed in there."""

from datetime import datetime
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.db.models import Exists, OuterRef

from collegium.history.models import record
from collegium.kit.doors import door
from collegium.people.models import Person

if TYPE_CHECKING:
    from typing import Self

# A phone, a tablet, the computer at home and the one at school; with more, the oldest falls silent.
MOST_DEVICES = 10


class DeviceQuerySet(models.QuerySet["Device"]):
    @door
    def visible_to(self, person: Person) -> "Self":
        """One's own, and nobody else's."""
        return self.filter(person=person)

    def in_use(self, at: datetime) -> "Self":
        """Where its person is signed in still: whoever signs out, or is signed out, hears nothing there."""
        return self.filter(Exists(_signed_in(at)))

    def forgettable(self, at: datetime) -> "Self":
        return self.filter(~Exists(_signed_in(at)))

    def connect(
        self, person: Person, *, session: str, endpoint: str, key: str, secret: str, at: datetime
    ) -> "Device":
        """This browser rings from now on, for this person alone. ``key``, ``secret``: with which only it can read."""
        with transaction.atomic():
            Person.objects.select_for_update(no_key=True).get(pk=person.pk)
            self.filter(endpoint=endpoint).delete()
            oldest = self.filter(person=person).order_by("-pk").values_list("pk", flat=True)[MOST_DEVICES - 1 :]
            self.filter(pk__in=list(oldest)).delete()
            made = self.create(person=person, session=session, endpoint=endpoint, key=key, secret=secret, at=at)
            record(person, "asked to ring", made, at=at)
        return made


class Device(models.Model):
    """The address that a browser's maker gave it, and the keys of what is sent there."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    session = models.CharField(max_length=40)
    endpoint = models.CharField(max_length=600, unique=True)
    key = models.CharField(max_length=100)
    secret = models.CharField(max_length=30)
    at = models.DateTimeField()

    objects = DeviceQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "session"])]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"

    def disconnect(self, *, by: Person, at: datetime) -> None:
        """It rings no more. A second time changes nothing."""
        with transaction.atomic():
            gone, _each = Device.objects.filter(pk=self.pk).delete()
            if gone:
                record(by, "asked to be silent", self, at=at)

    def forget(self) -> None:
        """Its browser wants nothing any more, says the push service."""
        Device.objects.filter(pk=self.pk).delete()


class RingKeyQuerySet(models.QuerySet["RingKey"]):
    def ours(self, *, at: datetime) -> "RingKey":
        """The first that was made: browsers take notices from whoever has it, and from nobody else."""
        found = self.order_by("pk").first()
        return found or self.create(private=_fresh(), at=at)


class RingKey(models.Model):
    """The key pair by which push services know this installation (VAPID, RFC 8292)."""

    private = models.TextField()
    at = models.DateTimeField()

    objects = RingKeyQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"

    @property
    def public(self) -> bytes:
        pair = serialization.load_pem_private_key(self.private.encode(), None)
        return pair.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )


def _signed_in(at: datetime) -> models.QuerySet[Session]:
    return Session.objects.filter(session_key=OuterRef("session"), expire_date__gt=at)


def _fresh() -> str:
    pair = ec.generate_private_key(ec.SECP256R1())
    return pair.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
