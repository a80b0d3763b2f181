"""Word, Markdown and plain text come in as notes. Pictures stay outside; nothing is fetched from anywhere."""

import io
import re
import zipfile

import mammoth
from django.utils.translation import gettext as _

from collegium.files.looking import Looked, Refused
from collegium.kit.text import LONGEST

# Unpacked text of a document: of 20,000 characters that we keep, a Word file needs no more.
MOST_WORDS = 8 * 1024 * 1024
_PICTURE = re.compile(r"!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])?")
_BLANK = re.compile(r"\n{3,}")
_ESCAPED = re.compile(r"\\([.!()\-+_#{}\[\]*`>])")


def as_note(looked: Looked) -> str:
    """The words of a document as Markdown, without its pictures."""
    if looked.suffix == "docx":
        words = _from_word(looked.content)
    elif looked.suffix == "txt":
        words = looked.content.decode("utf-8-sig")
    else:
        raise Refused(_("Notes come from Word, Markdown or plain text. This file can be added as it is."))
    note = _BLANK.sub("\n\n", _PICTURE.sub("", words.replace("\r\n", "\n"))).strip()
    if not note:
        raise Refused(_("There are no words in this file."))
    if len(note) > LONGEST:
        raise Refused(_("This is longer than 20,000 characters. Add it as a file, or bring it in parts."))
    return note


def _from_word(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as box:
        texts = [one for one in box.infolist() if one.filename.endswith((".xml", ".rels"))]
        if sum(one.file_size for one in texts) > MOST_WORDS:
            raise Refused(_("There is more inside this file than a note can need. Add it as a file instead."))
    try:
        found = mammoth.convert_to_markdown(io.BytesIO(content), convert_image=lambda image: [])
    except Exception as error:  # a damaged document breaks its reader in many ways
        raise Refused(_("This file is damaged. Save it again in Word, and try once more.")) from error
    # Mammoth escapes every mark; only those at the beginning of a line could mean something else.
    return _ESCAPED.sub(r"\1", str(found.value))
