"""Who has which role at one meeting, where members settled it among themselves."""

from django.db import models

from collegium.kit.doors import door
from collegium.meetings.models.meeting import Meeting
from collegium.people.models import Person
from collegium.programmes.models import RoleTemplate


class TurnQuerySet(models.QuerySet["Turn"]):
    @door
    def visible_to(self, person: Person) -> "TurnQuerySet":
        """Who chairs and who takes notes is the group's own."""
        return self.filter(meeting__in=Meeting.objects.of_member(person))


class Turn(models.Model):
    """That this person has the role at this meeting, by a swap or because they took it. No row: the rota says who.

    ``place_of``: whose turn it was, if the two exchanged theirs, so that nobody else's moves.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="turns")
    role = models.ForeignKey(RoleTemplate, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    place_of = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    objects = TurnQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "role"], name="one_holder_of_a_role")]
