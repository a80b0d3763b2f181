"""That a launch has been here. The same one does not come a second time."""

import hashlib
from datetime import datetime, timedelta

from django.db import models

# A launch is good for ten minutes: what is older is refused for its age.
KEPT = timedelta(hours=1)


class UsedQuerySet(models.QuerySet["Used"]):
    def take(self, nonce: str, *, at: datetime) -> bool:
        """Whether it comes for the first time, however many bring it at the same moment."""
        digest = hashlib.sha256(nonce.encode()).hexdigest()
        return bool(self.get_or_create(digest=digest, defaults={"at": at})[1])

    def old(self, at: datetime) -> "UsedQuerySet":
        return self.filter(at__lt=at - KEPT)


class Used(models.Model):
    """The print of a launch's own number. It says nothing of who came, or to what."""

    digest = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField(db_index=True)

    objects = UsedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "used"

    def __str__(self) -> str:
        return self.digest[:8]
