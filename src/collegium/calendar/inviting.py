"""Invitations by mail that calendars understand (iMIP): asking, changing, calling off."""

from dataclasses import replace
from datetime import datetime

import icalendar

from collegium.calendar.events import Event, as_vevent, new_calendar


def invitation(
    event: Event, *, organiser: str, attendee: str, method: str, at: datetime, name: str = "", sent_by: str = "",
    said: str = "",
) -> str:  # fmt: skip
    """One event for one attendee: the addresses of the others are nobody's business.

    ``method`` is REQUEST, also for a change with a higher sequence, or CANCEL. The organiser stays the same for as
    long as the event lives, else calendars take the change for somebody else's. Where it is an address that reads
    the guest's answer, ``sent_by`` is the one that the letter comes from, and the guest is asked to answer.
    ``said``: what the guest has answered already, as calendars write it; they are not asked again.
    """
    calendar = new_calendar()
    calendar.add("method", method)
    found = as_vevent(replace(event, cancelled=method == "CANCEL"), stamp=at)
    found.add("organizer", icalendar.vCalAddress(f"mailto:{organiser}"))
    found["organizer"].params["CN"] = "Collegium"
    if sent_by and sent_by != organiser:
        found["organizer"].params["SENT-BY"] = f"mailto:{sent_by}"
    guest = icalendar.vCalAddress(f"mailto:{attendee}")
    guest.params["ROLE"] = "REQ-PARTICIPANT"
    if name:
        guest.params["CN"] = " ".join(name.replace('"', "'").split())
    if method == "REQUEST":
        guest.params["PARTSTAT"] = said or "NEEDS-ACTION"
        guest.params["RSVP"] = "TRUE" if sent_by and not said else "FALSE"
        found.add("transp", "OPAQUE")
    found.add("attendee", guest, encode=False)
    calendar.add_component(found)
    return calendar.to_ical().decode()
