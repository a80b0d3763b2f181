"""Aspects of practice: the parts of teaching that a school names alike in themes, walks, surveys and comparisons."""

from collections.abc import Iterable
from datetime import datetime

from django.db import models, transaction
from django.db.models import Max, Q
from django.db.models.functions import Lower

from collegium.history.models import record, record_all
from collegium.kit.doors import door
from collegium.people.models import Person, School
from collegium.programmes.models.programme import schools_led_by


class AspectQuerySet(models.QuerySet["Aspect"]):
    def in_use(self) -> "AspectQuerySet":
        """What may be chosen today; a withdrawn aspect stays where it was used."""
        return self.filter(withdrawn_at=None)

    def in_order(self) -> "AspectQuerySet":
        return self.order_by("order", "pk")

    @door
    def visible_to(self, person: Person) -> "AspectQuerySet":
        """The words of a school are known to its staff, and to whoever leads its programmes."""
        return self.filter(Q(school__in=person.schools_now()) | Q(school__in=schools_led_by(person)))

    def called(self, title: str, school: School) -> "Aspect":
        """The school's aspect of this title, in whatever capitals; new where nobody has named it yet."""
        with transaction.atomic():
            School.objects.select_for_update(no_key=True).get(pk=school.pk)
            found = self.filter(school=school, title__iexact=title).first()
            return found or self.create(school=school, title=title, order=self._next(school))

    def add(self, title: str, school: School, *, by: Person, at: datetime, about: str = "") -> "Aspect":
        """One more aspect, or the one that has this title already, in use again."""
        with transaction.atomic():
            aspect = self.called(title, school)
            aspect.change(aspect.title, about or aspect.about, by=by, at=at)
            aspect.take_up(by=by, at=at)
        return aspect

    def bring_in(self, kinds: Iterable[tuple[str, str]], school: School, *, by: Person, at: datetime) -> int:
        """Add those of a list that the school does not name yet, and say how many that were."""
        with transaction.atomic():
            School.objects.select_for_update(no_key=True).get(pk=school.pk)
            named = {title.casefold() for title in self.filter(school=school).values_list("title", flat=True)}
            first = self._next(school)
            new = [(title, about) for title, about in kinds if title.casefold() not in named]
            made = self.bulk_create(
                Aspect(school=school, title=title, about=about, order=first + place)
                for place, (title, about) in enumerate(new)
            )
            record_all(by, "named", made, at=at)
        return len(made)

    def _next(self, school: School) -> int:
        return 1 + (self.filter(school=school).aggregate(last=Max("order"))["last"] or 0)


class Aspect(models.Model):
    """One named part of teaching, used alike by themes, visits, walks and surveys, so that a year can be compared."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="aspects")
    title = models.CharField(max_length=80)
    about = models.CharField(max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = AspectQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("school", Lower("title"), name="one_aspect_of_a_title")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_in_use(self) -> bool:
        return self.withdrawn_at is None

    def change(self, title: str, about: str, *, by: Person, at: datetime) -> None:
        """Say it in other words. What was counted under it stays under it."""
        with transaction.atomic():
            self.title, self.about = title, about
            self.save(update_fields=["title", "about"])
            record(by, "named", self, at=at)

    def move_up(self, *, by: Person, at: datetime) -> None:
        """Change places with the one before it. The first stays first."""
        with transaction.atomic():
            row = list(Aspect.objects.filter(school=self.school_id).in_order().select_for_update())
            place = row.index(self)
            if place:
                row[place - 1], row[place] = row[place], row[place - 1]
                for order, aspect in enumerate(row, 1):
                    aspect.order = order
                Aspect.objects.bulk_update(row, ["order"])
                record(by, "moved", self, at=at)

    def withdraw(self, *, by: Person, at: datetime) -> None:
        """Nobody chooses it any more; whatever was said of it stays. A second time changes nothing."""
        with transaction.atomic():
            if Aspect.objects.filter(pk=self.pk, withdrawn_at=None).update(withdrawn_at=at):
                record(by, "withdrew", self, at=at)
        self.refresh_from_db()

    def take_up(self, *, by: Person, at: datetime) -> None:
        """It may be chosen again."""
        with transaction.atomic():
            if Aspect.objects.filter(pk=self.pk, withdrawn_at__isnull=False).update(withdrawn_at=None):
                record(by, "took up", self, at=at)
        self.refresh_from_db()
