"""The outbox. Each letter is a row before it leaves, so that nothing is lost and nothing goes twice."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Exists, Q

from collegium.history.models import record
from collegium.kit.doors import door
from collegium.people.models import Appointment, Person, Responsibility

# How long a claim holds. A worker that was slower than this finds its claim gone, and leaves the letter alone.
CLAIM = timedelta(seconds=10)
LONGEST_WAIT = timedelta(minutes=60)
# About five days of trying, at an hour each.
MOST_TRIES = 125
# Well after every time limit of a connection: a letter handed over so long ago is in nobody's hands.
ANSWER = timedelta(minutes=2)


class LetterQuerySet(models.QuerySet["Letter"]):
    @door
    def visible_to(self, person: Person) -> "LetterQuerySet":
        """To keepers of accounts: the letters to today's staff and guests of their schools. They learn no content."""
        duty = Responsibility.objects.current().filter(person=person, kind=Responsibility.Kind.ACCOUNTS)
        here = Q(school__in=duty.values("school")) | Q(school__networks__in=duty.values("network"))
        ever = Appointment.objects.filter(here)
        # Where somebody works after they have left is the next school's to know.
        staff = ever.not_over().values("person")
        return self.filter(Q(person__in=staff) | Q(person__guest__invited_by__in=ever.values("person")))

    def shown_in_the_demo_to(self, person: Person) -> "LetterQuerySet":
        """All, since nothing leaves; but what opens an account only to its owner, and to keepers of accounts."""
        keeps = Responsibility.objects.current().filter(person=person, kind=Responsibility.Kind.ACCOUNTS)
        return self.filter(~Q(kind="key") | Q(person=person) | Q(Exists(keeps)))

    def waiting(self) -> "LetterQuerySet":
        """Neither sent, nor given up, nor handed over without an answer."""
        return self.filter(handed_at=None, sent_at=None, dropped_at=None)

    def perhaps_sent(self) -> "LetterQuerySet":
        """Handed to the mail server, which never said whether it took them. They are not sent twice by themselves."""
        return self.filter(sent_at=None, dropped_at=None, handed_at__isnull=False)

    def in_trouble(self) -> "LetterQuerySet":
        """The letters that somebody may have to look at: not those that nobody wanted any more."""
        refused = Q(dropped_at__isnull=False, trouble__regex=r"^[45][0-9][0-9] ")
        waits = Q(dropped_at=None, handed_at=None) & ~Q(trouble="")
        return self.filter(refused | waits | Q(handed_at__isnull=False, dropped_at=None), sent_at=None)

    def ready(self, at: datetime) -> "LetterQuerySet":
        """Due now, with an address to go to, and in no worker's hands."""
        return self.waiting().filter(
            Q(claimed_at=None) | Q(claimed_at__lt=at - CLAIM),
            Q(person__email__isnull=False) | ~Q(to=""),
            due_at__lte=at,
        )

    def in_hand(self, at: datetime) -> "LetterQuerySet":
        """Claimed, and not yet handed over: another worker is at it, or was when it was killed."""
        return self.waiting().filter(claimed_at__gte=at - CLAIM)

    def claim(self, at: datetime) -> "Letter | None":
        """Take the next letter that is ready, so that no other worker does. None: nothing is ready."""
        for pk, tries in self.ready(at).order_by("due_at", "pk").values_list("pk", "tries")[:20]:
            # By the row's own columns: PostgreSQL asks a joined condition no second time after a wait.
            if Letter.objects.waiting().filter(pk=pk, tries=tries).update(claimed_at=at, tries=tries + 1):
                return Letter.objects.select_related("person").get(pk=pk)
        return None


