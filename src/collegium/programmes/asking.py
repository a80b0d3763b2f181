"""Asking staff for their wishes, and reminding those who have not answered. Nobody else is written to."""

from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from collegium.history.models import record
from collegium.kit import clock
from collegium.mail.models import Letter
from collegium.mail.writing import write
from collegium.people.models import Link, Person
from collegium.people.words import words_of
from collegium.programmes.models import Answer, Programme

REMINDED_DAYS_BEFORE = (3, 1)


def address_of(link: Link) -> str:
    """Where this person's own link leads."""
    return str(settings.ADDRESS + reverse("programmes:wishes_by_link", args=[link.token]))


def link_for(programme: Programme, person: Person) -> Link:
    """The person's own way to these wishes. It outlives the closing, to say kindly that it is over."""
    starts = programme.year_starts_on
    until = datetime(starts.year + 1, starts.month, 1, tzinfo=timezone.get_default_timezone())
    return Link.objects.for_("wishes", person, programme.pk, until=until)


def make_links(programme: Programme, people: Iterable[Person]) -> None:
    """A link for each of these people who has none yet, so that slips can be printed."""
    for person in people:
        link_for(programme, person)


def links_of(programme: Programme, people: Iterable[Person]) -> list[tuple[Person, str]]:
    """The people of whom a link was made, each with its address. Looking makes none."""
    links = Link.objects.filter(purpose="wishes", thing=programme.pk, revoked_at=None)
    made = {link.person_id: link for link in links}
    return [(person, address_of(made[person.pk])) for person in people if person.pk in made]


def invite(programme: Programme, *, by: Person, at: datetime) -> int:
    """Write to everybody asked who has an address, has not answered and has had no letter yet. How many that were."""
    with transaction.atomic():
        if not programme.held().is_collecting(at):
            return 0
        told = Letter.objects.filter(kind="wishes", thing=programme.pk).values("person")
        people = list(_reachable(programme).exclude(pk__in=told))
        if people:
            _write_to(people, programme, _("What would you like to work on?"), at)
            record(by, "asked", programme, at=at)
    return len(people)


def remind(programme: Programme, *, by: Person | None, at: datetime, occasion: str = "") -> int:
    """Write to those who have not answered, once for each occasion; by hand at most once a day."""
    occasion = occasion or f"by-hand:{timezone.localdate(at).isoformat()}"
    with transaction.atomic():
        if not programme.held().is_collecting(at):
            return 0
        _asking, is_new = programme.askings.get_or_create(occasion=occasion, defaults={"by": by, "at": at})
        people = list(_reachable(programme)) if is_new else []
        if people:
            _write_to(people, programme, _("Your wishes are still missing"), at)
            record(by, "reminded", programme, at=at)
    return len(people)


def remind_before_closing(at: datetime) -> None:
    """Three days and one day before wishes close, remind whoever has not answered. Each once, even if run again."""
    for programme in Programme.objects.collecting(at).select_related("school"):
        closing = programme.wishes_until
        assert closing is not None
        left = (closing - clock.day_of(at, programme.school.timezone)).days
        if left in REMINDED_DAYS_BEFORE:
            remind(programme, by=None, at=at, occasion=f"{closing.isoformat()}:{left}")


def acknowledge(answer: Answer, *, at: datetime) -> None:
    """A receipt to the one whose link was used, with the way to change it."""
    programme, person = answer.programme, answer.person
    if not person.email:
        return
    with translation.override(person.language or settings.LANGUAGE_CODE):
        write(
            "wishes-receipt", person, thing=answer.pk, at=at,
            subject=_("Your wishes for %(programme)s") % {"programme": programme},
            text="\n\n".join([
                _("We have kept what you answered for “%(programme)s”:") % {"programme": programme},
                "\n".join(_said(answer)),
                _("You can change it until %(day)s:") % {"day": _day(programme.wishes_until)},
                address_of(link_for(programme, person)),
                _("Was that not you? Answer once more with your own link above, and tell your %(lead)s.")
                % {"lead": words_of(programme.school)["lead"]},
            ]),
        )  # fmt: skip


def wants_letter(letter: Letter) -> bool:
    """Whether somebody who is asked by letter has still not answered, and still can."""
    programme = Programme.objects.filter(pk=letter.thing).first()
    return bool(programme and programme.is_collecting(clock.now()) and _waits_for(programme, letter))


def wants_receipt(letter: Letter) -> bool:
    return Answer.objects.filter(pk=letter.thing, person=letter.person_id).exists()


def _waits_for(programme: Programme, letter: Letter) -> bool:
    return programme.not_answered().filter(pk=letter.person_id or 0).exists()


def _reachable(programme: Programme) -> QuerySet[Person]:
    return programme.not_answered().exclude(email=None)


def _write_to(people: Iterable[Person], programme: Programme, subject: str, at: datetime) -> None:
    for person in people:
        with translation.override(person.language or settings.LANGUAGE_CODE):
            write(
                "wishes", person, subject=f"{subject} · {programme}", thing=programme.pk, at=at,
                text="\n\n".join([
                    _("Hello %(name)s,") % {"name": person.first_name},
                    _("“%(programme)s” begins. Say in a minute what you would like to work on and when you can meet:")
                    % {"programme": programme},
                    address_of(link_for(programme, person)),
                    _("The link is yours alone and needs no password. You can change your answer until %(day)s. "
                      "Until then your %(lead)s sees that you answered, and not what.")
                    % {"day": _day(programme.wishes_until), "lead": words_of(programme.school)["lead"]},
                ]),
            )  # fmt: skip


def _said(answer: Answer) -> list[str]:
    lines = [f"{rank}. {theme}" for rank, theme in enumerate(answer.themes(), 1)]
    lines += [answer.question] if answer.question else []
    lines += [_("You cannot: %(time)s") % {"time": slot} for slot in answer.cannot.order_by("weekday", "starts_at")]
    lines += [_("You would lead a group.")] if answer.would_lead else []
    lines += [_("You will join the group you are given.")] if answer.joins_as_given else []
    lines += [_("This year you work on a project of your own.")] if answer.alone else []
    return lines


def _day(day: date | None) -> str:
    return date_format(day, "l j F") if day else ""
