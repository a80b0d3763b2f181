"""What a person reads about a meeting: the invitation, its changes, its end, and the reminder."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from email.utils import parseaddr
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from collegium.calendar.inviting import invitation
from collegium.mail.models import Letter
from collegium.mail.writing import write
from collegium.people.models import Person

if TYPE_CHECKING:
    from collegium.groups.models import Group
    from collegium.meetings.minutes import Minutes
    from collegium.meetings.models import Action, Invited, Meeting, Promise, Reminded
    from collegium.programmes.models import RoleTemplate

INVITATION, CANCELLATION, REMINDER = "meeting", "meeting-off", "meeting-reminder"
MINUTES = "minutes"


def public_title(group: "Group") -> str:
    """The group's name where it lists itself: calendars are shown to others."""
    return group.title if group.listed else _("Group meeting")


def invite(
    meeting: "Meeting", invited: "Invited", *, is_new: bool, at: datetime, due_at: datetime | None = None
) -> Letter:
    """Please come; or: the time or place has changed."""
    with override(invited.person.language or settings.LANGUAGE_CODE):
        title = {"group": meeting.group.title, "when": short_when(meeting, invited.person)}
        if is_new:
            subject, first = _("%(group)s meets: %(when)s"), _("Your group meets:")
        else:
            subject = _("%(group)s: changed to %(when)s")
            first = _("Your group’s meeting has changed. It is now:")
        return write(
            INVITATION,
            invited.person,
            subject=subject % title,
            text="\n\n".join([first, details(meeting, invited.person), _read_more(meeting)]),
            at=at,
            due_at=due_at,
            thing=invited.pk,
            invitation=calendar_part(meeting, invited, "REQUEST", at),
            method="REQUEST",
        )


def call_off(meeting: "Meeting", invited: "Invited", *, at: datetime) -> Letter:
    """It no longer stands in this person's calendar. No content: they may have left the group."""
    with override(invited.person.language or settings.LANGUAGE_CODE):
        when = short_when(meeting, invited.person)
        return write(
            CANCELLATION,
            invited.person,
            subject=_("Called off: meeting on %(when)s") % {"when": when},
            text=_("The meeting on %(when)s is no longer in your calendar. There is nothing for you to do.")
            % {"when": when},
            at=at,
            thing=invited.pk,
            invitation=calendar_part(meeting, invited, "CANCEL", at),
            method="CANCEL",
        )


def remind(
    meeting: "Meeting", reminded: "Reminded", *, at: datetime, yours: "Sequence[RoleTemplate]" = ()
) -> Letter:
    """A word on the working day before; ``yours``: the roles that this person has there."""
    person = reminded.person
    with override(person.language or settings.LANGUAGE_CODE):
        title = {"group": meeting.group.title, "when": short_when(meeting, person)}
        roles = [_(role.yours or role.title) for role in yours]
        return write(
            REMINDER,
            person,
            subject=_("%(group)s meets: %(when)s") % title,
            text="\n\n".join(
                [_("A reminder: your group meets."), details(meeting, person), *roles, _read_more(meeting)]
            ),
            at=at,
            thing=reminded.pk,
        )


def send_minutes(minutes: "Minutes", person: Person, *, at: datetime) -> Letter:
    """The minutes, with this person's own things first."""
    meeting = minutes.meeting
    with override(person.language or settings.LANGUAGE_CODE):
        day = date_format(meeting.starts_at.astimezone(zone_of(person, meeting)), "j F")
        parts = [*_own_part(minutes, person), *_notes_part(minutes), *_others_part(minutes, person)]
        if minutes.next_meeting:
            parts.append(_("Next time:") + "\n" + details(minutes.next_meeting, person))
        address = settings.ADDRESS + reverse("meetings:minutes", args=[meeting.pk])
        parts.append(_("The minutes, to read and to put right: %(address)s") % {"address": address})
        return write(
            MINUTES, person, subject=_("%(group)s: minutes of %(day)s") % {"group": meeting.group.title, "day": day},
            text="\n\n".join(parts), at=at, thing=meeting.pk, about=minutes.named(),
        )  # fmt: skip


