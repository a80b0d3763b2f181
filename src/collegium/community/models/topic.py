"""The topic of a week, chosen by whoever reads along: proposed until Sunday, voted on, and everybody's on Monday."""

from datetime import date, datetime, timedelta

from django.db import models, transaction
from django.db.models import Count, Exists, Q
from django.urls import reverse

from collegium.history.models import record
from collegium.kit.doors import door
from collegium.people.models import Appointment, Person


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


class TopicQuerySet(models.QuerySet["Topic"]):
    @door
    def visible_to(self, person: Person) -> "TopicQuerySet":
        """What was chosen is everybody's. What is only proposed: the staff of every school here, and whoever did."""
        staff = Exists(Appointment.objects.current().filter(person=person))
        return self.filter(Q(chosen_at__isnull=False) | Q(person=person) | Q(staff))

    def standing(self) -> "TopicQuerySet":
        return self.filter(withdrawn_at=None)

    def of_week(self, day: date) -> "Topic | None":
        """The topic of the week in which that day is. One query."""
        return self.standing().filter(week=monday_of(day), chosen_at__isnull=False).first()

    def proposed_for(self, week: date) -> "TopicQuerySet":
        """In the order in which they came: no list that pulls votes to its top."""
        return self.standing().filter(week=week, chosen_at=None).order_by("pk")

    def propose(self, question: str, *, week: date, by: Person, at: datetime) -> "Topic":
        """A question for a week to come. Whoever proposes the same again has proposed it once."""
        with transaction.atomic():
            topic, is_new = self.get_or_create(
                week=week, person=by, question=question, withdrawn_at=None, defaults={"at": at}
            )
            if is_new:
                record(by, "proposed", topic, at=at)
        return topic

    def choose(self, week: date, *, at: datetime) -> "Topic | None":
        """The week begins: what most voted for is its topic; among equals, what was proposed first. Once."""
        with transaction.atomic():
            # In the order of their numbers, so that two workers at once do not wait for each other.
            rows = list(self.standing().filter(week=week).select_for_update().order_by("pk"))
            chosen = next((one for one in rows if one.chosen_at), None)
            if chosen or not rows:
                return chosen
            votes = dict(Vote.objects.filter(week=week).values_list("topic").annotate(n=Count("pk")))
            topic = max(rows, key=lambda one: (votes.get(one.pk, 0), -one.pk))
            topic.chosen_at = at
            topic.save(update_fields=["chosen_at"])
            record(None, "chose", topic, at=at)
        return topic


class Topic(models.Model):
    """A question that everybody here may think about in one week; before that, a proposal for it."""

    week = models.DateField()
    question = models.CharField(max_length=160)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    chosen_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = TopicQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["week"], condition=Q(chosen_at__isnull=False, withdrawn_at=None), name="one_topic_of_a_week"
            )
        ]
        indexes = [models.Index(fields=["week"])]

    def __str__(self) -> str:
        return self.question

    def get_absolute_url(self) -> str:
        return reverse("community:topic", args=[self.pk])

    def vote(self, *, by: Person, at: datetime) -> None:
        """One vote a week, and it may move. After the topic is chosen nothing changes. History has no word of it:
        whoever reads the topic would read who voted for it."""
        with transaction.atomic():
            now = Topic.objects.select_for_update().get(pk=self.pk)
            if now.withdrawn_at is None and Topic.objects.of_week(now.week) is None:
                Vote.objects.update_or_create(week=now.week, person=by, defaults={"topic": now, "at": at})

    def withdraw(self, *, by: Person, at: datetime) -> None:
        """Its question is gone. Doing it again changes nothing."""
        with transaction.atomic():
            if Topic.objects.standing().filter(pk=self.pk, chosen_at=None).update(withdrawn_at=at, question=""):
                record(by, "withdrew", self, at=at)
        self.refresh_from_db()


class Vote(models.Model):
    """Whose vote goes where in a week. Counts are shown to those who have voted, and names to nobody."""

    week = models.DateField()
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="votes")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["week", "person"], name="one_vote_a_week")]
