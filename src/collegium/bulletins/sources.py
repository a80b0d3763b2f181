"""Where the lines of a bulletin come from: for each source, what all its readers may read, and how one line is said.

A line is proposed only if everybody on the staff may read what it points to, and is shown only as long as they may.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collegium.community.models import Chat, Post, Topic
from collegium.community.words import first_line
from collegium.enquiry.models import Echo, Idea
from collegium.library.models import Work
from collegium.meetings.models import Meeting
from collegium.outcomes.models import Policy, Report
from collegium.people.models import Person, School
from collegium.sharings.models import Sharing
from collegium.teachmeets.models import TeachMeet

# So many are proposed from one source: a page that is edited in minutes.
PROPOSED = 12
WORDS = 30
SOON, LATER = timedelta(days=8), timedelta(days=22)


@dataclass(frozen=True)
class Told:
    """A line as its readers see it."""

    title: str
    url: str
    who: str = ""
    words: str = ""


@dataclass(frozen=True)
class Source:
    """``readable``: what everybody at a school may read. ``lately``: of that, what belongs into this week's."""

    title: Any
    readable: Callable[[School], QuerySet[Any]]
    lately: Callable[[QuerySet[Any], datetime, datetime], QuerySet[Any]]
    tell: Callable[[Any, School], Told]
    # What is to come is told every week until it has been.
    again: bool = False


def proposed(key: str, school: School, editor: Person, since: datetime, until: datetime) -> list[tuple[int, Told]]:
    """What an editor may choose from: never what only they may read, nor what they may not. One or two queries."""
    source = SOURCES[key]
    known: Any = source.readable(school)
    rows = source.lately(known.visible_to(editor), since, until)[:PROPOSED]
    return [(row.pk, source.tell(row, school)) for row in rows]


def shown(key: str, school: School, numbers: Iterable[int]) -> dict[int, Told]:
    """What of these may still be read by everybody there, said as it stands now. One or two queries."""
    source = SOURCES.get(key)
    if source is None:
        return {}
    return {row.pk: source.tell(row, school) for row in source.readable(school).filter(pk__in=list(numbers))}


def _at(moment: str) -> Callable[[QuerySet[Any], datetime, datetime], QuerySet[Any]]:
    """What happened in that time, the newest first."""

    def lately(rows: QuerySet[Any], since: datetime, until: datetime) -> QuerySet[Any]:
        return rows.filter(**{f"{moment}__gt": since, f"{moment}__lte": until}).order_by(f"-{moment}", "-pk")

    return lately


def _coming(within: timedelta) -> Callable[[QuerySet[Any], datetime, datetime], QuerySet[Any]]:
    """What begins soon, the next first."""

    def lately(rows: QuerySet[Any], since: datetime, until: datetime) -> QuerySet[Any]:
        return rows.filter(starts_at__gt=until, starts_at__lt=until + within).order_by("starts_at", "pk")

    return lately


def _of_the_week(rows: QuerySet[Any], since: datetime, until: datetime) -> QuerySet[Any]:
    return rows.filter(week__gt=until.date() - timedelta(days=7), week__lte=until.date()).order_by("-week")


def short(words: str) -> str:
    return Truncator(" ".join(words.split())).words(WORDS, truncate="…")


def when(moment: datetime, zone: str) -> str:
    return date_format(moment.astimezone(ZoneInfo(zone)), "l j F, H:i")


def _works(school: School) -> QuerySet[Any]:
    return Work.objects.standing().reaching_all_at(school).select_related("person")


def _ideas(school: School) -> QuerySet[Any]:
    return Idea.objects.standing().reaching_all_at(school).select_related("person")


def _trials(school: School) -> QuerySet[Any]:
    """What was tried of an idea that everybody there may read; with a name if whoever tried it gave theirs."""
    known = Idea.objects.standing().reaching_all_at(school).values("pk")
    return Echo.objects.filter(idea__in=known).select_related("idea", "trial", "person")


def _posts(school: School) -> QuerySet[Any]:
    return Post.objects.in_the_feed().reaching_all_at(school).exclude(text="").select_related("person")


def _meetings(school: School) -> QuerySet[Any]:
    """Of groups whose card everybody there may see."""
    open_ones = Meeting.objects.standing().confirmed().filter(group__listed=True, group__schools=school)
    return open_ones.select_related("group", "host")


def _teachmeets(school: School) -> QuerySet[Any]:
    return TeachMeet.objects.standing().reaching_all_at(school)


def _chats(school: School) -> QuerySet[Any]:
    return Chat.objects.reaching_all_at(school).select_related("person")


