"""Two, seven or fifteen minutes about something that happens in a classroom now; and its page afterwards."""

from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import Max, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from collegium.enquiry.models import Idea
from collegium.files.models import File
from collegium.history.models import record
from collegium.kit.doors import door
from collegium.people.models import Person, School
from collegium.teachmeets.evening import MICRO, NANO, SOAPBOX
from collegium.teachmeets.models.meet import TeachMeet

# Nobody listens to more.
MOST_TALKS = 60


class Over(Exception):
    """The evening is over, or was called off."""


class Full(Exception):
    """More talks than an evening holds, however short."""


class TalkQuerySet(models.QuerySet["Talk"]):
    @door
    def visible_to(self, person: Person) -> "TalkQuerySet":
        """Those of the TeachMeets that one may know of, and one's own."""
        meets = TeachMeet.objects.visible_to(person).values("pk")
        return self.filter(Q(person=person) | Q(meet__in=meets))

    def standing(self) -> "TalkQuerySet":
        return self.filter(withdrawn_at=None)

    def sign_up(
        self, meet: TeachMeet, *, person: Person, home: School, title: str, minutes: int, at: datetime
    ) -> "Talk":
        """One talk for each. Signing up again changes what one has; after the draw one speaks after the others."""
        with transaction.atomic():
            now = meet.locked()
            if not now.is_open:
                raise Over
            others = self.standing().filter(meet=now)
            mine = others.filter(person=person).first()
            if mine is None and others.count() >= MOST_TALKS:
                raise Full
            given = min(minutes, now.longest)
            if mine:
                others.filter(pk=mine.pk).update(title=title, **({} if mine.began_at else {"minutes": given}))
            else:
                last = others.aggregate(last=Max("place"))["last"] or 0
                mine = self.create(
                    meet=now, person=person, home=home, title=title, minutes=given, at=at,
                    place=last + 1 if now.drawn_at else None,
                )  # fmt: skip
                record(person, "signed up", mine, at=at)
            now.move()
        mine.refresh_from_db()
        return mine


class Talk(models.Model):
    """Who speaks about what, for how long, and where in the order. Taken back, its words are gone."""

    class Length(models.IntegerChoices):
        NANO = NANO, _("2 minutes: one thing that works")
        MICRO = MICRO, _("7 minutes: an idea and how it went")
        SOAPBOX = SOAPBOX, _("15 minutes: the whole story")

    meet = models.ForeignKey(TeachMeet, on_delete=models.CASCADE, related_name="talks")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    home = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=120)
    minutes = models.PositiveSmallIntegerField(choices=Length.choices)
    place = models.PositiveSmallIntegerField(null=True, blank=True)
    at = models.DateTimeField()
    began_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    missing_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(max_length=4000, blank=True)
    link = models.URLField(max_length=400, blank=True)
    idea = models.ForeignKey(Idea, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = TalkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meet", "person"], condition=Q(withdrawn_at=None), name="one_talk_of_a_person"
            ),
            models.CheckConstraint(
                condition=Q(link="") | Q(link__startswith="https://") | Q(link__startswith="http://"),
                name="talk_leads_to_the_web",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title or _("a talk that was taken back"))

    def get_absolute_url(self) -> str:
        return reverse("teachmeets:talk", args=[self.pk])

    @property
    def ends_at(self) -> datetime | None:
        """When its minutes are over. Give ``meet`` with the talk."""
        return self.began_at + timedelta(minutes=self.given) if self.began_at else None

    @property
    def given(self) -> int:
        """As long as it is, and no longer than talks are that evening. Give ``meet`` with the talk."""
        return min(self.minutes, self.meet.longest)

    def miss(self, *, by: Person, at: datetime) -> None:
        """They are not here: the others go on. Their turn is not lost."""
        with transaction.atomic():
            was_called = self.meet.speaking() == self
            self._change("passed over", by, at, missing_at=at, began_at=None)
            if was_called:
                self.meet.go_on(0, by=by, at=at)

    def turn_up(self, *, by: Person, at: datetime) -> None:
        """They have come after all, and speak after the others."""
        with transaction.atomic():
            meet = self.meet.locked()
            last = meet.talks.aggregate(last=Max("place"))["last"] or 0
            if Talk.objects.filter(pk=self.pk, missing_at__isnull=False).update(missing_at=None, place=last + 1):
                meet.move()
                record(by, "called up", self, at=at)
        self.refresh_from_db()

    def withdraw(self, *, by: Person, at: datetime) -> None:
        """Would rather not, or would rather not have: its words are gone, and its files."""
        with transaction.atomic():
            for handout in self.handouts.select_related("file"):
                handout.file.remove(by=by, at=at)
            self._change("withdrew", by, at, withdrawn_at=at, title="", note="", link="", idea=None)

    def _change(self, did: str, by: Person, at: datetime, **fields: Any) -> None:
        with transaction.atomic():
            meet = self.meet.locked()
            rows = Talk.objects.standing().filter(pk=self.pk)
            if did == "passed over":
                rows = rows.filter(missing_at=None, ended_at=None)
            if rows.update(**fields):
                meet.move()
                record(by, did, self, at=at)
        self.refresh_from_db()

    def tell(self, *, title: str, note: str, link: str, at: datetime) -> None:
        """What stands on its page."""
        with transaction.atomic():
            if Talk.objects.standing().filter(pk=self.pk).update(title=title, note=note, link=link):
                record(self.person, "described", self, at=at)
        self.refresh_from_db()

    def hand_out(self, file: File, *, at: datetime) -> None:
        """A file for whoever reads the page."""
        with transaction.atomic():
            Handout.objects.create(talk=self, file=file)
            record(self.person, "handed out", self, at=at)

    def become_an_idea(self, *, at: datetime) -> Idea:
        """Its speaker's own act: an idea that colleagues may try, given as far as the evening was. Twice is one."""
        with transaction.atomic():
            now = Talk.objects.select_for_update().get(pk=self.pk)
            if now.idea_id is None:
                meet = now.meet
                now.idea = Idea.objects.share(
                    person=now.person, title=now.title, how=now.note, at=at, audience=meet.audience, group=meet.group,
                    school=now.home,
                )  # fmt: skip
                now.save(update_fields=["idea"])
                record(now.person, "made an idea of", now, at=at)
        self.refresh_from_db()
        assert now.idea is not None
        return now.idea


class Handout(models.Model):
    """A file on a talk's page."""

    talk = models.ForeignKey(Talk, on_delete=models.CASCADE, related_name="handouts")
    file = models.OneToOneField(File, on_delete=models.CASCADE, related_name="+")
