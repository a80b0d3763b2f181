"""Looking into the mailbox: what is new is taken once, nothing is deleted, and trouble is said in words."""

import imaplib
import socket
import ssl
from types import SimpleNamespace

import pytest

from collegium.mail import fetching, inward, receiving
from collegium.mail.models import Received
from tests.conftest import MONDAY
from tests.mail.incoming import answer_to
from tests.mail.mailbox import PASSWORD, USER, mailbox
from tests.mail.test_receiving import answers_come_in, heard  # noqa: F401  fixtures

pytestmark = pytest.mark.django_db
SEEN = {r"\Seen"}


@pytest.fixture
def box(settings):
    with mailbox() as (found, port):
        settings.IMAP_HOST, settings.IMAP_PORT, settings.IMAP_SECURITY = "127.0.0.1", port, "none"
        settings.IMAP_USER, settings.IMAP_PASSWORD = USER, PASSWORD
        yield found


def test_what_is_new_is_taken_and_marked_as_read_and_stays_there(box, note, heard, tom, ama):  # noqa: F811
    for person, words in ((tom, "Coming"), (ama, "I can't")):
        box.put(answer_to(note(person), words))

    assert [fetching.fetch(), fetching.fetch()] == [2, 0]
    assert heard == [("Tom", "coming", ""), ("Ama", "away", "")]
    assert (len(box.messages), box.flags) == (2, [SEEN, SEEN])
    assert fetching.trouble_now() == ""


def test_killed_between_taking_and_marking_nothing_is_taken_twice(box, note, heard, tom):  # noqa: F811
    box.put(answer_to(note(tom), "Coming"))
    box.broken["STORE"] = "hang up"
    fetching.fetch()
    box.broken.clear()

    inward.fetch_answers.call()

    assert len(heard) == 1
    assert box.flags == [SEEN]
    assert Received.objects.count() == 1


def test_one_message_that_cannot_be_taken_does_not_hold_up_the_others(box, note, heard, tom, monkeypatch, caplog):  # noqa: F811
    first, second = answer_to(note(tom), "Coming"), answer_to(note(tom), "I can't")
    box.put(first)
    box.put(second)
    takes = iter([None, receiving.receive])
    monkeypatch.setattr(fetching, "receive", lambda raw, *, at: next(takes)(raw, at=at))

    assert fetching.fetch() == 2
    assert [code for _who, code, _words in heard] == ["away"]
    assert box.flags == [SEEN | {r"\Flagged"}, SEEN]
    assert "A message could not be taken" in caplog.text


@pytest.mark.parametrize(
    ("command", "answer", "words"),
    [
        ("SELECT", "NO no such mailbox", "The mailbox’s server said: no such mailbox"),
        ("SEARCH", "NO not now", "The mailbox’s server said: not now"),
        ("SEARCH", "hang up", "The mailbox’s server hung up."),
        ("LOGOUT", "hang up", ""),
    ],
)
def test_trouble_loses_nothing_and_is_said_in_words(box, note, heard, tom, command, answer, words):  # noqa: F811
    box.put(answer_to(note(tom), "Coming"))
    box.broken[command] = answer

    fetching.fetch()

    assert fetching.trouble_now() == words
    box.broken.clear()
    fetching.fetch()
    assert (len(heard), fetching.trouble_now()) == (1, "")


def test_a_wrong_password_is_said(box, settings):
    settings.IMAP_PASSWORD = "biscuits"

    assert fetching.fetch() == 0
    assert fetching.trouble_now() == "The mailbox’s server said: [AUTHENTICATIONFAILED] Authentication failed."


@pytest.mark.parametrize("security", ["tls", "starttls", "none"])
def test_a_mailbox_that_is_not_there_or_speaks_otherwise_is_trouble(settings, security):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.IMAP_HOST, settings.IMAP_PORT, settings.IMAP_SECURITY = "127.0.0.1", free.getsockname()[1], security

    assert fetching.fetch() == 0
    assert fetching.trouble_now() == "Nothing answers at the mailbox’s address and port."


def test_encryption_that_was_asked_for_is_never_left_out(box, settings):
    settings.IMAP_SECURITY = "starttls"

    assert fetching.fetch() == 0
    assert "TLS not supported" in fetching.trouble_now()


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (ssl.SSLError("no"), "could not agree on encryption"),
        (TimeoutError(), "did not answer in time"),
        (OSError("no route"), "could not be reached: no route"),
        (imaplib.IMAP4.abort("gone"), "hung up"),
    ],
)
def test_each_trouble_has_its_words(trouble, words):
    assert words in fetching.in_words(trouble)


@pytest.mark.parametrize("off", [{"IMAP_HOST": ""}, {"REPLY_ADDRESS": ""}, {"DEMO": True}], ids=str)
def test_without_a_mailbox_nobody_looks(settings, off):
    settings.IMAP_HOST = "127.0.0.1"
    for name, value in off.items():
        setattr(settings, name, value)

    assert fetching.fetch() == 0


def test_a_message_whose_flags_cannot_be_read_is_left_out():
    box = SimpleNamespace(uid=lambda *given: ("OK", [b")"] if given[0] == "FETCH" else [b""]))

    fetching._take_one(box, "1")

    assert Received.objects.count() == 0


def test_keepers_see_how_many_came_and_what_is_in_the_way(box, client, note, heard, tom, rob):  # noqa: F811
    box.put(answer_to(note(tom, at=MONDAY), "Coming"))
    fetching.fetch()
    box.broken["SELECT"] = "NO full"
    fetching.fetch()
    client.force_login(rob)

    page = client.get("/post/").content.decode()

    assert "Answers by mail" in page
    assert "1 · taken as an answer" in page
    assert "The mailbox’s server said: full" in page
    assert "None has come in" not in page
