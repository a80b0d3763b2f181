"""Answers out of a mailbox at Dovecot, where the machine has it: what our own small mailbox may do otherwise."""

import imaplib
import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

from collegium.mail import fetching
from collegium.mail.fetching import Box
from collegium.mail.models import Received
from tests.mail.incoming import answer_to
from tests.mail.test_receiving import answers_come_in, heard  # noqa: F401  fixtures

DOVECOT = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not DOVECOT or os.getuid() != 0, reason="needs Debian's dovecot-imapd, and root to start it"),
]
PASSWORD = "tea-and-biscuits"
SETTINGS = """
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
mail_location = maildir:{folder}/mail/%u
first_valid_uid = 1
ssl = no
disable_plaintext_auth = no
service imap-login {{
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid=nobody gid=nogroup home={folder}/mail/%u
}}
"""


@pytest.fixture(scope="module")
def dovecot():
    """A mail server of its own on a free port; whoever knows the password has a mailbox."""
    with tempfile.TemporaryDirectory() as name, socket.socket() as free:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "mail").mkdir()
        shutil.chown(folder / "mail", "nobody")
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        (folder / "conf").write_text(SETTINGS.format(folder=folder, port=port, password=PASSWORD))
        running = subprocess.Popen([DOVECOT, "-F", "-c", folder / "conf"])
        try:
            wait_for(port)
            yield port
        finally:
            running.terminate()
            running.wait(10)


def wait_for(port):
    for _ in range(100):
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("Dovecot did not start")


@pytest.fixture
def box(dovecot, settings):
    """A fresh mailbox, as its owner would look into it."""
    settings.IMAP_HOST, settings.IMAP_PORT, settings.IMAP_SECURITY = "127.0.0.1", dovecot, "none"
    settings.IMAP_USER, settings.IMAP_PASSWORD = f"teacher{time.monotonic_ns()}", PASSWORD
    with imaplib.IMAP4("127.0.0.1", dovecot) as found:
        found.login(settings.IMAP_USER, PASSWORD)
        found.select("INBOX")
        yield found


def put(box, *messages):
    for raw in messages:
        box.append("INBOX", "", None, raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))


def flags(box):
    box.select("INBOX")
    return [set(imaplib.ParseFlags(line)) - {b"\\Recent"} for line in box.fetch("1:*", "(FLAGS)")[1]]


def test_what_is_new_is_taken_once_marked_as_read_and_stays(box, note, heard, tom, ama):  # noqa: F811
    put(box, answer_to(note(tom), "Coming"), b"\xff\xfe no message", answer_to(note(ama), "Cannot come"))

    assert [fetching.fetch(), fetching.fetch()] == [3, 0]
    assert [(who, code) for who, code, _words in heard] == [("Tom", "coming"), ("Ama", "away")]
    assert flags(box) == [{rb"\Seen"}] * 3
    assert fetching.trouble_now() == ""


def test_of_a_huge_message_only_the_beginning_is_fetched(box, note, heard, tom):  # noqa: F811
    put(box, answer_to(note(tom), "Coming", quoting=False) + b"\n" + b"x" * 3_000_000)

    assert fetching.fetch() == 1
    assert [code for _who, code, _words in heard] == ["coming"]


def test_what_its_owner_deletes_meanwhile_holds_up_nothing(box, note, heard, tom):  # noqa: F811
    put(box, answer_to(note(tom), "Coming"), answer_to(note(tom), "Cannot come"))
    with fetching._opened(Box.ours()) as looking:
        numbers = looking.uid("SEARCH", "UNSEEN")[1][0].split()
        box.select("INBOX")
        box.store("1", "+FLAGS", r"\Deleted")
        box.expunge()
        for number in numbers:
            fetching._take_one(looking, number.decode())

    assert [code for _who, code, _words in heard] == ["away"]


def test_two_who_look_at_once_take_it_once(box, note, heard, tom):  # noqa: F811
    put(box, answer_to(note(tom), "Coming"))
    with fetching._opened(Box.ours()) as one, fetching._opened(Box.ours()) as other:
        fetching._take_all(one)
        fetching._take_all(other)

    assert (len(heard), Received.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"IMAP_PASSWORD": "biscuits"}, "The mailbox’s server said: [AUTHENTICATIONFAILED] Authentication failed."),
        ({"IMAP_SECURITY": "starttls"}, "The mailbox’s server said: TLS not supported by server"),
        ({"IMAP_SECURITY": "tls"}, "could not agree on encryption"),
    ],
    ids=["password", "starttls", "tls"],
)
def test_what_is_wrong_is_said_in_words(box, settings, wrong, words):
    for name, value in wrong.items():
        setattr(settings, name, value)

    assert fetching.fetch() == 0
    assert words in fetching.trouble_now()
