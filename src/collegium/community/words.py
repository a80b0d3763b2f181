"""What somebody wrote, as it stands on a page: lines, links, words with a #. No pictures from elsewhere, no HTML."""

import re

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from collegium.community.models.post import TAG

LINK = re.compile(r"https?://[^\s<>\"']{3,500}")
# What stands behind an address and is no part of it.
AFTER = ".,;:!?)]”’"
SHOWN = 48


def as_post(text: str, tag_page: str = "community:word") -> SafeString:
    """Paragraphs and lines as they were typed. Links open the other site and tell it nothing of us."""
    paragraphs = [part for part in re.split(r"\n\s*\n", text.strip()) if part.strip()]
    return mark_safe("".join(f"<p>{_lines(part, tag_page)}</p>" for part in paragraphs))


def _lines(text: str, tag_page: str) -> str:
    return "<br>".join(_with_links(line.strip(), tag_page) for line in text.splitlines())


def _with_links(line: str, tag_page: str) -> str:
    done, at = [], 0
    for found in LINK.finditer(line):
        address = found.group().rstrip(AFTER)
        done += [_with_tags(line[at : found.start()], tag_page), _link(address)]
        at = found.start() + len(address)
    return "".join([*done, _with_tags(line[at:], tag_page)])


def _link(address: str) -> str:
    """Shown without its beginning, and cut where it is long: nobody reads the end of an address."""
    words = re.sub(r"^https?://(www\.)?", "", address).rstrip("/")
    words = words if len(words) <= SHOWN else words[: SHOWN - 1] + "…"
    return f'<a href="{escape(address)}" rel="noopener noreferrer nofollow ugc">{escape(words)}</a>'


def _with_tags(text: str, tag_page: str) -> str:
    done, at = [], 0
    for found in TAG.finditer(text):
        word = found.group(1).lower()
        address = reverse(tag_page, args=[word])
        done += [escape(text[at : found.start()]), f'<a href="{escape(address)}">#{escape(found.group(1))}</a>']
        at = found.end()
    return "".join([*done, escape(text[at:])])


def first_line(text: str, most: int = 100) -> str:
    """How it begins, in one line: for titles and previews."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rsplit(" ", 1)[0] + "…"
