"""Chats that are open to everybody: a calendar for strangers, and a summary with what each author gave."""

import re
from datetime import UTC, datetime, timedelta

import feedparser
import icalendar
import pytest
import time_machine
from django.test import Client

from collegium.community import policies
from collegium.community.models import Chat, Line, PublicPage, home_of
from tests.conftest import MONDAY

pytestmark = pytest.mark.django_db
EIGHT = datetime(2026, 11, 12, 20, 0, tzinfo=UTC)
ALL = ("/community/web/chats/", "/community/web/chats/feed.atom", "/community/web/chats/chats.ics")


@pytest.fixture
def chat(tom):
    PublicPage.objects.open(by=tom, at=MONDAY)
    return Chat.objects.announce("Mistakes & “ticks”", host=tom, home=home_of(tom), starts_at=EIGHT,
                                 questions=["What is one?"], width="public", at=MONDAY)  # fmt: skip


@pytest.fixture(autouse=True)
def tuesday():
    with time_machine.travel(MONDAY + timedelta(days=1)):
        yield


def say(chat, somebody, text, *, is_public=True):
    return chat.say(text, person=somebody, home=home_of(somebody), at=EIGHT, is_public=is_public)


def sum_up(chat, tom, *lines):
    chat.sum_up("Twelve of us.", "Next week more.", lines, by=tom, at=EIGHT + timedelta(hours=2))


def read(address):
    return Client().get(address).content.decode()


def of(chat):
    return f"/community/web/chats/{chat.pk}/"


def test_what_is_to_come_stands_in_the_calendar_the_feed_and_the_file(chat, tom, settings):
    for width in ("school", "here"):
        Chat.objects.announce(
            "Ours", host=tom, home=home_of(tom), starts_at=EIGHT, questions=[], width=width, at=MONDAY
        )

    page, feed = read(ALL[0]), feedparser.parse(Client().get(ALL[1]).content)
    [event] = icalendar.Calendar.from_ical(read(ALL[2])).walk("VEVENT")

    assert ("Mistakes &amp;" in page, "Ours" in page, "Ours" in read(ALL[2])) == (True, False, False)
    assert (feed.bozo, [entry.title for entry in feed.entries]) == (False, [chat.title])
    assert (str(event["summary"]), event.decoded("dtstart")) == (chat.title, EIGHT)
    assert str(event["url"]) == f"{settings.ADDRESS}{of(chat)}" == feed.entries[0].link
    assert re.search(r'property="og:description" content="Thursday 12 November 2026, 20:00', read(of(chat)))
    assert "What is one?" not in read(of(chat))


def test_a_summary_shows_only_lines_whose_authors_gave_them(chat, tom, ama, sam, priya):
    for one in (ama, sam):
        PublicPage.objects.open(by=one, at=MONDAY)
    given = say(chat, ama, "Given by Ama.")
    others = [
        say(chat, sam, "Kept by Sam.", is_public=False), say(chat, priya, "Priya has no page."),
        say(chat, tom, "Tom's was not chosen."),
    ]  # fmt: skip
    before = read(of(chat))
    sum_up(chat, tom, given, *others[:2])

    page = read(of(chat))

    assert ("Given by Ama." in before, "Given by Ama." in page, "Twelve of us." in page) == (False, True, True)
    assert [line.text in page for line in others] == [False] * 3
    assert ("<script" in page, Client().get(of(chat)).cookies.output()) == (False, "")
    assert "Twelve of us." in feedparser.parse(Client().get(ALL[1]).content).entries[0].summary


def test_a_machine_reads_when_it_is(chat):
    """HTML allows no more than thousandths of a second; an hour needs none."""
    assert 'datetime="2026-11-12T20:00+0000"' in read(of(chat))
    assert 'datetime="2026-11-12T20:00+0000"' in read(ALL[0])


@pytest.mark.parametrize("what", ["withdrawn", "hidden", "erased", "page closed"])
def test_a_line_taken_away_is_gone_from_the_web_by_the_next_request(chat, tom, ama, what):
    page = PublicPage.objects.open(by=ama, at=MONDAY)
    line = say(chat, ama, "Given by Ama.")
    sum_up(chat, tom, line)
    before = read(of(chat))

    match what:
        case "withdrawn":
            line.withdraw(by=ama, at=EIGHT)
        case "hidden":
            line.hide(by=tom, at=EIGHT)
        case "erased":
            ama.delete()
        case _:
            page.close(by=ama, at=EIGHT)

    assert ("Given by Ama." in before, "Given by Ama." in read(of(chat))) == (True, False)


def test_called_off_it_leaves_the_pages_and_says_so_in_calendars(chat, tom):
    chat.cancel(by=tom, at=MONDAY)

    [event] = icalendar.Calendar.from_ical(read(ALL[2])).walk("VEVENT")

    assert (str(event["status"]), event["sequence"]) == ("CANCELLED", 1)
    assert [chat.title in read(address) for address in ALL[:2]] == [False, False]
    assert Client().get(of(chat)).status_code == 404


def test_with_its_hosts_page_closed_a_chat_is_colleagues_own_again(chat, tom, sam):
    tom.public_page.close(by=tom, at=MONDAY)

    assert [Client().get(address).status_code for address in (*ALL, of(chat))] == [200, 200, 200, 404]
    assert ["Mistakes" in read(address) for address in ALL] == [False] * 3
    assert Chat.objects.visible_to(sam).contains(chat)


def test_who_is_asked_whether_strangers_may_read_a_line(client, chat, tom, ama):
    ours = Chat.objects.announce("Ours", host=tom, home=home_of(tom), starts_at=EIGHT, questions=[], width="here",
                                 at=MONDAY)  # fmt: skip
    assert [policies.may_publish(*pair) for pair in ((tom, chat), (tom, ours), (ama, chat))] == [True, False, False]
    assert say(ours, tom, "Here.").is_public is False
    with time_machine.travel(EIGHT):
        for one, text in ((tom, "Yes."), (ama, "No.")):
            client.force_login(one)
            client.post(f"/community/chats/{chat.pk}/lines/", {"text": text, "is_public": "on"})

    assert dict(Line.objects.filter(chat=chat).values_list("text", "is_public")) == {"Yes.": True, "No.": False}
