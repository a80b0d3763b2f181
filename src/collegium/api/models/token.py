"""A key with which a program acts for somebody, within what it is for and what they may see themselves."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from collegium.api.scopes import SCOPES, allows
from collegium.history.models import record
from collegium.kit.doors import door
from collegium.people.letters import AccountLetter, put_in
from collegium.people.models import Person

if TYPE_CHECKING:
    from typing import Self

# What a secret begins with, so that scanners for lost keys know it.
MARK = "collegium_"
MOST_TOKENS = 20
MOST_A_MINUTE = 300
MINUTE = timedelta(minutes=1)


class TooManyTokens(Exception):
    """More than anybody has programs for: take one back first."""


class TokenQuerySet(models.QuerySet["Token"]):
    @door
    def visible_to(self, person: Person) -> "Self":
        """One's own, and nobody else's."""
        return self.filter(person=person)

    def alive(self, at: datetime) -> "Self":
        return self.filter(revoked_at=None, until__gt=at)

    def make(
        self, person: Person, *, title: str, scopes: Iterable[str], until: datetime, at: datetime
    ) -> tuple["Token", str]:
        """A fresh token and its secret, which is told this once: what is kept does not lead back to it."""
        secret = MARK + secrets.token_urlsafe(32)
        with transaction.atomic():
            Person.objects.select_for_update().get(pk=person.pk)
            if self.alive(at).filter(person=person).count() >= MOST_TOKENS:
                raise TooManyTokens
            token = self.create(
                person=person, title=title, scopes=[one for one in SCOPES if one in set(scopes)],
                digest=_digest(secret), until=until, at=at, counted_from=at,
            )  # fmt: skip
            record(person, "made", token, at=at)
            token.tell(at=at)
        return token, secret

    def opened_by(self, secret: str, at: datetime) -> "Token | None":
        """The token of this secret while it is good, and while its owner may sign in. None says nothing of why."""
        if not secret.startswith(MARK):
            return None
        here = self.alive(at).filter(person__in=Person.objects.signing_in())
        return here.filter(digest=_digest(secret)).select_related("person").first()


class Token(models.Model):
    """A key to the API. Only a digest of it is kept; it opens nothing that its owner could not open today."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tokens")
    title = models.CharField(max_length=80)
    scopes = models.JSONField(default=list)
    digest = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    counted_from = models.DateTimeField()
    used = models.PositiveIntegerField(default=0)

    objects = TokenQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "revoked_at"])]

    def __str__(self) -> str:
        return self.title

    def allows(self, scope: str) -> bool:
        return allows(self.scopes, scope)

    def use(self, *, at: datetime) -> bool:
        """Once more. False: so many in this minute that the rest must wait."""
        mine = Token.objects.filter(pk=self.pk)
        if mine.filter(counted_from__lte=at - MINUTE).update(counted_from=at, used=1, used_at=at):
            return True
        return bool(mine.filter(used__lt=MOST_A_MINUTE).update(used=F("used") + 1, used_at=at))

    def take_back(self, *, by: Person, at: datetime) -> None:
        """It opens nothing from now on. Taking it back twice changes nothing."""
        with transaction.atomic():
            if Token.objects.filter(pk=self.pk, revoked_at=None).update(revoked_at=at):
                record(by, "took back", self, at=at)
        self.refresh_from_db()

    def tell(self, *, at: datetime) -> None:
        """Its owner hears of it by mail: whoever else made it would rather they did not."""
        if self.person.email:
            put_in(
                AccountLetter(
                    to=self.person.email,
                    subject=_("A token for your account was made"),
                    text=_(
                        "A token named “%(title)s” was made for your Collegium account. A program that has it reads "
                        "and does what you may, as far as the token goes.\n\nIf this was not you, open “About me”, "
                        "then “Tokens for programs”, take it back, and change your password."
                    )
                    % {"title": self.title},
                    at=at,
                    person=self.person,
                )
            )


def _digest(secret: str) -> str:
    """Of 256 random bits a plain digest tells nothing; slow ones are for what people think of."""
    return sha256(secret.encode()).hexdigest()
