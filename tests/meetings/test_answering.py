"""Coming or not: by mail, by the link without signing in, and by the calendar's own answer (iTIP REPLY)."""

from datetime import timedelta
from email.message import EmailMessage

import icalendar
import pytest
from django.urls import reverse

from collegium.calendar.replying import Unclear, read_reply
from collegium.history.models import Entry
from collegium.mail.keys import calendar_address, key_of
from collegium.mail.models import Letter, Received
from collegium.mail.questions import question_of
from collegium.mail.receiving import receive
from collegium.meetings import answering, reminding
from collegium.meetings.models import Attendance, Invited, Meeting
from tests.conftest import MONDAY
from tests.mail.incoming import answer_to
from tests.meetings.conftest import TUESDAY_17

Fate = Received.Fate
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def answers_come_in(settings, at_monday):
    settings.REPLY_ADDRESS = "collegium+{key}@example.org"
    settings.DEFAULT_FROM_EMAIL = "Collegium <collegium@example.org>"


@pytest.fixture
def letter(meeting, tom):
    return Letter.objects.get(kind="meeting", person=tom)


@pytest.fixture
def link(letter):
    return reverse("mail:answer", args=[key_of(letter, label="answer")])


@pytest.fixture
def post(link):
    return link + "kept/"


def words(meeting):
    return {row.person.first_name: row.word for row in Attendance.objects.filter(meeting=meeting)}


def pressed(invited, answer="ACCEPTED", *, to="", sender="tom@example.org", method="REPLY", **changes):
    """The bytes that a calendar sends when somebody presses accept."""
    event = icalendar.Event()
    stamp = MONDAY + timedelta(minutes=3)
    given = {"uid": invited.meeting.uid, "sequence": invited.sequence, "dtstamp": stamp} | changes
    attendee = icalendar.vCalAddress(f"mailto:{given.pop('attendee', 'tom@example.org')}")
    attendee.params["PARTSTAT"] = answer
    event.add("attendee", attendee, encode=False)
    for name, value in given.items():
        event.add(name, value)
    calendar = icalendar.Calendar()
    calendar.add("method", method)
    calendar.add_component(event)
    message = EmailMessage()
    message["From"], message["To"] = sender, to or calendar_address(invited.pk, invited.person_id)
    message["Auto-Submitted"], message["Subject"] = "auto-generated", f"Accepted: {answer} {given}"
    message.set_content("Tom has accepted.")
    message.add_alternative(calendar.to_ical().decode(), subtype="calendar", params={"method": method})
    return message.as_bytes()


@pytest.fixture
def invited(meeting, tom):
    return Invited.objects.select_related("meeting").get(meeting=meeting, person=tom)


def at(minutes=5):
    return MONDAY + timedelta(minutes=minutes)


@pytest.mark.both
@pytest.mark.parametrize(
    ("said", "word"),
    [("Coming, with biscuits", "coming"), ("Je ne peux pas", "away"), ("Vielleicht", "maybe"), ("Nie mogę", "away")],
)
def test_an_answer_by_mail_is_the_persons_own_word(letter, meeting, said, word):
    assert receive(answer_to(letter, said), at=at()).fate == Fate.TAKEN
    assert words(meeting) == {"Tom": word}
    assert Entry.objects.order_by("-pk").first().did == {"coming": "will come", "away": "sent apologies",
                                                         "maybe": "may come"}[word]  # fmt: skip


def test_the_reminder_can_be_answered_too(meeting, tom, time_machine_at):
    time_machine_at(TUESDAY_17 - timedelta(days=1))
    reminding.remind_everybody(at=TUESDAY_17 - timedelta(days=1))
    reminder = Letter.objects.get(kind="meeting-reminder", person=tom)

    receive(answer_to(reminder, "Sorry, I can't make it"), at=TUESDAY_17 - timedelta(days=1))
    Meeting.objects.update(starts_at=TUESDAY_17 + timedelta(days=7))

    assert words(meeting) == {"Tom": "away"}
    assert question_of(reminder) is None


def test_opening_the_link_shows_the_question_and_changes_nothing(client, link, meeting):
    page = client.get(link)

    assert page.status_code == 200
    assert [answer.code for answer in page.context["question"].answers] == ["coming", "maybe", "away"]
    assert "Ama" not in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert words(meeting) == {}


def test_one_tap_without_signing_in_is_kept_and_another_changes_it(client, link, post, meeting):
    first = client.post(post, {"answer": "coming", "key": "a"}, follow=True)
    again = client.post(post, {"answer": "coming", "key": "a"}, follow=True)
    client.post(post, {"answer": "away", "key": "b"})

    assert "Thank you" in first.content.decode()
    assert again.status_code == 200
    assert "You have answered. Another tap changes it." in again.content.decode()
    assert words(meeting) == {"Tom": "away"}
    assert Entry.objects.filter(did="will come").count() == 1


