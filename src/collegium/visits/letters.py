"""What the two read about a visit. Subjects name nobody: whoever looks after the post sees subjects."""

from dataclasses import replace
from datetime import datetime
from email.utils import parseaddr
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from collegium.calendar.events import Event
from collegium.calendar.inviting import invitation
from collegium.mail.models import Letter
from collegium.mail.writing import write
from collegium.people.models import Person

if TYPE_CHECKING:
    from collegium.visits.models import Visit

ASKED, SETTLED, OFF, REMINDER, GIVEN = "visit-asked", "visit", "visit-off", "visit-reminder", "visit-record"


def ask(visit: "Visit", person: Person, *, at: datetime) -> Letter:
    """Would this suit you?"""
    with override(person.language or settings.LANGUAGE_CODE):
        return _write(
            ASKED, visit, person, at=at, subject=_("Would this visit suit you?"),
            lines=[_who(visit, person), when(visit, person), _focus(visit),
                   _("Say yes, choose another time, or say no; nobody asks why."), _page(visit)],
        )  # fmt: skip


def settled(visit: "Visit", *, at: datetime) -> None:
    """Both have said yes: it stands in both calendars."""
    for person in (visit.visited, visit.visitor):
        with override(person.language or settings.LANGUAGE_CODE):
            _write(
                SETTLED, visit, person, at=at, subject=_("A visit is agreed"), method="REQUEST",
                lines=[_who(visit, person), when(visit, person), _talk(visit, person), _focus(visit), _page(visit)],
            )  # fmt: skip


def moved(visit: "Visit", *, by: Person, was_agreed: bool, at: datetime) -> None:
    """The other one is asked anew; what stood in a calendar leaves it until both have said yes."""
    other = visit.other(by)
    method = "CANCEL" if was_agreed else ""
    with override(other.language or settings.LANGUAGE_CODE):
        _write(
            ASKED, visit, other, at=at, subject=_("A visit: another time?"), method=method,
            lines=[_("%(name)s would like another time:") % {"name": by.name}, when(visit, other),
                   _("Say yes, choose another time, or say no; nobody asks why."), _page(visit)],
        )  # fmt: skip
    if was_agreed:
        with override(by.language or settings.LANGUAGE_CODE):
            _write(
                OFF, visit, by, at=at, subject=_("A visit: another time"), method=method,
                lines=[_("You asked for another time:"), when(visit, by),
                       _("It comes back into your calendar when both of you have said yes."), _page(visit)],
            )  # fmt: skip


def called_off(visit: "Visit", *, by: Person, was_agreed: bool, at: datetime) -> None:
    """It does not take place. No reason is asked or given."""
    for person in (visit.visited, visit.visitor):
        if person.pk == by.pk and not was_agreed:
            continue
        with override(person.language or settings.LANGUAGE_CODE):
            _write(
                OFF, visit, person, at=at, subject=_("A visit does not take place"),
                method="CANCEL" if was_agreed else "",
                lines=[_("The visit on %(when)s does not take place.") % {"when": when(visit, person)},
                       _("There is nothing for you to do.")],
            )  # fmt: skip


def remind(visit: "Visit", person: Person, *, at: datetime) -> Letter:
    with override(person.language or settings.LANGUAGE_CODE):
        return _write(
            REMINDER, visit, person, at=at, subject=_("A reminder of a visit"),
            lines=[_who(visit, person), when(visit, person), _talk(visit, person), _focus(visit), _page(visit)],
        )  # fmt: skip


def given(visit: "Visit", *, at: datetime) -> Letter:
    """The notes are the visited teacher's now."""
    person = visit.visited
    with override(person.language or settings.LANGUAGE_CODE):
        return _write(
            GIVEN, visit, person, at=at, subject=_("Notes of a visit are yours"),
            lines=[_("%(name)s has given you the notes of the visit.") % {"name": visit.visitor.name},
                   _("They are yours: you decide who sees them, and you may delete them."), _page(visit)],
        )  # fmt: skip


def when(visit: "Visit", person: Person) -> str:
    """Tuesday 24 November, period 3, 10:05–11:05: by the reader's own clock."""
    zone = ZoneInfo(person.timezone or visit.school.timezone)
    start, end = visit.starts_at.astimezone(zone), visit.ends_at.astimezone(zone)
    parts = [date_format(start, "l j F"), f"{date_format(start, 'H:i')}–{date_format(end, 'H:i')}"]
    if visit.period:
        parts.insert(1, visit.period.title)
    return ", ".join(parts)


def as_event(visit: "Visit", *, is_visitor: bool, other: str) -> Event:
    inside = _("Visit to %(name)s") if is_visitor else _("Visit from %(name)s")
    return Event(
        uid=visit.uid,
        sequence=visit.sequence,
        starts_at=visit.starts_at,
        ends_at=visit.ends_at,
        title=_("Visit"),
        place=visit.school.name,
        url=settings.ADDRESS + visit.get_absolute_url(),
        cancelled=visit.ended_at is not None,
        proposed=not visit.is_agreed and visit.ended_at is None,
        changed_at=visit.changed_at,
        inside=inside % {"name": other},
    )


def talk_as_event(visit: "Visit", *, other: str) -> Event:
    event = as_event(visit, is_visitor=True, other=other)
    assert visit.talk_starts_at is not None
    assert visit.talk_ends_at is not None
    return replace(
        event, uid=f"talk-{visit.uid}", starts_at=visit.talk_starts_at, ends_at=visit.talk_ends_at,
        title=_("Talk after a visit"), inside=_("Talk with %(name)s") % {"name": other},
    )  # fmt: skip


def _who(visit: "Visit", person: Person) -> str:
    if person.pk == visit.visitor_id:
        said = _("You visit %(name)s.") if not visit.class_name else _("You visit %(name)s, %(class_name)s.")
        return said % {"name": visit.visited.name, "class_name": visit.class_name}
    return _("%(name)s visits you.") % {"name": visit.visitor.name}


def _talk(visit: "Visit", person: Person) -> str:
    if visit.talk_starts_at is None:
        return _("Agree between you when you talk about it, within two days if you can.")
    start = visit.talk_starts_at.astimezone(ZoneInfo(person.timezone or visit.school.timezone))
    return _("You talk about it on %(when)s.") % {"when": date_format(start, "l j F, H:i")}


def _focus(visit: "Visit") -> str:
    return _("To look at: “%(focus)s”") % {"focus": visit.focus} if visit.focus else ""


def _page(visit: "Visit") -> str:
    return _("The visit’s page: %(address)s") % {"address": settings.ADDRESS + visit.get_absolute_url()}


def _write(
    kind: str, visit: "Visit", person: Person, *, subject: str, lines: list[str], at: datetime, method: str = ""
) -> Letter:
    part = ""
    if method:
        event = replace(as_event(visit, is_visitor=True, other=""), sequence=visit.sequence)
        if method == "CANCEL":
            event = replace(event, place="", url="")
        part = invitation(
            event, organiser=parseaddr(settings.DEFAULT_FROM_EMAIL)[1], attendee=person.email or "", method=method,
            name=person.name, at=at,
        )  # fmt: skip
    return write(
        kind, person, subject=subject, text="\n\n".join(filter(None, lines)), at=at, thing=visit.pk,
        invitation=part, method=method,
    )  # fmt: skip
