"""What a programme allows of visits: how often somebody is visited, and when not."""

from collections.abc import Sequence
from datetime import datetime

from django.db import models, transaction
from django.db.models import Q

from collegium.history.models import record
from collegium.people.models import Person
from collegium.programmes.models import Programme

# What the unions agreed with schools for all observation together: three a year, of an hour each.
MOST_VISITS = 3
MOST_MINUTES = 180


class CapReached(Exception):
    """The teacher has been visited as often, or as long, as was agreed for a year."""


class RulesQuerySet(models.QuerySet["Rules"]):
    def of(self, programme: Programme | None) -> "Rules":
        """The programme's own, or the usual ones. Looking keeps nothing."""
        return (programme and self.filter(programme=programme).first()) or self.model(programme=programme)


class Rules(models.Model):
    """How often and how long a teacher is visited in a year at most, and how a visit is followed up."""

    programme = models.OneToOneField(Programme, on_delete=models.CASCADE, related_name="visit_rules")
    most_visits = models.PositiveSmallIntegerField(default=MOST_VISITS)
    most_minutes = models.PositiveSmallIntegerField(default=MOST_MINUTES)
    feedback_days = models.PositiveSmallIntegerField(default=2)
    settling_weeks = models.PositiveSmallIntegerField(default=6)

    objects = RulesQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "rules"
        constraints = [models.CheckConstraint(condition=Q(feedback_days__lte=10), name="talk_is_soon")]

    def ensure_room(self, had: Sequence[int], minutes: int) -> None:
        """One more visit of this length, after those of a year, is within what was agreed, in number and in hours."""
        if len(had) >= self.most_visits or sum(had) + minutes > self.most_minutes:
            raise CapReached

    def set(self, *, by: Person, at: datetime, **changes: int) -> None:
        """The programme's visits keep to this from now on; what is agreed stays."""
        with transaction.atomic():
            rules, _ = Rules.objects.update_or_create(programme=self.programme, defaults=changes)
            record(by, "set the visits of", self.programme, at=at)
        self.__dict__.update(rules.__dict__)
