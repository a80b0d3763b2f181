"""Asking a group for its times: a letter with one's own link, one reminder, and a word to whoever asked."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from collegium.groups.models import Group
from collegium.history.models import record
from collegium.kit import clock
from collegium.mail.models import Letter
from collegium.mail.writing import write
from collegium.people.models import Link, Person
from collegium.scheduling.models import Moment, Poll, Reply

INVITATION, REMINDER, DONE = "times", "times-reminder", "times-done"
REMINDED_DAYS_BEFORE = timedelta(days=2)
# The link outlives the closing, to say kindly that it is over.
KEPT = timedelta(days=60)


def ask(
    group: Group, moments: Iterable[Moment], *, closes_on: date, minutes: int = 75, by: Person, at: datetime
) -> Poll:
    """Open a poll and write to everybody asked but the one who asks."""
    with transaction.atomic():
        poll = Poll.objects.ask(group, moments, closes_on=closes_on, minutes=minutes, by=by, at=at)
        invite(poll, at=at)
    return poll


def hear(poll: Poll, person: Person, said: Mapping[int, str], *, at: datetime) -> Reply:
    """Keep somebody's answer; was it the last one missing, whoever asked is told."""
    with transaction.atomic():
        reply = poll.answer(person, said, at=at)
        tell_organiser(poll, at=at)
    return reply


def invite(poll: Poll, *, at: datetime) -> int:
    """Write to whoever is asked, has not answered and has had no letter yet: newcomers too. How many that were."""
    with transaction.atomic():
        if not poll.held().is_open(at):
            return 0
        told = Letter.objects.filter(kind=INVITATION, thing=poll.pk).values("person")
        people = list(poll.silent().exclude(email=None).exclude(pk=poll.by_id).exclude(pk__in=told))
        for person in people:
            _write(poll, person, INVITATION, at=at)
    return len(people)


def remind(poll: Poll, *, by: Person | None, at: datetime) -> int:
    """One reminder in a poll's life, to those who have not answered. How many that were."""
    with transaction.atomic():
        never = Poll.objects.filter(pk=poll.pk, reminded_at=None)
        if not poll.held().is_open(at) or not never.update(reminded_at=at):
            return 0
        people = list(poll.silent().exclude(email=None))
        for person in people:
            _write(poll, person, REMINDER, at=at)
        record(by, "reminded", poll, at=at)
    poll.refresh_from_db(fields=["reminded_at"])
    return len(people)


def tell_organiser(poll: Poll, *, at: datetime) -> bool:
    """Once, when all have answered or the poll has closed: whoever asked is told, and nothing of what was said."""
    with transaction.atomic():
        now = poll.held()
        everybody = not poll.silent().exists()
        if now.chosen_id or now.told_at or (now.is_open(at) and not everybody):
            return False
        Poll.objects.filter(pk=poll.pk).update(told_at=at)
        if poll.by.email and poll.asked().filter(pk=poll.by_id).exists():
            _tell(poll, everybody, at)
    return True


def look_after(*, at: datetime) -> None:
    """Once an hour: newcomers are asked, the silent reminded, what is over is closed, and whoever asked is told."""
    for poll in Poll.objects.filter(closed_at=None, group__conclusion=None).select_related("group", "by"):
        if not poll.is_open(at):
            poll.close(by=None, at=at)
        elif timezone.localdate(at) >= poll.closes_on - REMINDED_DAYS_BEFORE > timezone.localdate(poll.at):
            remind(poll, by=None, at=at)
        invite(poll, at=at)
        tell_organiser(poll, at=at)


def link_for(poll: Poll, person: Person) -> Link:
    ends = datetime.combine(poll.closes_on + KEPT, datetime.min.time(), tzinfo=timezone.get_default_timezone())
    return Link.objects.for_("times", person, poll.pk, until=ends)


def address_of(link: Link) -> str:
    return str(settings.ADDRESS + reverse("scheduling:times_by_link", args=[link.token]))


def is_still_asked(letter: Letter) -> bool:
    """The poll is open, and the person belongs and has not answered meanwhile."""
    poll = Poll.objects.running(clock.now()).filter(pk=letter.thing).first()
    return bool(poll and poll.silent().filter(pk=letter.person_id or 0).exists())


def is_news(letter: Letter) -> bool:
    """No time was chosen meanwhile, and whoever asked still belongs."""
    poll = Poll.objects.filter(pk=letter.thing, chosen=None, group__conclusion=None).first()
    return bool(poll and poll.asked().filter(pk=letter.person_id or 0).exists())


def _write(poll: Poll, person: Person, kind: str, *, at: datetime) -> None:
    with translation.override(person.language or settings.LANGUAGE_CODE):
        words = {"who": poll.by.name, "group": poll.group.title, "day": date_format(poll.closes_on, "l j F")}
        subject = _("When can %(group)s meet?") if kind == INVITATION else _("Still open: when can %(group)s meet?")
        write(
            kind, person, subject=subject % words, thing=poll.pk, at=at,
            text="\n\n".join([
                _("Hello %(name)s,") % {"name": person.first_name},
                _("%(who)s asks when “%(group)s” can meet. One tap for each time:") % words,
                address_of(link_for(poll, person)),
                _("The link is yours alone and needs no password. You can change your answer until %(day)s. "
                  "Your group sees what you said once they have answered themselves.") % words,
            ]),
        )  # fmt: skip


def _tell(poll: Poll, everybody: bool, at: datetime) -> None:
    with translation.override(poll.by.language or settings.LANGUAGE_CODE):
        words = {"group": poll.group.title}
        subject = (
            _("Everybody has answered: when %(group)s can meet") if everybody
            else _("The poll has closed: when %(group)s can meet")
        )  # fmt: skip
        write(
            DONE, poll.by, subject=subject % words, thing=poll.pk, at=at,
            text=_("The best times stand here, and you can choose one: %(address)s")
            % {"address": settings.ADDRESS + poll.get_absolute_url()},
        )  # fmt: skip
