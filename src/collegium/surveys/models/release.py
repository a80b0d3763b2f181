"""What may be shown of a round: worked out once when it closes, and the same ever after, wherever it is read."""

from typing import Any

from django.db import models
from django.db.models import Q

from collegium.kit.doors import door
from collegium.people.models import Person, Responsibility
from collegium.programmes.models import Theme, schools_led_by
from collegium.surveys.models.survey import Survey
from collegium.surveys.models.wave import Wave


class ReleaseQuerySet(models.QuerySet["Release"]):
    @door
    def visible_to(self, person: Person) -> "ReleaseQuerySet":
        return self.filter(wave__survey__in=Survey.objects.visible_to(person))


class Release(models.Model):
    """The figures of a round, with those left out that would say something about somebody. There is never a second
    release of the same round, so that no two can be compared."""

    wave = models.OneToOneField(Wave, on_delete=models.CASCADE, related_name="release")
    answered = models.PositiveIntegerField()
    figures = models.JSONField()
    at = models.DateTimeField()

    objects = ReleaseQuerySet.as_manager()

    @property
    def has_too_few(self) -> bool:
        return not self.figures

    def whole(self, item: int) -> list[int | None]:
        """How often each answer was given, the left-out ones last; None: not shown."""
        found: dict[str, Any] = self.figures.get(str(item), {})
        return list(found.get("whole", []))

    def of_class(self, item: int, code: int) -> list[int | None]:
        """The same for one class, for the colleague who asked it; empty where classes cannot be told apart safely."""
        found: dict[str, Any] = self.figures.get(str(item), {})
        return list(found.get("classes", {}).get(str(code), []))

    def size_of_class(self, item: int, code: int) -> int:
        return int(self.figures[str(item)]["sizes"][str(code)])


class ThemeReleaseQuerySet(models.QuerySet["ThemeRelease"]):
    @door
    def visible_to(self, person: Person) -> "ThemeReleaseQuerySet":
        """For those who lead learning at the school, and its leadership."""
        leads = Responsibility.objects.current().filter(person=person, kind=Responsibility.Kind.LEADERSHIP)
        return self.filter(
            Q(theme__programme__school__in=schools_led_by(person).values("pk"))
            | Q(theme__programme__school__in=leads.filter(school__isnull=False).values("school"))
        )


class ThemeRelease(models.Model):
    """What pupils of several groups said under one theme. Each round of a group counts in one of these at most, so
    that no two of them differ by a single group."""

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="voices")
    waves = models.ManyToManyField(Wave, related_name="theme_releases")
    number = models.PositiveSmallIntegerField()
    groups = models.PositiveSmallIntegerField()
    answered = models.PositiveIntegerField()
    figures = models.JSONField()
    at = models.DateTimeField()

    objects = ThemeReleaseQuerySet.as_manager()
