"""What a group agreed about itself, and the meeting in which it does."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import Exists, F, OuterRef
from django.urls import reverse

from collegium.groups import agreeing
from collegium.groups.matters import BY_KEY, MATTERS, Matter
from collegium.groups.models.group import Ended, Group
from collegium.history.models import record
from collegium.kit import clock
from collegium.kit.doors import door
from collegium.people.models import Person

if TYPE_CHECKING:
    from collegium.groups.models.decision import Decision


class ChangedMeanwhile(Exception):
    """Somebody else wrote the group's answer down since this page was made."""


class NothingAgreed(Exception):
    """There is not one answer yet."""


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def in_the_making(self) -> "AgreementQuerySet":
        return self.filter(agreed_at=None)

    def agreed(self) -> "AgreementQuerySet":
        return self.filter(agreed_at__isnull=False)

    def standing(self) -> "AgreementQuerySet":
        """The one that holds: of each group the last that it agreed."""
        later = Agreement.objects.agreed().filter(group=OuterRef("group"), number__gt=OuterRef("number"))
        return self.agreed().filter(~Exists(later))

    @door
    def visible_to(self, person: Person) -> "AgreementQuerySet":
        """Those of one's groups today."""
        return self.filter(group__in=Group.objects.of_member(person))

    def to_see(self, person: Person) -> "AgreementQuerySet":
        """What one's groups agreed and this member has not said they have seen."""
        seen = Seen.objects.filter(agreement=OuterRef("pk"), person=person)
        return self.visible_to(person).standing().filter(~Exists(seen), group__conclusion=None)

    def begin(self, group: Group, *, by: Person, at: datetime) -> "Agreement":
        """The group sits down together. What was begun is taken up again, where it was left; what it has agreed
        stands, and is changed by a decision."""
        with transaction.atomic():
            locked = group.locked()
            if found := self.filter(group=group).order_by("-number").first():
                return found
            if not locked.is_going():
                raise Ended
            begun = self.create(group=group, begun_by=by, begun_at=at, on=MATTERS[0].key)
            record(by, "began", begun, at=at)
        return begun

    def amend(self, decision: "Decision", *, at: datetime) -> "Agreement":
        """The next version: all that stands, but for the one point that everybody agreed to change. Whoever agreed
        has seen it."""
        with transaction.atomic():
            group = decision.group.locked()
            last = self.standing().get(group=group)
            points = {point.matter: point for point in last.points.all()}
            amended = self.create(
                group=group, number=last.number + 1, begun_by=decision.by, begun_at=at, agreed_by=decision.by,
                agreed_at=at, decision=decision,
            )  # fmt: skip
            points[decision.matter] = Point(
                matter=decision.matter, choice=decision.choice, number=decision.number, words=decision.words,
                by=decision.by, at=at,
            )  # fmt: skip
            for point in points.values():
                point.pk, point.agreement, point._state.adding = None, amended, True
            Point.objects.bulk_create(points.values())
            yes = decision.answers.agreeing().values_list("by", flat=True)
            Seen.objects.bulk_create([Seen(agreement=amended, person_id=person, at=at) for person in yes])
            amended._take_effect([points[decision.matter]], at=at)
        return amended


