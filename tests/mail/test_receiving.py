"""What comes in: the right key, the right sender and an open question, or nothing changes."""

from datetime import timedelta

import pytest

from collegium.mail import questions
from collegium.mail.composing import compose
from collegium.mail.keys import key_of, keys_in, letter_of, reply_address
from collegium.mail.models import Letter, Received
from collegium.mail.models.received import forget_what_came
from collegium.mail.questions import Answer, Closed, Question
from collegium.mail.reading import LARGEST
from collegium.mail.receiving import receive
from tests.conftest import FRIDAY, MONDAY
from tests.mail.incoming import answer_to

pytestmark = pytest.mark.django_db
Fate = Received.Fate


@pytest.fixture(autouse=True)
def answers_come_in(settings):
    settings.REPLY_ADDRESS = "collegium+{key}@example.org"
    settings.ADDRESS = "https://learn.example.org"


@pytest.fixture
def heard(some_kinds, monkeypatch):
    """What was answered to notes, which ask whether one is coming. “666” is closed, “777” closes meanwhile."""
    said = []
    monkeypatch.setattr(questions, "_finders", dict(questions._finders))

    def take(letter, code, words):
        if letter.thing == 777:
            raise Closed
        said.append((letter.person.first_name, code, words))

    def find(letter, part):
        return None if letter.thing == 666 else Question(
            title="Are you coming?", answers=[Answer("coming", "Coming"), Answer("away", "Cannot come")],
            take=lambda code, words, at: take(letter, code, words),
        )  # fmt: skip

    questions.register("note", find)
    return said


def told(letter):
    """The letters about answers to this letter, as text."""
    return [one.text for one in Letter.objects.filter(kind="answer", thing=letter.pk)]


@pytest.mark.both
@pytest.mark.parametrize("more", [{}, {"by_name": True, "to": None}], ids=["by its address", "by what it answers"])
def test_an_answer_is_taken_once_however_often_it_is_delivered(note, heard, tom, more):
    raw = answer_to(note(tom), "Coming, and I bring the biscuits", **more)

    fates = [receive(raw, at=FRIDAY).fate for _ in range(3)]

    assert fates == [Fate.TAKEN] * 3
    assert heard == [("Tom", "coming", "and I bring the biscuits")]
    assert Received.objects.count() == 1


def test_a_second_answer_is_another_word_on_the_same_question(note, heard, tom):
    letter = note(tom)

    receive(answer_to(letter, "Coming"), at=FRIDAY)
    receive(answer_to(letter, "Sorry, I can't"), at=FRIDAY)

    assert [code for _who, code, _words in heard] == ["coming", "away"]


def receipts(letter):
    return [one.text for one in Letter.objects.filter(kind="receipt", thing=letter.pk).order_by("pk")]


def test_a_receipt_says_how_it_was_understood_and_where_it_is_changed(note, heard, tom):
    letter = note(tom)

    receive(answer_to(letter, "Coming, and I bring the biscuits"), at=FRIDAY)
    receive(answer_to(letter, "Coming, and I bring the biscuits", message_id="<again@example.org>"), at=FRIDAY)

    (text,) = receipts(letter)
    assert text.split("\n\n") == [
        "“Are you coming?” Your answer counts as: Coming.",
        "“and I bring the biscuits”",
        "If that is not what you meant, change it here: "
        f"https://learn.example.org/post/answer/{key_of(letter, label='answer')}/",
    ]


def test_a_receipt_is_answered_as_the_letter_itself_and_never_goes_round_and_round(note, heard, tom):
    letter = note(tom)
    for words in ("Coming", "Cannot come") * 3:
        answered = Letter.objects.filter(kind="receipt").last() or letter
        receive(answer_to(answered, words), at=FRIDAY)

    assert [code for _who, code, _words in heard] == ["coming", "away"] * 3
    assert len(receipts(letter)) == 3


def test_an_answer_from_another_address_changes_nothing_and_its_owner_hears_of_it_once(note, heard, tom):
    letter = note(tom)

    fates = [receive(answer_to(letter, "Coming", sender="tom.weller@home.example"), at=FRIDAY).fate for _ in "12"]

    assert (fates, heard) == ([Fate.STRANGER] * 2, [])
    assert [one.goes_to for one in Letter.objects.filter(kind="answer")] == ["tom@example.org"]
    assert "came from an address that is not the one we write to" in told(letter)[0]
    assert f"https://learn.example.org/post/answer/{key_of(letter, label='answer')}/" in told(letter)[0]


def test_whom_the_mail_server_calls_forged_is_not_believed(note, heard, tom):
    forged = answer_to(note(tom), "Coming", Authentication_Results="mx.example.org; dmarc=fail header.from=e.org")

    assert (receive(forged, at=FRIDAY).fate, heard) == (Fate.STRANGER, [])


