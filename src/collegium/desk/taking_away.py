"""Everything out: what somebody may read of a group, or in all, in one file for people, tables and programs."""

import json
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from django.contrib.auth.decorators import login_required
from django.core.serializers.json import DjangoJSONEncoder
from django.http import FileResponse, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from collegium.desk.taken import KINDS, Kind, Row, files_of
from collegium.files.models import packed_files
from collegium.groups.faces import face
from collegium.groups.models import Group
from collegium.groups.views.finding import find_own
from collegium.kit import clock
from collegium.kit.tables import as_csv
from collegium.kit.text import as_address
from collegium.kit.web import SignedIn, show
from collegium.people.models import Person

# Up to here a box is kept in memory while it is packed; a larger one lies on the disk.
IN_MEMORY = 8_000_000
A_LINE = 100


@dataclass(frozen=True)
class Counted:
    title: Any
    number: int


@require_GET
@login_required
def everything(request: SignedIn) -> HttpResponse:
    """How much there is that one may read, and the file that has it."""
    return show(
        request, "desk/everything.html", found=counted(request.user), files=files_of(request.user, None).count()
    )


@require_GET
@login_required
def everything_file(request: SignedIn) -> FileResponse:
    return as_download(packed(request.user), "collegium")


@require_GET
@login_required
def of_group(request: SignedIn, slug: str) -> HttpResponse:
    """The same of one group, for those who belong to it."""
    found = find_own(request, slug)
    return show(
        request, "desk/everything_of_group.html", group=found, face=face(found, request.user), tab="about",
        found=counted(request.user, found), files=files_of(request.user, found).count(),
    )  # fmt: skip


@require_GET
@login_required
def of_group_file(request: SignedIn, slug: str) -> FileResponse:
    found = find_own(request, slug)
    return as_download(packed(request.user, found), found.slug)


def counted(reader: Person, group: Group | None = None) -> list[Counted]:
    """What is in it, as far as there is any."""
    found = [Counted(kind.title, kind.of(reader, group).count()) for kind in KINDS]
    return [one for one in found if one.number]


def packed(reader: Person, group: Group | None = None) -> IO[bytes]:
    """A ZIP with the same three times: to read, for spreadsheets and for programs; and the files beside it."""
    box: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  the response closes it
    whole: dict[str, list[Row]] = {}
    pages = [f"# {group.title if group else _('What I may read in Collegium')}", "", clock.today().isoformat()]
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as archive:
        for kind in KINDS:
            if rows := list(kind.rows(reader, group)):
                whole[kind.name] = rows
                pages += ["", *as_markdown(kind, rows)]
                table = [[_plain(value) for value in row.values()] for row in rows]
                columns = [_("Number"), *(str(title) for title in kind.words.values())]
                archive.writestr(f"tables/{kind.name}.csv", as_csv(columns, table))
        archive.writestr("collegium.md", "\n".join(pages) + "\n")
        archive.writestr("collegium.json", json.dumps(whole, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1))
        for name, content in packed_files(files_of(reader, group)):
            archive.writestr(name, content)
    box.seek(0)
    return box


def as_markdown(kind: Kind, rows: list[Row]) -> Iterator[str]:
    """A heading, and under it each thing with its words, the longest of them as paragraphs of their own."""
    yield f"## {kind.title}\n"
    for row in rows:
        short: list[str] = []
        long: list[str] = []
        for path, title in kind.words.items():
            value = _plain(row[path])
            if value:
                (long if "\n" in value or len(value) > A_LINE else short).append(f"{title}: {value}")
        yield "- " + " · ".join(short)
        for text in long:
            yield "\n  " + text.replace("\n", "\n  ") + "\n"


def _plain(value: Any) -> str:
    if value is None or value == "":
        return ""
    if hasattr(value, "utcoffset"):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    return str(value)


def as_download(box: IO[bytes], name: str) -> FileResponse:
    name = f"{as_address(name) or 'collegium'}-{clock.today().isoformat()}.zip"
    return FileResponse(box, as_attachment=True, filename=name, content_type="application/zip")
