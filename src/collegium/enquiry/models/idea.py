"""Ideas that colleagues try: where each came from, who tried it, and what became of it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Count, Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from collegium.enquiry.models.trial import TakenUp, Trial, Verdict
from collegium.groups.audience import WIDTHS, Audience, Reaching, ReachingQuerySet
from collegium.groups.models import Group
from collegium.history.models import record
from collegium.kit.doors import door
from collegium.meetings.models import Promise
from collegium.people.models import Person
from collegium.programmes.models import Theme


class TooYoung(Exception):
    """An idea comes only from ideas that were there before it, so that lineage never runs in a ring."""


class TooWide(Exception):
    """It is made out of a colleague's idea that its author gave to fewer people."""


class IdeaQuerySet(ReachingQuerySet):
    def from_others(self, person: Person) -> "IdeaQuerySet":
        """What colleagues thought of, and this person has neither tried nor means to try."""
        tried = Trial.objects.filter(person=person, idea=OuterRef("pk"))
        meant = TakenUp.objects.filter(promise__person=person, idea=OuterRef("pk"))
        return self.exclude(person=person).filter(~Exists(tried), ~Exists(meant))

    def with_figures(self) -> "IdeaQuerySet":
        """How many told its author that they tried it, and what became of it. Echoes only."""
        by = {verdict: Count("echoes", filter=Q(echoes__trial__verdict=verdict)) for verdict in Verdict.values}
        return self.annotate(
            tried=Count("echoes"), kept=by["kept"], changed=by["changed"], dropped=by["dropped"],
            still_trying=by["not-yet"],
        )  # fmt: skip

    def matching(self, words: str) -> "IdeaQuerySet":
        """Every word occurs in the title, the how, or what it is for."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(title__icontains=word) | Q(how__icontains=word) | Q(subject__icontains=word)
                | Q(theme__title__icontains=word) | Q(ages__icontains=word)
            )  # fmt: skip
        return found

    def share(
        self, *, person: Person, title: str, at: datetime, how: str = "", theme: Theme | None = None,
        subject: str = "", ages: str = "", sources: Iterable["Idea"] = (), by: Person | None = None, **reach: Any,
    ) -> "Idea":  # fmt: skip
        """An idea for those whom it reaches: new, or made out of others. ``by`` wrote its card, if not its author."""
        made_of = list(sources)
        if WIDTHS.index(Audience(reach["audience"])) > WIDTHS.index(widest_of(made_of, person)):
            raise TooWide
        with transaction.atomic():
            idea: Idea = self.create(
                person=person, title=title, how=how, theme=theme, subject=subject, ages=ages, at=at, **reach
            )
            for source in made_of:
                idea.comes_from(source)
            record(by or person, "shared", idea, at=at)
        return idea


class Idea(Reaching):
    """A short description of something that colleagues can try. Withdrawn, only its place in the lineage is left."""

    title = models.CharField(max_length=120)
    how = models.TextField(blank=True, max_length=4000)
    theme = models.ForeignKey(Theme, on_delete=models.SET_NULL, null=True, blank=True, related_name="ideas")
    subject = models.CharField(max_length=80, blank=True)
    ages = models.CharField(max_length=60, blank=True)
    sources: "models.ManyToManyField[Idea, Descent]" = models.ManyToManyField(
        "self", through="Descent", through_fields=("child", "parent"), symmetrical=False, related_name="offspring"
    )

    objects = IdeaQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["-at"]), models.Index(fields=["audience", "school"])]

    def __str__(self) -> str:
        return str(self.title or _("an idea that was withdrawn"))

    def get_absolute_url(self) -> str:
        return reverse("enquiry:idea", args=[self.pk])

    def comes_from(self, source: "Idea") -> "Descent":
        """This idea was made out of that one. Only of an earlier idea: the database refuses a ring."""
        if source.pk >= self.pk:
            raise TooYoung
        descent, _is_new = Descent.objects.get_or_create(child=self, parent=source)
        return descent

    def widest(self) -> Audience:
        """What is made out of a colleague's idea goes no further than that colleague lets the idea itself go."""
        return widest_of(self.sources.all(), self.person)

    def reword(self, *, by: Person, at: datetime, **words: Any) -> None:
        """Title, how, theme and tags as they stand now. What was withdrawn stays so."""
        with transaction.atomic():
            if Idea.objects.standing().filter(pk=self.pk).update(**words):
                record(by, "reworded", self, at=at)
        self.refresh_from_db()

    def withdraw(self, *, by: Person, at: datetime) -> None:
        """Its words are gone for everybody. Its place between other ideas stays, and who tried it keeps their own."""
        with transaction.atomic():
            gone = Idea.objects.standing().filter(pk=self.pk).update(
                withdrawn_at=at, title="", how="", subject="", ages="", theme=None
            )
            if gone:
                record(by, "withdrew", self, at=at)
        self.refresh_from_db()

    def take_up(self, person: Person, *, at: datetime, group: Group | None = None) -> Promise | Trial:
        """I'll try this: a promise to one's group, or a plan of one's own. Twice the same is one."""
        with transaction.atomic():
            if group:
                promise = Promise.objects.make(group=group, person=person, text=self.title, by=person, at=at)
                TakenUp.objects.get_or_create(promise=promise, defaults={"idea": self})
                return promise
            Person.objects.select_for_update().get(pk=person.pk)
            if planned := Trial.objects.planned().filter(person=person, idea=self).first():
                return planned
            plan = Trial.objects.create(
                person=person, idea=self, text=self.title, verdict=Verdict.NOT_YET, at=at
            )
            record(person, "means to try", plan, at=at)
        return plan


