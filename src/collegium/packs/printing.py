"""A pack on paper: its criteria with what is shown for each, and what is missing, as tagged pages of A4."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from collegium.kit.tree import as_tree
from collegium.kit.typesetting import count_pages, typeset
from collegium.packs.kinds import KINDS
from collegium.packs.standing import Line
from collegium.packs.telling import Told, span

TEMPLATE = Path(__file__).parent / "typst" / "pack.typ"


def as_pdf(told: Told, *, at: datetime) -> tuple[bytes, int]:
    """Its pages, and how many there are."""
    pdf = typeset(
        TEMPLATE.name, _data(told, at), title=told.pack.title, language=(get_language() or "en")[:2], at=at,
        templates=[TEMPLATE],
    )  # fmt: skip
    return pdf, count_pages(pdf)


def _data(told: Told, at: datetime) -> dict[str, Any]:
    pack, criteria = told.pack, told.criteria
    return {
        "school": pack.school.name, "span": span(pack), "list": criteria.title, "about": criteria.about,
        "source": criteria.source, "opening": as_tree(pack.opening), "made": date_format(at, "j F Y"),
        "shown": sum(line.is_shown for line in told.lines), "of": len(told.lines),
        "criteria": [_criterion(told, line) for line in told.lines],
        "gaps": [
            {"title": line.criterion.title, "texts": [gap.text for gap in line.gaps]} for line in told.missing
        ],
        "before": list(criteria.before), "declaration": criteria.declaration, "declared_by": criteria.declared_by,
        "words": _words(told),
    }  # fmt: skip


def _criterion(told: Told, line: Line) -> dict[str, Any]:
    return {
        "group": line.criterion.group, "title": line.criterion.title, "about": line.criterion.about,
        "sentence": as_tree(line.sentence), "counted": told.counted(line), "is_shown": line.is_shown,
        "facts": [
            {"kind": str(KINDS[fact.kind].title), "title": fact.title, "on": date_format(fact.on, "j M Y"),
             "says": fact.says}
            for fact in line.shown if told.may_name(fact)
        ],
    }  # fmt: skip


def _words(told: Told) -> dict[str, str]:
    readers = _("For readers outside the school") if told.pack.goes_out else _("For the school itself")
    return {
        "title": _("Evidence pack"), "readers": readers, "of": _("criteria are shown"),
        "contents": _("Contents"), "criteria": _("Criteria and evidence"), "what": _("What"), "when": _("When"),
        "kind": _("Kind"), "nothing": _("Nothing is shown for this yet."), "gaps": _("What is missing"),
        "no_gaps": _("Nothing is missing: each criterion has something that speaks for it."),
        "before": _("To look up elsewhere"), "declaration": _("Declaration"), "name": pgettext("of somebody", "Name"),
        "date": _("Date"), "signature": _("Signature"), "source": _("Source"),
        "made": _("Made on"),
        "note": _("Each fact was worked out from what stands in Collegium, as far as its authors gave it. That "
                  "something took place does not say what it changed."),
    }  # fmt: skip
