"""A few lines for colleagues: a thought, a question and its answers, somebody else's words passed on."""

import re
from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from collegium.community.models.following import Following
from collegium.community.models.page import PublicPage
from collegium.community.models.topic import Topic
from collegium.files.models import File
from collegium.history.models import record
from collegium.kit.doors import door
from collegium.people.models import Appointment, Network, Person, School

LONGEST = 1000
HOUR = timedelta(hours=1)
# More than anybody types with thought. Nobody is asked to solve a puzzle.
MOST_AN_HOUR = 12
MOST_TAGS = 3
# What one follows is looked up so far back; older words stand on their author's own page.
LATELY = timedelta(days=60)
TAG = re.compile(r"(?<![\w&/#])#(\w[\w-]{1,38})")


class TooMuch(Exception):
    """So many in one hour: the rest can wait a little."""


class TooWide(Exception):
    """A colleague's words go no further than that colleague let them go."""


class Width(models.TextChoices):
    """Whom a post reaches. It only widens, and only by its author's act."""

    SCHOOL = "school", _("everyone at my school")
    NETWORK = "network", _("a network of schools")
    HERE = "here", _("members of all schools here")
    PUBLIC = "public", _("everybody, also on the web")


WIDTHS = list(Width)


def home_of(person: Person) -> School | None:
    """Where somebody works, as it stands beside their words."""
    return person.schools_now().order_by("pk").first()


def reaching(person: Person) -> Q:
    """What was given to this person's schools, their networks, the members of all schools, or everybody."""
    here = person.schools_now().values("pk")
    mine = Network.objects.filter(schools__in=here).values("pk")
    staff = Exists(Appointment.objects.current().filter(person=person))
    return (
        Q(school__in=here) | Q(width=Width.NETWORK, network__in=mine) | Q(Q(width=Width.HERE), staff)
        | Q(width=Width.PUBLIC)
    )  # fmt: skip


def reaches(thing: Any, person: Person) -> bool:
    """``reaching`` for one thing that was looked up already: by one small look, since a chat asks it all the time."""
    posts = person.appointments_now()
    match thing.width:
        case Width.PUBLIC:
            return True
        case Width.HERE:
            return posts.exists()
        case Width.NETWORK if thing.network_id:
            return posts.filter(Q(school=thing.school_id) | Q(school__networks=thing.network_id)).exists()
        case _:
            return posts.filter(school=thing.school_id).exists()


def reaching_all_at(school: School) -> Q:
    """What everybody on that staff may read, whatever else each of them may."""
    return (
        Q(school=school) | Q(width=Width.NETWORK, network__in=school.networks.all())
        | Q(width__in=[Width.HERE, Width.PUBLIC])
    )  # fmt: skip


class CommunityPostQuerySet(models.QuerySet["Post"]):
    @door
    def visible_to(self, person: Person) -> "CommunityPostQuerySet":
        """As far as each author let it go, and one's own. What was hidden is its author's alone. No duty adds."""
        return self.filter(Q(person=person) | Q(reaching(person), hidden_at=None))

    def reaching_all_at(self, school: School) -> "CommunityPostQuerySet":
        return self.standing().filter(reaching_all_at(school))

    def public(self) -> "CommunityPostQuerySet":
        """What a stranger reads: given to everybody by somebody whose page is open."""
        page = PublicPage.objects.open_now().filter(person=OuterRef("person"))
        return self.standing().filter(Exists(page), width=Width.PUBLIC)

    def standing(self) -> "CommunityPostQuerySet":
        """Neither taken back nor hidden."""
        return self.filter(withdrawn_at=None, hidden_at=None)

    def in_the_feed(self) -> "CommunityPostQuerySet":
        """What stands for itself: answers stand with their question."""
        return self.standing().filter(answers_to=None)

    def waiting(self) -> "CommunityPostQuerySet":
        """Questions that nobody has answered."""
        return self.filter(~Exists(Post.objects.filter(answers_to=OuterRef("pk"))), is_question=True)

    def by_those_followed(self, person: Person, at: datetime) -> "CommunityPostQuerySet":
        """By people whom this person follows, of the last weeks. The words followed are a stream of their own: one
        query for both would look through everybody's weeks."""
        followed = Following.objects.filter(person=person, whom__isnull=False)
        return self.filter(person__in=followed.values("whom"), at__gt=at - LATELY)

    def with_words_followed(self, person: Person, at: datetime) -> "CommunityPostQuerySet":
        """With a word that this person follows, of the last weeks."""
        words = Following.objects.filter(person=person, whom=None).values("word")
        return self.filter(pk__in=Tag.objects.filter(word__in=words, at__gt=at - LATELY).values("post"))

    def share(
        self, text: str, *, person: Person, home: School, at: datetime, width: str = Width.SCHOOL,
        network: Network | None = None, is_question: bool = False, topic: Topic | None = None,
        passes_on: "Post | None" = None, picture: File | None = None,
    ) -> "Post":  # fmt: skip
        """Something for those whom it reaches: a thought, a question, or a colleague's words with their name."""
        if passes_on:
            network = passes_on.network
            if width not in passes_on.goes_on_to(home):
                raise TooWide
        return _write(
            person, at, text=text, school=home, home=home, width=width,
            network=network if width == Width.NETWORK else None, is_question=is_question, topic=topic,
            passes_on=passes_on, picture=picture,
        )  # fmt: skip


