"""When a meeting ends, its minutes are with everyone; one without a screen is told afterwards."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from collegium.enquiry.models import Trial
from collegium.mail.models import Letter
from collegium.meetings import afterwards, conducting, minutes
from collegium.meetings.models import Action, Attendance, Meeting, Note, Promise
from tests.meetings.conftest import TUESDAY_17

LATER = TUESDAY_17 + timedelta(minutes=80)
NEXT = datetime(2026, 12, 8, 15, 45, tzinfo=UTC)


@pytest.fixture
def held(meeting, northgate, ama, tom, gwen):
    """A meeting with a note, a promise of Tom's, an action of Ama's, and apologies from Gwen."""
    Meeting.objects.create(group=meeting.group, starts_at=NEXT, host=northgate, changed_at=TUESDAY_17)
    Attendance.objects.say(meeting, gwen, "away", by=gwen, at=TUESDAY_17)
    sitting = conducting.begin(meeting, by=ama, at=TUESDAY_17)
    Attendance.objects.say(meeting, tom, "here", by=ama, at=TUESDAY_17)
    Note.objects.write(sitting.item, "Tom: dots.", seen=0, base="", by=tom, at=TUESDAY_17)
    Promise.objects.make(
        group=meeting.group, meeting=meeting, person=tom, text="A key on the board", with_class="8B", by=ama,
        at=TUESDAY_17,
    )  # fmt: skip
    Action.objects.add(meeting, "Book the hall", owner=ama, due_on=date(2026, 12, 1), by=tom, at=TUESDAY_17)
    conducting.close(sitting, by=ama, at=LATER)
    return meeting


def letter_to(person):
    return Letter.objects.get(kind="minutes", person=person)


def page(client, person, name, *args):
    client.force_login(person)
    return client.get(reverse(name, args=args))


def test_each_reads_what_they_said_they_would_do_first(held, ama, tom):
    assert letter_to(tom).subject == "Feedback that Moves: minutes of 17 November"
    assert letter_to(tom).text.startswith(
        "What you said you would do:\n- A key on the board (8B) (not confirmed yet)\n\n"
        "There: Ama, Tom\nApologies: Gwen"
    )
    assert letter_to(ama).text.startswith("What you said you would do:\n- Book the hall by 1 December\n\n")
    assert "- Tom: A key on the board (8B)" in letter_to(ama).text
    assert "- Ama: Book the hall by 1 December" in letter_to(tom).text


def test_the_notes_and_the_next_date_are_in_it(held, tom):
    text = letter_to(tom).text

    assert "What each of us tried\nTom: dots." in text
    assert "Next time:\nFeedback that Moves\nTuesday 8 December 2026, 15:45–17:00\nNorthgate High" in text
    assert reverse("meetings:minutes", args=[held.pk]) in text


def test_who_sent_apologies_is_told_what_they_missed(held, gwen, tom):
    assert letter_to(gwen).text.startswith("You could not be there. This is what happened")
    assert "You could not be there" not in letter_to(tom).text


def test_sent_again_nobody_gets_a_second(held):
    minutes.send(held, at=LATER)

    assert Letter.objects.filter(kind="minutes").count() == 3


def test_who_has_left_meanwhile_does_not_get_them(held, tom, ama, at_monday):
    held.group.memberships.get(person=tom).leave(by=tom, at=TUESDAY_17 - timedelta(days=8))

    assert [minutes.is_wanted(letter_to(person)) for person in (ama, tom)] == [True, False]


def test_the_page_has_it_all_and_ones_own_first(client, held, tom):
    text = page(client, tom, "meetings:minutes", held.pk).content.decode()

    assert [words in text for words in (
        "What you said you would do", "A key on the board", "Tom: dots.", "Book the hall", "Yes, I will",
        "80 min, 25 planned", "Tuesday 8 December",
    )] == [True] * 7  # fmt: skip


def test_what_one_has_told_of_since_stands_there_as_told(client, held, tom):
    Trial.objects.report(Promise.objects.get(meeting=held, person=tom), "dropped", at=LATER)

    own = page(client, tom, "meetings:minutes", held.pk).content.decode()
    own = own[own.index("What you said you would do") :].split("</section>")[0]

    assert (own.count("#dropped"), own.count(">dropped<"), own.count("#circle")) == (1, 1, 0)


def test_a_member_finds_the_minutes_in_the_list_of_dates_and_a_colleague_does_not(client, held, tom, sam):
    way = reverse("meetings:minutes", args=[held.pk])

    lists = [page(client, person, "meetings:series", held.group.slug).content.decode() for person in (tom, sam)]

    assert [way in text for text in lists] == [True, False]


def test_a_note_is_put_right_afterwards(client, held, tom):
    note = Note.objects.get()
    client.force_login(tom)

    typed = {"text": "Tom: stars.", "seen": 1, "base": "Tom: dots."}
    client.post(reverse("meetings:note", args=[note.item_id]), typed)

    note.refresh_from_db()
    assert note.text == "Tom: stars."


def test_the_page_costs_the_same_for_one_and_for_three(client, held, ama, tom):
    client.force_login(ama)
    counts = []
    for number in (1, 3):
        for n in range(number):
            Action.objects.add(held, f"Thing {number} {n}", owner=tom, by=ama, at=LATER)
            Promise.objects.make(group=held.group, meeting=held, person=ama, text=f"{number} {n}", by=ama, at=LATER)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("meetings:minutes", args=[held.pk]))
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_a_meeting_that_nobody_has_told_of_says_how(client, meeting, tom):
    text = page(client, tom, "meetings:minutes", meeting.pk).content.decode()

    assert "If you met without a screen, tell of it in two minutes" in text


def test_a_meeting_without_a_screen_goes_out_the_same(client, meeting, ama, tom, gwen, time_machine_at):
    time_machine_at(LATER)
    client.force_login(ama)

    client.post(reverse("meetings:report", args=[meeting.pk]), {
        f"word_{ama.pk}": "here", f"word_{tom.pk}": "here", f"word_{gwen.pk}": "away",
        f"promise_{ama.pk}": "Dots", f"promise_{tom.pk}": "A key", "notes": "A good talk.",
        "next_on": "2026-12-08", "next_from": "16:00",
    })  # fmt: skip

    found = minutes.minutes_of(meeting)
    assert [person.first_name for person in found.came] == ["Ama", "Tom"]
    assert [(promise.text, promise.is_confirmed) for promise in found.promises] == [("Dots", True), ("A key", False)]
    assert [point.note.text for point in found.noted] == ["A good talk."]
    assert (found.next_meeting.local_start.hour, found.next_meeting.is_confirmed) == (16, True)
    assert "What you said you would do:\n- A key (not confirmed yet)" in letter_to(tom).text
    assert letter_to(gwen).text.startswith("You could not be there.")


@pytest.mark.parametrize(("host", "said"), [("mail.example", "on their way"), ("", "letters wait until mail works")])
def test_where_no_letter_leaves_none_is_said_to_be_on_its_way(client, meeting, ama, settings, host, said):
    settings.EMAIL_HOST = host
    client.force_login(ama)

    told = client.post(reverse("meetings:report", args=[meeting.pk]), {f"word_{ama.pk}": "here"}, follow=True)

    assert said in told.content.decode()


def test_what_cannot_be_is_said_beside_the_field(client, meeting, ama):
    client.force_login(ama)

    response = client.post(
        reverse("meetings:report", args=[meeting.pk]), {"next_on": "someday", f"promise_{ama.pk}": "Dots"}
    )

    assert (response.status_code, 'value="Dots"' in response.content.decode()) == (422, True)


def test_told_twice_the_first_telling_stands(meeting, ama, tom):
    first = afterwards.tell(meeting, words={ama: "here"}, promises={}, notes="First.", by=ama, at=LATER)
    again = afterwards.tell(meeting, words={tom: "here"}, promises={}, notes="Second.", by=tom, at=LATER)

    assert (first.pk, [note.text for note in Note.objects.all()]) == (again.pk, ["First."])
    assert [row.person for row in Attendance.objects.all()] == [ama]


def test_a_next_date_that_is_past_is_left_out(meeting, ama):
    afterwards.tell(meeting, words={}, promises={ama: ""}, next_at=TUESDAY_17, by=ama, at=LATER)

    assert Meeting.objects.count() == 1


def test_actions_are_done_or_taken_away_once(meeting, ama):
    action = Action.objects.add(meeting, "Book the hall", by=ama, at=TUESDAY_17)
    twin = Action.objects.add(meeting, "Book the hall", by=ama, at=TUESDAY_17)
    action.finish(by=ama, at=LATER)
    action.withdraw(by=ama, at=LATER)

    assert (twin, action.done_at, action.withdrawn_at) == (action, LATER, None)
    assert list(Action.objects.open()) == []
