"""A few questions that a group puts to its pupils, or a programme to its staff; and why, written down beforehand."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from collegium.groups.models import Group
from collegium.history.models import record
from collegium.kit.doors import door
from collegium.people.models import Person, School
from collegium.programmes.models import Aspect, Programme

if TYPE_CHECKING:
    from collegium.surveys.models.wave import Wave

# A short page on a phone, and a lesson that goes on afterwards.
MOST_ITEMS, MOST_OPTIONS = 10, 7
# Fewest answers of which anything is shown: to a group, and above or beside it.
FEWEST_PUPILS, FEWEST_ABOVE = 5, 10


class Begun(Exception):
    """A code has been given out: what is asked, and how, changes no more."""


class Kind(models.TextChoices):
    SCALE = "scale", _("a scale")
    CHOICE = "choice", _("one of several")
    YES_NO = "yes-no", _("yes or no")
    OPEN = "open", _("in their own words")


class SurveyQuerySet(models.QuerySet["Survey"]):
    @door
    def visible_to(self, person: Person) -> "SurveyQuerySet":
        """A group's: its members of today. A programme's: whoever leads it, and its staff once they are asked."""
        from collegium.surveys.models.wave import Wave  # noqa: PLC0415  the two nouns know each other

        own = Group.objects.of_member(person).values("pk")
        led = Programme.objects.filter(school__in=_led_by(person)).values("pk")
        here = School.objects.filter(programmes=OuterRef("programme"), pk__in=person.schools_now().values("pk"))
        asked = Wave.objects.filter(survey=OuterRef("pk"), opened_at__isnull=False)
        return self.filter(
            Q(group__in=own) | Q(programme__in=led) | (Q(programme__isnull=False) & Exists(here) & Exists(asked))
        )

    def prepare(
        self, *, title: str, by: Person, at: datetime, items: "Iterable[dict[str, Any]]" = (),
        group: Group | None = None, programme: Programme | None = None, aspect: Aspect | None = None,
    ) -> "Survey":  # fmt: skip
        """A survey with its questions, to be looked through before anybody is asked."""
        with transaction.atomic():
            made: Survey = self.create(
                title=title, group=group, programme=programme, aspect=aspect, by=by, at=at
            )
            Item.objects.bulk_create(Item(survey=made, order=order, **one) for order, one in enumerate(items))
            made.waves.create(number=1)
            record(by, "prepared", made, at=at)
        return made


def _led_by(person: Person) -> Any:
    from collegium.programmes.models import schools_led_by  # noqa: PLC0415

    return schools_led_by(person).values("pk")


class Survey(models.Model):
    """What is asked. Its answers are counts from the first moment: no row says who answered what, or when.

    That is how it is built, and no setting: there is nothing here by which a survey could be less anonymous.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE, null=True, blank=True, related_name="surveys")
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, null=True, blank=True, related_name="surveys")
    aspect = models.ForeignKey(Aspect, on_delete=models.SET_NULL, null=True, blank=True, related_name="surveys")
    title = models.CharField(max_length=120)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = SurveyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(group__isnull=False, programme=None) | Q(group=None, programme__isnull=False),
                name="survey_of_a_group_or_of_a_programme",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("surveys:survey", args=[self.pk])

    @property
    def asks_staff(self) -> bool:
        return self.programme_id is not None

    @property
    def fewest(self) -> int:
        return FEWEST_ABOVE if self.asks_staff else FEWEST_PUPILS

    def has_begun(self) -> bool:
        """Whether a code has been given out, in any of its rounds."""
        return self.waves.filter(codes__isnull=False).exists()

    def is_ready(self) -> bool:
        """There are questions and a data record; and a safeguarding lead where pupils write in their own words."""
        account = DataRecord.objects.filter(survey=self).first()
        kinds = set(self.items.values_list("kind", flat=True))
        needs_lead = Kind.OPEN in kinds and not self.asks_staff
        return bool(kinds) and account is not None and (account.lead_id is not None or not needs_lead)

    def wave_now(self) -> "Wave":
        """The newest round: to be asked, being asked, or over."""
        return self.waves.order_by("-number")[0]

    def locked(self) -> "Survey":
        return Survey.objects.select_for_update().get(pk=self.pk)

    def add(self, *, by: Person, at: datetime, **item: Any) -> "Item":
        """One more question, until the first code is given out."""
        with transaction.atomic():
            self._ensure_not_begun()
            last = self.items.order_by("-order").first()
            added = self.items.create(order=last.order + 1 if last else 0, **item)
            record(by, "changed", self, at=at)
        return added

    def leave_out(self, item: "Item", *, by: Person, at: datetime) -> None:
        """A question less, until the first code is given out."""
        with transaction.atomic():
            self._ensure_not_begun()
            self.items.filter(pk=item.pk).delete()
            record(by, "changed", self, at=at)

    def account_for(self, *, by: Person, at: datetime, **answers: Any) -> "DataRecord":
        """Who is asked, why, how long it is kept, and who says yes to it. Its purpose is fixed once pupils answer."""
        with transaction.atomic():
            self._ensure_not_begun()
            kept, _new = DataRecord.objects.update_or_create(survey=self, defaults={**answers, "by": by, "at": at})
            record(by, "accounted for", self, at=at)
        return kept

    def ask_again(self, *, by: Person, at: datetime) -> "Wave":
        """The same questions once more, after something was tried. A round that waits or goes on is given back."""
        with transaction.atomic():
            self.locked()
            last = self.wave_now()
            if last.closed_at is None:
                return last
            following = self.waves.create(number=last.number + 1)
            record(by, "asks again", self, at=at)
        return following

    def _ensure_not_begun(self) -> None:
        self.locked()
        if self.has_begun():
            raise Begun


class Item(models.Model):
    """One question, in words that a child of nine reads. A shipped one keeps its key, for pooling."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="items")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=6, choices=Kind.choices)
    text = models.CharField(max_length=200)
    options = models.JSONField(default=list, blank=True)
    key = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "order"], name="one_item_in_a_place")]

    def __str__(self) -> str:
        return self.text

    @property
    def is_open(self) -> bool:
        return self.kind == Kind.OPEN


class DataRecord(models.Model):
    """The ethics and data record: filled in before a code can be given out, and readable by the whole group."""

    survey = models.OneToOneField(Survey, on_delete=models.CASCADE, related_name="account")
    who = models.CharField(max_length=300)
    why = models.CharField(max_length=300)
    consent = models.CharField(max_length=300)
    help = models.CharField(max_length=200)
    kept_until = models.DateField()
    goes_up = models.BooleanField(default=False)
    checker = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    lead = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