class Agreement(models.Model):
    """What a group decided about purpose, times, hosting, openness, roles and confidentiality, on a day.

    Until it is agreed it is in the making: the group goes through its questions, and all screens show the one it is
    ``on``. Each version stays as it was; a change makes the next.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="agreements")
    number = models.PositiveSmallIntegerField(default=1)
    begun_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    on = models.CharField(max_length=20, blank=True)
    # Whatever moves on the screens counts one up: they ask for what came after.
    moves = models.PositiveIntegerField(default=0)
    agreed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    decision = models.OneToOneField(
        "groups.Decision", on_delete=models.SET_NULL, null=True, blank=True, related_name="made"
    )

    objects = AgreementQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "number"], name="one_agreement_of_a_number")]

    def get_absolute_url(self) -> str:
        return reverse("groups:agreement", args=[self.group.slug])

    @property
    def is_agreed(self) -> bool:
        return self.agreed_at is not None

    def go_to(self, matter: Matter) -> None:
        """All screens show this question."""
        self._in_the_making().exclude(on=matter.key).update(on=matter.key, moves=F("moves") + 1)

    def say(
        self,
        matter: Matter,
        *,
        by: Person,
        at: datetime,
        choice: str = "",
        number: int | None = None,
        words: str = "",
    ) -> None:
        """What one member would answer, for the others to see at once. One may think again."""
        with transaction.atomic():
            if not self._in_the_making().select_for_update().exists():
                return
            said, _new = self.said.update_or_create(
                matter=matter.key, person=by,
                defaults={"choice": choice, "number": number, "words": words, "at": at},
            )  # fmt: skip
            record(by, "said", said, at=at)
            self._stir()

    def write_down(
        self,
        matter: Matter,
        *,
        by: Person,
        at: datetime,
        seen: int,
        choice: str = "",
        number: int | None = None,
        words: str = "",
    ) -> None:
        """The group's answer, written by whoever has the laptop. ``seen``: the version that they had before them."""
        answer = {"choice": choice, "number": number, "words": words}
        with transaction.atomic():
            if not self._in_the_making().select_for_update().exists():
                return
            point = self.points.filter(matter=matter.key).first()
            if point and point.answer == answer:
                return
            if (point.version if point else 0) != seen:
                raise ChangedMeanwhile
            self.points.update_or_create(
                matter=matter.key, defaults=answer | {"by": by, "at": at, "version": seen + 1}
            )
            record(by, "wrote down", self, at=at)
            self._stir()

    def agree(self, *, by: Person, at: datetime) -> None:
        """This is our agreement: from now on it holds, and each member is asked to look at it. Twice is once."""
        with transaction.atomic():
            group = self.group.locked()
            if not self._in_the_making().exists():
                return
            if not group.is_going():
                raise Ended
            points = list(self.points.all())
            if not points:
                raise NothingAgreed
            self._in_the_making().update(agreed_by=by, agreed_at=at, on="", moves=F("moves") + 1)
            self.refresh_from_db()
            record(by, "agreed on", self, at=at)
            self._take_effect(points, at=at)
            self.see(by, at=at)

    def see(self, person: Person, *, at: datetime) -> None:
        """A member has seen it. Whoever has not, nobody is told."""
        with transaction.atomic():
            seen, is_new = self.seen.get_or_create(person=person, defaults={"at": at})
            if is_new:
                record(person, "saw", seen, at=at)

    def how_many_have_seen(self, on: datetime) -> tuple[int, int]:
        """Of the members of today: so many of so many."""
        members = self.group.memberships.current(clock.day_of(on))
        saw = Exists(self.seen.filter(person=OuterRef("person")))
        found = members.aggregate(of=models.Count("pk"), have=models.Count("pk", filter=saw))
        return found["have"], found["of"]

    def _take_effect(self, points: "list[Point]", *, at: datetime) -> None:
        """What an answer changes elsewhere: who may join, how many meetings, how far apart."""
        for point in points:
            if point.matter == "newcomers" and point.choice:
                self.group.welcome(point.choice, by=point.by, at=at)
            agreeing.settle(self.group, point, by=point.by, at=at)

    def _in_the_making(self) -> AgreementQuerySet:
        return Agreement.objects.in_the_making().filter(pk=self.pk)

    def _stir(self) -> None:
        self._in_the_making().update(moves=F("moves") + 1)


class Answered(models.Model):
    """An answer to one of the questions: a choice, a number, a few words; as many of them as the question has."""

    matter = models.CharField(max_length=20)
    choice = models.CharField(max_length=20, blank=True)
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    words = models.TextField(max_length=1000, blank=True)
    at = models.DateTimeField()

    class Meta:
        abstract = True

    @property
    def asked(self) -> Matter:
        return BY_KEY[self.matter]

    @property
    def chosen(self) -> object:
        return self.asked.titled(self.choice)

    @property
    def counted(self) -> str:
        return self.asked.number(self.number)

    @property
    def answer(self) -> Mapping[str, object]:
        return {"choice": self.choice, "number": self.number, "words": self.words}


class Point(Answered):
    """One point of a group's agreement."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="points")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agreement", "matter"], name="one_point_on_a_matter")]


class Said(Answered):
    """What one member would answer, while the group is still talking."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="said")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name_plural = "said"
        constraints = [models.UniqueConstraint(fields=["agreement", "matter", "person"], name="said_once_by_each")]


class Seen(models.Model):
    """That a member has looked at what was agreed. The group reads how many have, and not who."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="seen")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "seen"
        constraints = [models.UniqueConstraint(fields=["agreement", "person"], name="seen_once_by_each")]