class Post(models.Model):
    """A few lines, perhaps with a picture. Taken back, both are gone for everybody, wherever it was passed on."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    home = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    # Whom it reaches: an answer reaches those whom its question reached.
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    network = models.ForeignKey(Network, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    width = models.CharField(max_length=8, choices=Width.choices)
    text = models.TextField(max_length=LONGEST)
    picture = models.ForeignKey(File, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    is_question = models.BooleanField(default=False)
    topic = models.ForeignKey(Topic, on_delete=models.SET_NULL, null=True, blank=True, related_name="posts")
    answers_to = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="answers")
    passes_on = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)

    objects = CommunityPostQuerySet.as_manager()

    class Meta:
        # One for each stream of a feed: its newest rows are read from the end, however many there are.
        indexes = [
            models.Index(
                fields=[kind, "-at", "-id"], name=f"feed_by_{kind}",
                condition=Q(withdrawn_at=None, hidden_at=None, answers_to=None),
            )
            for kind in ("school", "network", "width", "person", "topic")
        ] + [
            models.Index(
                fields=[kind, "-at", "-id"], name=f"asked_by_{kind}",
                condition=Q(withdrawn_at=None, hidden_at=None, answers_to=None, is_question=True),
            )
            for kind in ("school", "network", "width")
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"post {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("community:post", args=[self.pk])

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    @property
    def is_gone(self) -> bool:
        return self.is_withdrawn or self.hidden_at is not None

    def answer(self, text: str, *, person: Person, home: School, at: datetime) -> "Post":
        """It reaches those whom the question reaches; on the web only if whoever answers has a page there."""
        width = self.width
        if width == Width.PUBLIC and not PublicPage.objects.of(person):
            width = Width.HERE
        return _write(
            person, at, text=text, home=home, school=self.school, network=self.network, width=width, answers_to=self
        )

    def goes_on_to(self, home: School) -> list[str]:
        """How far a colleague of that school may pass it on: no further than it goes."""
        if self.width == Width.SCHOOL and self.school_id != home.pk:
            return []
        # A wider post went to no network in particular, and so names none to which it could go on.
        narrower = [one for one in WIDTHS[: WIDTHS.index(Width(self.width)) + 1]]
        return [str(one) for one in narrower if one != Width.NETWORK or self.network_id]

    def widen(self, width: str, *, by: Person, at: datetime, network: Network | None = None) -> None:
        """More people read it from now on. Nothing is ever narrowed: it can be taken back."""
        with transaction.atomic():
            now = Post.objects.select_for_update(of=("self",)).get(pk=self.pk)
            if width in now.wider() and not now.is_gone:
                now.width, now.network = width, network if width == Width.NETWORK else None
                now.save(update_fields=["width", "network"])
                record(by, "widened", now, at=at)
        self.refresh_from_db()

    def wider(self) -> list[str]:
        """What is more than now. Somebody else's words, and an answer, stay where they are."""
        if self.passes_on_id or self.answers_to_id:
            return []
        return [str(one) for one in WIDTHS[WIDTHS.index(Width(self.width)) + 1 :]]

    def withdraw(self, *, by: Person, at: datetime) -> None:
        """Its words and its picture are gone for everybody. Doing it again changes nothing."""
        with transaction.atomic():
            if Post.objects.filter(pk=self.pk, withdrawn_at=None).update(withdrawn_at=at, text=""):
                Tag.objects.filter(post=self.pk).delete()
                record(by, "withdrew", self, at=at)
                if self.picture:
                    self.picture.remove(by=by, at=at)
        self.refresh_from_db()

    def hide(self, *, by: Person | None, at: datetime) -> None:
        """Nobody but its author reads it from now on."""
        with transaction.atomic():
            if Post.objects.filter(pk=self.pk, hidden_at=None).update(hidden_at=at):
                record(by, "hid", self, at=at)
        self.refresh_from_db()

    def show_again(self, *, by: Person, at: datetime) -> None:
        with transaction.atomic():
            if Post.objects.filter(pk=self.pk, hidden_at__isnull=False).update(hidden_at=None):
                record(by, "showed again", self, at=at)
        self.refresh_from_db()


class Tag(models.Model):
    """A word with a # before it in a post: what it is about, for those who follow that."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="tags")
    word = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "word"], name="tagged_once")]
        indexes = [models.Index(fields=["word", "-at"])]

    def __str__(self) -> str:
        return f"#{self.word}"


def _write(person: Person, at: datetime, **fields: Any) -> Post:
    """So many in an hour and no more, also when they arrive at once: the author's row is held."""
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)
        if Post.objects.filter(person=person, at__gt=at - HOUR).count() >= MOST_AN_HOUR:
            raise TooMuch
        post = Post.objects.create(person=person, at=at, **fields)
        Tag.objects.bulk_create([Tag(post=post, word=word, at=at) for word in tags_of(post.text)])
        record(person, "shared", post, at=at)
    return post


def tags_of(text: str) -> list[str]:
    """The first few words with a # before them, in small letters, each once."""
    return list(dict.fromkeys(word.lower() for word in TAG.findall(text)))[:MOST_TAGS]
