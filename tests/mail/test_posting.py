import smtplib
import ssl
from datetime import timedelta

import pytest
import time_machine

from collegium.mail import posting
from collegium.mail.jobs import forget_letters, post_letters
from collegium.mail.models import ANSWER, CLAIM, MOST_TRIES, Letter, stop
from collegium.mail.posting import Refused, Server, in_words, post
from tests.conftest import MONDAY
from tests.mail.server import LATER, NEVER

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_monday():
    with time_machine.travel(MONDAY, tick=True):
        yield


@pytest.fixture(autouse=True)
def short_patience(monkeypatch):
    """A second is long enough to wait for a server that says nothing."""
    monkeypatch.setattr(Server, "timeout", 0.6)
    monkeypatch.setattr(posting, "Server", lambda: Server(timeout=0.6))


def states():
    return [letter.state for letter in Letter.objects.order_by("pk")]


def test_letters_go_over_one_connection_and_are_sent(note, mail_server, ama, tom):
    note(ama)
    note(tom, text="First line.\n.\n.hidden dot")

    with mail_server() as server:
        sent = post()

    assert (sent, server.connections) == (2, 1)
    assert server.addresses == ["ama@example.org", "tom@example.org"]
    assert states() == ["sent", "sent"]
    assert "\n.\n.hidden dot" in server.arrived[1].get_body(("plain",)).get_content().replace("\r", "")


def test_what_was_sent_is_not_sent_again(note, mail_server, tom):
    note(tom)

    with mail_server() as server:
        post()
        post()

    assert len(server.arrived) == 1


def test_put_off_at_the_address_it_goes_later(note, mail_server, ama, tom):
    note(ama)
    note(tom)

    with mail_server(RCPT={"ama@example.org": [LATER]}) as server:
        post()
        first = states()
        with time_machine.travel(MONDAY + timedelta(minutes=2)):
            post()

    assert first == ["waiting", "sent"]
    assert server.addresses == ["tom@example.org", "ama@example.org"]
    assert Letter.objects.get(person=ama).trouble == ""


def test_put_off_after_its_text_it_surely_did_not_go_and_goes_later(note, mail_server, tom):
    letter = note(tom)

    with mail_server(DATA=[LATER]):
        post()
        letter.refresh_from_db()
        waiting = (letter.state, letter.trouble, letter.due_at > MONDAY + timedelta(seconds=50))
        with time_machine.travel(MONDAY + timedelta(minutes=2)):
            post()

    assert waiting == ("waiting", "451 Try again later", True)
    assert states() == ["sent"]


@pytest.mark.parametrize("moment", ["RCPT", "DATA"])
def test_refused_it_is_dropped_with_the_servers_reason(note, mail_server, ama, tom, moment):
    note(ama)
    note(tom)

    with mail_server(**{moment: {"ama@example.org": NEVER}}):
        post()

    assert states() == ["dropped", "sent"]
    assert Letter.objects.get(person=ama).trouble == "550 No such mailbox"


def test_a_server_that_puts_everything_off_for_five_days_is_believed(note, mail_server, tom):
    letter = note(tom)
    Letter.objects.update(tries=MOST_TRIES - 1)

    with mail_server(RCPT=LATER):
        post()

    letter.refresh_from_db()
    assert (letter.state, letter.trouble) == ("dropped", "451 Try again later")


def test_pauses_grow_up_to_an_hour(note, tom):
    letter = note(tom)
    pauses = []
    for tries in (1, 2, 3, 7, 60):
        Letter.objects.update(tries=tries)
        letter.refresh_from_db()
        letter.put_off("later", at=MONDAY)
        pauses.append((letter.due_at - MONDAY).total_seconds() / 60)

    assert pauses == [1, 2, 4, 60, 60]


@pytest.mark.parametrize("end", ["hang up", "silence"])
def test_handed_over_without_an_answer_it_never_goes_again_by_itself(note, mail_server, ama, tom, end):
    note(ama)
    note(tom)

    with mail_server(DATA={"ama@example.org": end}) as server:
        post()
        with time_machine.travel(MONDAY + timedelta(days=1)):
            post()

    assert states() == ["perhaps", "sent"]
    assert server.addresses == ["tom@example.org"]
    assert Letter.objects.perhaps_sent().get().trouble == "The mail server hung up."


