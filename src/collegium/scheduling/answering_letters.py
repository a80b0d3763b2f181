"""What may be answered by mail: a proposed year, agree or talk first. When one can meet needs its own page."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from collegium.conversation.models import Closed as Ended
from collegium.conversation.models import Thread
from collegium.kit import clock
from collegium.mail.models import Letter
from collegium.mail.questions import Answer, Closed, Question, take_nothing
from collegium.people.models import Person
from collegium.scheduling import asking, policies
from collegium.scheduling.models import Agreement, Choosing, Poll, Settled, Year


def of_times(letter: Letter, part: int) -> Question | None:
    """Each time has its own yes or no: only the page with the person's own link asks them all."""
    poll = Poll.objects.running(clock.now()).select_related("group").filter(pk=letter.thing).first()
    person = letter.person
    if poll is None or person is None or not policies.may_answer(person, poll):
        return None
    address = asking.address_of(asking.link_for(poll, person))
    return Question(title=_("When can you meet?"), take=take_nothing, address=address)


def of_proposal(letter: Letter, part: int) -> Question | None:
    """Open until the group has taken a year or dropped the choice."""
    choosing = Choosing.objects.open().select_related("group").filter(pk=letter.thing).first()
    person = letter.person
    if choosing is None or person is None or not policies.may_ask(person, choosing.group):
        return None
    years = list(choosing.years.order_by("number"))
    if len(years) != 1:
        page = str(settings.ADDRESS) + choosing.get_absolute_url()
        return Question(title=_("A year of meetings"), take=take_nothing, address=page)
    agrees = Agreement.objects.filter(year=years[0], person=person).exists()
    return Question(
        title=_("A year of meetings for your group"),
        about="\n".join(f"{stop.on:%-d %B %Y}" for stop in years[0].as_stops()),
        answers=[Answer("agree", _("I agree")), Answer("talk", _("Talk first"))],
        said="agree" if agrees else "",
        words=_("What you would like to talk about, if you like"),
        note=_("Your group sees it. “Talk first” begins a thread among its arrangements."),
        take=lambda code, words, at: take(years[0], person, code, words, at=at),
    )


def take(year: Year, person: Person, code: str, words: str, *, at: datetime) -> None:
    try:
        with transaction.atomic():
            if code == "agree":
                year.agree(person, at=at)
            else:
                year.take_back(person, at=at)
                talk_first(year, person, words, at=at)
    except (Settled, Ended):
        raise Closed from None


def talk_first(year: Year, person: Person, words: str, *, at: datetime) -> Thread:
    """Among the group's arrangements, in one thread for all who would like to talk."""
    group = year.choosing.group
    with override(settings.LANGUAGE_CODE):
        title, text = _("The proposed year: let us talk first"), words or _("I would like to talk about it first.")
    found = Thread.objects.arranging().filter(group=group, title=title, opened_at__gte=year.choosing.at).first()
    if found is None:
        return Thread.open(group, title, text, kind=Thread.Kind.ARRANGING, by=person, at=at)
    if not found.posts.standing().filter(by=person, text=text).exists():
        found.say(text, by=person, at=at)
    return found
