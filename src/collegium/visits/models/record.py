"""What a visitor saw. It is given to the visited teacher, who owns it from then on."""

from collections.abc import Iterable
from datetime import datetime

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from collegium.groups.models import Membership
from collegium.history.models import record
from collegium.kit.doors import door
from collegium.people.models import Person
from collegium.visits.models.visit import Visit

LONGEST_NOTE = 2_000
MOST_NOTES = 400


class Given(Exception):
    """The record has been given to its owner: nothing is added to it any more."""


class NotOfTheGroup(Exception):
    """Only people who belong to the group today can be named."""


class RecordQuerySet(models.QuerySet["Record"]):
    @door
    def visible_to(self, person: Person) -> "RecordQuerySet":
        """The visitor; once it is given, the owner; and whom both have named, while they belong to the group."""
        named = Showing.objects.agreed().filter(record=OuterRef("pk"), named=person)
        belongs = Membership.objects.current().filter(group=OuterRef("visit__group"), person=person)
        return self.filter(
            Q(visit__visitor=person)
            | Q(visit__visited=person, given_at__isnull=False)
            | (Q(given_at__isnull=False) & Exists(named) & Exists(belongs)),
            deleted_at=None,
        )

    def of(self, visit: Visit) -> "Record":
        """The one record of a visit, begun when it is first needed."""
        found, _ = self.get_or_create(visit=visit)
        return found


class Record(models.Model):
    """Notes of one visit. No grade, no form of a school's: what was seen, and a question to ask."""

    visit = models.OneToOneField(Visit, on_delete=models.CASCADE, related_name="record")
    question = models.CharField(max_length=500, blank=True)
    question_at = models.BigIntegerField(default=0)
    given_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = RecordQuerySet.as_manager()

    def get_absolute_url(self) -> str:
        return reverse("visits:record", args=[self.visit_id])

    @property
    def is_given(self) -> bool:
        return self.given_at is not None

    def locked(self) -> "Record":
        return Record.objects.select_for_update().get(pk=self.pk)

    def keep(
        self, notes: Iterable[tuple[str, datetime, str]], removed: Iterable[str] = (), *,
        question: str | None = None, question_at: int = 0,
    ) -> None:  # fmt: skip
        """What the visitor's device has written and taken back so far, in any order and as often as it likes.

        A note is never changed, only taken back for good, so that several devices come to the same notes. Keystrokes
        are nobody's history: no entry is written.
        """
        with transaction.atomic():
            now = self.locked()
            if now.given_at or now.deleted_at:
                raise Given
            known = set(now.notes.values_list("key", flat=True))
            # A note that was taken back elsewhere may still be on its way: its place is kept empty.
            gone = {key for key in removed if key not in known}
            new = {key: (at, text) for key, at, text in notes if key not in known}
            room = MOST_NOTES - len(known)
            rows = [Note(record=now, key=key, at=at, text=text[:LONGEST_NOTE]) for key, (at, text) in new.items()]
            rows += [Note(record=now, key=key, taken_back=True) for key in gone - new.keys()]
            Note.objects.bulk_create(rows[:room], batch_size=200)
            now.notes.filter(key__in=list(removed)).update(taken_back=True, text="")
            if question is not None and question_at >= now.question_at:
                Record.objects.filter(pk=now.pk).update(question=question[:500], question_at=question_at)
        self.refresh_from_db()

    def written(self) -> models.QuerySet["Note"]:
        return self.notes.filter(taken_back=False).order_by("at", "key")

    def lines(self) -> list[tuple["Note", datetime]]:
        """Each note with its time on the wall of the school. Give ``visit__school`` with the record."""
        return [(note, note.at.astimezone(self.visit.zone)) for note in self.written() if note.at]

    def give(self, *, by: Person, at: datetime) -> None:
        """It is the visited teacher's now. A second giving changes nothing."""
        with transaction.atomic():
            if Record.objects.filter(pk=self.pk, given_at=None, deleted_at=None).update(given_at=at):
                self.notes.filter(taken_back=True).delete()
                record(by, "gave", self, at=at)
        self.refresh_from_db()

    def delete_for_good(self, *, by: Person, at: datetime) -> None:
        """The owner's alone: notes, question, who may see it and who has, all gone. That there was one stays."""
        with transaction.atomic():
            if Record.objects.filter(pk=self.pk, deleted_at=None).update(deleted_at=at, question=""):
                self.notes.all().delete()
                self.showings.all().delete()
                self.accesses.all().delete()
                record(by, "deleted", self, at=at)
        self.refresh_from_db()

    def note_access(self, person: Person, *, at: datetime) -> None:
        """Somebody has opened it; its owner sees who and when."""
        if person.pk != self.visit.visited_id:
            self.accesses.create(person=person, at=at)

    def show_to(self, people: Iterable[Person], *, by: Person, at: datetime) -> "Showing":
        """One of the two would show it to these people; the other decides. Whoever joins later is not among them."""
        named = list(people)
        with transaction.atomic():
            group = self.visit.group
            here = group.memberships.current() if group else Membership.objects.none()
            others = here.exclude(person__in=[self.visit.visitor_id, self.visit.visited_id])
            if not named or set(named) - {one.person for one in others.select_related("person")}:
                raise NotOfTheGroup
            self.locked()
            showing: Showing = self.showings.create(by=by, at=at)
            showing.named.set(named)
            record(by, "would show", self, at=at)
        return showing


