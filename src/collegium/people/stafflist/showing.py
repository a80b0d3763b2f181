"""A staff list's difference in words for the page, and its bad rows for a file."""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from collegium.people.models import Appointment, StaffImport
from collegium.people.stafflist.bringing import look
from collegium.people.stafflist.columns import MEANINGS, is_enough
from collegium.people.stafflist.comparing import Change
from collegium.people.stafflist.lines import Line, Reader, Trouble

SHOWN = 200


def preview(found: StaffImport, today: date) -> dict[str, Any]:
    """All that somebody looks at before they say yes."""
    context: dict[str, Any] = {"columns": _columns(found), "is_enough": is_enough(found.meanings)}
    if not context["is_enough"]:
        return context
    difference = look(found, today)
    # Nobody ends their own place, so it is not asked.
    missing = [
        {"pk": place.pk, "name": str(place.person), "department": place.department or ""}
        for place in difference.missing
        if place.person_id != found.by_id
    ]
    places = difference.good - len(difference.new) + len(difference.missing)
    return context | {
        "difference": difference,
        "new": [_newcomer(item.line) for item in difference.new[:SHOWN]],
        "changed": [_changed(change) for change in difference.changed[:SHOWN]],
        "bad": [_troubles(line) for line in difference.bad[:SHOWN]],
        "remarks": [_troubles(line) for line in difference.remarks[:SHOWN]],
        "missing": missing,
        "shown": SHOWN,
        "nothing": not (difference.new or difference.changed),
        "most_missing": len(difference.missing) * 2 > places > 4,
    }


def what_was_bad(found: StaffImport, today: date) -> dict[str, Any]:
    return {"bad": [_troubles(line) for line in _still_bad(found, today)[:SHOWN]]}


def bad_rows(found: StaffImport, today: date) -> tuple[list[str], list[list[str]]]:
    """The columns of the file, and behind them its row, what is wrong and how to mend it."""
    lines = _still_bad(found, today)
    header = [*found.columns, _("Row in the list"), _("What is wrong"), _("How to mend it")]
    rows = [
        [
            *line.cells,
            str(line.number),
            " ".join(f"{trouble.column}: {trouble.reason}" for trouble in line.troubles if trouble.stops),
            " ".join(trouble.mend for trouble in line.troubles if trouble.stops),
        ]
        for line in lines
    ]
    return header, rows


def _still_bad(found: StaffImport, today: date) -> list[Line]:
    """The bad rows; once the good ones are in, as they were then."""
    if not found.is_done:
        return look(found, today).bad
    reader = Reader(found.columns, found.meanings, found.school.name)
    lines = reader.lines(found.rows, found.numbers)
    for line, troubles in zip(lines, found.troubles, strict=True):
        line.troubles = [Trouble(*one) for one in troubles]
    return lines


def _columns(found: StaffImport) -> list[dict[str, Any]]:
    """Each column of the file with what we take it for, and its first cells."""
    taken = {position: meaning for meaning, position in found.meanings.items()}
    return [
        {
            "position": position,
            "header": header,
            "meaning": taken.get(position, ""),
            "samples": [row[position] for row in found.rows if row[position]][:3],
            "choices": [(meaning, words) for meaning, (words, _names) in MEANINGS.items()],
        }
        for position, header in enumerate(found.columns)
    ]


def _newcomer(line: Line) -> dict[str, Any]:
    return {"name": line.name, "about": " · ".join(filter(None, [line.job_title, line.department, line.email]))}


def _changed(change: Change) -> dict[str, Any]:
    labels = {
        "first_name": _("first name"),
        "last_name": _("last name"),
        "email": _("address"),
        "job_title": _("job title"),
        "staff_code": _("staff code"),
        "post": _("teacher or support"),
        "experience": _("experience"),
        "starts_on": _("start date"),
        "department": _("department"),
        "manager": _("line manager"),
    }
    fields = [(labels[name], _shown(name, today), _shown(name, then)) for name, today, then in change.fields]
    return {"name": str(change.place.person), "fields": fields}


def _shown(name: str, value: Any) -> str:
    if value in ("", None):
        return _("nothing")
    if name == "post":
        return str(Appointment.Post(value).label)
    if name == "experience":
        return str(Appointment.Experience(value).label)
    return date_format(value) if isinstance(value, date) else str(value)


def _troubles(line: Line) -> dict[str, Any]:
    return {"number": line.number, "name": line.name, "troubles": line.troubles}
