"""A year's programme: what a school offers its staff, whom it asks, and until when."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from collegium.history.models import record
from collegium.kit import clock
from collegium.kit.doors import door
from collegium.people.models import Appointment, Person, Responsibility, School
from collegium.people.models.year import year_starting
from collegium.programmes.models.approach import Approach
from collegium.programmes.models.collecting import Collecting

if TYPE_CHECKING:
    from collegium.programmes.models.apart import KeepApart
    from collegium.programmes.models.offer import Slot, Theme
    from collegium.programmes.models.vision import VisionReply
    from collegium.programmes.models.wish import AnswerQuerySet


def schools_led_by(person: Person) -> models.QuerySet[School]:
    """The schools whose CPD lead this person is today, by name or for a whole network."""
    duty = Responsibility.objects.current().filter(person=person, kind=Responsibility.Kind.CPD_LEAD)
    return School.objects.filter(
        Exists(duty.filter(school=OuterRef("pk"))) | Exists(duty.filter(network__schools=OuterRef("pk")))
    )


def _closing_day_is_over(at: datetime) -> Q:
    """By the clock on the wall of the programme's own school, wherever the server stands."""
    over = Q(pk__in=[])
    for zone in School.objects.filter(is_outside=False).values_list("timezone", flat=True).distinct():
        there = School.objects.filter(timezone=zone)
        over |= Q(school__in=there, wishes_until__lt=clock.day_of(at, zone))
    return over


def with_induction() -> Q:
    """Of a programme: new staff have a place of their own that year: a theme here, or a programme beside this one."""
    theme = Programme.objects.filter(pk=OuterRef("pk"), themes__is_induction=True)
    beside = Programme.objects.opened().filter(
        approach__is_for_new_staff=True, school=OuterRef("school"), year_starts_on=OuterRef("year_starts_on")
    )
    return Q(Exists(theme) | Exists(beside))


def is_new_to(schools: models.QuerySet[School], year_starts_on: date) -> Q:
    """Of a person: they came to one of these schools in that school year, and served none of them before."""
    here = Appointment.objects.filter(person=OuterRef("pk"), school__in=schools)
    # Where a staff list came without dates everybody seems new; then the dates say nothing.
    dated = Appointment.objects.filter(school__in=schools).before(year_starts_on)
    return Q(~Exists(here.before(year_starts_on)), Exists(dated))


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    @door
    def led_by(self, person: Person) -> "ProgrammeQuerySet":
        """The programmes of schools where this person is the CPD lead today."""
        return self.filter(school__in=schools_led_by(person))

    @door
    def visible_to(self, person: Person) -> "ProgrammeQuerySet":
        """Open programmes of one's own schools, and drafts to their lead."""
        mine = School.objects.served_by(person).filter(programmes=OuterRef("pk"))
        led = Programme.objects.led_by(person).values("pk")
        return self.filter(Q(Exists(mine), opened_at__isnull=False) | Q(pk__in=led))

    def draft(
        self, approach: Approach, *, year_starts_on: date, by: Person, at: datetime, title: str = ""
    ) -> "Programme":
        """Begin a programme that nobody sees yet. Everything in it can be filled in later, or never."""
        fewest = max(2, approach.smallest)
        with transaction.atomic():
            programme = self.create(
                school=approach.school,
                approach=approach,
                title=title or approach.title,
                year_starts_on=year_starts_on,
                smallest=fewest,
                largest=max(fewest, approach.cap or approach.usual_to or 8),
            )
            programme.schools.add(approach.school)
            record(by, "drafted", programme, at=at)
        return programme

    def opened(self) -> "ProgrammeQuerySet":
        return self.filter(opened_at__isnull=False)

    def collecting(self, at: datetime) -> "ProgrammeQuerySet":
        """Open, and the day on which wishes close is not over."""
        return self.opened().filter(~_closing_day_is_over(at), closed_at=None, wishes_until__isnull=False)

    def asking(self, person: Person) -> "ProgrammeQuerySet":
        """The programmes that ask this person: ``Programme.staff`` seen from the other side."""
        here = Appointment.objects.filter(school__programmes=OuterRef("pk"))
        mine = Q(Exists(here.current().filter(person=person)))
        dated = here.before(OuterRef("year_starts_on"))
        is_new = Q(Exists(dated)) & ~Q(Exists(dated.filter(person=person)))
        for_new = Q(approach__is_for_new_staff=True)
        elsewhere = is_new & with_induction()
        return self.filter(mine & ((for_new & is_new) | (~for_new & ~elsewhere)))

    def unanswered_by(self, person: Person) -> "ProgrammeQuerySet":
        """What still waits for this person's wishes."""
        return self.exclude(answers__person=person)

    def closed_to_wishes(self, at: datetime) -> "ProgrammeQuerySet":
        """Nobody is being asked any more, or nobody ever was: wishes may be looked at."""
        return self.filter(
            Q(opened_at=None) | Q(closed_at__isnull=False) | Q(wishes_until=None) | _closing_day_is_over(at)
        )