def test_a_keeper_may_send_it_again_when_nobody_is_at_it_any_more(note, mail_server, rob, tom):
    letter = note(tom)

    with mail_server(DATA=["hang up"]) as server:
        post()
        letter.refresh_from_db()
        letter.send_again(by=rob, at=letter.handed_at + timedelta(seconds=30))
        too_early = letter.state
        letter.send_again(by=rob, at=letter.handed_at + ANSWER + timedelta(seconds=1))
        with time_machine.travel(MONDAY + timedelta(minutes=5)):
            post()

    assert too_early == "perhaps"
    assert (len(server.arrived), states()) == (1, ["sent"])


def test_a_server_that_hangs_up_before_the_text_keeps_the_letter_waiting(note, mail_server, ama, tom):
    note(ama)
    note(tom)

    with mail_server(RCPT=["hang up"]) as server:
        post()
        first = states()
        with time_machine.travel(MONDAY + timedelta(minutes=2)):
            post()

    assert first == ["waiting", "waiting"]
    assert sorted(server.addresses) == ["ama@example.org", "tom@example.org"]


def test_a_server_that_hangs_up_after_some_letters_is_called_again(note, mail_server, ama, tom, sam):
    for person in (ama, tom, sam):
        note(person)

    with mail_server(RCPT={"tom@example.org": ["hang up"]}) as server:
        post()

    assert states() == ["sent", "waiting", "sent"]
    assert server.connections == 2


def test_nobody_answers_so_everything_waits_and_only_one_letter_is_tried(note, settings, ama, tom):
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", 9, False
    note(ama)
    note(tom)

    post()

    assert states() == ["waiting", "waiting"]
    assert [letter.tries for letter in Letter.objects.order_by("pk")] == [1, 0]
    assert "Nothing answers" in Letter.objects.order_by("pk")[0].trouble


def test_the_queue_outlives_a_day_without_a_server(note, mail_server, settings, tom):
    note(tom)
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", 9, False
    for minutes in range(0, 24 * 60, 1):
        with time_machine.travel(MONDAY + timedelta(minutes=minutes)):
            post()

    with mail_server() as server, time_machine.travel(MONDAY + timedelta(days=1, hours=1)):
        post()

    assert (len(server.arrived), states()) == (1, ["sent"])


@pytest.mark.parametrize("code", ["530 Authentication required", "421 Too many connections"])
def test_trouble_with_our_own_account_is_not_the_letters_fault(note, mail_server, ama, tom, code):
    note(ama)
    note(tom)

    with mail_server(RCPT=code):
        post()

    assert states() == ["waiting", "waiting"]
    assert Letter.objects.order_by("pk")[0].trouble == f"The mail server said: {code}"


def test_a_sender_that_the_server_does_not_take_is_not_the_letters_fault(note, mail_server, settings, tom):
    note(tom)

    with mail_server(MAIL="550 Not from you"):
        post()

    assert states() == ["waiting"]
    assert Letter.objects.get().trouble == "The mail server said: 550 Not from you"


def test_a_server_that_refuses_and_hangs_up_is_called_again_for_the_next(note, mail_server, ama, tom):
    note(ama)
    note(tom)

    with mail_server(RCPT={"ama@example.org": "refuse and hang up"}) as server:
        post()

    assert states() == ["dropped", "sent"]
    assert server.connections == 2


def test_the_job_does_what_the_page_promised(note, mail_server, tom):
    note(tom)

    with mail_server() as server:
        post_letters.call()
        forget_letters.call()

    assert len(server.arrived) == 1


def test_a_line_that_was_never_opened_is_dropped_quietly():
    Server().drop()
    Server().close()


