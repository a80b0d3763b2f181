"""When can we? A poll of a group on times of the week, and the times it asks about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS

from collegium.groups.models import Ended, Group
from collegium.history.models import record
from collegium.kit.doors import door
from collegium.people.alphabet import by_first_name
from collegium.people.models import Person

if TYPE_CHECKING:
    from collegium.scheduling.models.reply import Reply

# Every weekday at six times: more on one page nobody answers with care.
MOST_OPTIONS = 30


class PollClosed(Exception):
    """The day on which the poll closes is over, or it was closed before it."""


class TooMany(Exception):
    """The poll asks about as many times as one page takes."""


class Refused(Exception):
    """Everybody who answered said no to this time, or it was withdrawn."""


@dataclass(frozen=True)
class Moment:
    """A time of the week: Monday is 0. The name is what the school calls it: period 5, after school."""

    weekday: int
    starts_at: time
    name: str = ""


class PollQuerySet(models.QuerySet["Poll"]):
    @door
    def visible_to(self, person: Person) -> "PollQuerySet":
        """The polls of one's own groups. When somebody can come is the group's alone."""
        return self.filter(group__in=Group.objects.of_member(person))

    def running(self, at: datetime) -> "PollQuerySet":
        """Not closed, its last day not over, and the group still going."""
        return self.filter(closed_at=None, closes_on__gte=timezone.localdate(at), group__conclusion=None)

    def waiting_for(self, person: Person, at: datetime) -> "PollQuerySet":
        """The polls of one's groups that one has not answered."""
        return self.visible_to(person).running(at).exclude(replies__person=person)

    def ask(
        self, group: Group, moments: Iterable[Moment], *, closes_on: date, minutes: int = 75, by: Person, at: datetime
    ) -> "Poll":
        """Ask a group when it can meet. One that is being asked already goes on being asked that."""
        with transaction.atomic():
            group.locked()
            if not group.is_going():
                raise Ended
            for earlier in self.filter(group=group, closed_at=None):
                if earlier.is_open(at):
                    return earlier
                earlier.close(by=None, at=at)
            poll = self.create(group=group, by=by, at=at, closes_on=closes_on, minutes=minutes)
            for moment in list(dict.fromkeys(moments))[:MOST_OPTIONS]:
                poll.options.get_or_create(
                    weekday=moment.weekday, starts_at=moment.starts_at,
                    defaults={"name": moment.name, "by": by, "at": at},
                )  # fmt: skip
            record(by, "asked", poll, at=at)
        return poll