class Programme(models.Model):
    """What a school offers its staff for a year, in one approach. Nobody sees it before it is opened."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="led_programmes")
    schools = models.ManyToManyField(School, related_name="programmes")
    approach = models.ForeignKey(Approach, on_delete=models.PROTECT, related_name="programmes")
    title = models.CharField(max_length=120)
    vision = models.TextField(blank=True)
    year_starts_on = models.DateField()
    begins_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    wishes_until = models.DateField(null=True, blank=True)
    most_wishes = models.PositiveSmallIntegerField(default=3)
    whole_week = models.BooleanField(default=False)
    alone_allowed = models.BooleanField(default=False)
    smallest = models.PositiveSmallIntegerField(default=3)
    largest = models.PositiveSmallIntegerField(default=8)
    lists_groups = models.BooleanField(default=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(smallest__gte=2) & Q(largest__gte=F("smallest")), name="programme_sizes_make_sense"
            ),
            models.CheckConstraint(condition=Q(most_wishes__range=(1, 5)), name="one_to_five_wishes"),
            models.CheckConstraint(
                condition=Q(begins_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("begins_on")),
                name="programme_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("programmes:programme", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.opened_at is not None

    @property
    def year(self) -> str:
        return f"{self.year_starts_on.year}–{(self.year_starts_on.year + 1) % 100:02}"

    @property
    def collecting(self) -> Collecting:
        """The asking of staff for their wishes: their answers come in through it."""
        return Collecting(self)

    def is_collecting(self, at: datetime) -> bool:
        """Whether staff may give and change their wishes at this moment."""
        until = self.wishes_until
        if not self.is_open or self.closed_at or until is None:
            return False
        return until >= clock.day_of(at, self.school.timezone)

    def is_over(self, on: date) -> bool:
        """Its last day, or else its school year, is behind us: nobody is asked to do anything about it."""
        return on > self.ends_on if self.ends_on else self.year_starts_on < year_starting(on)

    # Who is asked

    def staff(self) -> models.QuerySet[Person]:
        """Whom it asks: today's staff of its schools, without new staff where there is a pathway for them."""
        everybody = Person.objects.on_staff_of(self.schools.all())
        if self.approach.is_for_new_staff:
            return self.new_staff()
        return everybody.exclude(pk__in=self.new_staff().values("pk")) if self.has_induction() else everybody

    def new_staff(self) -> models.QuerySet[Person]:
        """Whoever came to one of its schools in this school year and served none of them before."""
        schools = self.schools.all()
        return Person.objects.on_staff_of(schools).filter(is_new_to(schools, self.year_starts_on))

    def has_induction(self) -> bool:
        """Whether new staff have a place of their own this year."""
        return Programme.objects.filter(with_induction(), pk=self.pk).exists()

    def asks(self, person: Person) -> bool:
        return Programme.objects.asking(person).filter(pk=self.pk).exists()

    def answered(self) -> "AnswerQuerySet":
        """The answers of those whom it asks and who are still here."""
        return self.answers.filter(person__in=self.staff())

    def not_answered(self) -> models.QuerySet[Person]:
        """Who, not what: those asked who have not answered yet."""
        return self.staff().exclude(pk__in=self.answers.values("person"))

    # From a draft to a programme

    def describe(self, *, by: Person, at: datetime, schools: Iterable[School] | None = None, **words: object) -> None:
        """Write down or change title, vision, dates, sizes and the like. Its own school always takes part."""
        with transaction.atomic():
            for name, value in words.items():
                setattr(self, name, value)
            self.save(update_fields=list(words) or None)
            if schools is not None:
                self.schools.set({self.school, *schools})
            record(by, "changed", self, at=at)

    def open(self, *, by: Person, at: datetime) -> None:
        """All staff see it from now on. A second opening changes nothing."""
        with transaction.atomic():
            if Programme.objects.filter(pk=self.pk, opened_at=None).update(opened_at=at):
                record(by, "opened", self, at=at)
        self.refresh_from_db(fields=["opened_at"])

    def back_to_draft(self, *, by: Person, at: datetime) -> None:
        """Take it back as long as nobody has answered, as if it had not been opened."""
        with transaction.atomic():
            if self.held().is_open and not self.answers.exists():
                Programme.objects.filter(pk=self.pk).update(opened_at=None)
                record(by, "took back", self, at=at)
        self.refresh_from_db(fields=["opened_at"])

    def discard(self, *, by: Person, at: datetime) -> None:
        """Throw a draft away. What has been opened is kept, and what groups of last year go on in."""
        with transaction.atomic():
            if not self.held().is_open and not self.groups.exists():
                record(by, "discarded", self, at=at)
                Programme.objects.filter(pk=self.pk).delete()

    # What it offers

    def add_theme(self, title: str, *, by: Person, at: datetime, **words: Any) -> "Theme":
        """One more theme to choose from; ``words`` as in ``Theme.write``."""
        return self.themes.model(programme=self).write(title, by=by, at=at, **words)

    def give_slot(self, weekday: int, starts_at: time, *, minutes: int = 60, by: Person, at: datetime) -> "Slot":
        """The school gives its staff this time. Given twice, it stands once."""
        with transaction.atomic():
            slot, is_new = self.slots.get_or_create(
                weekday=weekday, starts_at=starts_at, defaults={"minutes": minutes, "given_at": at}
            )
            if is_new:
                record(by, "gave", slot, at=at)
        return slot

    def give_week(self, times: Iterable[time], *, minutes: int, by: Person, at: datetime) -> None:
        """Every weekday at each of these times: the whole weekly grid, for a school that has no fixed time."""
        with transaction.atomic():
            for starts_at in times:
                for weekday in range(5):
                    self.give_slot(weekday, starts_at, minutes=minutes, by=by, at=at)
            self.describe(by=by, at=at, whole_week=True)

    def keep_apart(self, first: Person, second: Person, *, by: Person, at: datetime) -> "KeepApart":
        """Keep these two out of one group. Said twice, it stands once."""
        one, other = sorted([first, second], key=lambda person: person.pk)
        with transaction.atomic():
            pair, is_new = self.kept_apart.get_or_create(one=one, other=other, defaults={"by": by, "at": at})
            if is_new:
                record(by, "kept apart", pair, at=at)
        return pair

    # What staff say to the vision

    def see(self, *, by: Person, at: datetime) -> None:
        """Count this person among those who saw the vision. Who it was is shown to nobody: no entry is kept."""
        self.seen.get_or_create(person=by, defaults={"at": at})

    def reply(self, text: str, *, by: Person, at: datetime) -> "VisionReply":
        """Answer the vision. Whoever answers it has seen it."""
        with transaction.atomic():
            self.see(by=by, at=at)
            reply = self.replies.create(by=by, text=text, at=at)
            record(by, "replied", reply, at=at)
        return reply

    def held(self) -> "Programme":
        """This programme as it is now, and nobody else changes it until the transaction ends."""
        return Programme.objects.select_for_update(no_key=True).get(pk=self.pk)
