"""The weekly letter: what was said in one's groups, and what other apps have to tell. Silent when nothing was."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from collegium.conversation.models import Digest, Mention, Thread
from collegium.conversation.models.digest import HARDLY_A_WEEK, WEEK, news_for
from collegium.groups.models import Membership
from collegium.mail.keys import reply_address
from collegium.mail.models import Letter, Stopped
from collegium.mail.writing import write
from collegium.meetings.reminding import has_room_besides_minutes
from collegium.people.models import Person

DIGEST = "digest"
# A digest names this many threads of a group; the page has the rest.
SHOWN = 5
Source = Callable[[Person, datetime, datetime], list[str]]
sources: list[Source] = []


@dataclass(frozen=True)
class News:
    """What was said in which threads, how much, which of it is meant for this person, and what other apps tell."""

    threads: list[Thread]
    said: dict[int, int]
    yours: set[int]
    more: list[str]


def digest_everybody(*, at: datetime) -> None:
    """Tell everybody who has not been told this week. Killed half way, it goes on where it stopped.

    Also those who are in no group now: their ideas go on without them.
    """
    told = Digest.objects.filter(person=OuterRef("pk"), until__gt=at - HARDLY_A_WEEK)
    stopped = Stopped.objects.filter(person=OuterRef("pk"), kind=DIGEST)
    for person in Person.objects.signing_in().filter(~Exists(told), ~Exists(stopped)).order_by("pk"):
        digest(person, at=at)


def digest(person: Person, *, at: datetime) -> Letter | None:
    """One letter about every group in which others said something since the last one. None: nobody did."""
    with transaction.atomic():
        # Two workers at once tell a person once.
        Person.objects.select_for_update().get(pk=person.pk)
        last = Digest.objects.filter(person=person).order_by("-until").values_list("until", flat=True).first()
        if last and last > at - HARDLY_A_WEEK:
            return None
        since = max(last or at - WEEK, at - 2 * WEEK)
        news = news_for(person, since, at).order_by()
        said = {row["thread"]: row["n"] for row in news.values("thread").annotate(n=Count("pk"))}
        more = also(person, since, at)
        if not (said or more) or not has_room_besides_minutes(person, at):
            # What was said goes into the next one.
            return None
        found = Thread.objects.filter(pk__in=said).select_related("group")
        threads = list(found.order_by("group__title", "-last_at"))
        told = Digest.objects.create(person=person, since=since, until=at)
        told.groups.set({thread.group for thread in threads})
        yours = Mention.objects.unanswered(person, at=at).filter(post__in=news)
        tells = News(threads, said, set(yours.values_list("post__thread", flat=True)), more)
        yours.update(told_at=at)
        return _write(told, tells, at=at)


def is_wanted(letter: Letter) -> bool:
    """The person still belongs to every group that it speaks of, and something it names still stands."""
    told = Digest.objects.filter(pk=letter.thing).select_related("person").first()
    if told is None:
        return False
    mine = Membership.objects.current().filter(person=told.person).values("group")
    if told.groups.exclude(pk__in=mine).exists():
        return False
    return told.threads.exists() if told.groups.exists() else bool(also(told.person, told.since, told.until))


def also(person: Person, since: datetime, until: datetime) -> list[str]:
    """What other apps have to tell this person of that time, in their language: a line each."""
    with override(person.language or settings.LANGUAGE_CODE):
        return [line for source in sources for line in source(person, since, until)]


def register(source: Source) -> None:
    """Something else that a weekly letter tells: lines without what should not stand in a letter, or none."""
    if source not in sources:
        sources.append(source)


def _write(told: Digest, news: News, *, at: datetime) -> Letter:
    person = told.person
    with override(person.language or settings.LANGUAGE_CODE):
        n = sum(news.said.values())
        subject = ngettext("%(n)d new word in your groups", "%(n)d new words in your groups", n) % {"n": n}
        text = _text(news)
        letter = write(
            DIGEST, person, subject=subject if n else _("What became of your ideas"), text=text, at=at, thing=told.pk
        )
        if len(news.threads) > 1 and reply_address(letter):
            # Where each thread is answered is known only once the letter has its number.
            letter.say_instead(_text(news, letter))
        return letter


def _text(news: News, letter: Letter | None = None) -> str:
    of_group = defaultdict(list)
    for thread in sorted(news.threads, key=lambda thread: thread.pk not in news.yours):
        of_group[thread.group].append(thread)
    parts = []
    for group, several in sorted(of_group.items(), key=lambda item: item[0].title):
        lines = [group.title] + [_line(thread, news, letter) for thread in several[:SHOWN]]
        if len(several) > SHOWN:
            lines.append(_("and %(n)d more") % {"n": len(several) - SHOWN})
        parts.append("\n".join(lines))
    if news.more:
        parts.append("\n".join([_("Your ideas"), *news.more]))
    parts.append(_("Nobody minds if you read it at the next meeting instead."))
    return "\n\n".join(parts)


def _line(thread: Thread, news: News, letter: Letter | None) -> str:
    """The thread, how much is new in it, and where it is. No words of it: a letter may be read by others."""
    n = news.said[thread.pk]
    new = ngettext("%(n)d new", "%(n)d new", n)
    if thread.pk in news.yours:
        new = ngettext("%(n)d new, for you above all", "%(n)d new, for you above all", n)
    line = f"– {thread.title} ({new % {'n': n}}): {settings.ADDRESS}{thread.get_absolute_url()}"
    by_mail = reply_address(letter, thread.pk) if letter else ""
    return f"{line}\n  " + _("Answer by mail: %(address)s") % {"address": by_mail} if by_mail else line
