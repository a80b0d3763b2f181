"""A booklet: which reports stand in it, for whom, under which licence; and whether readers have it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from collegium.history.models import record
from collegium.kit.doors import door
from collegium.kit.jobs import later
from collegium.outcomes.models import Report
from collegium.people.models import Person, Responsibility, School

if TYPE_CHECKING:
    from collegium.booklets.models.making import Making
    from collegium.booklets.models.piece import Piece

# Our green. A school writes its own.
COLOUR = "#1f4f3f"
READERS = [
    ("school", _("everyone at our school")), ("network", _("the schools we work with")),
    ("public", _("everybody, also on the web")),
]  # fmt: skip
REACHES = tuple(reach for reach, _words in READERS)


class NothingToPrint(Exception):
    """No piece has the yes of all its authors."""


class Licence(models.TextChoices):
    """What readers may do with it. The authors say yes to this too."""

    OURS = "ours", _("For reading only: all rights stay with the authors")
    BY = "by", _("CC BY 4.0: to share and change, with the authors’ names")
    BY_SA = "by-sa", _("CC BY-SA 4.0: the same, and what comes of it is shared alike")
    BY_NC = "by-nc", _("CC BY-NC 4.0: to share and change, not for money")


class BookletQuerySet(models.QuerySet["Booklet"]):
    @door
    def visible_to(self, person: Person) -> "BookletQuerySet":
        """Its editors; the authors who are asked; and, once it is given to readers, those whom it reaches."""
        from collegium.booklets.models.piece import Yes  # noqa: PLC0415  the nouns know each other

        asked = Yes.objects.filter(piece__booklet=OuterRef("pk"), person=person)
        here = person.appointments_now().values("school")
        near = School.objects.filter(networks__schools__in=here).values("pk")
        out = Q(published_at__isnull=False)
        read = out & (
            Q(reach__in=["school", "network"], school__in=here)
            | Q(reach="network", school__in=near)
            | Q(reach="public")
        )
        return self.filter(self._edited(person) | Q(Exists(asked)) | read)

    def edited_by(self, person: Person) -> "BookletQuerySet":
        """Those that this person puts together, by a duty of today at the school."""
        return self.filter(self._edited(person))

    def _edited(self, person: Person) -> Q:
        duty = Responsibility.objects.current().filter(person=person)
        leading = duty.filter(kind__in=["cpd-lead", "leadership"])
        here = Q(school__in=leading.values("school")) | Q(school__in=_in_networks(leading))
        return here | Q(school__in=_in_networks(duty.filter(kind="network-lead")), reach__in=["network", "public"])

    def public(self) -> "BookletQuerySet":
        """What anybody may read."""
        return self.filter(published_at__isnull=False, reach="public")

    def begin(
        self, school: School, *, title: str, reach: str, licence: str, year_starts_on: date, by: Person, at: datetime
    ) -> "Booklet":
        with transaction.atomic():
            begun = self.create(
                school=school, title=title, reach=reach, licence=licence, year_starts_on=year_starts_on, by=by, at=at
            )
            record(by, "began", begun, at=at)
        return begun


def _in_networks(duties: models.QuerySet[Responsibility]) -> Any:
    return School.objects.filter(networks__in=duties.values("network")).values("pk")


class Booklet(models.Model):
    """One edition of a school's booklet, or of the schools it works with. Its address stays the same for ever."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="booklets")
    title = models.CharField(max_length=120)
    subtitle = models.CharField(max_length=160, blank=True)
    preface = models.TextField(max_length=6000, blank=True)
    reach = models.CharField(max_length=8, choices=READERS)
    licence = models.CharField(max_length=6, choices=Licence.choices, default=Licence.OURS)
    colour = models.CharField(max_length=7, default=COLOUR, validators=[RegexValidator(r"^#[0-9a-f]{6}\Z")])
    year_starts_on = models.DateField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    objects = BookletQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(reach__in=REACHES), name="a_booklet_has_readers")]
        indexes = [models.Index(fields=["school", "-year_starts_on"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("booklets:booklet", args=[self.pk])

    @property
    def address(self) -> str:
        return settings.ADDRESS + self.get_absolute_url()

    @property
    def year(self) -> str:
        return f"{self.year_starts_on.year}–{(self.year_starts_on.year + 1) % 100:02}"

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    def held(self) -> "Booklet":
        """With its row held: what stands in it is decided by one at a time."""
        return Booklet.objects.select_for_update().get(pk=self.pk)

    def possible(self) -> models.QuerySet[Report]:
        """Shared at least as far as this booklet goes, by groups of this school or of those it works with."""
        wide = REACHES[REACHES.index(self.reach) :]
        schools = Report.schools.through.objects.filter(report=OuterRef("pk"))
        near = School.objects.filter(Q(pk=self.school_id) | Q(networks__in=self.school.networks.values("pk")))
        here = [self.school_id] if self.reach == "school" else near.values("pk")
        schools = schools.filter(school__in=here)
        return Report.objects.shared().filter(Exists(schools), reach__in=wide)

    def choose(self, reports: Iterable[Report], *, by: Person, at: datetime) -> None:
        """These stand in it, and no others. Each author of a piece that is new is asked."""
        with transaction.atomic():
            self.held()
            wanted = list(reports)
            gone = self.pieces.exclude(report__in=wanted)
            if gone.exists():
                gone.delete()
            for report in wanted:
                piece, _is_new = self.pieces.get_or_create(report=report)
                piece.ask(at=at)
            record(by, "chose pieces of", self, at=at)
            self.renew(by=by, at=at)

    def word(self, *, by: Person, at: datetime, **words: Any) -> None:
        """Title, preface and colour change freely. For wider readers or another licence each yes is asked again."""
        with transaction.atomic():
            now = self.held()
            agreed = (now.reach, now.licence)
            for name, word in words.items():
                setattr(self, name, word)
            self.save(update_fields=list(words))
            if (self.reach, self.licence) != agreed:
                for piece in self.pieces.all():
                    piece.ask(at=at)
            record(by, "worded", self, at=at)
            self.renew(by=by, at=at)

    def publish(self, *, by: Person, at: datetime) -> None:
        """Given to its readers. A second time changes nothing."""
        with transaction.atomic():
            if not self.standing().exists():
                raise NothingToPrint
            if Booklet.objects.filter(pk=self.pk, published_at=None).update(published_at=at):
                record(by, "published", self, at=at)
        self.refresh_from_db()

    def take_back(self, *, by: Person, at: datetime) -> None:
        """No reader finds it by the next request; its editors keep it."""
        with transaction.atomic():
            if Booklet.objects.filter(pk=self.pk, published_at__isnull=False).update(published_at=None):
                record(by, "took back", self, at=at)
        self.refresh_from_db()

    def standing(self) -> "models.QuerySet[Piece]":
        """The pieces that are in it now: shared as far as it goes, as their authors all agreed to."""
        return self.pieces.standing(self)

    def make(self, *, by: Person, at: datetime) -> "Making":
        """Have its files made by the worker. One that is being made already is that one."""
        from collegium.booklets.jobs import make  # noqa: PLC0415  the job loads this noun
        from collegium.booklets.models.making import Making  # noqa: PLC0415

        with transaction.atomic():
            now = self.held()
            if not now.standing().exists():
                raise NothingToPrint
            if going := Making.objects.going().filter(booklet=now).first():
                return going
            making = Making.objects.create(booklet=now, by=by, at=at)
            record(by, "had made", now, at=at)
            later(make, making.pk)
        return making

    def renew(self, *, by: Person, at: datetime) -> None:
        """Files that say what may not stand any more go at once; where there were some, new ones are made."""
        from collegium.booklets.models.making import Making  # noqa: PLC0415

        if Making.objects.sweep(self) and self.standing().exists():
            self.make(by=by, at=at)
