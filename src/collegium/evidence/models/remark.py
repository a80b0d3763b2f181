"""What inspectors and visitors said, word for word."""

from datetime import date, datetime

from django.db import models, transaction
from django.db.models import Q

from collegium.groups.models import Group
from collegium.history.models import record
from collegium.kit.doors import door
from collegium.people.models import Person, School
from collegium.programmes.models import Aspect


class RemarkQuerySet(models.QuerySet["Remark"]):
    @door
    def visible_to(self, person: Person) -> "RemarkQuerySet":
        """One on the school, for its staff; one that a group was told, for its members and nobody above."""
        return self.filter(
            Q(group=None, school__in=School.objects.served_by(person)) | Q(group__in=Group.objects.of_member(person))
        )

    def quote(
        self, school: School, text: str, *, source: str, said_on: date, by: Person, at: datetime,
        aspect: Aspect | None = None, group: Group | None = None, address: str = "",
    ) -> "Remark":  # fmt: skip
        """Keep their words with where and when they were said."""
        with transaction.atomic():
            remark = self.create(
                school=school, group=group, aspect=aspect, text=text, source=source, said_on=said_on, address=address,
                by=by, at=at,
            )  # fmt: skip
            record(by, "quoted", remark, at=at)
        return remark


class Remark(models.Model):
    """A sentence of somebody from outside, with source and date. Without a group it is about the school."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="remarks")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, null=True, blank=True, related_name="remarks")
    aspect = models.ForeignKey(Aspect, on_delete=models.SET_NULL, null=True, blank=True, related_name="remarks")
    text = models.TextField()
    source = models.CharField(max_length=120)
    said_on = models.DateField()
    address = models.URLField(max_length=400, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = RemarkQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["school", "said_on"])]

    def __str__(self) -> str:
        return f"remark {self.pk}"

    def remove(self, *, by: Person, at: datetime) -> None:
        with transaction.atomic():
            record(by, "removed", self, at=at)
            self.delete()
