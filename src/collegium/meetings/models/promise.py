"""What a member will try in the classroom before the group meets again."""

from datetime import datetime

from django.db import models, transaction
from django.db.models import Q

from collegium.groups.models import Group
from collegium.history.models import record
from collegium.kit.doors import door
from collegium.meetings.models.meeting import Meeting
from collegium.meetings.models.sitting import Sitting
from collegium.people.models import Person


class PromiseQuerySet(models.QuerySet["Promise"]):
    @door
    def visible_to(self, person: Person) -> "PromiseQuerySet":
        """Those of one's groups of today, and one's own for ever."""
        return self.filter(Q(person=person) | Q(group__in=Group.objects.of_member(person)))

    def open(self) -> "PromiseQuerySet":
        """Neither let go nor put into other words."""
        return self.filter(let_go_at=None, replaced_by=None)

    def of(self, person: Person) -> "PromiseQuerySet":
        return self.filter(person=person)

    def unconfirmed(self) -> "PromiseQuerySet":
        """Typed by somebody else, and not yet said by the person."""
        return self.filter(confirmed_at=None)

    def since(self, meeting: Meeting) -> "PromiseQuerySet":
        """Made at that meeting, or after it began."""
        return self.filter(Q(meeting=meeting) | Q(made_at__gte=meeting.starts_at), group=meeting.group_id)

    def make(
        self,
        *,
        group: Group,
        person: Person,
        text: str,
        by: Person,
        at: datetime,
        meeting: Meeting | None = None,
        with_class: str = "",
        instead_of: str = "",
    ) -> "Promise":
        """The person will try this; typed by somebody else, it waits for the person's yes. Twice the same is one."""
        with transaction.atomic():
            group.locked()
            same = self.open().filter(group=group, person=person, meeting=meeting, text=text, with_class=with_class)
            if found := same.first():
                return found
            promise = self.create(
                group=group, person=person, meeting=meeting, text=text, with_class=with_class, instead_of=instead_of,
                made_at=at, by=by, confirmed_at=at if by == person else None,
            )  # fmt: skip
            record(by, "promised", promise, at=at)
            promise.stir()
        return promise


class Promise(models.Model):
    """What a member will try, with which class, and what they stop doing to make room for it."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="promises")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="promises")
    meeting = models.ForeignKey(Meeting, on_delete=models.SET_NULL, null=True, blank=True, related_name="promises")
    text = models.CharField(max_length=300)
    with_class = models.CharField(max_length=60, blank=True)
    instead_of = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    let_go_at = models.DateTimeField(null=True, blank=True)
    replaced_by = models.OneToOneField(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="replaces"
    )

    objects = PromiseQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="promise_says_something")]
        indexes = [models.Index(fields=["group", "made_at"]), models.Index(fields=["person", "made_at"])]

    def __str__(self) -> str:
        return self.text

    @property
    def is_open(self) -> bool:
        return self.let_go_at is None and self.replaced_by_id is None

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None

    def confirm(self, *, at: datetime) -> None:
        """The person says yes to what another typed. A second yes changes nothing."""
        with transaction.atomic():
            if Promise.objects.open().unconfirmed().filter(pk=self.pk).update(confirmed_at=at):
                record(self.person, "confirmed", self, at=at)
                self.stir()
        self.refresh_from_db()

    def reword(self, text: str, *, by: Person, at: datetime) -> "Promise":
        """The same promise in other words: the earlier stays as it was said. Give back the one that stands now."""
        with transaction.atomic():
            self.group.locked()
            now = Promise.objects.get(pk=self.pk)
            if not now.is_open or now.text == text:
                return now.replaced_by or now
            newer = Promise.objects.make(
                group=now.group, person=now.person, meeting=now.meeting, text=text, with_class=now.with_class,
                instead_of=now.instead_of, by=by, at=at,
            )  # fmt: skip
            Promise.objects.filter(pk=self.pk).update(replaced_by=newer)
        self.refresh_from_db()
        return newer

    def let_go(self, *, by: Person, at: datetime) -> None:
        """It no longer holds, without a word of why. Letting go twice changes nothing."""
        with transaction.atomic():
            if Promise.objects.open().filter(pk=self.pk).update(let_go_at=at):
                record(by, "let go", self, at=at)
                self.stir()
        self.refresh_from_db()

    def stir(self) -> None:
        """Whoever sits at the meeting where it was made sees the change."""
        if self.meeting:
            Sitting.objects.stir(self.meeting)
