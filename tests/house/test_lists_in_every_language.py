"""A list whose headings and words somebody took from our pages, in their own language, is understood by a colleague
who reads ours in another."""

import io
from datetime import time

import pytest
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext, override

from collegium.evidence import reading_results
from collegium.groups import bringing
from collegium.impact.bringing import counts_in
from collegium.kit.languages import LANGUAGES
from collegium.kit.tables import as_csv, as_xlsx, read_table
from collegium.kit.tongues import YES
from collegium.people.stafflist import columns, lines
from collegium.programmes import reading_wishes
from collegium.visits import reading_timetables

EACH = pytest.mark.parametrize("code", [one.code for one in LANGUAGES])


def brought(write, headings, *rows):
    """Saved as a spreadsheet saves it, and opened again."""
    return read_table(io.BytesIO(write([str(one) for one in headings], rows)), "list")


@EACH
@pytest.mark.parametrize("write", [as_csv, as_xlsx], ids=["csv", "xlsx"])
def test_the_headings_of_a_staff_list(code, write):
    with override(code):
        headings = [words for words, _names in columns.MEANINGS.values()]
        table = brought(write, headings, ["…"] * len(headings))

    assert columns.guess(table.columns) == {meaning: place for place, meaning in enumerate(columns.MEANINGS)}


@EACH
def test_what_a_staff_list_says_of_somebody(code):
    with override(code):
        words = {name: str(word) for name, word in lines.WORDS.items()}
        yes = str(YES)

    assert [lines.as_experience(words[name]) for name in ("new", "some", "experienced")] == [0, 1, 2]
    assert [lines.as_post(words[name]) for name in ("teacher", "support")] == ["teacher", "support"]
    assert lines.as_post(yes) == "teacher"


@EACH
def test_the_headings_of_a_timetable(code):
    with override(code):
        table = brought(as_csv, [words for words, _names in reading_timetables.MEANINGS.values()], ["…"] * 7)

    assert reading_timetables.guess(table.columns) == {
        meaning: place for place, meaning in enumerate(reading_timetables.MEANINGS)
    }


@EACH
def test_the_days_of_a_timetable_and_of_wishes(code):
    known = reading_wishes.Known(times=[reading_wishes.Time(day, day, time(16)) for day in range(5)])
    reader = reading_wishes.Reader(known, [], [], {})
    with override(code):
        days = [str(WEEKDAYS[day]) for day in range(5)]

    assert [reading_timetables._weekday(day) for day in days] == [0, 1, 2, 3, 4]
    with override(code):
        end = [str(WEEKDAYS[day]) for day in (5, 6)]
    assert [reading_timetables._weekday(day) for day in end] == [None, None]
    assert [reader._slots(f"{day} 16:00") for day in days] == [[0], [1], [2], [3], [4]]


@EACH
def test_the_headings_of_wishes(code):
    with override(code):
        table = brought(as_csv, [words for _name, words in reading_wishes.MEANINGS[1:]], ["…"] * 16)

    assert reading_wishes.guess(table.columns, {}) == [name for name, _words in reading_wishes.MEANINGS[1:]]


@EACH
def test_groups_that_exist_already(code, programme, ama, tom):
    with override(code):
        table = brought(as_csv, bringing.HEADINGS.values(), ["Ama Boateng", "Talk", "Oracy", str(YES), "2026/27"],
                        ["Tom Weller", "Talk", "Oracy", str(bringing.HEADINGS["leader"]), ""])  # fmt: skip
    reading = bringing.read(table, programme)

    assert (reading.problems, [(row.person, row.leads) for row in reading.rows]) == ([], [(ama, True), (tom, True)])


@EACH
def test_counts_of_the_whole_school_and_totals_of_pupils(code):
    with override(code):
        counts = brought(as_csv, ["", "a", "b", "c", "d"], [gettext("Whole school"), 5, 10, 6, 12])
        totals = brought(as_csv, ["Set", reading_results.PUPILS], ["8b", 28], ["8c", 27])

    assert counts_in(counts, []).whole.members.of == 10
    assert reading_results.totals_in(totals, []).columns[0] == "Set"
