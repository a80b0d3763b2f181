"""A later release brings a newer version of a way of working: what changed, and taking it over.

A school's own edits stay. Groups and programmes that have begun keep the version they began with.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from collegium.history.models import record
from collegium.people.models import Person, School
from collegium.programmes.approaches import shipped
from collegium.programmes.models.approach import (
    Approach,
    EvidenceType,
    Protocol,
    ProtocolStep,
    RoleTemplate,
    Stage,
    copy,
)
from collegium.programmes.models.programme import Programme

# Each piece of a way of working by where it stands and what it is called there.
Pieces = dict[tuple[str, str], Any]

LISTS: dict[str, tuple[type[models.Model], str]] = {
    "stages": (Stage, "name"), "roles": (RoleTemplate, "key"), "evidence_types": (EvidenceType, "key"),
    "protocols": (Protocol, "key"),
}  # fmt: skip
NOT_TEXT = {"id", "school", "key", "version", "came_as", "approach", "protocol", "order"}
PLACES = {
    "": _("In general"), "stages": _("How it goes"), "roles": _("Who does what"),
    "evidence_types": _("What counts as evidence"), "protocols": _("Its meetings"),
}  # fmt: skip


@dataclass(frozen=True)
class News:
    """One piece that the newer version says otherwise, and whether the school has words of its own there."""

    place: str
    title: str
    before: str
    after: str
    is_own: bool


def news_of(approach: Approach) -> list[News]:
    """What the newest version changes; nothing where this is the newest."""
    if not approach.newer_version:
        return []
    came, own, new = _three(approach)
    return [
        News(str(PLACES[place]), _title(new, own, place, name), _words(own, place, name), _words(new, place, name),
             _is_own(came, own, (place, name)))
        for place, name in dict.fromkeys([*new, *came])
        if new.get((place, name)) != came.get((place, name))
    ]  # fmt: skip


def take_over(approach: Approach, *, by: Person, at: datetime) -> Approach:
    """The school works with the newest version, its own edits in it. Drafts follow; what has begun does not."""
    with transaction.atomic():
        School.objects.select_for_update(no_key=True).get(pk=approach.school_id)
        latest = Approach.objects.in_use().get(school=approach.school, key=approach.key)
        if not latest.newer_version:
            return latest
        text = shipped()[approach.key]
        taken = copy(approach.school, approach.key, _merged(*_three(latest), version=text["version"]), came_as=text)
        Programme.objects.filter(approach__in=[approach, latest], opened_at=None).update(approach=taken)
        record(by, "took over", taken, at=at)
    return taken


def _three(approach: Approach) -> tuple[Pieces, Pieces, Pieces]:
    """As it came, as the school has it now, as it is shipped today."""
    return pieces_of(approach.came_as), pieces_of(_as_text(approach)), pieces_of(shipped()[approach.key])


def _is_own(came: Pieces, own: Pieces, piece: tuple[str, str]) -> bool:
    return own.get(piece) != came.get(piece)


def _merged(came: Pieces, own: Pieces, new: Pieces, *, version: int) -> dict[str, Any]:
    """The newest text, with the school's own words wherever it has any."""
    text: dict[str, Any] = {"version": version} | {place: [] for place in LISTS}
    for piece in dict.fromkeys([*new, *own]):
        value = own.get(piece) if _is_own(came, own, piece) else new.get(piece)
        place, name = piece
        if place and value is not None:
            text[place].append(value)
        elif value is not None or piece in own:
            text[name] = value
    return text


def pieces_of(text: Mapping[str, Any]) -> Pieces:
    """A text in its pieces, what is not said filled in, so that two of them can be compared."""
    if not text:
        return {}
    scalars = {name: value for name, value in text.items() if not isinstance(value, list) and name not in NOT_TEXT}
    found: Pieces = {("", name): value for name, value in _filled(Approach, scalars).items()}
    for place, (model, name) in LISTS.items():
        for item in text.get(place, []):
            found[place, item[name]] = _whole(model, item)
    return found


def _whole(model: type[models.Model], item: Mapping[str, Any]) -> dict[str, Any]:
    words = {name: value for name, value in item.items() if name != "steps"}
    whole = ({"key": item["key"]} if "key" in item else {}) | _filled(model, words)
    if "steps" in item:
        whole["steps"] = [_filled(ProtocolStep, step) for step in item["steps"]]
    return whole


def _filled(model: type[models.Model], words: Mapping[str, Any]) -> dict[str, Any]:
    row = model(**words)
    return {one.name: getattr(row, one.name) for one in model._meta.concrete_fields if one.name not in NOT_TEXT}


def _as_text(approach: Approach) -> dict[str, Any]:
    """The school's rows as a file would say them."""
    text = _row(approach)
    text["stages"] = [_row(stage) for stage in approach.stages.order_by("order")]
    text["roles"] = [_row(role) for role in approach.roles.order_by("pk")]
    text["evidence_types"] = [_row(kind) for kind in approach.evidence_types.order_by("pk")]
    text["protocols"] = [
        _row(protocol) | {"steps": [_row(step) for step in sorted(protocol.steps.all(), key=lambda one: one.order)]}
        for protocol in approach.protocols.prefetch_related("steps").order_by("pk")
    ]
    return text


def _row(row: models.Model) -> dict[str, Any]:
    fields = row._meta.concrete_fields
    return {one.name: getattr(row, one.name) for one in fields if one.name == "key" or one.name not in NOT_TEXT}


def _title(new: Pieces, own: Pieces, place: str, name: str) -> str:
    if not place:
        return name.replace("_", " ").capitalize()
    piece = new.get((place, name)) or own.get((place, name)) or {}
    return str(piece.get("title") or name)


def _words(pieces: Pieces, place: str, name: str) -> str:
    """A short reading of a piece: its words one after the other."""
    value = pieces.get((place, name))
    if isinstance(value, dict):
        return " · ".join(str(word) for word in value.values() if isinstance(word, str) and word != name and word)
    return "" if value is None or isinstance(value, bool) else str(value)
