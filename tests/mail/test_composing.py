from email import message_from_bytes, policy

import pytest

from collegium.mail.composing import compose
from collegium.people.models import Link
from tests.conftest import MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def address(settings):
    settings.ADDRESS = "https://learn.example.org"
    settings.DEFAULT_FROM_EMAIL = "Collegium <learning@example.org>"


def travel(letter):
    """The letter as the reader's mail program sees it."""
    return message_from_bytes(compose(letter).message().as_bytes(), policy=policy.default)


def test_plain_then_html_then_calendar(note, tom):
    message = travel(note(tom, invitation="BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", method="REQUEST"))

    parts = [part for part in message.walk() if not part.is_multipart()]
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in parts] == ["text/plain", "text/html", "text/calendar"]
    assert parts[2].get_param("method") == "REQUEST"
    assert parts[2].get_filename() is None


def test_a_letter_says_what_other_programs_need_to_know(note, tom):
    letter = note(tom)
    message, again = travel(letter), travel(letter)

    assert message["From"] == "Collegium <learning@example.org>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"].endswith("@learn.example.org>")
    assert message["Message-ID"] == again["Message-ID"]
    assert message["Date"] == "Mon, 09 Nov 2026 12:00:00 +0000"
    assert message["List-Unsubscribe"] is None


def test_a_reminder_can_be_stopped_by_its_own_link(note, tom):
    message = travel(note(tom, kind="reminder"))

    token = Link.objects.get(purpose="unsubscribe", person=tom).token
    assert message["List-Unsubscribe"].strip() == f"<https://learn.example.org/post/stop/reminder/{token}/>"
    text = message.get_body(("plain",)).get_content()
    assert "No more letters of this kind: https://learn.example.org/post/stop/" in text


def test_what_people_wrote_is_text_in_the_html_twin(note, tom):
    message = travel(note(tom, subject="<b>Hi</b>", text="<script>alert(1)</script>\n\nhttps://example.org/a?b=1&c=2"))

    html = message.get_body(("html",)).get_content()
    assert "<script" not in html
    assert "&lt;b&gt;Hi&lt;/b&gt;" in html
    assert '<a href="https://example.org/a?b=1&amp;c=2"' in html
    assert "<img" not in html
    assert "Northgate High" in html


def test_an_address_can_be_read_by_day_and_by_night(note, tom):
    html = travel(note(tom, text="Its page: https://example.org/a")).get_body(("html",)).get_content()

    assert 'href="https://example.org/a" style="color:#1f4f3f"' in html
    assert ".name, a { color: #8fcbb2 !important }" in html


def test_an_apps_own_html_stands_as_it_is(note, tom):
    assert "<em>now</em>" in travel(note(tom, html="<p>We meet <em>now</em>.</p>")).get_body(("html",)).get_content()


def test_a_letter_to_an_address_that_is_nobodys_yet(note, tom):
    letter = note(tom)
    letter.person, letter.to = None, "new@example.org"

    message = travel(letter)

    assert message["To"] == "new@example.org"
    assert "Collegium" in message.get_body(("plain",)).get_content()


def test_a_notice_to_the_old_address_does_not_follow_the_person(note, tom):
    letter = note(tom)
    letter.to = "old@example.org"

    assert (letter.goes_to, str(letter)) == ("old@example.org", f"note {letter.pk}")
    assert letter.written_at == MONDAY