def _reports(school: School) -> QuerySet[Any]:
    return Report.objects.reaching_all_at(school).select_related("edition", "group")


def _policies(school: School) -> QuerySet[Any]:
    return Policy.objects.in_force().filter(school=school).select_related("proposal__group")


def _sharings(school: School) -> QuerySet[Any]:
    return Sharing.objects.standing().filter(school=school)


def _tell_idea(idea: Idea, school: School) -> Told:
    return Told(idea.title, idea.get_absolute_url(), idea.person.name, short(idea.how))


def _tell_trial(echo: Echo, school: School) -> Told:
    who = echo.by or _("a colleague")
    said = _("%(verdict)s it. %(words)s") % {"verdict": echo.trial.get_verdict_display(), "words": short(echo.words)}
    return Told(echo.idea.title, echo.idea.get_absolute_url(), who, said.strip())


def _tell_topic(topic: Topic, school: School) -> Told:
    return Told(topic.question, topic.get_absolute_url(), words=_("The topic of the week."))


def _tell_post(post: Post, school: School) -> Told:
    return Told(first_line(post.text), post.get_absolute_url(), post.person.name)


def _tell_work(work: Work, school: School) -> Told:
    return Told(work.title, work.get_absolute_url(), work.authors or work.person.name, short(work.about))


def _tell_chat(chat: Chat, school: School) -> Told:
    return Told(chat.title, chat.get_absolute_url(), chat.person.name, short(chat.opening_words))


def _tell_chat_to_come(chat: Chat, school: School) -> Told:
    return Told(chat.title, chat.get_absolute_url(), chat.person.name, when(chat.starts_at, school.timezone))


def _tell_meeting(meeting: Meeting, school: School) -> Told:
    words = ", ".join(part for part in (when(meeting.starts_at, meeting.timezone), meeting.place) if part)
    return Told(meeting.group.title, meeting.group.get_absolute_url(), words=words)


def _tell_teachmeet(meet: TeachMeet, school: School) -> Told:
    words = ", ".join(part for part in (when(meet.starts_at, meet.timezone), meet.place) if part)
    return Told(meet.title, meet.get_absolute_url(), words=words)


def _tell_report(report: Report, school: School) -> Told:
    assert report.edition is not None
    return Told(report.edition.title, report.get_absolute_url(), report.group.title if report.group else "")


def _tell_policy(policy: Policy, school: School) -> Told:
    group = policy.proposal.group
    return Told(policy.title, policy.get_absolute_url(), group.title if group else "", short(policy.words))


def _tell_sharing(sharing: Sharing, school: School) -> Told:
    words = ", ".join((when(sharing.starts_at, sharing.timezone), sharing.place))
    return Told(sharing.title, sharing.get_absolute_url(), words=words)


SOURCES = {
    "ideas": Source(gettext_lazy("ideas"), _ideas, _at("at"), _tell_idea),
    "trials": Source(gettext_lazy("what was tried"), _trials, _at("at"), _tell_trial),
    "topic": Source(
        gettext_lazy("the topic of the week"),
        lambda school: Topic.objects.standing().filter(chosen_at__isnull=False), _of_the_week, _tell_topic,
    ),
    "posts": Source(
        gettext_lazy("what colleagues wrote"), lambda school: _posts(school).filter(is_question=False), _at("at"),
        _tell_post,
    ),
    "questions": Source(
        gettext_lazy("questions to colleagues"), lambda school: _posts(school).filter(is_question=True), _at("at"),
        _tell_post,
    ),
    "chats": Source(
        gettext_lazy("live chats that were summed up"),
        lambda school: _chats(school).filter(published_at__isnull=False), _at("published_at"), _tell_chat,
    ),
    "works": Source(gettext_lazy("new in the library"), _works, _at("at"), _tell_work),
    "reports": Source(gettext_lazy("reports that were shared"), _reports, _at("shared_at"), _tell_report),
    "policies": Source(gettext_lazy("new policies of the school"), _policies, _at("at"), _tell_policy),
    "sharings": Source(gettext_lazy("sharing sessions to come"), _sharings, _coming(LATER), _tell_sharing,
                       again=True),
    "meetings": Source(gettext_lazy("meetings of groups that show themselves"), _meetings, _coming(SOON),
                       _tell_meeting, again=True),
    "teachmeets": Source(gettext_lazy("TeachMeets to come"), _teachmeets, _coming(LATER), _tell_teachmeet,
                         again=True),
    "chats-to-come": Source(gettext_lazy("live chats to come"), _chats, _coming(SOON), _tell_chat_to_come,
                            again=True),
}  # fmt: skip
