"""Where works stand for a group, and who used them."""

from datetime import datetime

from django.db import models, transaction
from django.db.models import Q

from collegium.groups.models import Group
from collegium.history.models import record
from collegium.kit.doors import door
from collegium.library.models.work import Work
from collegium.people.models import Person, School


class ShelvingQuerySet(models.QuerySet["Shelving"]):
    @door
    def visible_to(self, person: Person) -> "ShelvingQuerySet":
        """A shelf is its group's; on it each sees the works that they may see anyway."""
        return self.filter(group__in=Group.objects.of_member(person), work__in=Work.objects.visible_to(person))

    def put(self, work: Work, group: Group, *, by: Person, at: datetime) -> "Shelving":
        """On the group's shelf. It opens the work to nobody. Twice the same is one."""
        with transaction.atomic():
            shelving, is_new = self.get_or_create(work=work, group=group, defaults={"by": by, "at": at})
            if is_new:
                record(by, "shelved", shelving, at=at)
        return shelving


class Shelving(models.Model):
    """That a work stands on a group's shelf."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="shelvings")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="shelvings")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects = ShelvingQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["work", "group"], name="a_work_once_on_a_shelf")]

    def take_down(self, *, by: Person, at: datetime) -> None:
        with transaction.atomic():
            record(by, "took down", self, at=at)
            self.delete()


class UseQuerySet(models.QuerySet["Use"]):
    @door
    def visible_to(self, person: Person) -> "UseQuerySet":
        """One's own; and what colleagues of one's own schools used, where one may see the work."""
        here = person.schools_now().values("pk")
        return self.filter(Q(person=person) | Q(school__in=here, work__in=Work.objects.visible_to(person)))

    def say(self, work: Work, person: Person, *, words: str, at: datetime) -> "Use":
        """I used this: for colleagues of my school who want to ask somebody. Said again, its words change."""
        with transaction.atomic():
            Work.objects.select_for_update().get(pk=work.pk)
            home = person.schools_now().order_by("pk").first()
            use, is_new = self.update_or_create(
                work=work, person=person, defaults={"words": words},
                create_defaults={"words": words, "school": home, "at": at},
            )  # fmt: skip
            if is_new:
                record(person, "used", use, at=at)
        return use


class Use(models.Model):
    """That somebody used a work, and what they say of it to colleagues of their school."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="uses")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    school = models.ForeignKey(School, on_delete=models.SET_NULL, null=True, related_name="+")
    words = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    objects = UseQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["work", "person"], name="one_use_of_a_work_and_person")]

    def take_back(self, *, at: datetime) -> None:
        with transaction.atomic():
            record(self.person, "took back a use", self, at=at)
            self.delete()
