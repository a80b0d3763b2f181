"""Letters about a proposal: to leaders who are asked, to the group that is answered, and to both when it is late."""

from collections.abc import Iterable
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from collegium.groups.models import Membership
from collegium.kit import clock
from collegium.mail.models import Letter
from collegium.mail.writing import write
from collegium.outcomes.models import Proposal
from collegium.people.models import Person

LATE, PUT, ANSWERED = "proposal-late", "proposal-put", "proposal-answered"
WORDS = {
    PUT: (
        gettext_lazy("A proposal to you: %(title)s"),
        gettext_lazy("“%(title)s” was put to you. An answer is promised by %(day)s: one word and a reason. It says "
                     "what would be done, and what pupils would have of it: %(address)s"),
    ),
    ANSWERED: (
        gettext_lazy("A word on your proposal: %(title)s"),
        gettext_lazy("Your proposal “%(title)s” has a word from those who were asked, with reasons: %(address)s"),
    ),
}  # fmt: skip


def tell_of_late(*, at: datetime) -> None:
    """Once for each promised day: a new promise that is broken too is told of again."""
    for proposal in Proposal.objects.overdue(clock.day_of(at)).select_related("school").order_by("pk"):
        day = proposal.due_on
        if day is None or not proposal.is_overdue(clock.day_of(at, proposal.school.timezone)):
            continue
        since = datetime.combine(day, time.max, tzinfo=ZoneInfo(proposal.school.timezone))
        told = Letter.objects.filter(kind=LATE, thing=proposal.pk, written_at__gt=since).values("person")
        asked = set(proposal.asked().values_list("pk", flat=True))
        for person in concerned(proposal).exclude(pk__in=told).order_by("pk"):
            with override(person.language or settings.LANGUAGE_CODE):
                words = (_asked if person.pk in asked else _waiting)(proposal.title, day)
                write(LATE, person, subject=_("A proposal waits: %(title)s") % {"title": proposal.title},
                      text=words, at=at, thing=proposal.pk)  # fmt: skip


def tell_who_is_asked(proposal: Proposal, leaders: Iterable[Person], *, but: Person, at: datetime) -> None:
    """By name, with the day that was promised in theirs. What it says stands on its page, and not in the letter."""
    for person in leaders:
        if person.pk != but.pk:
            _write(PUT, person, proposal, at)


def tell_who_waited(proposal: Proposal, *, but: Person, at: datetime) -> None:
    """Those who put it: there is a word, and it has reasons."""
    for person in proposers(proposal).exclude(pk=but.pk).order_by("pk"):
        _write(ANSWERED, person, proposal, at)


def _write(kind: str, person: Person, proposal: Proposal, at: datetime) -> None:
    subject, text = WORDS[kind]
    with override(person.language or settings.LANGUAGE_CODE):
        facts = {
            "title": proposal.title, "day": date_format(proposal.due_on, "j F Y") if proposal.due_on else "",
            "address": settings.ADDRESS + proposal.get_absolute_url(),
        }  # fmt: skip
        write(kind, person, subject=str(subject) % facts, text=str(text) % facts, at=at, thing=proposal.pk)


def proposers(proposal: Proposal) -> QuerySet[Person]:
    """The members of the group today; of none, whoever put it."""
    if proposal.group is None:
        return Person.objects.filter(pk=proposal.person_id)
    return Person.objects.filter(pk__in=Membership.objects.current().filter(group=proposal.group).values("person"))


def is_still_asked(letter: Letter) -> bool:
    """An answer is still to come, and from this reader."""
    return letter.person is not None and Proposal.objects.asked_of(letter.person).filter(pk=letter.thing).exists()


def is_still_theirs(letter: Letter) -> bool:
    """It stands, and this reader still belongs to those who put it."""
    found = Proposal.objects.standing().filter(pk=letter.thing).first()
    return found is not None and letter.person is not None and proposers(found).filter(pk=letter.person.pk).exists()


def concerned(proposal: Proposal) -> QuerySet[Person]:
    """The leaders who are asked, and those who put it."""
    return Person.objects.filter(Q(pk__in=proposal.asked().values("pk")) | Q(pk__in=proposers(proposal).values("pk")))


def _asked(title: str, day: date) -> str:
    return _(
        "An answer to “%(title)s” was promised by %(day)s. It needs one word and a reason; if you need longer, "
        "promise another day. It stands first among your proposals."
    ) % {"title": title, "day": date_format(day, "j F Y")}


def _waiting(title: str, day: date) -> str:
    return _(
        "An answer to “%(title)s” was promised by %(day)s, and has not come. Those who were asked see that it is "
        "late. You can ask one more leader on its page."
    ) % {"title": title, "day": date_format(day, "j F Y")}


def is_still_late(letter: Letter) -> bool:
    """Nobody has answered meanwhile, and it still concerns this reader."""
    found = Proposal.objects.overdue(clock.today()).filter(pk=letter.thing).first()
    return found is not None and letter.person is not None and concerned(found).filter(pk=letter.person.pk).exists()
