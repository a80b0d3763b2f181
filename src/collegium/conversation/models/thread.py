"""A thread: colleagues think something through, or arrange something, between two meetings."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from collegium.groups.models import Decision, Group
from collegium.history.models import record
from collegium.kit.doors import door
from collegium.kit.finding import holding, words_of
from collegium.meetings.models import Meeting
from collegium.people.models import Person

if TYPE_CHECKING:
    from collegium.conversation.models.post import Post


class Closed(Exception):
    """The group has ended: its talk can be read, and nothing is added."""


class ThreadQuerySet(models.QuerySet["Thread"]):
    @door
    def visible_to(self, person: Person) -> "ThreadQuerySet":
        """Those of one's groups today, but for the one about whether to let oneself in. No duty opens another."""
        about_me = Decision.objects.about(person).values("pk")
        return self.filter(~Q(decision__in=about_me), group__in=Group.objects.of_member(person))

    def thinking(self) -> "ThreadQuerySet":
        return self.filter(kind=Thread.Kind.THINKING)

    def arranging(self) -> "ThreadQuerySet":
        return self.filter(kind=Thread.Kind.ARRANGING)

    def lately_first(self) -> "ThreadQuerySet":
        """Where something was said last stands first."""
        return self.order_by("-last_at", "-pk")

    def saying(self, words: str) -> "ThreadQuerySet":
        """Those whose title or posts hold every one of these words, in any case; what was taken back is not found."""
        from collegium.conversation.models.post import Post  # noqa: PLC0415  the two nouns know each other

        found = self
        for word in words_of(words):
            posts = Post.objects.standing().filter(holding(word, "text"), thread=OuterRef("pk"))
            found = found.filter(holding(word, "title") | Exists(posts))
        return found


class Thread(models.Model):
    """What a group talks about under one title. It belongs to the group for as long as that lives, and longer."""

    class Kind(models.TextChoices):
        THINKING = "thinking", _("Thinking")
        ARRANGING = "arranging", _("Arrangements")

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="threads")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    title = models.CharField(max_length=150)
    meeting = models.ForeignKey(Meeting, on_delete=models.SET_NULL, null=True, blank=True, related_name="threads")
    # Goes with the decision: of somebody who was only asked and did not come, nothing is kept.
    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, null=True, blank=True, related_name="thread")
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    last_at = models.DateTimeField()

    objects = ThreadQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["group", "kind", "-last_at"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("conversation:thread", args=[self.pk])

    @classmethod
    def open(
        cls,
        group: Group,
        title: str,
        text: str,
        *,
        kind: str,
        by: Person,
        at: datetime,
        meeting: Meeting | None = None,
        decision: Decision | None = None,
        to: Iterable[int] = (),
    ) -> "Thread":
        """Begin a thread with its first words. ``to``: numbers of members it is meant for above all."""
        with transaction.atomic():
            thread = cls.objects.create(
                group=group, kind=kind, title=title, meeting=meeting, decision=decision, opened_by=by, opened_at=at,
                last_at=at,
            )  # fmt: skip
            record(by, "opened", thread, at=at)
            thread.say(text, by=by, at=at, to=to)
        return thread

    def say(self, text: str, *, by: Person, at: datetime, to: Iterable[int] = ()) -> "Post":
        """Add to the thread. ``to``: numbers of members whom it is meant for above all; they find it on
        their Today."""
        from collegium.conversation.models.post import Mention, Post  # noqa: PLC0415  the two nouns know each other

        with transaction.atomic():
            if not self.group.locked().is_going():
                raise Closed
            post = Post.objects.create(thread=self, by=by, text=text, at=at)
            Thread.objects.filter(pk=self.pk, last_at__lt=at).update(last_at=at)
            if numbers := set(to):
                members = self.group.memberships.current().values("person")
                named = Person.objects.filter(pk__in=numbers).filter(pk__in=members)
                Mention.objects.bulk_create([Mention(post=post, person=person) for person in named.exclude(pk=by.pk)])
            record(by, "said", post, at=at)
        return post

    def sort_under(self, kind: str, *, by: Person, at: datetime) -> None:
        """Thinking and arrangements are kept apart; what began as one may turn out to be the other."""
        with transaction.atomic():
            if Thread.objects.filter(pk=self.pk).exclude(kind=kind).update(kind=kind):
                self.kind = kind
                record(by, "sorted", self, at=at)
