"""An hour of live chat: a host, questions that come out on time, answers beside them, favourites, and a summary."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import Count, Exists, F, OuterRef, Q
from django.urls import reverse

from collegium.community.models.page import PublicPage
from collegium.community.models.post import TooMuch, Width, reaches, reaching, reaching_all_at
from collegium.history.models import record
from collegium.kit.doors import door
from collegium.people.models import Network, Person, School

LONGEST = 500
HOUR = timedelta(minutes=60)
# Welcome and names come before the first question; the doors open a little earlier, and close a little later.
WELCOME = timedelta(minutes=5)
DOORS = timedelta(minutes=10)
MOST_QUESTIONS = 12
MOST_A_MINUTE = 10


class Closed(Exception):
    """The chat has not begun, is over, or was called off."""


class ChatQuerySet(models.QuerySet["Chat"]):
    @door
    def visible_to(self, person: Person) -> "ChatQuerySet":
        """As far as its host lets it go. No duty adds to it."""
        return self.filter(Q(person=person) | reaching(person))

    def reaching_all_at(self, school: School) -> "ChatQuerySet":
        return self.standing().filter(reaching_all_at(school))

    def standing(self) -> "ChatQuerySet":
        return self.filter(cancelled_at=None)

    def public(self) -> "ChatQuerySet":
        """What strangers find in the calendar: given to everybody by a host whose page is open."""
        page = PublicPage.objects.open_now().filter(person=OuterRef("person"))
        return self.filter(Exists(page), width=Width.PUBLIC)

    def is_still(self, number: int, version: int) -> bool:
        """Nobody has done anything in it since: one look by its number."""
        return self.filter(pk=number, version__lte=version).exists()

    def announce(
        self, title: str, *, host: Person, home: School, starts_at: datetime, questions: Sequence[str], width: str,
        at: datetime, network: Network | None = None,
    ) -> "Chat":  # fmt: skip
        """An hour with its questions, spread evenly after the welcome."""
        with transaction.atomic():
            chat = self.create(
                person=host, home=home, school=home, network=network if width == Width.NETWORK else None, width=width,
                title=title, starts_at=starts_at, ends_at=starts_at + HOUR, at=at,
            )  # fmt: skip
            step = (HOUR - WELCOME) / max(1, len(questions))
            ChatQuestion.objects.bulk_create([
                ChatQuestion(chat=chat, number=place + 1, text=text, release_at=starts_at + WELCOME + place * step)
                for place, text in enumerate(questions)
            ])  # fmt: skip
            record(host, "announced", chat, at=at)
        return chat


class Chat(models.Model):
    """One hour. ``version`` rises with everything that happens in it: whoever reads along asks for what is newer."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    home = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    network = models.ForeignKey(Network, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    width = models.CharField(max_length=8, choices=Width.choices)
    title = models.CharField(max_length=160)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=0)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    opening_words = models.TextField(blank=True, max_length=2000)
    closing_words = models.TextField(blank=True, max_length=2000)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = ChatQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["starts_at"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("community:chat", args=[self.pk])

    @property
    def opens_at(self) -> datetime:
        return self.starts_at - DOORS

    @property
    def closes_at(self) -> datetime:
        return self.ends_at + DOORS

    def is_visible_to(self, person: Person) -> bool:
        """As ``visible_to`` has it."""
        return self.person_id == person.pk or reaches(self, person)

    def is_open(self, at: datetime) -> bool:
        return self.cancelled_at is None and self.opens_at <= at < self.closes_at

    def is_over(self, at: datetime) -> bool:
        return at >= self.closes_at

    def questions_out(self, at: datetime) -> "ChatQuestionQuerySet":
        return ChatQuestion.objects.filter(chat=self).out(at)

    def say(
        self, text: str, *, person: Person, home: School, at: datetime, question: "ChatQuestion | None" = None,
        is_public: bool = False,
    ) -> "Line":  # fmt: skip
        """A line beside a question that is out, or in the talk around them."""
        with transaction.atomic():
            now = Chat.objects.select_for_update().get(pk=self.pk)
            if not now.is_open(at) or (question and question.release_at > at):
                raise Closed
            lately = Line.objects.filter(chat=now, person=person, at__gt=at - timedelta(minutes=1))
            if lately.count() >= MOST_A_MINUTE:
                raise TooMuch
            line = Line.objects.create(
                chat=now, question=question, person=person, home=home, text=text, at=at, version=now._move(),
                is_public=is_public and now.width == Width.PUBLIC,
            )  # fmt: skip
            record(person, "said", line, at=at)
        return line

    def _move(self) -> int:
        """The next version. Hold the chat's row."""
        self.version += 1
        Chat.objects.filter(pk=self.pk).update(version=self.version)
        return self.version

    def cancel(self, *, by: Person, at: datetime) -> None:
        """It does not take place. Doing it again changes nothing."""
        with transaction.atomic():
            if Chat.objects.standing().filter(pk=self.pk).update(cancelled_at=at, version=F("version") + 1):
                record(by, "called off", self, at=at)
        self.refresh_from_db()

    def sum_up(self, opening: str, closing: str, lines: "Iterable[Line]", *, by: Person, at: datetime) -> None:
        """The summary, with the lines that its host chose. They are shown as they stand, never copied: what is taken
        back later is gone from it too."""
        with transaction.atomic():
            now = Chat.objects.select_for_update().get(pk=self.pk)
            now.opening_words, now.closing_words, now.published_at = opening, closing, at
            now.save(update_fields=["opening_words", "closing_words", "published_at"])
            now.lines.update(is_chosen=False)
            now.lines.filter(pk__in=[line.pk for line in lines]).update(is_chosen=True)
            record(by, "summed up", now, at=at)
        self.refresh_from_db()


class ChatQuestionQuerySet(models.QuerySet["ChatQuestion"]):
    def out(self, at: datetime) -> "ChatQuestionQuerySet":
        """What everybody sees by then; the host sees them all."""
        return self.filter(release_at__lte=at).order_by("number")


class ChatQuestion(models.Model):
    """Q1, Q2 and so on: out at its minute, or when the host lets it out."""

    chat = models.ForeignKey(Chat, on_delete=models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)
    release_at = models.DateTimeField()

    objects = ChatQuestionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chat", "number"], name="one_question_of_a_number")]

    def __str__(self) -> str:
        return f"Q{self.number} {self.text}"

    def let_out(self, *, by: Person, at: datetime) -> None:
        """Now instead of on time, and those before it too."""
        with transaction.atomic():
            chat = Chat.objects.select_for_update().get(pk=self.chat_id)
            if chat.questions.filter(number__lte=self.number, release_at__gt=at).update(release_at=at):
                chat._move()
                record(by, "let out a question", chat, at=at)


class LineQuerySet(models.QuerySet["Line"]):
    @door
    def visible_to(self, person: Person) -> "LineQuerySet":
        """Those of the chats one may read; one that its host hid is its author's alone."""
        chats = Chat.objects.visible_to(person).values("pk")
        return self.filter(Q(hidden_at=None) | Q(person=person), chat__in=chats)

    def on_the_web(self) -> "LineQuerySet":
        """What a published summary shows to strangers: lines that were chosen, and whose authors gave them."""
        page = PublicPage.objects.open_now().filter(person=OuterRef("person"))
        return self.standing().filter(Exists(page), is_chosen=True, is_public=True)

    def standing(self) -> "LineQuerySet":
        return self.filter(withdrawn_at=None, hidden_at=None)

    def dressed(self, person: Person) -> "LineQuerySet":
        """With authors, stars, and whether one of these is this reader's."""
        mine = Star.objects.filter(line=OuterRef("pk"), person=person)
        return self.select_related("person", "home", "question").annotate(
            n_stars=Count("stars"), is_starred=Exists(mine)
        )


class Line(models.Model):
    """What somebody says in a chat. ``version`` is the chat's when it was last changed."""

    chat = models.ForeignKey(Chat, on_delete=models.CASCADE, related_name="lines")
    question = models.ForeignKey(ChatQuestion, on_delete=models.CASCADE, null=True, blank=True, related_name="lines")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    home = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(max_length=LONGEST)
    at = models.DateTimeField()
    version = models.PositiveIntegerField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    is_chosen = models.BooleanField(default=False)
    # Its author's word that strangers may read it too, in the summary of a public chat.
    is_public = models.BooleanField(default=False)

    objects = LineQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["chat", "version"])]

    @property
    def is_gone(self) -> bool:
        return self.withdrawn_at is not None or self.hidden_at is not None

    def withdraw(self, *, by: Person, at: datetime) -> None:
        """Its words are gone for everybody, from the summary too."""
        self._change("withdrew", by, at, withdrawn_at=at, text="")

    def hide(self, *, by: Person, at: datetime) -> None:
        """The host takes it off the page."""
        self._change("hid", by, at, hidden_at=at)

    def _change(self, did: str, by: Person, at: datetime, **fields: Any) -> None:
        with transaction.atomic():
            chat = Chat.objects.select_for_update().get(pk=self.chat_id)
            if Line.objects.standing().filter(pk=self.pk).update(**fields, version=chat.version + 1):
                chat._move()
                record(by, did, self, at=at)
        self.refresh_from_db()

    def star(self, *, by: Person, at: datetime) -> None:
        """A favourite of one's own, for the summary; the second time, no longer. History does not say whose: stars
        are counted for a line, and nobody reads from whom they are."""
        with transaction.atomic():
            chat = Chat.objects.select_for_update().get(pk=self.chat_id)
            star, is_new = Star.objects.get_or_create(line=self, person=by, defaults={"at": at})
            if not is_new:
                star.delete()
            Line.objects.filter(pk=self.pk).update(version=chat._move())
            record(None, "starred" if is_new else "no longer starred", self, at=at)


class Star(models.Model):
    """That somebody would like to keep a line. It is counted for the line, and for nobody's fame."""

    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="stars")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["line", "person"], name="starred_once")]
