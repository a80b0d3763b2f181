from django.db import models

from collegium.people.models import Person


class Letter(models.Model):
    """One letter to one person. Kept before it is sent, so that nothing is lost and nothing goes twice."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="letters")
    to = models.EmailField()
    kind = models.CharField(max_length=30)
    thing = models.BigIntegerField(default=0)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    invitation = models.TextField(blank=True)
    method = models.CharField(max_length=10, blank=True)
    written_at = models.DateTimeField()
    due_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    handed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["sent_at", "dropped_at", "due_at"])]
