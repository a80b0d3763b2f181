"""What somebody said in a thread. Its author may mend it or take it back; the thread stays in order."""

from datetime import datetime, timedelta

from django.db import models, transaction
from django.db.models import Exists, OuterRef

from collegium.conversation.models.thread import Thread
from collegium.history.models import record
from collegium.kit.doors import door
from collegium.kit.text import LONGEST
from collegium.people.models import Person

# For how long somebody's being named in a post stands on their Today.
FRESH = timedelta(days=14)


class ChangedMeanwhile(Exception):
    """The words were mended in another window since this one was opened."""


class PostQuerySet(models.QuerySet["Post"]):
    @door
    def visible_to(self, person: Person) -> "PostQuerySet":
        """The posts of one's groups today."""
        return self.filter(thread__in=Thread.objects.visible_to(person))

    def standing(self) -> "PostQuerySet":
        """Not taken back."""
        return self.filter(taken_back_at=None)

    def unanswered_by(self, person: Person, *, at: datetime) -> "PostQuerySet":
        """The last two weeks' posts that name this person and after which they said nothing in that thread."""
        later = Post.objects.filter(thread=OuterRef("thread"), by=person, at__gt=OuterRef("at"))
        mine = Mention.objects.filter(post=OuterRef("pk"), person=person, set_aside_at=None)
        return self.standing().filter(Exists(mine), ~Exists(later), at__gt=at - FRESH)


class Post(models.Model):
    """A few lines or a page, as Markdown, for the members of the group."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="posts")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=LONGEST)
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    mended_at = models.DateTimeField(null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["thread", "at"]), models.Index(fields=["by", "at"])]

    def __str__(self) -> str:
        return f"{self.thread} {self.pk}"

    def get_absolute_url(self) -> str:
        return f"{self.thread.get_absolute_url()}#post-{self.pk}"

    def named(self) -> list[Person]:
        """Whom it was meant for above all. Give ``mentions`` with their people."""
        return [mention.person for mention in self.mentions.all()]

    def mend(self, text: str, *, seen: int, by: Person, at: datetime) -> None:
        """Its author says it better. ``seen`` is the version that they had before them."""
        with transaction.atomic():
            standing = Post.objects.standing().filter(pk=self.pk, version=seen)
            if not standing.update(text=text, version=seen + 1, mended_at=at):
                raise ChangedMeanwhile
            self.text, self.version, self.mended_at = text, seen + 1, at
            record(by, "mended", self, at=at)

    def take_back(self, *, by: Person, at: datetime) -> None:
        """Its words are gone for everybody; that something stood there remains. Doing it again changes nothing."""
        with transaction.atomic():
            if Post.objects.standing().filter(pk=self.pk).update(taken_back_at=at, text=""):
                self.taken_back_at, self.text = at, ""
                self.mentions.all().delete()
                record(by, "took back", self, at=at)


class MentionQuerySet(models.QuerySet["Mention"]):
    def untold(self, at: datetime) -> "MentionQuerySet":
        """Of the last two weeks, in no letter yet, and neither set aside nor taken back."""
        return self.filter(told_at=None, set_aside_at=None, post__taken_back_at=None, post__at__gt=at - FRESH)

    def unanswered(self, person: Person, *, at: datetime) -> "MentionQuerySet":
        """What this person may still read, and has not answered."""
        posts = Post.objects.visible_to(person).unanswered_by(person, at=at)
        return self.filter(person=person, post__in=posts)


class Mention(models.Model):
    """That a post was meant for somebody above all. They may set it aside without a word.

    ``told_at``: when a letter said so, the weekly one or one of its own.
    """

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="mentions")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="mentions")
    set_aside_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)

    objects = MentionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "person"], name="named_once_in_a_post")]

    def set_aside(self, *, at: datetime) -> None:
        """It leaves this person's Today. Nobody else learns of it."""
        with transaction.atomic():
            if Mention.objects.filter(pk=self.pk, set_aside_at=None).update(set_aside_at=at):
                record(self.person, "set aside", self, at=at)
