"""One try at forming the groups of a programme, seen by its lead only until it is shared."""

from django.db import models

from collegium.people.models import Person
from collegium.programmes.models import Programme


class FormationQuerySet(models.QuerySet["Formation"]):
    def visible_to(self, person: Person) -> "FormationQuerySet":
        """The lead's alone: nobody else learns of a plan before it is shared."""
        return self.filter(programme__in=Programme.objects.led_by(person))


class Formation(models.Model):
    """A plan of groups: asked for, worked out by a job, changed by hand, perhaps shared."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="formations")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    rules = models.JSONField(default=dict)
    problem = models.JSONField(null=True, blank=True)
    seed = models.PositiveIntegerField(default=1)
    seconds = models.PositiveSmallIntegerField(default=60)
    progress = models.PositiveSmallIntegerField(default=0)
    stop_asked_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    failure = models.TextField(blank=True)
    cost = models.FloatField(null=True, blank=True)
    bound = models.FloatField(null=True, blank=True)

    objects = FormationQuerySet.as_manager()


class Sharing(models.Model):
    """That a plan was shared with staff: from then on its groups are real."""

    formation = models.OneToOneField(Formation, on_delete=models.CASCADE, related_name="sharing")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
