"""One letter a week with what was said in one's groups, and silence about what one would rather not hear."""

from datetime import datetime, timedelta

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q

from collegium.conversation.models.post import Post
from collegium.conversation.models.thread import Thread
from collegium.groups.models import Group
from collegium.history.models import record
from collegium.kit.asking import written_once
from collegium.people.models import Person

WEEK = timedelta(days=7)
# The clock of one Friday may be a little ahead of the next one's.
HARDLY_A_WEEK = timedelta(days=6)


class MutedQuerySet(models.QuerySet["Muted"]):
    def has(self, person: Person, group: Group) -> bool:
        return bool(_muted(person, group))


@written_once
def _muted(person: Person, group: Group) -> MutedQuerySet:
    return Muted.objects.filter(person=person, group=group)


class Muted(models.Model):
    """That somebody wants no digest of one of their groups. Only they know."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    objects = MutedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "group"], name="muted_once")]

    @classmethod
    def mute(cls, group: Group, *, by: Person, at: datetime) -> None:
        with transaction.atomic():
            muted, is_new = cls.objects.get_or_create(person=by, group=group, defaults={"at": at})
            if is_new:
                record(by, "muted", muted, at=at)

    @classmethod
    def unmute(cls, group: Group, *, by: Person, at: datetime) -> None:
        with transaction.atomic():
            for muted in cls.objects.select_for_update().filter(person=by, group=group):
                record(by, "unmuted", muted, at=at)
                muted.delete()


class Digest(models.Model):
    """That somebody was told what had been said until a moment. The next one begins there."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="digests")
    since = models.DateTimeField()
    until = models.DateTimeField()
    groups = models.ManyToManyField(Group, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["person", "-until"])]

    @property
    def threads(self) -> models.QuerySet[Thread]:
        """Where others said something in that time, in the groups that the letter was about and that are still one's
        own."""
        posts = news_for(self.person, self.since, self.until)
        return Thread.objects.filter(Exists(posts.filter(thread=OuterRef("pk"))), group__in=self.groups.all())


def news_for(person: Person, since: datetime, until: datetime) -> models.QuerySet[Post]:
    """What others said to this person's groups in that time, but for the groups they have muted."""
    muted = Muted.objects.filter(person=person, group=OuterRef("thread__group"))
    posts = Post.objects.visible_to(person).standing().filter(Q(at__gt=since) & Q(at__lte=until))
    return posts.exclude(by=person).exclude(Exists(muted))