def widest_of(sources: Iterable[Idea], person: Person) -> Audience:
    """How far something made out of these ideas may go: only their own authors widen them."""
    others = [WIDTHS.index(Audience(one.audience)) for one in sources if one.person_id != person.pk]
    return WIDTHS[min(others, default=-1)]


class Descent(models.Model):
    """That one idea was made out of another: adapted, or, where there are several, combined."""

    child = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="descents")
    parent = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child", "parent"], name="one_descent_of_an_idea"),
            models.CheckConstraint(condition=Q(parent__lt=F("child")), name="ideas_come_from_earlier_ones"),
        ]


class EchoQuerySet(models.QuerySet["Echo"]):
    @door
    def visible_to(self, person: Person) -> "EchoQuerySet":
        """Those of the ideas that one may read, and one's own."""
        return self.filter(Q(person=person) | Q(idea__in=Idea.objects.visible_to(person)))

    def for_author(self, person: Person) -> "EchoQuerySet":
        """What others did with this person's ideas."""
        return self.filter(idea__person=person, idea__withdrawn_at=None).exclude(person=person)

    def send(self, trial: Trial, *, named: bool, at: datetime, with_words: bool = True) -> "Echo":
        """Its author and its readers hear of the trial, with the trier's name or without. One for each trier."""
        assert trial.idea is not None
        with transaction.atomic():
            # The trial's row is held, so that two taps at once are one.
            Trial.objects.select_for_update(of=("self",)).get(pk=trial.pk)
            echo, is_new = self.update_or_create(
                idea=trial.idea, person=trial.person,
                defaults={"trial": trial, "named": named, "with_words": with_words},
                create_defaults={"trial": trial, "named": named, "with_words": with_words, "at": at},
            )  # fmt: skip
            if is_new:
                record(trial.person if named else None, "echoed", echo, at=at)
        return echo


class Echo(models.Model):
    """Somebody's word that they tried an idea. What they said of it is read from their trial, as it stands now."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="echoes")
    trial = models.OneToOneField(Trial, on_delete=models.CASCADE, related_name="echo")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    named = models.BooleanField(default=True)
    with_words = models.BooleanField(default=True)
    at = models.DateTimeField()

    objects = EchoQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "echoes"
        constraints = [models.UniqueConstraint(fields=["idea", "person"], name="one_echo_of_an_idea_and_person")]
        indexes = [models.Index(fields=["idea", "-at"])]

    @property
    def words(self) -> str:
        """What goes along. Give ``trial`` with the echo."""
        said = (self.trial.went_well, self.trial.changed) if self.with_words else ()
        return " ".join(word for word in said if word)

    @property
    def by(self) -> str:
        """Whose it is, if they said so. Give ``person`` with the echo."""
        return self.person.name if self.named else ""

    def call_back(self, *, at: datetime) -> None:
        """It counts no more."""
        with transaction.atomic():
            record(self.person if self.named else None, "called back", self, at=at)
            self.delete()