def test_two_senders_are_none(note, heard, tom):
    raw = answer_to(note(tom), "Coming").replace(b"Subject:", b"From: ama@example.org\nSubject:", 1)

    assert (receive(raw, at=FRIDAY).fate, heard) == (Fate.STRANGER, [])


@pytest.mark.parametrize(
    "address",
    ["collegium@example.org", "collegium+r1-aaaaaaaaaaaaaaaaaaaaaaaaaa@example.org", "collegium+r9999-x@example.org"],
)
def test_without_a_right_key_nothing_happens_and_nobody_is_answered(note, heard, tom, address):
    letter = note(tom)

    fate = receive(answer_to(letter, "Coming", to=address), at=FRIDAY).fate

    assert (fate, heard, told(letter)) == (Fate.UNKNOWN, [], [])


@pytest.mark.parametrize(
    "header",
    [
        {"Auto_Submitted": "auto-replied"}, {"Auto_Submitted": "auto-generated; type=vacation"},
        {"Precedence": "bulk"}, {"Precedence": "list"}, {"List_Id": "<staff.example.org>"}, {"Return_Path": "<>"},
        {"X_Autoreply": "yes"},
        {"sender": "MAILER-DAEMON@example.org"}, {"sender": "no-reply@example.org"},
    ],
    ids=str,
)  # fmt: skip
def test_a_machine_is_never_answered_and_changes_nothing(note, heard, tom, header):
    letter = note(tom)

    fate = receive(answer_to(letter, "What is this?", **header), at=FRIDAY).fate

    assert (fate, heard, Letter.objects.count()) == (Fate.AUTOMATIC, [], 1)


@pytest.mark.parametrize(
    "subject",
    ["Automatic reply: Tuesday", "Réponse automatique : Tuesday", "Automatische Antwort: Tuesday",
     "Respuesta automática: Tuesday", "Automatyczna odpowiedź: Tuesday", "Risposta automatica: Tuesday",
     "Out of Office: Tuesday", "Abwesenheitsnotiz: Tuesday"],
)  # fmt: skip
def test_an_absence_note_that_does_not_call_itself_one_is_known_by_its_subject(note, heard, tom, subject):
    letter = note(tom)
    raw = answer_to(letter, "I am away for now.").replace(b"Subject: Re: Tuesday", f"Subject: {subject}".encode())

    assert (receive(raw, at=FRIDAY).fate, Letter.objects.count()) == (Fate.AUTOMATIC, 1)


def test_what_cannot_be_understood_gets_one_clear_letter_with_the_link(note, heard, tom):
    letter = note(tom)

    fates = [receive(answer_to(letter, words), at=FRIDAY).fate for words in ("Which room?", "Hm.", "")]

    assert (fates, heard) == ([Fate.UNCLEAR] * 3, [])
    assert len(told(letter)) == 1
    assert "begin with one of these: “Coming”, “Cannot come”." in told(letter)[0]
    assert "/post/answer/" in told(letter)[0]


def test_the_clear_letter_can_be_answered_too_and_never_brings_another(note, heard, tom):
    letter = note(tom)
    receive(answer_to(letter, "Which room?"), at=FRIDAY)
    help_letter = Letter.objects.get(kind="answer")

    fates = [receive(answer_to(help_letter, words), at=FRIDAY).fate for words in ("Aha", "Coming")]

    assert fates == [Fate.UNCLEAR, Fate.TAKEN]
    assert heard == [("Tom", "coming", "")]
    assert Letter.objects.filter(kind="answer").count() == 1


@pytest.mark.parametrize(("thing", "fate"), [(666, Fate.CLOSED), (777, Fate.CLOSED)])
def test_a_closed_question_is_said_to_be_closed(note, heard, tom, thing, fate):
    letter = note(tom, thing=thing)

    assert receive(answer_to(letter, "Coming", quoting=False, to=reply_address(letter)), at=FRIDAY).fate == fate
    assert "The question is closed by now" in told(letter)[0]


def test_a_letter_that_asks_nothing_says_so(note, heard, tom):
    letter = note(tom, kind="reminder")

    assert receive(answer_to(letter, "Thanks!", by_name=True), at=FRIDAY).fate == Fate.NO_QUESTION
    assert "Nobody reads answers to that letter" in told(letter)[0]


def test_who_has_left_every_school_is_not_written_to(note, heard, tom):
    letter = note(tom)
    raw = answer_to(letter, "Coming")
    tom.appointments.update(ends_on=MONDAY.date() - timedelta(days=30))

    assert (receive(raw, at=FRIDAY).fate, heard, told(letter)) == (Fate.CLOSED, [], [])


