"""A group of colleagues who learn together, and its end."""


from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from collegium.people.models import Person, School
from collegium.programmes.models import Approach, Programme, Theme


class GroupQuerySet(models.QuerySet["Group"]):
    def going(self) -> "GroupQuerySet":
        return self.filter(conclusion=None)

    def of_member(self, person: Person) -> "GroupQuerySet":
        """The groups to which this person belongs today."""
        from collegium.groups.models.membership import Membership  # noqa: PLC0415  the two nouns know each other

        return self.filter(Exists(Membership.objects.current().filter(group=OuterRef("pk"), person=person)))

    def visible_to(self, person: Person) -> "GroupQuerySet":
        """One's own groups now, and those that list themselves in one's school. Roles add nothing."""
        mine = Group.objects.of_member(person).values("pk")
        here = School.objects.served_by(person).filter(groups=OuterRef("pk"))
        return self.filter(Q(pk__in=mine) | Q(Exists(here), listed=True))


class Group(models.Model):
    """Colleagues who learn together. Its card may be listed; its space is for members only."""

    class Entry(models.TextChoices):
        OPEN = "open", "open"
        WHOLE_GROUP = "whole-group", "whole group"
        COORDINATORS = "coordinators", "coordinators"

    title = models.CharField(max_length=120)
    slug = models.SlugField(max_length=140, unique=True)
    question = models.CharField(max_length=300, blank=True)
    approach = models.ForeignKey(Approach, on_delete=models.PROTECT, related_name="groups")
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, null=True, blank=True, related_name="groups"
    )
    theme = models.ForeignKey(Theme, on_delete=models.SET_NULL, null=True, blank=True, related_name="groups")
    schools = models.ManyToManyField(School, related_name="groups")
    year_starts_on = models.DateField()
    listed = models.BooleanField(default=True)
    entry = models.CharField(max_length=12, choices=Entry.choices, default=Entry.WHOLE_GROUP)
    cap = models.PositiveSmallIntegerField(null=True, blank=True)
    started_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()

    objects = GroupQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["year_starts_on"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("groups:group", args=[self.slug])


class Conclusion(models.Model):
    """That a group has ended, who said so, and why. No conclusion: still going."""

    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="conclusion")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField(blank=True)


class Reopening(models.Model):
    """That an ended group goes on, and who said so."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="reopenings")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
