"""What strangers read: what its author gave to everybody, and nothing else."""

import re

import feedparser
import pytest
from django.test import Client

from collegium.community.models import Post, PublicPage, home_of
from collegium.community.words import as_post, first_line
from tests.conftest import FRIDAY, MONDAY

pytestmark = pytest.mark.django_db
FEEDS = ("/community/web/feed.atom", "/community/web/words/dots/feed.atom")


@pytest.fixture
def page(tom):
    return PublicPage.objects.open(by=tom, about="Year 6 by the sea.", at=MONDAY)


def write(somebody, text, width="public", **more):
    return Post.objects.share(text, person=somebody, home=home_of(somebody), width=width, at=MONDAY, **more)


def stranger(address):
    return Client().get(address)


def test_a_stranger_reads_what_is_public_and_nothing_else(page, tom, sam, trust):
    shown = write(tom, "Open dots #dots")
    hidden = [write(tom, f"Closed {width} #dots", width, network=trust) for width in ("school", "network", "here")]
    hidden.append(write(sam, "Sam has no page #dots"))

    pages = [stranger(address) for address in (
        "/community/web/", page.get_absolute_url(), f"/community/web/posts/{shown.pk}/", "/community/web/words/dots/",
        *FEEDS, f"{page.get_absolute_url()}feed.atom")]  # fmt: skip

    for response in pages:
        words = response.content.decode()
        assert ("Open dots" in words, "Closed" in words, "Sam" in words) == (True, False, False)
        assert (response.cookies.output(), "<script" in words) == ("", False)
        assert "no-cache" in response["Cache-Control"]
    assert [stranger(f"/community/web/posts/{post.pk}/").status_code for post in hidden] == [404] * 4
    assert [stranger(f"/community/posts/{post.pk}/").status_code for post in (shown, *hidden)] == [302] * 5


@pytest.mark.parametrize("what", ["withdraw", "hide", "close"])
def test_taken_back_hidden_or_closed_it_is_gone_by_the_next_request(page, tom, what):
    post = write(tom, "Open dots #dots")
    addresses = ("/community/web/", *FEEDS)
    before = [b"Open dots" in stranger(address).content for address in addresses]

    {"withdraw": post.withdraw, "hide": post.hide, "close": page.close}[what](by=tom, at=FRIDAY)
    page.close(by=tom, at=FRIDAY) if what == "close" else None

    assert before == [True] * 3
    assert [b"Open dots" in stranger(address).content for address in addresses] == [False] * 3
    assert stranger(f"/community/web/posts/{post.pk}/").status_code == 404
    assert stranger(page.get_absolute_url()).status_code == (404 if what == "close" else 200)


def test_the_feed_is_read_by_a_program_that_is_not_ours(page, tom, ama, settings):
    write(tom, "First <b>& “foremost” #dots\x0b\n\nSee https://example.org/a?b=1&c=2.")
    asked = write(tom, "Who tried it?", is_question=True)
    PublicPage.objects.open(by=ama, at=MONDAY)
    write(ama, "", passes_on=asked)

    feed = feedparser.parse(stranger(FEEDS[0]).content)

    assert (feed.bozo, feed.version, len(feed.entries)) == (False, "atom10", 3)
    passed, question, first = feed.entries
    assert (passed.title, passed.author, question.author) == ("Who tried it?", "Ama Boateng", "Tom Weller")
    assert "Tom Weller" in passed.summary
    assert 'href="https://example.org/a?b=1&amp;c=2"' in first.summary
    assert f'href="{settings.ADDRESS}/community/web/words/dots/"' in first.summary
    assert {entry.id for entry in feed.entries} == {entry.link for entry in feed.entries}


def test_a_post_has_a_preview_and_a_link_to_pass_it_on(page, tom):
    post = write(tom, "Dots & ticks")

    words = stranger(f"/community/web/posts/{post.pk}/").content.decode()

    assert re.search(r'property="og:title" content="Dots &amp; ticks"', words)
    assert "https://bsky.app/intent/compose?text=Dots%20%26%20ticks%20http" in words


def test_answers_are_there_if_their_authors_are(page, tom, ama, sam):
    asked = write(tom, "Who tried it?", is_question=True)
    PublicPage.objects.open(by=ama, at=MONDAY)
    for one in (ama, sam):
        asked.answer(f"{one.first_name} did.", person=one, home=home_of(one), at=FRIDAY)

    words = stranger(f"/community/web/posts/{asked.pk}/").content.decode()

    assert ("Ama did." in words, "Sam did." in words) == (True, False)


def test_a_page_opened_again_keeps_its_address(page, tom):
    page.close(by=tom, at=FRIDAY)

    again = PublicPage.objects.open(by=tom, about="Soon back.", at=FRIDAY)
    again = PublicPage.objects.open(by=tom, about="Back.", at=FRIDAY)

    assert (again.slug, again.is_open, PublicPage.objects.open_now().of(tom)) == (page.slug, True, again)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a\nb\n\nc", "<p>a<br>b</p><p>c</p>"),
        ("<script>", "<p>&lt;script&gt;</p>"),
        ("(https://a.example/x).", '<p>(<a href="https://a.example/x" rel="noopener noreferrer nofollow ugc">'
         "a.example/x</a>).</p>"),
        ("javascript:alert(1)", "<p>javascript:alert(1)</p>"),
        ("#Oracy", '<p><a href="/community/words/oracy/">#Oracy</a></p>'),
        ('https://a.example/"onx', '<p><a href="https://a.example/" rel="noopener noreferrer nofollow ugc">a.example'
         "</a>&quot;onx</p>"),
    ],
)  # fmt: skip
def test_words_become_lines_links_and_topics_and_nothing_else(text, html):
    assert as_post(text) == html


def test_a_long_address_is_shown_short_and_a_long_beginning_too():
    assert "…</a>" in as_post("https://a.example/" + "x" * 90)
    assert first_line("word " * 40, 20) == "word word word…"