def test_an_answer_that_there_is_not_is_asked_for_again(client, post, meeting):
    page = client.post(post, {"answer": "dancing"})

    assert page.status_code == 422
    assert "Press one of the answers, please." in page.content.decode()


def test_a_link_of_which_a_letter_was_changed_opens_nothing(client, link, letter):
    wrong = link.replace(link.rstrip("/")[-1] + "/", ("a" if link.rstrip("/")[-1] != "a" else "b") + "/")

    assert client.get(wrong).status_code == 404
    assert client.get(link.replace(f"/{letter.pk}-", f"/{letter.pk + 1}-")).status_code == 404


def test_once_the_meeting_has_begun_the_link_says_that_it_is_closed(client, link, post, meeting, time_machine_at):
    time_machine_at(TUESDAY_17 + timedelta(minutes=1))

    pages = [client.get(link), client.post(post, {"answer": "coming"})]

    assert [page.status_code for page in pages] == [410, 410]
    assert "This question is closed" in pages[0].content.decode()
    assert words(meeting) == {}


def test_after_leaving_the_group_neither_link_nor_mail_does_anything(client, post, letter, meeting, feedback, tom):
    feedback.memberships.filter(person=tom).update(left_on=MONDAY.date() - timedelta(days=1))

    assert client.post(post, {"answer": "coming"}).status_code == 410
    assert receive(answer_to(letter, "Coming", quoting=False), at=at()).fate == Fate.CLOSED
    assert words(meeting) == {}


def test_who_has_left_the_school_finds_nothing_behind_the_link(client, link, tom):
    tom.appointments.update(ends_on=MONDAY.date() - timedelta(days=30))

    assert client.get(link).status_code == 404


def test_who_is_there_stays_there(letter, meeting, tom):
    Attendance.objects.say(meeting, tom, "here", by=tom, at=MONDAY)

    assert receive(answer_to(letter, "I can't"), at=at()).fate == Fate.CLOSED
    assert words(meeting) == {"Tom": "here"}


def test_each_invitation_has_an_organiser_of_its_own_that_stays(meeting, invited, tom, ama):
    first = Letter.objects.get(kind="meeting", person=tom).invitation.replace("\r\n ", "")
    meeting.move(by=ama, at=MONDAY, room="Room 14")
    second = Letter.objects.filter(kind="meeting", person=tom).latest("pk").invitation.replace("\r\n ", "")

    organiser = f"mailto:{calendar_address(invited.pk, tom.pk)}"
    for text in (first, second):
        assert organiser in text
        assert 'SENT-BY="mailto:collegium@example.org"' in text
        assert "RSVP=TRUE" in text


def test_where_no_answer_can_come_in_the_calendar_is_asked_for_none(settings, feedback, ama, tom):
    settings.REPLY_ADDRESS = ""
    found = Meeting.objects.create(group=feedback, starts_at=TUESDAY_17, changed_at=MONDAY)
    found.confirm(by=ama, at=MONDAY)
    text = Letter.objects.get(kind="meeting", person=tom).invitation.replace("\r\n ", "")

    assert "ORGANIZER;CN=Collegium:mailto:collegium@example.org" in text
    assert "RSVP=FALSE" in text
    assert Invited.objects.get(person=tom).organiser == ""


@pytest.mark.both
@pytest.mark.parametrize(
    ("answer", "word"), [("ACCEPTED", "coming"), ("DECLINED", "away"), ("TENTATIVE", "maybe")]
)
def test_pressing_a_button_in_the_calendar_is_an_answer(invited, meeting, answer, word):
    raw = pressed(invited, answer)

    assert [receive(raw, at=at()).fate for _ in "12"] == [Fate.TAKEN] * 2
    assert words(meeting) == {"Tom": word}
    assert Attendance.objects.get().at == MONDAY + timedelta(minutes=3)


@pytest.mark.parametrize(
    ("changes", "fate"),
    [
        ({"sender": "ama@example.org"}, Fate.STRANGER),
        ({"attendee": "ama@example.org"}, Fate.STRANGER),
        ({"uid": "another@example.org"}, Fate.STRANGER),
        ({"to": "collegium@example.org"}, Fate.UNKNOWN),
        ({"to": "collegium+i1-aaaaaaaaaaaaaaaaaaaaaaaaaa@example.org"}, Fate.UNKNOWN),
        ({"to": "collegium+i99999-aaaaaaaaaaaaaaaaaaaaaaaaaa@example.org"}, Fate.UNKNOWN),
        ({"sequence": 7}, Fate.STALE),
        ({"answer": "NEEDS-ACTION"}, Fate.UNCLEAR),
        ({"answer": "DELEGATED"}, Fate.UNCLEAR),
    ],
    ids=str,
)
def test_a_forged_answer_of_a_calendar_changes_nothing(invited, meeting, changes, fate):
    before = Letter.objects.count()

    assert receive(pressed(invited, **changes), at=at()).fate == fate
    assert (words(meeting), Letter.objects.count()) == ({}, before)


