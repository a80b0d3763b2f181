from django.db import models


class Attempt(models.Model):
    """That a form with this key has done its work, and where it led. Kept for a day, never a page."""

    key = models.CharField(max_length=64)
    who = models.CharField(max_length=40)
    path = models.CharField(max_length=500)
    body = models.CharField(max_length=64)
    target = models.CharField(max_length=500, default="/")
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "who"], name="one_attempt_for_each_key")]
