"""The parts a page is built from. PARTS.md shows each with an example.

What stands in long lists is built without rendering a template: fifty avatars
should cost what fifty words cost.
"""

import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zlib import crc32

import segno
from django import template
from django.forms import BoundField
from django.forms.utils import flatatt
from django.templatetags.static import static
from django.utils.dateformat import format as format_date
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from collegium.kit import listing

register = template.Library()
register.filter(listing.listed)
register.filter(listing.either)
register.filter(listing.in_a_row)

PERSON_TONES = 6


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """A drawing from the sprite, always beside the word that says the same."""
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', sprite(), name)


@cache
def sprite() -> str:
    return static("kit/icons.svg")


@register.simple_tag
@cache
def in_place(file: str) -> SafeString:
    """A small drawing as an address that holds it: to ask for it would take longer than its bytes."""
    drawing = (Path(__file__).parents[1] / "static" / file).read_text().strip()
    return mark_safe("data:image/svg+xml," + quote(drawing.replace('"', "'"), safe="/:=()'"))


@register.simple_tag
def place(entry: Any) -> SafeString:
    """A word of the menu, and how much waits behind it."""
    return format_html(
        '<li><a href="{}"{}>{}{}{}</a></li>',
        entry.url,
        mark_safe(' aria-current="page"' if entry.is_current else ""),
        icon(entry.icon),
        entry.label,
        format_html(' <span class="count">{}</span>', entry.count) if entry.count else "",
    )


@register.simple_tag
def avatar(name: str) -> SafeString:
    """Somebody's initials in their own colour, beside their name and silent to a screen reader."""
    return format_html('<span class="avatar tone-{}" aria-hidden="true">{}</span>', person_tone(name), initials(name))


@register.simple_tag
def avatars(names: list[str]) -> SafeString:
    """A row of overlapping initials; the names themselves stand beside it."""
    return format_html('<span class="avatars">{}</span>', mark_safe("".join(avatar(name) for name in names)))


# What a form's element has beside its name, without a template for each.
register.filter("attributes", flatatt)


@register.filter
def quoted(titles: Iterable[object]) -> list[str]:
    """Each between the marks of a title."""
    return [listing.quoted(title) for title in titles]


@register.filter
def first_names(people: Iterable[Any]) -> str:
    """Ama, Tom and Gwen: as a sentence about them begins."""
    return listing.listed(one.first_name for one in people)


def initials(name: str) -> str:
    """First letters of the first and the last word; one letter for a single name; a dot when there is none."""
    firsts = [first for word in name.split() if (first := first_letter(word))]
    return "".join([*firsts[:1], *firsts[1:][-1:]]) or "·"


def first_letter(word: str) -> str:
    for character in unicodedata.normalize("NFC", word):
        if character.isalnum():
            return character.upper()[:1]
    return ""


def person_tone(name: str) -> int:
    """The same name has the same colour on every page and every machine, so not Python's own hash."""
    return crc32(name.encode()) % PERSON_TONES + 1


@register.simple_tag
def pill(word: str, tone: str = "", mark: str = "") -> SafeString:
    """A state: the word, a mark (an icon's name), and a tone that repeats what they say."""
    return format_html(
        '<span class="pill"{}>{}{}</span>',
        format_html(' data-tone="{}"', tone) if tone else "",
        icon(mark) if mark else "",
        word,
    )


@register.simple_tag
def tag(word: str, tone: str = "theme") -> SafeString:
    """What something is about: a theme in plum, anything else with tone=""."""
    return format_html('<span class="tag" data-tone="{}">{}</span>', tone, word)


WISH_TONES = {1: "good", 2: "private", 3: "due"}


@register.simple_tag
def wish(rank: int | None) -> SafeString:
    """Which of somebody's wishes this is; no rank: they did not ask for it."""
    tone = WISH_TONES.get(rank or 0, "quiet")
    return format_html('<span class="pill wish-pill" data-tone="{}">{}</span>', tone, wish_word(rank))


def wish_word(rank: int | None) -> str:
    if not rank:
        return _("no wish")
    return {1: _("1st"), 2: _("2nd"), 3: _("3rd")}.get(rank, _("%(rank)dth") % {"rank": rank})


@register.simple_tag
def datetile(day: date, size: str = "") -> SafeString:
    """A day as a leaf of a calendar. Read aloud it is one plain date."""
    return format_html(
        '<time class="datetile{}" datetime="{}"><span class="weekday">{}</span>'
        ' <span class="day">{}</span> <span class="month">{}</span></time>',
        " lesser" if size == "lesser" else "",
        day.isoformat()[:10],
        format_date(day, "D"),
        day.day,
        format_date(day, "M"),
    )


@register.simple_block_tag
def figure(content: str, value: object) -> SafeString:
    """One large figure and the words that keep it honest."""
    return format_html('<div class="figure"><b>{}</b><p>{}</p></div>', value, content)


@register.simple_block_tag
def empty(content: str, title: str) -> SafeString:
    """What a list says while it is empty: what to do first. Inside a for loop only after its own {% empty %}."""
    return format_html('<div class="empty"><h2>{}</h2>{}</div>', title, content)


@register.simple_block_tag
def notice(content: str, tone: str = "info", mark: str = "info") -> SafeString:
    """A quiet remark on the page itself, not the answer to something just done."""
    return format_html('<div class="notice" data-tone="{}">{}<div>{}</div></div>', tone, icon(mark), content)


@register.simple_tag
def qr(address: str) -> SafeString:
    """An address to scan, for whom no letter reaches; the address itself stands beside it in words."""
    drawing = segno.make(address, error="m").svg_inline(scale=4, border=2, dark="#000", light="#fff", omitsize=True)
    words = _("The same link, to scan")
    return format_html('<div class="qr" role="img" aria-label="{}">{}</div>', words, mark_safe(drawing))


@register.simple_tag
def back(url: str, label: str) -> SafeString:
    return format_html('<a class="back" href="{}">{}{}</a>', url, icon("arrow-left"), label)


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """One field of a form with its label, hint and error, wherever the page wants it."""
    return bound.as_field_group()
