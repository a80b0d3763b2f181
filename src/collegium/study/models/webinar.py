"""A talk online, for one's group, one's school, or the schools one works with: when, where, and what it is for."""

from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from collegium.groups.audience import Reaching, ReachingQuerySet
from collegium.history.models import record
from collegium.people.models import Person


class WebinarQuerySet(ReachingQuerySet):
    def announce(self, title: str, *, person: Person, at: datetime, **given: Any) -> "Webinar":
        """It stands in the calendars of all whom it reaches."""
        with transaction.atomic():
            webinar: Webinar = self.create(person=person, title=title, at=at, **given)
            record(person, "announced", webinar, at=at)
        return webinar

    def between(self, first: datetime, last: datetime) -> "WebinarQuerySet":
        return self.filter(starts_at__gte=first, starts_at__lte=last)


class Webinar(Reaching):
    """Somebody speaks, and whoever likes comes by the link. Nobody keeps a list of who came."""

    title = models.CharField(max_length=160)
    purpose = models.CharField(max_length=300)
    link = models.URLField(max_length=400)
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=45)

    objects = WebinarQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["starts_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(link="") | Q(link__startswith="https://") | Q(link__startswith="http://"),
                name="webinar_is_on_the_web",
            )
        ]

    def __str__(self) -> str:
        return str(self.title or _("a webinar that was called off"))

    def get_absolute_url(self) -> str:
        return reverse("study:webinar", args=[self.pk])

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    def call_off(self, *, by: Person, at: datetime) -> None:
        """Gone from pages and calendars. Doing it again changes nothing."""
        with transaction.atomic():
            empty = {"title": "", "purpose": "", "link": "", "withdrawn_at": at}
            if Webinar.objects.standing().filter(pk=self.pk).update(**empty):
                record(by, "called off", self, at=at)
        self.refresh_from_db()
