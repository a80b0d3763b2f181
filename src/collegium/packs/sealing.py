"""A pack as one ZIP: its pages, the evidence that may be named, a list of all files with their hashes, and a seal."""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.conf import settings

from collegium.kit.tables import as_csv
from collegium.packs.evidence import files_of
from collegium.packs.kinds import KINDS
from collegium.packs.looking import Fact
from collegium.packs.standing import Line
from collegium.packs.telling import Told
from collegium.packs.verifying import FORMAT, MANIFEST


def seal(told: Told, pdf: bytes, *, at: datetime) -> tuple[bytes, str]:
    """The ZIP, and the hash over its list. The same pack of the same moment gives the same bytes."""
    files = {"pack.pdf": pdf, "evidence.csv": _facts(told), "missing.csv": _missing(told)}
    places: dict[str, list[str]] = {}
    for fact in told.named:
        made = files_of(fact)
        files |= made
        places[fact.ref] = list(made)
    listed = json.dumps(_list(told, files, places, at), ensure_ascii=False, indent=1).encode()
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in {MANIFEST: listed, **files}.items():
            entry = zipfile.ZipInfo(name, date_time=at.astimezone(UTC).timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, content)
    return whole.getvalue(), hashlib.sha256(listed).hexdigest()


def _list(told: Told, files: Mapping[str, bytes], places: Mapping[str, list[str]], at: datetime) -> dict[str, Any]:
    pack = told.pack
    return {
        "format": FORMAT, "version": 1,
        "pack": {
            "title": pack.title, "school": pack.school.name, "list": told.criteria.title,
            "source": told.criteria.source, "from": pack.from_on.isoformat(), "until": pack.until_on.isoformat(),
            "for": "others" if pack.goes_out else "the school",
            "made_at": at.astimezone(UTC).isoformat("T", "seconds"),
            "address": settings.ADDRESS + pack.get_absolute_url(),
        },
        "criteria": [_criterion(told, line, places) for line in told.lines],
        "files": [
            {"name": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in files.items()
        ],
    }  # fmt: skip


def _criterion(told: Told, line: Line, places: Mapping[str, list[str]]) -> dict[str, Any]:
    return {
        "key": line.key, "title": line.criterion.title, "state": str(line.state), "sentence": line.sentence,
        "facts": [_fact(fact) | {"files": places[fact.ref]} for fact in line.shown if told.may_name(fact)],
        "counted": told.counted(line), "missing": [gap.text for gap in line.gaps],
    }  # fmt: skip


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "kind": str(KINDS[fact.kind].title), "title": fact.title, "on": fact.on.isoformat(), "says": fact.says,
        "address": settings.ADDRESS + fact.url if fact.url else "",
    }  # fmt: skip


def _facts(told: Told) -> bytes:
    rows = [
        [line.criterion.title, *list(_fact(fact).values())]
        for line in told.lines for fact in line.shown if told.may_name(fact)
    ]  # fmt: skip
    counted = [[line.criterion.title, said, "", "", "", ""] for line in told.lines for said in told.counted(line)]
    return as_csv(["criterion", "kind", "title", "on", "says", "address"], [*rows, *counted])


def _missing(told: Told) -> bytes:
    rows = [[line.criterion.title, gap.text] for line in told.missing for gap in line.gaps]
    return as_csv(["criterion", "missing"], rows)