@pytest.mark.parametrize(("host", "demo"), [("", False), ("127.0.0.1", True)], ids=["no server", "the demo"])
def test_nothing_leaves_without_a_server_or_in_the_demo(note, settings, tom, host, demo):
    settings.EMAIL_HOST, settings.DEMO = host, demo
    note(tom)

    assert (post(), states()) == (0, ["waiting"])


def test_who_has_left_gets_nothing_more_but_a_farewell(note, mail_server, tom, rob):
    tom.appointments_now().get().end(on=MONDAY.date() - timedelta(days=1), by=rob, at=MONDAY)
    note(tom)
    note(tom, kind="farewell")

    with mail_server() as server:
        post()

    assert states() == ["dropped", "sent"]
    assert len(server.arrived) == 1


def test_what_is_no_longer_wanted_is_dropped_when_it_would_leave(note, mail_server, tom, ama):
    stop(tom, "reminder", at=MONDAY)
    note(tom, kind="reminder")
    note(ama, kind="reminder")
    note(ama, thing=666)

    with mail_server():
        post()

    assert states() == ["dropped", "sent", "dropped"]
    assert [letter.trouble for letter in Letter.objects.order_by("pk")] == [
        "The person wants no more letters of this kind.", "", "No longer wanted.",
    ]  # fmt: skip


def test_a_letter_that_cannot_be_made_does_not_hold_up_the_others(note, mail_server, ama, tom):
    broken = note(ama)
    Letter.objects.filter(pk=broken.pk).update(kind="of an app that is gone")
    note(tom)

    with mail_server():
        post()

    assert states() == ["waiting", "sent"]
    assert Letter.objects.get(pk=broken.pk).trouble == "Collegium could not make this letter."


@pytest.mark.both
def test_a_claim_is_one_workers_and_ends_by_itself(note, tom):
    note(tom)
    mine = Letter.objects.claim(MONDAY)
    nobody = Letter.objects.claim(MONDAY)
    theirs = Letter.objects.claim(MONDAY + CLAIM + timedelta(seconds=1))

    assert (nobody, theirs) == (None, mine)
    assert mine.hand(at=MONDAY) is False
    assert theirs.hand(at=MONDAY) is True


def test_a_worker_that_was_too_slow_leaves_the_letter_to_the_other(note, mail_server, tom):
    letter = note(tom)

    def another_worker_claims(address):
        Letter.objects.filter(pk=letter.pk).update(tries=5, claimed_at=MONDAY - timedelta(minutes=1))

    with mail_server() as server:
        slow = Letter.objects.claim(MONDAY)
        Letter.objects.filter(pk=letter.pk).update(tries=5)
        line = Server(timeout=1)
        posting.hand_over(posting.Parcel.of(slow), line)

    assert (server.arrived, states(), line.backend) == ([], ["waiting"], None)


def test_after_a_kill_the_next_round_waits_for_the_claim_to_end(note, mail_server, tom, monkeypatch):
    note(tom)
    Letter.objects.claim(MONDAY)

    def wait(seconds):
        Letter.objects.update(claimed_at=MONDAY - CLAIM - timedelta(seconds=1))

    monkeypatch.setattr(posting.time, "sleep", wait)
    with mail_server() as server:
        sent = post()

    assert (sent, len(server.arrived)) == (1, 1)


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (smtplib.SMTPAuthenticationError(535, b"no"), "did not accept the user name"),
        (smtplib.SMTPNotSupportedError("STARTTLS"), "does not offer what was asked for: STARTTLS"),
        (ssl.SSLError("wrong version"), "encryption"),
        (TimeoutError(), "did not answer in time"),
        (ConnectionRefusedError(), "Nothing answers"),
        (smtplib.SMTPResponseException(554, "go away"), "said: 554 go away"),
        (smtplib.SMTPServerDisconnected(), "hung up"),
        (OSError("no route to host"), "could not be reached: no route to host"),
    ],
)
def test_trouble_is_a_sentence_that_says_where_to_look(trouble, words):
    assert words in in_words(trouble)


def test_a_refusal_keeps_the_servers_words():
    assert str(Refused(550, b"No\r\nsuch  box", for_good=True)) == "550 No such box"
