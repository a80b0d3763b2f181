"""That a message came in, and what became of it. Nothing of what it said is kept here."""

from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from collegium.mail.models.letter import Letter

KEPT = timedelta(days=400)


class ReceivedQuerySet(models.QuerySet["Received"]):
    def since(self, at: datetime) -> "ReceivedQuerySet":
        return self.filter(at__gt=at)


class Received(models.Model):
    """One message that came in, so that the same one is not taken twice."""

    class Fate(models.TextChoices):
        """What became of it. Only the first changed anything."""

        TAKEN = "taken", _("taken as an answer")
        UNCLEAR = "unclear", _("not understood")
        CLOSED = "closed", _("after the question was closed")
        NO_QUESTION = "nothing", _("to a letter that asks nothing")
        STRANGER = "stranger", _("from another address")
        UNKNOWN = "unknown", _("to no letter of ours")
        AUTOMATIC = "automatic", _("written by a machine")
        STALE = "stale", _("a calendar’s answer to what has changed meanwhile")
        UNREADABLE = "unreadable", _("cannot be read")

    # A digest of the Message-ID, or of the message where it has none.
    name = models.CharField(max_length=64, unique=True)
    letter = models.ForeignKey(Letter, on_delete=models.SET_NULL, null=True, blank=True, related_name="answers")
    fate = models.CharField(max_length=10, choices=Fate.choices)
    at = models.DateTimeField()

    objects = ReceivedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "received"
        indexes = [models.Index(fields=["at"])]


def forget_what_came(*, at: datetime) -> None:
    """No mail server delivers a message again after more than a year."""
    Received.objects.filter(at__lt=at - KEPT).delete()
