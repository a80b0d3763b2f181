"""Notes that several write at once: nothing of what anybody typed is lost."""

import random

import pytest
from django.urls import reverse

from collegium.history.models import Entry
from collegium.meetings import agenda, conducting
from collegium.meetings.models import Clash, Note, Sitting, TooLong
from tests.crowd import asked, at_once, real_database
from tests.meetings.conftest import TUESDAY_17


@pytest.fixture
def item(meeting):
    agenda.adopt(meeting)
    return meeting.items.in_order().first()


def write(item, by, text, *, seen=0, base=""):
    return Note.objects.write(item, text, seen=seen, base=base, by=by, at=TUESDAY_17)


def post(client, person, item, text, *, seen=0, base="", data=False):
    client.force_login(person)
    headers = {"accept": "application/json"} if data else {}
    return client.post(
        reverse("meetings:note", args=[item.pk]), {"text": text, "seen": seen, "base": base}, headers=headers
    )


def test_each_saving_has_a_number_and_the_same_text_is_no_saving(item, tom):
    numbers = [write(item, tom, "Dots.").version, write(item, tom, "Dots.", seen=1).version]

    assert numbers == [1, 1]
    assert Entry.objects.filter(kind="meetings.note").exists() is False


def test_lines_of_two_writers_are_put_together(item, ama, tom):
    write(item, ama, "Tom: dots.")
    write(item, tom, "Tom: dots.\nInes asks.", seen=1, base="Tom: dots.")
    note = write(item, ama, "Tom: dots, Year 8.", seen=1, base="Tom: dots.")

    assert (note.text, note.version) == ("Tom: dots, Year 8.\nInes asks.", 3)


def test_the_same_line_in_two_ways_overwrites_neither(item, ama, tom):
    write(item, ama, "Dots.")
    write(item, tom, "Stars.", seen=1, base="Dots.")

    with pytest.raises(Clash) as clash:
        write(item, ama, "Ticks.", seen=1, base="Dots.")

    assert (clash.value.note.text, clash.value.note.by) == ("Stars.", tom)


def test_a_retried_saving_changes_nothing(item, ama):
    write(item, ama, "Dots.")
    again = write(item, ama, "Dots.", seen=0, base="")

    assert (again.text, again.version) == ("Dots.", 1)


def test_signs_that_no_database_keeps_are_left_out_and_line_ends_are_one_sign(item, tom):
    assert write(item, tom, "Dots\x00.\r\nInes\rasks.").text == "Dots.\nInes\nasks."


def test_more_than_a_note_holds_is_refused_and_what_was_there_stays(item, tom):
    write(item, tom, "Dots.")

    with pytest.raises(TooLong):
        write(item, tom, "x" * 20_001, seen=1, base="Dots.")

    assert Note.objects.get(item=item).text == "Dots."


def test_a_megabyte_is_answered_in_words_and_is_still_in_the_box(client, item, tom):
    text = "A long evening. " * 65_536

    response = post(client, tom, item, text)

    page = response.content.decode()
    assert (response.status_code, len(text)) == (422, 1_048_576)
    assert "That is more than a note holds" in page
    assert text in page


def test_a_clash_without_script_shows_both_texts_and_saving_again_settles_it(client, item, ama, tom):
    write(item, ama, "Dots.")
    write(item, tom, "Stars.", seen=1, base="Dots.")

    page = post(client, ama, item, "Ticks.", seen=1, base="Dots.")
    settled = post(client, ama, item, "Stars and ticks.", seen=2, base="Stars.")

    assert page.status_code == 409
    assert "Tom changed the same lines meanwhile" in page.content.decode()
    assert ("Ticks." in page.content.decode(), "Stars." in page.content.decode()) == (True, True)
    assert (settled.status_code, Note.objects.get(item=item).text) == (302, "Stars and ticks.")


def test_the_pages_own_script_gets_the_text_as_it_stands(client, item, ama, tom):
    first = post(client, ama, item, "Dots.", data=True).json()
    merged = post(client, tom, item, "Ines asks.", data=True).json()
    clash = post(client, ama, item, "Stars.", seen=1, base="Tom.", data=True)

    assert first == {"version": 1, "text": "Dots."}
    assert merged == {"version": 2, "text": "Dots.\nInes asks."}
    assert (clash.status_code, clash.json()) == (409, {"version": 2, "text": "Dots.\nInes asks.", "by": "Tom"})


def test_a_saving_is_news_for_the_others(item, meeting, ama):
    sitting = conducting.begin(meeting, by=ama, at=TUESDAY_17)
    write(item, ama, "Dots.")

    assert Sitting.objects.stirred_since(sitting.moves).exists() is True


def keep_writing(item, person, number, words):
    """As the page does it: from the last text it has, and when lines clash, both are kept."""
    seen, base = 0, ""
    for n in range(number):
        word = f"{words} {n}"
        mine = f"{base}\n{word}" if n % 3 else f"{word}\n{base}"
        while True:
            try:
                note = write(item, person, mine, seen=seen, base=base)
                break
            except Clash as clash:
                seen, base = clash.note.version, clash.note.text
                mine = f"{base}\n{word}"
        seen, base = note.version, note.text


def lost(item, tom, ama, sam, each):
    writers = [(tom, "Tom"), (ama, "Ama"), (sam, "Sam"), (tom, "Tom's phone")]
    came = at_once([lambda who=who, words=words: keep_writing(item, who, each, words) for who, words in writers])
    assert came == [None] * len(writers)
    kept = asked(lambda: Note.objects.get(item=item)).text.split("\n")
    return [f"{words} {n}" for _who, words in writers for n in range(each) if f"{words} {n}" not in kept]


@pytest.mark.both
def test_of_two_hundred_edits_by_four_at_once_none_is_lost(
    transactional_db, item, ama, tom, sam, tmp_path, record_property
):
    record_property("edits", 200)
    with real_database(tmp_path):
        assert lost(item, tom, ama, sam, 50) == []


@pytest.mark.both
@pytest.mark.long
def test_of_ten_thousand_edits_none_is_lost(transactional_db, meeting, ama, tom, sam, tmp_path, record_property):
    record_property("edits", 10_000)
    agenda.adopt(meeting)
    items = [meeting.items.create(place=n + 10, title=f"Step {n}", minutes=5) for n in range(10)]
    random.Random(4).shuffle(items)
    with real_database(tmp_path):
        assert [lost(item, tom, ama, sam, 250) for item in items] == [[]] * 10
