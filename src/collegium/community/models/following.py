"""Whose words somebody would like to read first, and about what."""

from datetime import datetime

from django.db import models, transaction
from django.db.models import Q

from collegium.history.models import record
from collegium.people.models import Person


class FollowingQuerySet(models.QuerySet["Following"]):
    def start(self, *, by: Person, at: datetime, whom: Person | None = None, word: str = "") -> None:
        """From now on. Doing it again changes nothing."""
        with transaction.atomic():
            following, is_new = self.get_or_create(person=by, whom=whom, word=word, defaults={"at": at})
            if is_new:
                record(by, "follows", following, at=at)

    def stop(self, *, by: Person, at: datetime, whom: Person | None = None, word: str = "") -> None:
        with transaction.atomic():
            for following in self.select_for_update().filter(person=by, whom=whom, word=word):
                record(by, "no longer follows", following, at=at)
                following.delete()


class Following(models.Model):
    """That one person follows another, or a topic by its word. Only they know."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    whom = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    word = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()

    objects = FollowingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "whom"], condition=~Q(whom=None), name="followed_once"),
            models.UniqueConstraint(fields=["person", "word"], condition=Q(whom=None), name="topic_followed_once"),
            models.CheckConstraint(
                condition=Q(whom=None, word__gt="") | Q(whom__isnull=False, word=""), name="whom_or_what_is_followed"
            ),
        ]
