"""What goes wrong at meetings: each has a clear answer, and nothing is lost."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from collegium.meetings import agenda, conducting, policies
from collegium.meetings.models import Note, Sitting, Spoken
from tests.meetings.test_conducting import at, come, on, sitting

__all__ = ["sitting"]


@pytest.mark.parametrize("minutes", [[], [1], [200, 200, 200]], ids=["nothing", "a minute", "ten hours"])
def test_an_agenda_of_no_minutes_or_of_ten_hours_is_said_in_words_and_held_all_the_same(
    client, meeting, ama, minutes, at_monday
):
    agenda.adopt(meeting)
    meeting.items.update(withdrawn_at=at())
    for number, long in enumerate(minutes):
        agenda.add(meeting, title=f"Part {number}", minutes=long, by=ama, at=at())
    remarks = agenda.look_at(agenda.agenda_of(meeting), meeting, first=True).remarks

    sitting = conducting.begin(meeting, by=ama, at=at())
    client.force_login(ama)
    page = client.get(reverse("meetings:live", args=[meeting.pk]))

    assert page.status_code == 200
    assert remarks[0] == (
        "Nothing stands on the agenda: add the first item." if not minutes
        else "No time to choose what each of you tries next: add an item for it."
    )  # fmt: skip
    assert ("600 minutes are planned, and the meeting has 75: 525 too many." in remarks) is (sum(minutes) == 600)
    assert conducting.close(sitting, by=ama, at=at(5)) is True


def test_a_chair_who_leaves_in_the_middle_loses_nothing_and_another_goes_on(sitting, ama, tom, gwen):
    come(sitting, tom, gwen)
    Note.objects.write(sitting.item, "Ama: dots.", seen=0, base="", by=ama, at=at())
    speaker = sitting.speaker

    sitting.meeting.group.memberships.get(person=ama).leave(by=ama, at=at(3))
    sitting.refresh_from_db()
    went_on = on(sitting, 2, 20)

    assert policies.may_steer(tom, sitting) is True
    assert (sitting.item, sitting.chair, Note.objects.get().text) == (went_on, ama, "Ama: dots.")
    assert speaker is None or Spoken.objects.filter(person=speaker).exists()
    assert conducting.close(sitting, by=tom, at=at(75)) is True


def test_a_meeting_in_progress_is_moved_over_the_clock_change_and_the_countdown_does_not_notice(sitting, ama):
    ends = sitting.step_ends_at
    local = sitting.meeting.local_start.time()

    sitting.meeting.move(starts_at=datetime(2027, 3, 30, 14, 45, tzinfo=UTC), by=ama, at=at(1))
    again = Sitting.objects.select_related("item", "meeting").get()

    assert (again.step_ends_at, again.is_open) == (ends, True)
    assert again.meeting.local_start.time() == local
    assert conducting.close(again, by=ama, at=at(75)) is True


def test_time_counts_on_through_the_hour_that_comes_twice(sitting):
    """In the night to 25 October the clocks go back: half past one is there twice, and ninety minutes are ninety."""
    night = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    Sitting.objects.filter(pk=sitting.pk).update(item_since=night)
    sitting.refresh_from_db()

    assert sitting.step_ends_at - night == timedelta(minutes=sitting.step_minutes)


def test_what_was_pressed_without_network_and_comes_late_changes_nothing(sitting, ama, tom, gwen):
    """A phone gives the word on offline; meanwhile the laptop has done so: the phone's press is a press of before."""
    come(sitting, tom, gwen)
    on(sitting, 1, 1)
    seen = sitting.speaker_id
    conducting.next_speaker(sitting, seen=seen, at=at(2))
    now = sitting.speaker_id

    conducting.next_speaker(sitting, seen=seen, at=at(12))

    assert sitting.speaker_id == now


def test_a_note_that_comes_after_the_end_is_kept(sitting, ama, tom):
    """Ten minutes without network, and the meeting was closed meanwhile: what was typed goes into its minutes."""
    item = sitting.item
    conducting.close(sitting, by=ama, at=at(10))

    Note.objects.write(item, "Tom: the key.", seen=0, base="", by=tom, at=at(20))

    assert policies.may_write(tom, item) is True
    assert Note.objects.get().text == "Tom: the key."