class Note(models.Model):
    """One line of what was seen, at its time. ``key`` is its name on the device that wrote it."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="notes")
    key = models.CharField(max_length=40)
    at = models.DateTimeField(null=True)
    text = models.TextField(blank=True)
    taken_back = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "key"], name="one_note_of_a_key")]


class ShowingQuerySet(models.QuerySet["Showing"]):
    def agreed(self) -> "ShowingQuerySet":
        """Both have said yes, and neither has withdrawn it."""
        return self.filter(agreed_at__isnull=False, withdrawn_at=None)

    def standing(self) -> "ShowingQuerySet":
        return self.filter(withdrawn_at=None)


class Showing(models.Model):
    """That one of the two would show the record to named people, and what the other said to it."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="showings")
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    named = models.ManyToManyField(Person, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ShowingQuerySet.as_manager()

    def agree(self, *, by: Person, at: datetime) -> None:
        """The second yes: from now on those who are named may read it."""
        with transaction.atomic():
            if Showing.objects.filter(pk=self.pk, agreed_at=None, withdrawn_at=None).update(agreed_at=at):
                record(by, "agreed to show", self.record, at=at)
        self.refresh_from_db()

    def withdraw(self, *, by: Person, at: datetime) -> None:
        """Either of the two, at any time, and at once."""
        with transaction.atomic():
            if Showing.objects.filter(pk=self.pk, withdrawn_at=None).update(withdrawn_at=at):
                record(by, "showed no more", self.record, at=at)
        self.refresh_from_db()


class Access(models.Model):
    """That somebody other than its owner opened a record."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="accesses")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "accesses"


class Takeaway(models.Model):
    """A line that one of the two takes away from the talk. Both read it, and nobody else."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="takeaways")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["visit", "person"], name="one_line_each")]


class Reminded(models.Model):
    """That a person was reminded of a visit on its day. Moved to another day, it is another reminder."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "reminded"
        constraints = [models.UniqueConstraint(fields=["visit", "person", "on"], name="reminded_of_a_visit_once")]


def take_away(visit: Visit, text: str, *, by: Person, at: datetime) -> Takeaway:
    """What this one takes away from the talk; said again, it is the later words."""
    with transaction.atomic():
        line, _ = Takeaway.objects.update_or_create(visit=visit, person=by, defaults={"text": text, "at": at})
        record(by, "took something away from", visit, at=at)
    return line

