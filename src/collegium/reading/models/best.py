"""The best ideas of a text: everybody picks, others react, and dots make a shortlist."""

from collections.abc import Iterable
from datetime import datetime

from django.db import models, transaction
from django.db.models import Q

from collegium.enquiry.models import Idea
from collegium.groups.audience import Audience
from collegium.history.models import record
from collegium.kit.doors import door
from collegium.meetings.models import Promise
from collegium.people.models import Person
from collegium.reading.models.reading import OfReadersQuerySet, Reading

# Each has so many dots; a shortlist has about so many ideas, and those that have as many dots as the last.
DOTS = 3
SHORT = 5


class Closed(Exception):
    """The shortlist stands: dots are no longer given."""


class NotYet(Exception):
    """Nobody has given a dot: there is nothing to make a shortlist of."""


class BestQuerySet(OfReadersQuerySet):
    group_by = "reading__group"

    def standing(self) -> "BestQuerySet":
        return self.filter(withdrawn_at=None)

    def pick(self, reading: Reading, *, person: Person, text: str, page: str, why: str, at: datetime) -> "Best":
        """An idea of the text that somebody thinks worth trying. Twice the same is one."""
        with transaction.atomic():
            reading.locked()
            best, is_new = self.standing().get_or_create(
                reading=reading, person=person, text=text, defaults={"page": page, "why": why, "at": at}
            )
            if is_new:
                record(person, "picked", best, at=at)
        return best


class Best(models.Model):
    """An idea out of the text, and why it would suit us. ``idea``: its card, once somebody tries it."""

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="bests")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(max_length=120)
    page = models.CharField(max_length=20, blank=True)
    why = models.CharField(max_length=500, blank=True)
    idea = models.ForeignKey(Idea, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = BestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reading", "person", "text"], condition=Q(withdrawn_at=None), name="an_idea_is_picked_once"
            )
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return self.reading.get_absolute_url()

    def react(self, text: str, *, person: Person, at: datetime) -> "Reaction":
        """What it makes somebody think. Said again, the words change."""
        with transaction.atomic():
            Best.objects.select_for_update().get(pk=self.pk)
            reaction, is_new = self.reactions.update_or_create(
                person=person, defaults={"text": text}, create_defaults={"text": text, "at": at}
            )
            if is_new:
                record(person, "reacted", reaction, at=at)
        return reaction

    def take_back(self, *, at: datetime) -> None:
        """Off the list, with its dots and what was said to it. Its card, if somebody tries it, stays."""
        with transaction.atomic():
            self.reading.locked()
            if Best.objects.standing().filter(pk=self.pk).update(withdrawn_at=at, why=""):
                self.dots.all().delete()
                self.reactions.all().delete()
                record(self.person, "took back a pick", self, at=at)

    def try_it(self, person: Person, *, at: datetime) -> Promise:
        """A promise to the group. The first makes the idea a card, so that what became of it is told as of any."""
        with transaction.atomic():
            Best.objects.select_for_update().get(pk=self.pk)
            self.refresh_from_db()
            group = self.reading.group
            if self.idea is None or self.idea.is_withdrawn:
                self.idea = Idea.objects.share(
                    person=self.person, by=person, title=self.text, how=self._how(), group=group,
                    audience=Audience.GROUP, school=group.schools.order_by("pk").first(), at=at,
                )  # fmt: skip
                self.save(update_fields=["idea"])
            promise = self.idea.take_up(person, group=group, at=at)
            assert isinstance(promise, Promise)
        return promise

    def _how(self) -> str:
        place = ", ".join(part for part in (str(self.reading), self.page) if part)
        return "\n\n".join(part for part in (self.why, f"({place})") if part)


class ReactionQuerySet(OfReadersQuerySet):
    group_by = "best__reading__group"


class Reaction(models.Model):
    """What an idea makes somebody think, honestly."""

    best = models.ForeignKey(Best, on_delete=models.CASCADE, related_name="reactions")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(max_length=300)
    at = models.DateTimeField()

    objects = ReactionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["best", "person"], name="one_reaction_of_a_reader")]


class BallotQuerySet(models.QuerySet["Ballot"]):
    @door
    def visible_to(self, person: Person) -> "BallotQuerySet":
        """Where somebody put their dots is theirs alone; the sums are the group's, after one has voted."""
        return self.filter(person=person)

    def cast(self, reading: Reading, person: Person, bests: Iterable[Best], *, at: datetime) -> "Ballot":
        """Up to three dots, each on another idea. Until the shortlist stands, they can be put elsewhere."""
        with transaction.atomic():
            if reading.locked().shortlisted_at:
                raise Closed
            ballot, is_new = self.get_or_create(reading=reading, person=person, defaults={"at": at})
            ballot.dots.all().delete()
            standing = Best.objects.standing().filter(reading=reading, pk__in=[best.pk for best in bests])
            Dot.objects.bulk_create([Dot(ballot=ballot, best=best) for best in standing.order_by("pk")[:DOTS]])
            if is_new:
                record(person, "gave dots", ballot, at=at)
        return ballot


class Ballot(models.Model):
    """That somebody gave their dots."""

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="ballots")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    objects = BallotQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reading", "person"], name="one_ballot_of_a_reader")]


class Dot(models.Model):
    """One dot on one idea."""

    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="dots")
    best = models.ForeignKey(Best, on_delete=models.CASCADE, related_name="dots")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ballot", "best"], name="one_dot_on_an_idea")]
