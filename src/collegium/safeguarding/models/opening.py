"""That a group is open to two named people for some hours, and each thing that they looked at."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from collegium.groups.models import Group
from collegium.history.models import record
from collegium.kit import clock
from collegium.kit.doors import door
from collegium.people.models import Person, Responsibility
from collegium.safeguarding import letters
from collegium.safeguarding.models.asking import Asking

# So long it stands on the group's home.
SHOWN_FOR = timedelta(days=30)


class Over(Exception):
    """The time is up, somebody ended it, or one of the two keeps no accounts any more: nothing is shown."""


class OpeningQuerySet(models.QuerySet["Opening"]):
    def named(self, person: Person) -> "OpeningQuerySet":
        """Those of which this person is one of the two, while they keep that school's accounts."""
        return self.filter(asking__in=Asking.objects.visible_to(person))

    @door
    def visible_to(self, person: Person) -> "OpeningQuerySet":
        """That there is one: the two; and the group's members, once it is time to tell them."""
        told = Q(tell_at__lte=clock.now(), group__in=Group.objects.of_member(person))
        return self.filter(told | Q(asking__in=Asking.objects.visible_to(person)))

    def going(self, at: datetime) -> "OpeningQuerySet":
        return self.filter(ended_at=None, at__lte=at, until__gt=at)

    def readable_by(self, person: Person, at: datetime) -> "OpeningQuerySet":
        """What the group wrote may be read: by the two, now, while both still keep the accounts."""
        both = Asking.objects.filter(pk=OuterRef("asking"))
        for one in ("by", "to"):
            here = Q(school=OuterRef("school")) | Q(network__schools=OuterRef("school"))
            kept = Responsibility.objects.current().filter(here, kind=Responsibility.Kind.ACCOUNTS)
            both = both.filter(Exists(kept.filter(person=OuterRef(one))))
        return self.named(person).going(at).filter(Exists(both))

    def told(self, at: datetime) -> "OpeningQuerySet":
        """Of which the members may know."""
        return self.filter(tell_at__lte=at)

    def lately(self, group: Group, at: datetime) -> "OpeningQuerySet":
        """What stands on the group's home: from the moment when it is told, for a month."""
        return self.told(at).filter(group=group, tell_at__gt=at - SHOWN_FOR).order_by("-at", "-pk")

    def to_tell(self, at: datetime) -> "OpeningQuerySet":
        return self.told(at).filter(told_at=None)


class Opening(models.Model):
    """One group's notes, threads and files, read by two people until a time. It ends by itself."""

    asking = models.OneToOneField(Asking, on_delete=models.CASCADE, related_name="opening")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="openings")
    at = models.DateTimeField()
    until = models.DateTimeField()
    tell_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = OpeningQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["told_at", "tell_at"])]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("safeguarding:opening", args=[self.pk])

    def is_going(self, at: datetime) -> bool:
        return self.ended_at is None and self.at <= at < self.until

    def tell(self, *, at: datetime) -> None:
        """A letter to each member, once it is time. Of two workers one writes them. None written: not told."""
        with transaction.atomic():
            mine = Opening.objects.filter(pk=self.pk)
            if not mine.filter(told_at=None, tell_at__lte=at).update(told_at=at):
                return
            if letters.tell(self, at=at):
                self.told_at = at
            else:
                mine.update(told_at=None)

    def told_instead(self) -> models.QuerySet[Person]:
        """Where no member may sign in today: who left last, and the other keepers of the school's accounts."""
        there, ever = Person.objects.signing_in(), self.group.memberships
        if there.filter(pk__in=ever.current().values("person")).exists():
            return Person.objects.none()
        left = ever.filter(left_on__lte=clock.today())
        last = left.filter(left_on=left.aggregate(day=models.Max("left_on"))["day"])
        school = self.asking.school
        here = Q(school=school) | Q(network__schools=school)
        keepers = Responsibility.objects.current().filter(here, kind=Responsibility.Kind.ACCOUNTS)
        hears = Q(pk__in=last.values("person")) | Q(pk__in=keepers.values("person"))
        return there.filter(hears).exclude(pk__in=[self.asking.by_id, self.asking.to_id]).order_by("pk")

    def end(self, *, by: Person, at: datetime) -> None:
        """No longer needed: closed by the next request. A second ending changes nothing."""
        with transaction.atomic():
            if Opening.objects.filter(pk=self.pk, ended_at=None, until__gt=at).update(ended_at=at):
                record(by, "ended", self, at=at)
        self.refresh_from_db()

    def look(self, person: Person, kind: str, *, at: datetime, number: int = 0) -> "Look":
        """Written down before it is shown; what cannot be written down is not shown."""
        with transaction.atomic():
            list(Opening.objects.select_for_update().filter(pk=self.pk))
            if not Opening.objects.readable_by(person, at).filter(pk=self.pk).exists():
                raise Over
            look = Look.objects.create(opening=self, person=person, kind=kind, number=number, at=at)
            record(person, "looked at", look, at=at)
        return look


class LookQuerySet(models.QuerySet["Look"]):
    @door
    def visible_to(self, person: Person) -> "LookQuerySet":
        """Whoever knows of the opening: what was looked at is hidden from nobody who was read."""
        return self.filter(opening__in=Opening.objects.visible_to(person))

    def of(self, openings: Iterable[Opening]) -> "LookQuerySet":
        return self.filter(opening__in=openings).select_related("person").order_by("at", "pk")


class Look(models.Model):
    """That one of the two looked at something: what kind, and which one. ``number`` 0: the list of what is there."""

    class Kind(models.TextChoices):
        LIST = "list", _("what there is")
        NOTES = "notes", _("the notes of a meeting")
        THREAD = "thread", _("a thread")
        FILE = "file", _("a file")

    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="looks")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    number = models.BigIntegerField(default=0)
    at = models.DateTimeField()

    objects = LookQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.get_kind_display())
