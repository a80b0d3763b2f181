"""A certificate on paper: one page that says how much, the log behind it, and a code by which it is checked."""

import io
from datetime import date, datetime
from pathlib import Path
from typing import Any

import segno
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from collegium.cpd.deriving import KINDS
from collegium.cpd.models import Certificate
from collegium.kit.typesetting import typeset
from collegium.meetings.hours import in_hours

TEMPLATE = Path(__file__).parent / "typst" / "certificate.typ"


def as_pdf(certificate: Certificate, *, at: datetime) -> bytes:
    """The same pages each time, as long as it stands."""
    address = certificate.address
    code = io.BytesIO()
    segno.make(address, error="m").save(code, kind="svg", scale=4, border=0)
    said = told(certificate) | {"address": address, "words": _words(certificate)}
    return typeset(
        TEMPLATE.name, said, title=f"{_('Certificate of professional learning')}: {said['name']}",
        language=(get_language() or "en")[:2], at=at, pictures={"code.svg": code.getvalue()}, templates=[TEMPLATE],
    )  # fmt: skip


def told(certificate: Certificate) -> dict[str, Any]:
    """What stands on it, in words: on paper, and for whoever checks it."""
    content = certificate.content
    per_kind: dict[str, list[int]] = {}
    for _on, kind, _title, _role, minutes in content["lines"]:
        per_kind.setdefault(kind, []).append(minutes or 0)
    return {
        "name": content["name"],
        "place": ", ".join(content["schools"]),
        "span": f"{_day(certificate.from_on)} – {_day(certificate.until_on)}",
        "hours": in_hours(content["minutes"]),
        "kinds": [
            {"title": str(title), "count": len(per_kind[kind]), "hours": _time(sum(per_kind[kind]))}
            for kind, title in KINDS.items() if kind in per_kind
        ],
        "lines": [
            {"on": _day(date.fromisoformat(on)), "title": title, "role": role, "own": kind == "own",
             "time": _time(minutes)}
            for on, kind, title, role, minutes in content["lines"]
        ],
        "tried": [
            {"on": _day(date.fromisoformat(on)), "text": text, "became": became}
            for on, text, became in content["tried"]
        ],
        "issued": _day(certificate.at.date()),
    }  # fmt: skip


def _time(minutes: int | None) -> str:
    return in_hours(minutes) if minutes else "–"


def _day(day: date) -> str:
    return str(date_format(day, "j F Y"))


def _words(certificate: Certificate) -> dict[str, str]:
    return {
        "title": _("Certificate of professional learning"),
        "took_part": _("took part in professional learning from"),
        "hours": _("hours and minutes"),
        "kind": _("What"), "count": _("How often"), "time": _("Hours"),
        "log": _("The log"), "when": _("When"), "what": _("What"), "role": _("As"),
        "tried": _("What I tried in class"), "became": _("What became of it"),
        "own": _("Added by the person themself; everything else was recorded where it happened."),
        "all_recorded": _("Everything here was recorded where it happened."),
        "check": _("Check this certificate"),
        "how": _("Whoever opens this address sees what stands on this paper, and nothing else. If the page says that "
                 "there is no certificate, it was taken back."),
        "made": _("Made on"),
        "not_judged": _("Hours say that somebody was there. They do not say what it changed."),
        "nothing": _("Nothing was recorded in this time."),
    }  # fmt: skip
