"""What people write, as safe HTML."""

from functools import lru_cache

import nh3
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator, slugify
from markdown_it import MarkdownIt

LONGEST = 20_000
# What is no longer than this is kept as HTML for a while: a post is read many times.
SHORT = 1_000
DEEPEST = 20

markdown = MarkdownIt("commonmark", {"html": False, "linkify": False, "maxNesting": DEEPEST}).enable("table")
_TAGS = {"p", "br", "strong", "em", "a", "ul", "ol", "li", "blockquote", "code", "pre", "h3", "h4", "hr",
         "table", "thead", "tbody", "tr", "th", "td"}  # fmt: skip


def as_html(text: str) -> SafeString:
    """Markdown without raw HTML or pictures. Size and nesting are capped first: cleaning is quadratic."""
    return _read_often(text) if len(text) <= SHORT else _cleaned(text)


@lru_cache(maxsize=500)
def _read_often(text: str) -> SafeString:
    return _cleaned(text)


def _cleaned(text: str) -> SafeString:
    html = markdown.render(text[:LONGEST])
    return mark_safe(nh3.clean(html, tags=_TAGS, attributes={"a": {"href"}}, link_rel="noopener nofollow"))


def first_lines(text: str, words: int = 20) -> SafeString:
    """How it begins, without its form; where it goes on, an ellipsis says so."""
    plain = " ".join(strip_tags(as_html(text).replace("</", " </")).split())
    return mark_safe(Truncator(plain).words(words))


# Letters that stand for themselves in Unicode, and would drop out of an address: Œdipe is no Dipe.
_IN_ADDRESSES = str.maketrans(
    {"Œ": "Oe", "œ": "oe", "Æ": "Ae", "æ": "ae", "Ø": "O", "ø": "o", "ß": "ss", "ẞ": "SS", "Ł": "L", "ł": "l",
     "Đ": "D", "đ": "d", "Ð": "D", "ð": "d", "Þ": "Th", "þ": "th", "ı": "i"}
)  # fmt: skip


def as_address(name: str) -> str:
    """A name as it stands in an address or as the name of a file; empty where none of its letters can."""
    return slugify(name.translate(_IN_ADDRESSES))


_CALCULATES = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝")


def as_cell(text: object) -> object:
    """A cell that a spreadsheet shows as it is: text that would be a formula gets an apostrophe."""
    if isinstance(text, str) and text.lstrip("'").startswith(_CALCULATES):
        return "'" + text
    return text


def from_cell(text: str) -> str:
    """The other way: the apostrophe that keeps a spreadsheet from calculating is not part of the text."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(_CALCULATES) else text
