"""What one person said to a poll."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from collegium.people.models import Person
from collegium.scheduling.models.poll import Option, Poll


class Reply(models.Model):
    """That somebody answered a poll, and when they last did."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="replies")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "replies"
        constraints = [models.UniqueConstraint(fields=["poll", "person"], name="one_reply_to_a_poll")]


class Vote(models.Model):
    """What a reply says to one time: yes, if need be, or no."""

    class Says(models.TextChoices):
        YES = "yes", _("Yes")
        IF_NEED_BE = "if-need-be", _("If need be")
        NO = "no", _("No")

    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="votes")
    option = models.ForeignKey(Option, on_delete=models.CASCADE, related_name="votes")
    says = models.CharField(max_length=10, choices=Says.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reply", "option"], name="one_vote_for_an_option")]