class Poll(models.Model):
    """A question to a group: at which of these times of the week can you meet? Answers may change until it closes."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="polls")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=75)
    closes_on = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    chosen = models.ForeignKey(
        "scheduling.Option", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = PollQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group"], condition=Q(closed_at=None), name="one_open_poll_of_a_group")
        ]

    def __str__(self) -> str:
        return str(self.group)

    def get_absolute_url(self) -> str:
        return reverse("scheduling:poll", args=[self.pk])

    def is_open(self, at: datetime) -> bool:
        return self.closed_at is None and self.closes_on >= timezone.localdate(at)

    def held(self) -> "Poll":
        """This poll as it is now, and nobody else changes it until the transaction ends."""
        return Poll.objects.select_for_update(no_key=True).get(pk=self.pk)

    def asked(self) -> models.QuerySet[Person]:
        """Whom it asks: whoever belongs to the group today, guests included."""
        members = self.group.memberships.current().filter(person=OuterRef("pk"))
        return Person.objects.filter(Exists(members)).order_by(*by_first_name(), "pk")

    def silent(self) -> models.QuerySet[Person]:
        """Who of them has not answered."""
        return self.asked().exclude(pk__in=self.replies.values("person"))

    def answer(self, person: Person, said: Mapping[int, str], *, at: datetime) -> "Reply":
        """What this person says to the times that stand, by the number of each; what they leave open is a no.

        Answering again replaces it. What was said to a time that has been withdrawn is kept.
        """
        from collegium.scheduling.models.reply import Vote  # noqa: PLC0415  the nouns know each other

        with transaction.atomic():
            if not self.held().is_open(at):
                raise PollClosed
            reply, _is_new = self.replies.update_or_create(person=person, defaults={"at": at})
            standing = self.options.standing()
            reply.votes.filter(option__in=standing).delete()
            Vote.objects.bulk_create(
                Vote(reply=reply, option=option, says=said.get(option.pk, Vote.Says.NO)) for option in standing
            )
            record(person, "answered", self, at=at)
        return reply

    def suggest(self, moment: Moment, *, by: Person, at: datetime) -> "Option":
        """One more time to ask about. One that was withdrawn comes back with what was said to it."""
        with transaction.atomic():
            if not self.held().is_open(at):
                raise PollClosed
            found = self.options.filter(weekday=moment.weekday, starts_at=moment.starts_at).first()
            if found is None and self.options.standing().count() >= MOST_OPTIONS:
                raise TooMany
            if found is None:
                found = self.options.create(
                    weekday=moment.weekday, starts_at=moment.starts_at, name=moment.name, by=by, at=at
                )
                record(by, "suggested a time for", self, at=at)
            found.bring_back(by=by, at=at)
        return found

    def close(self, *, by: Person | None, at: datetime) -> None:
        """Nobody answers any more. A second closing changes nothing."""
        with transaction.atomic():
            if Poll.objects.filter(pk=self.pk, closed_at=None).update(closed_at=at):
                record(by, "closed", self, at=at)
        self.refresh_from_db(fields=["closed_at"])

    def choose(self, option: "Option", *, by: Person, at: datetime) -> None:
        """The group takes this time. Not one that everybody who answered refused, nor one that was withdrawn."""
        with transaction.atomic():
            poll = self.held()
            now = poll.options.get(pk=option.pk)
            if now.withdrawn_at is not None or now.is_refused():
                raise Refused
            if poll.chosen_id != now.pk:
                Poll.objects.filter(pk=self.pk).update(chosen=now)
                record(by, "chose", now, at=at)
            poll.close(by=by, at=at)
        self.refresh_from_db(fields=["chosen", "closed_at"])


class OptionQuerySet(models.QuerySet["Option"]):
    def standing(self) -> "OptionQuerySet":
        return self.filter(withdrawn_at=None)

    def in_order(self) -> "OptionQuerySet":
        return self.order_by("weekday", "starts_at", "pk")

    @door
    def visible_to(self, person: Person) -> "OptionQuerySet":
        return self.filter(poll__in=Poll.objects.visible_to(person))


class Option(models.Model):
    """One time of the week that a poll asks about. It may be withdrawn and come back, but never becomes another."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="options")
    weekday = models.PositiveSmallIntegerField()
    starts_at = models.TimeField()
    name = models.CharField(max_length=40, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = OptionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["poll", "weekday", "starts_at"], name="one_option_at_a_time"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="option_on_a_weekday"),
        ]

    def __str__(self) -> str:
        return f"{WEEKDAYS[self.weekday]} {self.starts_at:%H:%M}"

    @property
    def day(self) -> str:
        return str(WEEKDAYS[self.weekday])

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    def is_refused(self) -> bool:
        """Whether all who said anything to it and still belong said no."""
        from collegium.scheduling.models.reply import Vote  # noqa: PLC0415

        said = Vote.objects.filter(option=self, reply__person__in=self.poll.asked().values("pk"))
        return said.exists() and not said.exclude(says=Vote.Says.NO).exists()

    def withdraw(self, *, by: Person, at: datetime) -> None:
        """Nobody is asked about it any more; what was said is kept. The last one that stands stays."""
        with transaction.atomic():
            poll = self.poll.held()
            if not poll.is_open(at):
                raise PollClosed
            others = poll.options.standing().exclude(pk=self.pk)
            if others.exists() and Option.objects.filter(pk=self.pk, withdrawn_at=None).update(withdrawn_at=at):
                record(by, "withdrew", self, at=at)
        self.refresh_from_db(fields=["withdrawn_at"])

    def bring_back(self, *, by: Person, at: datetime) -> None:
        """It is asked about again, with what was said to it before."""
        with transaction.atomic():
            if not self.poll.held().is_open(at):
                raise PollClosed
            if Option.objects.filter(pk=self.pk, withdrawn_at__isnull=False).update(withdrawn_at=None):
                record(by, "brought back", self, at=at)
        self.refresh_from_db(fields=["withdrawn_at"])
