"""One minute before the bus: answering by mail, by one tap without a password, and through a mail server's pipe."""

import os
import re
import subprocess
import sys
import time
from email.message import EmailMessage
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.journeys.conftest import free_port, judge, running, sign_in
from tests.mail.mailbox import PASSWORD, USER, mailbox

pytestmark = pytest.mark.journey
SMALL = {"width": 320, "height": 640}


@pytest.fixture(scope="module")
def school(tmp_path_factory, letterbox):
    """The demo's network with its mail switched on: letters leave by SMTP, and answers come into a mailbox."""
    data = tmp_path_factory.mktemp("answers") / "data"
    subprocess.run([sys.executable, "-m", "collegium", "demo", "--data", data], check=True, env=plain(), stdout=-3)
    (data / "collegium.toml").write_text(f'address = "http://localhost:{free_port()}"\n')
    with mailbox() as (box, port):
        settings = {
            "DEMO": "no", "MAIL_HOST": "127.0.0.1", "MAIL_PORT": str(letterbox.controller.port),
            "MAIL_SECURITY": "none", "MAIL_FROM": "Collegium <collegium@school.example>",
            "IMAP_HOST": "127.0.0.1", "IMAP_PORT": str(port), "IMAP_SECURITY": "none",
            "IMAP_USER": USER, "IMAP_PASSWORD": PASSWORD,
        }  # fmt: skip
        settings = {f"COLLEGIUM_{name}": value for name, value in settings.items()}
        with running(data, settings=settings) as house:
            house.settings, house.box = settings, box
            yield house


def plain():
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COLLEGIUM_")}
    return environment | {"PYTHONPATH": str(Path(__file__).parents[2] / "src")}


def letter(school, letterbox, subject, fits=lambda to, one: True):
    """The latest letter of this subject that fits; days go by until there is one."""
    for _days in range(8):
        end = time.monotonic() + 15
        while time.monotonic() < end:
            for to, one in reversed(list(letterbox.letters)):
                if subject in one["Subject"] and fits(to, one):
                    return one
            time.sleep(0.3)
        school.let_pass(days=4)
    raise AssertionError(f"no “{subject}” in {[one['Subject'] for _to, one in letterbox.letters]}")


def link_in(school, found):
    link = re.search(r"http\S+/post/answer/\S+/", found.get_body(("plain",)).get_content())
    return link and re.sub(r"http://[^/]+", school.address, link.group())


def is_open(school, found):
    """The meeting has not begun by the program's clock."""
    try:
        return urlopen(link_in(school, found)).status == 200
    except HTTPError:
        return False


def answer(found, words, sender=""):
    """As Outlook on a phone sends it."""
    ours = found.get_body(("plain",)).get_content()
    reply = EmailMessage()
    reply["From"], reply["To"] = sender or str(found["To"]), str(found["Reply-To"])
    reply["Subject"], reply["In-Reply-To"] = f"RE: {found['Subject']}", str(found["Message-ID"])
    reply["Message-ID"] = f"<{abs(hash((words, sender)))}@phone.example>"
    reply.set_content(
        f"{words}\n\nGet Outlook for iOS\n________________________________\nFrom: Collegium\nSent: Monday\n"
        f"To: you\nSubject: {found['Subject']}\n\n{ours}"
    )
    return reply.as_bytes()


def looked(school):
    """The worker has looked into the mailbox."""
    end = time.monotonic() + 90
    school.let_pass(minutes=2)
    while school.box.unseen() and time.monotonic() < end:
        time.sleep(0.3)
    assert school.box.unseen() == []


def test_a_mail_reply_reports_a_trial(school, letterbox, open_page):
    asked = letter(school, letterbox, "How did it go?")
    teacher = str(asked["To"])

    school.box.put(answer(asked, "Kept it, it works.", sender="somebody@home.example"))
    looked(school)
    school.box.put(answer(asked, "Kept it. They asked each other before they asked me."))
    looked(school)

    page = sign_in(open_page(), school, teacher)
    page.goto(f"{school.address}/enquiry/tried/")
    page.get_by_role("heading", name="Tried", exact=True).wait_for()
    page.locator("ul.rows a").first.click()
    page.get_by_text("They asked each other before they asked me.").wait_for()
    told = letter(school, letterbox, "Your answer to: How did it go?", lambda to, one: to == teacher)
    word = told.get_body(("plain",)).get_content()
    assert "came from an address that is not the one we write to" in word
    assert [to for to, _letter in letterbox.letters if to == "somebody@home.example"] == []
    assert len(school.box.messages) == 2, "everything stays in the mailbox"


def test_one_tap_on_a_small_phone_without_script_and_a_word_through_the_pipe(school, letterbox, open_page):
    reminder = letter(school, letterbox, "meets:", lambda to, one: is_open(school, one))
    page = open_page(SMALL, java_script_enabled=False)
    page.goto(link_in(school, reminder))
    assert page.locator("h1").inner_text() == "Are you coming?"
    page.get_by_role("button", name="Coming", exact=True).click()
    page.get_by_text("Thank you.").wait_for()
    page.get_by_text("Another tap changes it.").wait_for()
    looking = open_page()
    looking.goto(page.url)
    judge(looking, "the question of a letter")

    command = [sys.executable, "-m", "collegium", "receive", "--data", school.data]
    environment = plain() | school.settings
    sent = answer(reminder, "Sorry, I can't make it")
    done = [subprocess.run(command, input=sent, env=environment, capture_output=True, check=False) for _ in "12"]

    assert [(one.returncode, one.stdout) for one in done] == [(0, b"")] * 2, done[0].stderr
    page.reload()
    assert page.locator("button.primary").inner_text() == "Cannot come"
