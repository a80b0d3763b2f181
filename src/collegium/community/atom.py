"""Public posts as an Atom feed, for readers that know nothing of us."""

import re
from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from collegium.community.feed import Shown
from collegium.community.models import Chat
from collegium.community.words import first_line

# What XML cannot hold at all.
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def atom(title: str, page: str, feed: str, rows: Iterable[Shown]) -> str:
    """Newest first. An entry keeps its address for as long as it stands."""
    found = _begun(title, page, feed)
    for one in rows:
        address = absolute(reverse("community:public-post", args=[one.post.pk]))
        found.add_item(
            title=clean(title_of(one)), link=address, description=clean(content_of(one)), unique_id=address,
            author_name=clean(one.post.person.name), pubdate=one.post.at, updateddate=one.post.at,
        )  # fmt: skip
    return found.writeString("utf-8")


def atom_of_chats(title: str, page: str, feed: str, rows: Iterable[tuple[Chat, str]]) -> str:
    """Each public chat with its time; once it is summed up, with its host's words."""
    found = _begun(title, page, feed)
    for chat, when in rows:
        address = absolute(reverse("community:public-chat", args=[chat.pk]))
        words = [when, chat.opening_words, chat.closing_words] if chat.published_at else [when]
        found.add_item(
            title=clean(chat.title), link=address, unique_id=address, author_name=clean(chat.person.name),
            description=clean("".join(f"<p>{escape(one)}</p>" for one in words if one)), pubdate=chat.at,
            updateddate=chat.published_at or chat.at,
        )  # fmt: skip
    return found.writeString("utf-8")


def _begun(title: str, page: str, feed: str) -> Atom1Feed:
    return Atom1Feed(
        title=clean(title), link=absolute(page), description="", feed_url=absolute(feed), feed_guid=absolute(page),
        language=settings.LANGUAGE_CODE,
    )  # fmt: skip


def title_of(one: Shown) -> str:
    """How it begins; of what was passed on without words, how that begins."""
    inner = one.passed_on.post.text if one.passed_on else ""
    return first_line(one.post.text or inner) or one.post.person.name


def content_of(one: Shown) -> str:
    """The words with absolute links, and whose words were passed on."""
    parts: list[str] = [one.html, _picture(one)]
    if inner := one.passed_on:
        parts.append(f"<blockquote><p>{escape(inner.post.person.name)}</p>{inner.html}{_picture(inner)}</blockquote>")
    return "".join(parts).replace('href="/', f'href="{settings.ADDRESS}/')


def absolute(address: str) -> str:
    return f"{settings.ADDRESS}{address}"


def clean(text: str) -> str:
    return CONTROLS.sub(" ", text)


def _picture(one: Shown) -> str:
    if one.post.picture is None:
        return ""
    address = absolute(reverse("community:public-picture", args=[one.post.pk]))
    return f'<p><img src="{address}" alt="{escape(one.post.picture.describes)}"></p>'