class Letter(models.Model):
    """One letter to one person. A claim is fenced by ``tries``: only the latest claim may hand it over.

    ``about``: of whom it speaks by less than their whole name, or whose words it holds.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="letters")
    to = models.EmailField(blank=True)
    kind = models.CharField(max_length=30)
    thing = models.BigIntegerField(default=0)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    invitation = models.TextField(blank=True)
    method = models.CharField(max_length=10, blank=True)
    written_at = models.DateTimeField()
    due_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    handed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveIntegerField(default=0)
    trouble = models.CharField(max_length=300, blank=True)
    about = models.ManyToManyField(Person, related_name="+")

    objects = LetterQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], condition=Q(sent_at=None, dropped_at=None), name="letters_still_to_go"),
            models.Index(fields=["person", "written_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def goes_to(self) -> str:
        """The address the letter is for, where it is for one; else the person's address of today."""
        return self.to or (self.person.email if self.person else "") or ""

    @property
    def state(self) -> str:
        """One of sent, dropped, perhaps, waiting."""
        if self.sent_at:
            return "sent"
        if self.dropped_at:
            return "dropped"
        return "perhaps" if self.handed_at else "waiting"

    def say_instead(self, text: str) -> None:
        """Other words, before anybody has claimed it: those that need the letter's own number."""
        self._change(Letter.objects.waiting(), text=text)

    def hand(self, *, at: datetime) -> bool:
        """From here on the letter may have left. False: another worker has claimed it meanwhile."""
        return self._change(Letter.objects.waiting().filter(tries=self.tries), handed_at=at)

    def wait(self, until: datetime) -> None:
        """It goes later, by our own choice: the person has had letters enough this week."""
        mine = Letter.objects.waiting().filter(tries=self.tries)
        self._change(mine, claimed_at=None, due_at=until)

    def arrive(self, *, at: datetime) -> None:
        """The mail server took it."""
        self._change(Letter.objects.perhaps_sent(), sent_at=at, trouble="")

    def put_off(self, trouble: str, *, at: datetime) -> None:
        """It surely did not leave: try again, after a little longer each time."""
        if self.tries >= MOST_TRIES:
            self.drop(trouble, at=at)
            return
        pause = min(timedelta(minutes=2 ** min(self.tries - 1, 10)), LONGEST_WAIT)
        mine = Letter.objects.filter(tries=self.tries, sent_at=None, dropped_at=None)
        self._change(mine, handed_at=None, claimed_at=None, due_at=at + pause, trouble=trouble[:300])

    def doubt(self, trouble: str) -> None:
        """It was handed over and nobody knows what became of it."""
        self._change(Letter.objects.perhaps_sent(), trouble=trouble[:300])

    def drop(self, reason: str, *, at: datetime) -> None:
        """It will not be sent, and here is why."""
        self._change(Letter.objects.filter(sent_at=None, dropped_at=None), dropped_at=at, trouble=reason[:300])

    def send_again(self, *, by: Person, at: datetime) -> None:
        """A keeper decides that one more copy does less harm than none. A letter on its way is left alone."""
        silent = Q(handed_at__lt=at - ANSWER)
        doubtful = Letter.objects.filter(silent | Q(dropped_at__isnull=False), sent_at=None)
        fresh = {"handed_at": None, "dropped_at": None, "claimed_at": None, "due_at": at, "tries": 0, "trouble": ""}
        if self._change(doubtful, **fresh):
            record(by, "sent again", self, at=at)

    def _change(self, letters: LetterQuerySet, **fields: object) -> bool:
        changed = letters.filter(pk=self.pk).update(**fields)
        self.refresh_from_db()
        return bool(changed)


class StoppedQuerySet(models.QuerySet["Stopped"]):
    def has(self, person: Person, kind: str) -> bool:
        return self.filter(person=person, kind=kind).exists()


class Stopped(models.Model):
    """That somebody wants no more letters of a kind: reminders, digests."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=30)
    at = models.DateTimeField()

    objects = StoppedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "stopped"
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="stopped_once")]


def stop(person: Person, kind: str, *, at: datetime) -> Stopped:
    """No more letters of this kind. A second time changes nothing."""
    stopped, _ = Stopped.objects.get_or_create(person=person, kind=kind, defaults={"at": at})
    return stopped


def resume(person: Person, kinds: Iterable[str]) -> None:
    """Letters of these kinds are wanted again."""
    Stopped.objects.filter(person=person, kind__in=list(kinds)).delete()


def forget_old_letters(*, at: datetime) -> int:
    """What a letter said is no longer kept a month after it went or was given up; that it went, is."""
    month_ago = at - timedelta(days=30)
    old = Letter.objects.filter(Q(sent_at__lt=month_ago) | Q(dropped_at__lt=month_ago))
    Letter.about.through.objects.filter(letter__in=old).delete()
    return old.exclude(text="").update(subject="", text="", html="", invitation="", to="")
