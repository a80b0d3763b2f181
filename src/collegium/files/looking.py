"""What a file is, by its bytes: its name and what the browser calls it are not believed."""

import io
import warnings
import zipfile
from dataclasses import dataclass

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

# What a school's line and a phone bear; a film is linked rather than kept.
LARGEST = 20 * 1024 * 1024
# Unpacked: more than this in a text document or slides is a trap.
MOST_UNPACKED = 200 * 1024 * 1024
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 2_000
# What a list shows of a picture: sharp on a phone, and some 30 kB, which is under a second on a poor line.
SMALL_SIDE = 640

PICTURES = {"PNG": ("image/png", "png"), "JPEG": ("image/jpeg", "jpg"), "WEBP": ("image/webp", "webp"),
            "GIF": ("image/png", "png")}  # fmt: skip
# The member that tells one kind of office file from another.
OFFICE = {
    "word/document.xml": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    "ppt/presentation.xml": ("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
    "xl/workbook.xml": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
}
OPEN_OFFICE = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.presentation": "odp",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}


class Refused(Exception):
    """The file is not taken in; the message says why and what to do."""


@dataclass(frozen=True)
class Looked:
    """What a file turned out to be, and the bytes that are kept: of a picture, no more than the picture."""

    content: bytes
    kind: str
    suffix: str
    small: bytes = b""

    @property
    def is_picture(self) -> bool:
        return self.kind.startswith("image/")


def look_at(content: bytes) -> Looked:
    """Pictures are drawn anew, which drops the place where they were taken; the rest is kept as it is."""
    if not content:
        raise Refused(_("This file is empty."))
    if len(content) > LARGEST:
        raise Refused(_("This file is larger than 20 MB. Put a link instead, or make it smaller."))
    if content.startswith(b"%PDF-"):
        return Looked(content, "application/pdf", "pdf")
    if content.startswith(b"PK\x03\x04"):
        return _office(content)
    return _picture(content) or _text(content)


def look_at_picture(content: bytes) -> Looked:
    """As ``look_at``, where nothing but a picture will do."""
    found = look_at(content)
    if not found.is_picture:
        raise Refused(_("This is not a picture. JPEG, PNG, WebP and GIF are."))
    return found


def _office(content: bytes) -> Looked:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as box:
            if sum(member.file_size for member in box.infolist()) > MOST_UNPACKED:
                raise Refused(_("There is more inside this file than a document can need."))
            names = set(box.namelist())
            for member, (kind, suffix) in OFFICE.items():
                if member in names:
                    return Looked(content, kind, suffix)
            said = box.read("mimetype")[:80] if "mimetype" in names else b""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise Refused(_("This file is damaged. Save it again, and try once more.")) from error
    if said in OPEN_OFFICE:
        return Looked(content, said.decode(), OPEN_OFFICE[said])
    raise Refused(_("Archives are not taken. Unpack it, and bring the files one by one."))


def _picture(content: bytes) -> Looked | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # its own remark on many pixels: we count them ourselves
            with Image.open(io.BytesIO(content), formats=list(PICTURES)) as found:
                if found.width * found.height > MOST_PIXELS:
                    raise Image.DecompressionBombError
                return _drawn_anew(found)
    except Image.UnidentifiedImageError:
        return None
    except Image.DecompressionBombError as error:
        raise Refused(_("This picture has more than 40 million pixels. Make it smaller first.")) from error
    except (OSError, SyntaxError, ValueError) as error:
        raise Refused(_("This picture is damaged. Save it again, and try once more.")) from error


def _drawn_anew(found: Image.Image) -> Looked:
    kind, suffix = PICTURES[found.format or "PNG"]
    upright = ImageOps.exif_transpose(found) or found
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    sort = "JPEG" if suffix == "jpg" else suffix.upper()
    clean = upright.convert("RGB" if sort == "JPEG" else "RGBA")
    clean.info = {}
    kept = io.BytesIO()
    clean.save(kept, sort, quality=85) if sort != "PNG" else clean.save(kept, sort, optimize=True)
    clean.thumbnail((SMALL_SIDE, SMALL_SIDE))
    small = io.BytesIO()
    clean.save(small, "WEBP", quality=60)
    return Looked(kept.getvalue(), kind, suffix, small.getvalue())


def _text(content: bytes) -> Looked:
    try:
        words = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        words = "\x00"
    if "\x00" in words:
        raise Refused(
            _("We do not take this kind of file. PDF, Word, PowerPoint, Excel, OpenDocument, pictures and text, yes.")
        )
    return Looked(content, "text/plain", "txt")
