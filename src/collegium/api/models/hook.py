"""An address elsewhere that is told when something happened, for somebody and as far as they may know of it."""

import hmac
from base64 import b64encode
from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from collegium.history.models import Entry, record
from collegium.kit.doors import door
from collegium.people.letters import AccountLetter, put_in
from collegium.people.models import Person

if TYPE_CHECKING:
    from typing import Self

MOST_HOOKS = 5
# After a new secret the old one signs beside it, until the receiver has the new one.
BOTH_SECRETS = timedelta(days=1)
# As Standard Webhooks advises: soon, then rarely, for about three days.
PAUSES = tuple(
    timedelta(seconds=seconds)
    for seconds in (5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 14 * 3600, 20 * 3600, 24 * 3600)
)
# So long nothing arrived: the address is nobody's any more.
PATIENCE = timedelta(days=5)


class TooManyHooks(Exception):
    """More than anybody has receivers for: stop one first."""


class HookQuerySet(models.QuerySet["Hook"]):
    @door
    def visible_to(self, person: Person) -> "Self":
        """One's own, and nobody else's."""
        return self.filter(person=person)

    def alive(self) -> "Self":
        """Not stopped, and its owner may sign in today."""
        return self.filter(stopped_at=None, person__in=Person.objects.signing_in())

    def set_up(self, person: Person, *, address: str, areas: Iterable[str], at: datetime) -> "Hook":
        """From now on this address hears of what happens in these areas."""
        with transaction.atomic():
            Person.objects.select_for_update().get(pk=person.pk)
            if self.filter(person=person, stopped_at=None).count() >= MOST_HOOKS:
                raise TooManyHooks
            hook = self.create(person=person, address=address, areas=list(areas), at=at)
            record(person, "set up", hook, at=at)
        return hook


class Hook(models.Model):
    """A webhook: whom it acts for, where it goes, and about what. Its secret is worked out, and kept nowhere."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="hooks")
    address = models.URLField(max_length=500)
    areas = models.JSONField(default=list)
    at = models.DateTimeField()
    # Until then what happened was looked for.
    gathered_at = models.DateTimeField(null=True, blank=True)
    serial = models.PositiveIntegerField(default=1)
    renewed_at = models.DateTimeField(null=True, blank=True)
    failing_since = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)

    objects = HookQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(address__startswith="https://") | Q(address__startswith="http://"),
                name="hook_leads_to_the_web",
            )
        ]
        indexes = [models.Index(fields=["person", "stopped_at"])]

    def __str__(self) -> str:
        return self.address

    @property
    def secret(self) -> str:
        """What the receiver checks signatures with; only this site can work it out."""
        return self._secret(self.serial)

    def secrets(self, at: datetime) -> list[str]:
        """The one of today, and for a day after a change the one before."""
        is_young = self.renewed_at is not None and at < self.renewed_at + BOTH_SECRETS
        return [self.secret, self._secret(self.serial - 1)] if is_young else [self.secret]

    def _secret(self, serial: int) -> str:
        digest = hmac.new(settings.SECRET_KEY.encode(), f"hook:{self.pk}:{serial}".encode(), sha256).digest()
        return "whsec_" + b64encode(digest).decode()

    def renew(self, *, by: Person, at: datetime) -> None:
        """A fresh secret. The old one signs beside it for a day."""
        with transaction.atomic():
            if Hook.objects.filter(pk=self.pk, stopped_at=None).update(serial=F("serial") + 1, renewed_at=at):
                record(by, "renewed", self, at=at)
        self.refresh_from_db()

    def stop(self, *, by: Person | None, at: datetime) -> None:
        """It hears of nothing any more. Stopping it twice changes nothing."""
        with transaction.atomic():
            if Hook.objects.filter(pk=self.pk, stopped_at=None).update(stopped_at=at):
                record(by, "stopped", self, at=at)
        self.refresh_from_db()

    def arrived(self, *, at: datetime) -> None:
        """The address answers."""
        Hook.objects.filter(pk=self.pk, failing_since__isnull=False).update(failing_since=None)

    def failed(self, *, at: datetime, is_gone: bool = False) -> None:
        """It does not answer, or says that it is gone. After days of that it is stopped, and its owner told."""
        Hook.objects.filter(pk=self.pk, failing_since=None).update(failing_since=at)
        self.refresh_from_db()
        since = self.failing_since or at
        if self.stopped_at is None and (is_gone or at >= since + PATIENCE):
            with transaction.atomic():
                self.stop(by=None, at=at)
                self._tell(at=at)

    def _tell(self, *, at: datetime) -> None:
        if self.person.email:
            put_in(
                AccountLetter(
                    to=self.person.email,
                    subject=_("A webhook of yours was stopped"),
                    text=_(
                        "Nothing that we sent to %(address)s arrived for days, or it said that it is gone. It is "
                        "told nothing any more. If the program there is well again, set the webhook up anew: “About "
                        "me”, “Tokens for programs”, “Webhooks”."
                    )
                    % {"address": self.address},
                    at=at,
                    person=self.person,
                )
            )


class MessageQuerySet(models.QuerySet["Message"]):
    def waiting(self, at: datetime) -> "Self":
        """Whose time has come, oldest first."""
        here = self.filter(arrived_at=None, dropped_at=None, due_at__lte=at, hook__in=Hook.objects.alive())
        return here.select_related("hook__person", "entry").order_by("due_at", "pk")

    def forgettable(self, before: datetime) -> "Self":
        return self.filter(Q(arrived_at__lt=before) | Q(dropped_at__lt=before))


class Message(models.Model):
    """That a hook is to hear of one entry of history. What it says is made when it is sent, and kept nowhere."""

    hook = models.ForeignKey(Hook, on_delete=models.CASCADE, related_name="messages")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="+")
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    # What came back last: a number of HTTP, or 0 where nothing did.
    answer = models.PositiveSmallIntegerField(default=0)
    arrived_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hook", "entry"], name="one_message_of_an_entry")]
        indexes = [models.Index(fields=["due_at"], name="messages_to_send",
                                condition=Q(arrived_at=None, dropped_at=None))]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The same at every try, so that the receiver knows one that comes twice."""
        return f"msg_{self.hook_id}_{self.pk}"

    def take(self, *, at: datetime) -> bool:
        """This worker tries now; whoever else had it in mind does not. Killed meanwhile, it is tried again later."""
        pause = PAUSES[min(self.tries, len(PAUSES) - 1)]
        mine = Message.objects.filter(pk=self.pk, tries=self.tries, arrived_at=None, dropped_at=None)
        taken = mine.update(tries=F("tries") + 1, due_at=at + pause)
        self.tries += 1
        return bool(taken)

    def arrive(self, answer: int, *, at: datetime) -> None:
        Message.objects.filter(pk=self.pk).update(arrived_at=at, answer=answer)
        self.hook.arrived(at=at)

    def fail(self, answer: int, *, at: datetime) -> None:
        """Once more later, as often as we try; then not any more."""
        is_last = self.tries > len(PAUSES)
        Message.objects.filter(pk=self.pk).update(answer=answer, dropped_at=at if is_last else None)
        self.hook.failed(at=at, is_gone=answer == 410)

    def drop(self, *, at: datetime) -> None:
        """Its owner may not know of it any more."""
        Message.objects.filter(pk=self.pk).update(dropped_at=at)
