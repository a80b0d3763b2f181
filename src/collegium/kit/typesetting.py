"""Words set as pages: a tagged PDF for everybody's eyes and ears (PDF/UA-1), made without any network.

What people write goes in as data beside a template of ours, never as markup: nothing that is typed can run.
"""

import json
import logging
import re
import shutil
import zlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

log = logging.getLogger("collegium.typesetting")

_HERE = Path(__file__).parent / "typst"
# Drawn beside a letter rather than as one: gone without a trace where they cannot be printed.
_SMALL_PICTURES = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf]")
# What is no sign at all: controls, joiners, directions, choices between drawings.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e01ef]"
)
_MISSING = "�"
_PAGES = re.compile(rb"/Type\s*/Pages\b[^>]*?/Count\s+(\d+)|/Count\s+(\d+)[^>]*?/Type\s*/Pages\b")
_LONGEST_STREAM = 5_000_000


class NotSet(Exception):
    """The pages could not be made. It says which rule they break; the words themselves stand nowhere."""


def typeset(
    template: str, data: Mapping[str, Any], *, title: str, language: str, at: datetime,
    pictures: Mapping[str, bytes] | None = None, tagged: bool = True, templates: Iterable[Path] = (),
) -> bytes:  # fmt: skip
    """The PDF of this template and data. ``pictures`` are bytes under the names by which the data calls them.

    ``templates`` are further files of ours, beside those of the kit.
    """
    with TemporaryDirectory(prefix="collegium-pages-") as folder:
        root = Path(folder)
        for file in [*_HERE.glob("*.typ"), *templates]:
            shutil.copy(file, root)
        for name, content in (pictures or {}).items():
            (root / name).write_bytes(content)
        told = {"title": title, "language": language, **data}
        (root / "data.json").write_text(json.dumps(_printable_in(told)), encoding="utf-8")
        return _compile(root, template, at, tagged)


def _compile(root: Path, template: str, at: datetime, tagged: bool) -> bytes:
    try:
        made = typst.compile(
            str(root / template), root=str(root), font_paths=_fonts(), timestamp=at.replace(microsecond=0),
            pdf_standards=["ua-1"] if tagged else [],
            # Where nothing lies: a template that asked for somebody else's package would find none.
            package_path=str(root / "none"), package_cache_path=str(root / "none"),
        )  # fmt: skip
    except typst.TypstError as error:
        log.error("%s could not be set.", template)
        raise NotSet(template) from error
    assert isinstance(made, bytes)
    return made


@cache
def _fonts() -> typst.Fonts:
    """Ours and those that come with typst. A machine's own fonts would make its pages unlike everybody else's."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(_HERE / "fonts")])


def count_pages(pdf: bytes) -> int:
    """How many pages a PDF of ours has: what the root of its tree of pages says."""
    whole = memoryview(pdf)
    packed = (_unpacked(whole[found.end() :]) for found in re.finditer(rb"stream\r?\n", pdf))
    return max(int(first or last) for part in (pdf, *packed) for first, last in _PAGES.findall(part))


def _unpacked(stream: memoryview) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream, _LONGEST_STREAM)
    except zlib.error:
        return b""


def unprintable(text: str) -> str:
    """The signs in a text that our letters do not have, each once: writing of other alphabets, small pictures."""
    return "".join(dict.fromkeys(one for one in _UNSEEN.sub("", text) if not _known(one)))


def seen(text: str) -> str:
    """The text without signs that are none: controls, joiners, half pairs."""
    return _UNSEEN.sub("", text)


def printable(text: str) -> str:
    """The text as it can be set. Small pictures are left out; of another alphabet a sign shows that it was there."""
    seen = _UNSEEN.sub("", text)
    if seen.isascii():
        return seen
    return "".join(one if _known(one) else "" if _SMALL_PICTURES.match(one) else _MISSING for one in seen)


def _known(sign: str) -> bool:
    return sign in "\n\t" or bool(_letters().match(sign))


def _printable_in(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Mapping):
        return {key: _printable_in(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_printable_in(one) for one in value]
    return value


@cache
def _letters() -> re.Pattern[str]:
    """What our letters have: ``letters.txt``, each line a code point or a stretch of them."""
    lines = (_HERE / "letters.txt").read_text(encoding="ascii").split()
    stretches = ("-".join(f"\\U{int(end, 16):08x}" for end in line.split("-")) for line in lines)
    return re.compile(f"[{''.join(stretches)}]")