def test_a_message_without_a_name_is_known_by_all_of_it(note, heard, tom):
    raw = answer_to(note(tom), "Coming")
    raw = b"\n".join(line for line in raw.split(b"\n") if not line.startswith(b"Message-ID"))

    receive(raw, at=FRIDAY)
    receive(raw, at=FRIDAY)

    assert len(heard) == 1


def test_of_a_huge_message_only_the_beginning_is_read(note, heard, tom):
    raw = answer_to(note(tom), "Coming", quoting=False) + b"\n" + b"picture " * (LARGEST // 4)

    assert receive(raw, at=FRIDAY).fate == Fate.TAKEN
    assert heard[0][:2] == ("Tom", "coming")


@pytest.mark.parametrize(
    "raw",
    [b"", b"\x00\xff\xfe", b"not a message", b"From: <<>>\nTo: ;;\n\n", b"Content-Type: multipart/mixed\n\n--\n",
     b"Content-Type: text/plain; charset=nonsense\nFrom: a@b.example\n\nhello", b"\n" * 100,
     b"From: =?utf-8?b?////?= <tom@example.org>\nMessage-ID: " + b"<" * 5_000 + b"\n\nComing"],
)  # fmt: skip
def test_what_is_no_message_does_no_harm(heard, raw, db):
    assert receive(raw, at=FRIDAY).fate in {Fate.UNKNOWN, Fate.UNREADABLE, Fate.AUTOMATIC}
    assert heard == []


def test_html_alone_and_old_letters_of_the_alphabet_are_read(note, heard, tom):
    letter = note(tom)
    head = f"From: tom@example.org\nTo: {reply_address(letter)}\nMIME-Version: 1.0\n"
    html = head + 'Message-ID: <1@x>\nContent-Type: text/html; charset="iso-8859-2"\n\n<p>B\u0119d\u0119</p>'
    latin = head + 'Message-ID: <2@x>\nContent-Type: text/plain; charset="iso-8859-1"\n\nJe ne peux pas, désolé'

    receive(html.encode("iso-8859-2"), at=FRIDAY)
    receive(latin.encode("iso-8859-1"), at=FRIDAY)

    assert heard == [("Tom", "coming", ""), ("Tom", "away", "désolé")]


def test_a_key_belongs_to_one_letter_and_one_part_of_it(note, heard, tom, ama):
    first, second = note(tom), note(ama)
    key = keys_in(reply_address(first, 7), "")[0]

    assert letter_of(key) == first
    assert letter_of(key._replace(part=8)) is None
    assert letter_of(key._replace(letter=second.pk)) is None
    assert letter_of(key._replace(letter=999_999)) is None
    assert keys_in(reply_address(first, 7).upper(), "")[0] == key


def test_a_letter_that_asks_says_where_to_answer_and_how(note, heard, tom):
    message = compose(note(tom))

    assert message.reply_to == [reply_address(Letter.objects.get())]
    assert message.body.startswith("‒ ‒ ‒ To answer, write above this line ‒ ‒ ‒")
    assert "To answer by mail, begin with one of these: “Coming”, “Cannot come”." in message.body
    assert "https://learn.example.org/post/answer/" in message.body
    assert "https://learn.example.org/post/answer/" in message.alternatives[0][0]


def test_where_no_answer_can_come_in_only_the_link_stands(note, heard, tom, settings):
    settings.REPLY_ADDRESS = ""
    message = compose(note(tom))

    assert not message.reply_to
    assert "‒ ‒ ‒" not in message.body
    assert "by mail" not in message.body
    assert "https://learn.example.org/post/answer/" in message.body


@pytest.mark.parametrize(
    ("pattern", "address"),
    [
        ("answers@example.org", "answers@example.org"),
        ("{key}@answers.example.org", "r{key}@answers.example.org"),
        ("the-professional-learning-of-all-our-schools+{key}@example.org",
         "the-professional-learning-of-all-our-schools@example.org"),
    ],
)  # fmt: skip
def test_a_mailbox_without_room_for_a_key_knows_the_letter_by_its_name(note, heard, tom, settings, pattern, address):
    settings.REPLY_ADDRESS = pattern
    letter = note(tom)

    assert reply_address(letter) == address.replace("{key}", key_of(letter))
    assert receive(answer_to(letter, "Coming", by_name=True), at=FRIDAY).fate == Fate.TAKEN


def test_that_a_message_came_is_forgotten_after_a_year(note, heard, tom):
    receive(answer_to(note(tom), "Coming"), at=FRIDAY)

    forget_what_came(at=FRIDAY + timedelta(days=300))
    kept = Received.objects.count()
    forget_what_came(at=FRIDAY + timedelta(days=500))

    assert (kept, Received.objects.count()) == (1, 0)
