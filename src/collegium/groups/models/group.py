"""A group of colleagues who learn together, and its end."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection, models, transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from collegium.history.models import record
from collegium.kit import clock
from collegium.kit.asking import written_once
from collegium.kit.doors import door
from collegium.people.models import Network, Person, Responsibility, School
from collegium.programmes.models import Approach, Programme, Theme

if TYPE_CHECKING:
    from collegium.groups.models.membership import Membership
    from collegium.groups.models.waiting import Waiting


class Full(Exception):
    """The group has as many members as it takes."""


class Ended(Exception):
    """The group has been brought to its end: nobody joins it any more."""


class GroupQuerySet(models.QuerySet["Group"]):
    def going(self) -> "GroupQuerySet":
        return self.filter(conclusion=None)

    def listed_at(self, schools: Iterable[School]) -> "GroupQuerySet":
        """The groups that show their card to the staff of these schools."""
        return self.filter(Exists(School.objects.filter(groups=OuterRef("pk"), pk__in=schools)), listed=True)

    def of_member(self, person: Person) -> "GroupQuerySet":
        """The groups to which this person belongs today."""
        from collegium.groups.models.membership import Membership  # noqa: PLC0415  the two nouns know each other

        return self.filter(Exists(Membership.objects.current().filter(group=OuterRef("pk"), person=person)))

    def looked_after_by(self, person: Person) -> "GroupQuerySet":
        """Groups that this person coordinates; of their own that nobody coordinates, every one."""
        from collegium.groups.models.membership import Membership  # noqa: PLC0415

        leads = Membership.objects.current().coordinating().filter(group=OuterRef("pk"))
        return self.filter(Exists(leads.filter(person=person)) | (Q(pk__in=self.of_member(person)) & ~Exists(leads)))

    @door
    def visible_to(self, person: Person) -> "GroupQuerySet":
        """One's own groups now, and the cards of those that list themselves in one's school, or in one's network
        for its lead. No role opens more than a card."""
        mine = Group.objects.of_member(person).values("pk")
        here = School.objects.served_by(person).filter(groups=OuterRef("pk"))
        led = Responsibility.objects.current().filter(person=person, kind=Responsibility.Kind.NETWORK_LEAD)
        near = School.objects.filter(groups=OuterRef("pk"), networks__in=Network.objects.filter(
            pk__in=led.values("network")))  # fmt: skip
        return self.filter(Q(pk__in=mine) | Q(Exists(here) | Exists(near), listed=True))


class Group(models.Model):
    """Colleagues who learn together. Its card may be listed; its space is for members only."""

    class Entry(models.TextChoices):
        OPEN = "open", _("Anyone who would like to")
        WHOLE_GROUP = "whole-group", _("Whoever all of us agree on")
        COORDINATORS = "coordinators", _("Whoever a coordinator agrees on")

    title = models.CharField(max_length=120)
    slug = models.SlugField(max_length=140, unique=True)
    question = models.CharField(max_length=300, blank=True)
    approach = models.ForeignKey(Approach, on_delete=models.PROTECT, related_name="groups")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, null=True, blank=True, related_name="groups")
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
        constraints = [models.CheckConstraint(condition=Q(cap=None) | Q(cap__gte=1), name="group_has_a_seat")]
        indexes = [models.Index(fields=["year_starts_on"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("desk:group", args=[self.slug])

    @property
    def year(self) -> str:
        return f"{self.year_starts_on.year}–{(self.year_starts_on.year + 1) % 100:02}"

    def locked(self) -> "Group":
        """This group with its row held, so that whoever counts its seats counts alone."""
        # Django itself refuses this only while it writes the SQL.
        assert connection.in_atomic_block
        (held,) = _held(self)
        return held

    def zone(self) -> str:
        """The clock on the wall of its school; of several, of the one that was there first."""
        school = self.schools.order_by("pk").first()
        return school.timezone if school else settings.TIME_ZONE

    def is_going(self) -> bool:
        return not _conclusions(self)

    def has_a_seat(self, on: date) -> bool:
        return self.cap is None or self.memberships.not_over(on).count() < self.cap

    def needs_coordinator(self) -> bool:
        """Nobody coordinates it today, so any member may."""
        return not self.memberships.current().coordinating().exists()

    def admit(
        self, person: Person, *, school: School, by: Person, at: datetime, on: date | None = None
    ) -> "Membership":
        """The person belongs from that day on, for this school. Whoever belongs already just goes on.

        The group's yes and the person's own are the caller's to have; the cap holds for every caller at once.
        """
        day = on or clock.day_of(at)
        with transaction.atomic():
            group = self.locked()
            if already := group.memberships.filter(person=person).not_over(day).first():
                return already
            if not group.is_going():
                raise Ended
            if not group.has_a_seat(day):
                raise Full
            membership = group.memberships.create(person=person, school=school, joined_on=day)
            group.waiting.filter(person=person).delete()
            record(by, "joined", membership, at=at)
        return membership

    def keep_waiting(self, person: Person, *, school: School, at: datetime) -> "Waiting":
        """The person has a place in the queue, and keeps it when asking again."""
        with transaction.atomic():
            waiting, is_new = self.waiting.get_or_create(person=person, defaults={"school": school, "at": at})
            if is_new:
                record(person, "waits", self, at=at)
        return waiting

    def hold(self, cap: int | None, *, by: Person, at: datetime) -> None:
        """How many the group takes from now on; never fewer than it has."""
        with transaction.atomic():
            group = self.locked()
            if cap is not None and group.memberships.not_over(clock.day_of(at)).count() > cap:
                raise Full
            self._change("resized", by=by, at=at, cap=cap)
            group.invitations.ask_for_the_next(self, at=at)

    def describe(self, *, title: str, question: str, by: Person, at: datetime) -> None:
        """Title and question as they stand now."""
        with transaction.atomic():
            self.rename(title, by=by, at=at)
            self.ask(question, by=by, at=at)

    def rename(self, title: str, *, by: Person, at: datetime) -> None:
        self._change("renamed", by=by, at=at, title=title)

    def ask(self, question: str, *, by: Person, at: datetime) -> None:
        """The group's driving question, as it stands now."""
        self._change("asked", by=by, at=at, question=question)

    def list_itself(self, *, by: Person, at: datetime) -> None:
        """Colleagues of its schools see the card, who belongs, and when it meets."""
        self._change("listed", by=by, at=at, listed=True)

    def unlist(self, *, by: Person, at: datetime) -> None:
        """Only members know of the group."""
        self._change("unlisted", by=by, at=at, listed=False)

    def welcome(self, entry: str, *, by: Person, at: datetime) -> None:
        """Who may join from now on."""
        with transaction.atomic():
            self._change("changed entry", by=by, at=at, entry=entry)
            for decision in self.decisions.open():
                decision.weigh(at=at)

    def conclude(self, *, by: Person, at: datetime, reason: str = "") -> "Conclusion":
        """Bring the group to its end. A second ending changes nothing."""
        with transaction.atomic():
            self.locked()
            conclusion, is_new = Conclusion.objects.get_or_create(
                group=self, defaults={"by": by, "at": at, "reason": reason}
            )
            if is_new:
                record(by, "concluded", self, at=at)
        return conclusion

    def reopen(self, *, by: Person, at: datetime) -> None:
        """The group goes on after all. What is going already just goes on."""
        with transaction.atomic():
            self.locked()
            ended, _each = Conclusion.objects.filter(group=self).delete()
            if ended:
                Reopening.objects.create(group=self, by=by, at=at)
                record(by, "reopened", self, at=at)

    def _change(self, did: str, *, by: Person, at: datetime, **fields: object) -> None:
        """Set these fields and say so; what stands so already is no news."""
        with transaction.atomic():
            differs = ~Q(**fields)
            if Group.objects.filter(differs, pk=self.pk).update(**fields):
                record(by, did, self, at=at)
        for name, value in fields.items():
            setattr(self, name, value)


class Conclusion(models.Model):
    """That a group has ended, who said so, and why. No conclusion: still going."""

    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="conclusion")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField(blank=True)


@written_once
def _held(group: Group) -> models.QuerySet[Group]:
    return Group.objects.select_for_update().filter(pk=group.pk)


@written_once
def _conclusions(group: Group) -> models.QuerySet[Conclusion]:
    return Conclusion.objects.filter(group=group)


class Reopening(models.Model):
    """That an ended group goes on, and who said so."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="reopenings")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