def test_a_calendars_answer_that_its_mail_server_calls_forged_is_not_believed(invited, meeting):
    raw = b"Authentication-Results: mx; dmarc=fail\n" + pressed(invited)

    assert (receive(raw, at=at()).fate, words(meeting)) == (Fate.STRANGER, {})


def test_another_ones_key_does_not_open_this_invitation(invited, meeting, ama):
    other = Invited.objects.select_related("meeting").get(meeting=meeting, person=ama)

    assert receive(pressed(invited, to=calendar_address(other.pk, ama.pk)), at=at()).fate == Fate.STRANGER
    assert words(meeting) == {}


def test_yes_to_the_time_of_before_is_stale(invited, meeting, ama):
    yes = pressed(invited)
    meeting.move(by=ama, at=at(1), starts_at=TUESDAY_17 + timedelta(hours=1))

    assert (receive(yes, at=at()).fate, words(meeting)) == (Fate.STALE, {})


def test_of_two_answers_that_overtake_each_other_the_later_word_stands(invited, meeting):
    no, yes = pressed(invited, "DECLINED", dtstamp=at(4)), pressed(invited, "ACCEPTED", dtstamp=at(2))

    fates = [receive(raw, at=at(minutes)).fate for minutes, raw in ((6, no), (7, yes))]

    assert fates == [Fate.TAKEN, Fate.STALE]
    assert words(meeting) == {"Tom": "away"}


def test_a_clock_that_goes_ahead_cannot_have_the_last_word_for_ever(invited, meeting, letter):
    receive(pressed(invited, dtstamp=MONDAY + timedelta(days=300)), at=at())
    receive(answer_to(letter, "I can't"), at=at(6))

    assert words(meeting) == {"Tom": "away"}


def test_a_meeting_that_was_called_off_takes_no_answer(invited, meeting, ama):
    yes = pressed(invited)
    meeting.cancel(by=ama, at=at(1))

    assert (receive(yes, at=at()).fate, words(meeting)) == (Fate.STALE, {})


def test_who_is_there_is_not_called_away_by_a_calendar(invited, meeting, tom):
    Attendance.objects.say(meeting, tom, "here", by=tom, at=MONDAY)

    assert (receive(pressed(invited, "DECLINED"), at=at()).fate, words(meeting)) == (Fate.CLOSED, {"Tom": "here"})


@pytest.mark.parametrize(
    "text",
    ["", "BEGIN:VCALENDAR", "BEGIN:VCALENDAR\nMETHOD:REPLY\nEND:VCALENDAR",
     "BEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VEVENT\nUID:1\nEND:VEVENT\nEND:VCALENDAR",
     "BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:1\nDTSTAMP:20261109T120000Z\nATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b\n"
     "ATTENDEE;PARTSTAT=ACCEPTED:mailto:c@d\nEND:VEVENT\nEND:VCALENDAR",
     "BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:1\nDTSTAMP;VALUE=DATE:20261109\n"
     "ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b\nEND:VEVENT\nEND:VCALENDAR"],
)  # fmt: skip
def test_what_is_not_the_answer_of_one_guest_to_one_event_is_none(text):
    with pytest.raises(Unclear):
        read_reply(text)


def test_an_answer_that_cannot_be_made_out_changes_nothing(invited, meeting):
    raw = pressed(invited).replace(b"PARTSTAT", b"PARTSTUT")

    assert (receive(raw, at=at()).fate, words(meeting)) == (Fate.UNREADABLE, {})


def test_a_time_without_a_zone_is_taken_as_utc():
    text = ("BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:1\nDTSTAMP:20261109T120000\n"
            "ATTENDEE;PARTSTAT=ACCEPTED:MAILTO:Tom@Example.org\nEND:VEVENT\nEND:VCALENDAR")  # fmt: skip

    reply = read_reply(text)

    assert (reply.stamp, reply.attendee, reply.sequence) == (MONDAY, "tom@example.org", 0)


def test_an_invitation_of_which_nothing_is_left_asks_nothing(letter, meeting):
    Invited.objects.all().delete()

    assert answering.of_invitation(letter, 0) is None