def _own_part(minutes: "Minutes", person: Person) -> list[str]:
    """What this person said they would do; for whoever was away, that this is what they missed."""
    mine = [_promise(promise) for promise in minutes.promises_of(person)]
    mine += [_action(action) for action in minutes.actions_of(person)]
    parts = []
    if person in minutes.away:
        parts.append(_("You could not be there. This is what happened, and what the others will try."))
    if mine:
        parts.append("\n".join([_("What you said you would do:"), *(f"- {line}" for line in mine)]))
    return parts


def _notes_part(minutes: "Minutes") -> list[str]:
    """Who came, and what was noted."""
    names = ", ".join(person.first_name for person in minutes.came)
    away = ", ".join(person.first_name for person in minutes.away)
    who = [line for line in (names and _("There: %(names)s") % {"names": names},
                             away and _("Apologies: %(names)s") % {"names": away}) if line]  # fmt: skip
    notes = [f"{point.item.title}\n{point.note.text.strip()}" for point in minutes.noted if point.note]
    return (["\n".join(who)] if who else []) + notes


def _others_part(minutes: "Minutes", person: Person) -> list[str]:
    """What the others will try, and what is to be done by whom."""
    others = [
        f"- {promise.person.first_name}: {_promise(promise)}"
        for promise in minutes.promises if promise.person_id != person.pk
    ]  # fmt: skip
    todo = [
        f"- {action.owner.first_name if action.owner else _('not settled')}: {_action(action)}"
        for action in minutes.actions if action.owner_id != person.pk
    ]  # fmt: skip
    parts = ["\n".join([_("What the others will try:"), *others])] if others else []
    return parts + (["\n".join([_("To be done:"), *todo])] if todo else [])


def _promise(promise: "Promise") -> str:
    with_class = f" ({promise.with_class})" if promise.with_class else ""
    said = promise.text + with_class
    return said if promise.is_confirmed else _("%(promise)s (not confirmed yet)") % {"promise": said}


def _action(action: "Action") -> str:
    if not action.due_on:
        return action.text
    return _("%(action)s by %(day)s") % {"action": action.text, "day": date_format(action.due_on, "j F")}


def details(meeting: "Meeting", person: Person) -> str:
    """When and where, one line each, and only what is known."""
    lines = [meeting.group.title, long_when(meeting, person)]
    if meeting.place:
        lines.append(meeting.place)
    if meeting.video:
        lines.append(_("By video: %(link)s") % {"link": meeting.video})
    return "\n".join(lines)


def short_when(meeting: "Meeting", person: Person) -> str:
    """Tue 17 November, 15:45: in the person's own time zone."""
    start = meeting.starts_at.astimezone(zone_of(person, meeting))
    return date_format(start, "D j F, H:i")


def long_when(meeting: "Meeting", person: Person) -> str:
    """The day and both times in the person's zone; where the group meets by another clock, that one too."""
    zone = zone_of(person, meeting)
    start, end = meeting.starts_at.astimezone(zone), meeting.ends_at.astimezone(zone)
    text = f"{date_format(start, 'l j F Y, H:i')}–{date_format(end, 'H:i')}"
    there = meeting.local_start
    if there.utcoffset() == start.utcoffset():
        return text
    return _("%(when)s (%(time)s where you meet)") % {"when": text, "time": date_format(there, "H:i")}


def zone_of(person: Person, meeting: "Meeting") -> ZoneInfo:
    """The clock that this person lives by: their own choice, else the meeting's."""
    return ZoneInfo(person.timezone or meeting.timezone)


def _read_more(meeting: "Meeting") -> str:
    return _("The meeting’s page: %(address)s") % {"address": settings.ADDRESS + meeting.get_absolute_url()}


def calendar_part(
    meeting: "Meeting", invited: "Invited", method: str, at: datetime, *, note: str = "", said: str = ""
) -> str:
    """The meeting as this person's calendar reads it. ``note``: their part in it; ``said``: that they come."""
    person, event = invited.person, replace(meeting.as_event(), sequence=invited.sequence, note=note)
    if method == "CANCEL":
        event = replace(event, title=_("Group meeting"), place="", url="")
    ours = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return invitation(
        event,
        organiser=invited.organiser or ours,
        sent_by=ours if invited.organiser else "",
        attendee=person.email or "",
        method=method,
        name=person.name,
        said=said,
        at=at,
    )
