"""Wishes from a form or a sheet: columns guessed, rows looked at, the good ones kept or nothing."""

from datetime import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from collegium.kit.tables import Table
from collegium.programmes.bringing_wishes import keep, look, take
from collegium.programmes.models import Answer, WishFile
from collegium.programmes.reading_wishes import Known, Reader, Time, bare, guess
from tests.conftest import FRIDAY, MONDAY

THEMES = {1: "Written feedback", 2: "Oracy", 3: "Reading, writing and talk"}


@pytest.mark.parametrize(
    ("header", "meaning"),
    [
        ("Email Address", "email"), ("E-mail", "email"), ("Staff code", "code"), ("Forename", "first_name"),
        ("Surname", "last_name"), ("Name", "name"), ("Teacher", "name"), ("First choice", "wish1"),
        ("Wish 2", "wish2"), ("3rd preference", "wish3"), ("Rank the themes [Fourth choice]", "wish4"),
        ("Oracy", "theme:2"), ("Please rank: [Written feedback]", "theme:1"), ("Themes", "wishes"),
        ("Would you lead a group?", "lead"), ("When can you NOT meet?", "cannot"), ("Times you are free", "can"),
        ("A question of your own", "question"), ("I will join any group", "joins"), ("Timestamp", ""), ("", ""),
    ],
)  # fmt: skip
def test_what_a_column_means_is_guessed_from_its_name(header, meaning):
    assert guess([header], THEMES) == [meaning]


def test_a_meaning_is_guessed_once():
    assert guess(["Name", "Name of manager"], THEMES) == ["name", ""]


@pytest.fixture
def known():
    known = Known(
        asked={1, 2, 3, 4}, themes=THEMES, times=[Time(7, 1, time(15, 45)), Time(8, 3, time(8)), Time(9, 3, time(16))]
    )
    known.add_person(1, "ama@example.org", "AB", "Ama Boateng", "Boateng Ama")
    known.add_person(2, "zoe@example.org", "", "Zoë Ashe", "Ashe Zoë")
    known.add_person(3, "", "", "Jo Reed", "Reed Jo")
    known.add_person(4, "", "", "Jo Reed", "Reed Jo")
    known.add_person(5, "new@example.org", "", "Noor Aziz", "Aziz Noor")
    return known


def read(known, columns, *rows, titles=None):
    reader = Reader(known, columns, guess(columns, THEMES), titles or {})
    return reader.lines(rows, range(2, 2 + len(rows))), reader


@pytest.mark.parametrize(
    ("columns", "cells"),
    [
        (["Email"], ["AMA@example.org"]), (["Code"], ["ab"]), (["Name"], ["Boateng, Ama"]),
        (["Name"], ["ama boateng"]),
        (["Forename", "Surname"], ["Ama", "Boateng"]),
    ],
    ids=["address", "code", "surname first", "small letters", "two columns"],
)  # fmt: skip
def test_a_person_is_found_by_any_of_their_words(known, columns, cells):
    [line], _reader = read(known, [*columns, "First wish"], [*cells, "Oracy"])

    assert (line.person, line.wishes, line.problems) == (1, [2], [])


def test_accents_do_not_matter(known):
    [line], _reader = read(known, ["Name", "First wish"], ["Zoe Ashe", "ORACY"])

    assert (line.person, line.wishes) == (2, [2])


def test_two_of_one_name_are_told_apart_by_another_column(known):
    [line], _reader = read(known, ["Name", "First wish"], ["Jo Reed", "Oracy"])

    assert [problem.reason for problem in line.problems] == ["More than one colleague is called “Jo Reed”."]


def test_the_column_to_mend_is_named_and_not_what_stands_in_it(known):
    rows = [["Nobody", "Oracy"], ["Ama Boateng", "Juggling"]]
    lines, _reader = read(known, ["Teacher", "First wish"], *rows)

    assert [[problem.column for problem in line.problems] for line in lines] == [["Teacher"], ["First wish"]]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (["", "Oracy"], "Nobody is named."),
        (["Nobody Here", "Oracy"], "“Nobody Here” is on no staff list of this programme."),
        (["Noor Aziz", "Oracy"], "New this year, and in the induction pathway instead."),
        (["Ama Boateng", ""], "No wish stands in this row."),
        (["Ama Boateng", "Juggling"], "“Juggling” is no theme of this programme."),
    ],
)
def test_a_bad_row_says_why(known, cells, reason):
    [line], _reader = read(known, ["Name", "First wish"], cells)

    assert [problem.reason for problem in line.problems] == [reason]


def test_a_slip_of_the_pen_is_guessed_and_once_confirmed_it_counts(known):
    columns, row = ["Name", "First wish"], ["Ama Boateng", "Writen feedbak"]

    [line], reader = read(known, columns, row)
    [mended], _reader = read(known, columns, row, titles={bare("Writen feedbak"): 1})

    assert line.problems[0].mend == "Did you mean “Written feedback”?"
    assert reader.unknown == {"writen feedbak": ("Writen feedbak", 1)}
    assert (mended.wishes, mended.problems) == ([1], [])


def test_a_title_that_stands_for_no_theme_is_passed_over(known):
    [line], _reader = read(known, ["Name", "Wish 1", "Wish 2"], ["Ama Boateng", "None", "Oracy"], titles={"none": 0})

    assert (line.wishes, line.problems) == ([2], [])


def test_all_wishes_may_stand_in_one_cell_with_commas_in_titles(known):
    [line], _reader = read(known, ["Name", "Themes"], ["Ama Boateng", "Reading, writing and talk; Oracy"])

    assert line.wishes == [3, 2]


def test_a_column_for_each_theme_holds_its_rank(known):
    columns = ["Name", "Oracy", "Written feedback"]

    [line], _reader = read(known, columns, ["Ama Boateng", "2nd", "1"])
    [tied], _reader = read(known, columns, ["Ama Boateng", "1", "1"])
    [vague], _reader = read(known, columns, ["Ama Boateng", "maybe", "1"])
    [many], _reader = read(known, columns, ["Ama Boateng", "7", "1"])

    assert line.wishes == [1, 2]
    assert [problem.reason for problem in tied.problems] == ["Two themes have the same rank."]
    assert [problem.reason for problem in vague.problems] == ["“maybe” is no rank."]
    assert many.wishes == [1]


@pytest.mark.parametrize(
    ("column", "cell", "cannot"),
    [
        ("Cannot", "Tuesday 15:45", [7]), ("Cannot", "Tues", [7]), ("Cannot", "Thu 8.00, Tue 3.45pm", [7, 8]),
        ("Cannot", "Thursday", [8, 9]), ("Cannot", "none", []), ("Free", "Tuesday 15:45; Thursday 16:00", [8]),
    ],
)  # fmt: skip
def test_times_are_read_as_people_write_them(known, column, cell, cannot):
    [line], _reader = read(known, ["Name", "First wish", column], ["Ama Boateng", "Oracy", cell])

    assert (line.cannot, line.problems) == (cannot, [])


@pytest.mark.parametrize("cell", ["Saturday", "whenever", "Tuesday 25:99 or so 26:10"])
def test_a_time_that_is_not_given_is_a_problem(known, cell):
    [line], _reader = read(known, ["Name", "First wish", "Cannot"], ["Ama Boateng", "Oracy", cell])

    assert [problem.column for problem in line.problems] in (["Cannot"], [])


def test_of_two_rows_of_one_person_the_later_is_taken(known):
    first, second = read(known, ["Name", "First wish"], ["Ama Boateng", "Oracy"], ["AB", "Written feedback"])[0]

    assert [problem.mend for problem in first.problems] == ["The later row is taken."]
    assert (second.wishes, second.problems) == ([1], [])


COLUMNS = ["Timestamp", "Email Address", "First choice", "Second choice", "Lead?", "Cannot"]


def row(email, first, second="", lead="", cannot=""):
    return ["9/11/2026", email, first, second, lead, cannot]


@pytest.fixture
def table(ama, tom, sam):
    rows = [
        row("ama@example.org", "Oracy", "Written feedback", "Yes", "Thursday 08:00"),
        row("tom@example.org", "Writen feedback"),
        row("sam@example.org", "Written feedback"),
    ]
    return Table(COLUMNS, rows, [2, 3, 4])


@pytest.mark.both
def test_the_good_rows_are_kept_and_the_table_is_gone(programme, hale, ama, sam, table):
    file = take(programme, table, "wishes.csv", by=hale, at=MONDAY)

    kept = keep(file, by=hale, at=FRIDAY)

    assert kept == 2
    assert {answer.person for answer in programme.answers.all()} == {ama, sam}
    answer = Answer.objects.get(person=ama)
    assert [theme.title for theme in answer.themes()] == ["Oracy", "Written feedback"]
    assert (answer.would_lead, [str(slot) for slot in answer.cannot.all()]) == (True, ["Thursday 08:00"])
    assert not WishFile.objects.exists()


def test_keeping_twice_at_once_keeps_once(programme, hale, table):
    file = take(programme, table, "wishes.csv", by=hale, at=MONDAY)
    again = WishFile.objects.get()
    keep(file, by=hale, at=FRIDAY)

    assert keep(again, by=hale, at=FRIDAY) == 0


def test_the_same_file_twice_changes_nothing(programme, hale, table):
    keep(take(programme, table, "wishes.csv", by=hale, at=MONDAY), by=hale, at=MONDAY)

    again = take(programme, table, "wishes.csv", by=hale, at=FRIDAY)

    assert [row.does for row in look(again).good] == ["same", "same"]
    assert keep(again, by=hale, at=FRIDAY) == 0


def test_what_one_answered_oneself_stays(programme, hale, sam, table):
    programme.collecting.take(sam, wishes=[programme.themes.get(title="Oracy")], at=MONDAY)

    preview = look(take(programme, table, "wishes.csv", by=hale, at=FRIDAY))

    assert [(row.person.first_name, row.does) for row in preview.good] == [("Ama", "new"), ("Sam", "themself")]


def test_a_changed_row_replaces_what_was_brought_before(programme, hale, table):
    keep(take(programme, table, "wishes.csv", by=hale, at=MONDAY), by=hale, at=MONDAY)
    table.rows[2][2] = "Oracy"

    preview = look(take(programme, table, "wishes.csv", by=hale, at=FRIDAY))

    assert [row.does for row in preview.good] == ["same", "changed"]


def test_another_file_replaces_the_one_put_aside(programme, hale, table):
    take(programme, table, "wishes.csv", by=hale, at=MONDAY)
    take(programme, table, "better.csv", by=hale, at=MONDAY)

    assert [file.name for file in WishFile.objects.all()] == ["better.csv"]


def test_a_table_is_seen_by_who_brought_it_alone(programme, hale, sam, ines, table):
    take(programme, table, "wishes.csv", by=hale, at=MONDAY)

    assert WishFile.objects.visible_to(hale).count() == 1
    assert not WishFile.objects.visible_to(sam).exists()
    assert not WishFile.objects.visible_to(ines).exists()


def test_looking_asks_the_same_for_three_rows_and_thirty(programme, hale, table, django_assert_max_num_queries):
    file = take(programme, table, "wishes.csv", by=hale, at=MONDAY)
    file.rows = file.rows * 10
    file.numbers = list(range(2, 32))

    with django_assert_max_num_queries(12):
        look(file)


def test_from_the_page_to_the_desk(client, programme, hale, ama, tom, sam):
    client.force_login(hale)
    text = "Name;First wish\nAma Boateng;Oracy\nTom Weller;Writen feedback\n"
    upload = SimpleUploadedFile("wishes.csv", text.encode("cp1252"))

    to_preview = client.post(reverse("programmes:files", args=[programme.pk]), {"file": upload})
    preview = client.get(to_preview.url)
    file = WishFile.objects.get()
    bad = client.get(reverse("programmes:bad_rows", args=[programme.pk, file.pk]))
    written = programme.themes.get(title="Written feedback")
    client.post(
        reverse("programmes:meanings", args=[programme.pk, file.pk]),
        {"column-0": "name", "column-1": "wish1", "title-writen feedback": written.pk, "title-x": "999"},
    )
    done = client.post(reverse("programmes:keeping", args=[programme.pk, file.pk]), follow=True)

    assert "Did you mean “Written feedback”?" in preview.content.decode()
    assert "Tom Weller" in bad.content.decode("utf-8-sig")
    assert "2 answers are kept. Nobody has been told anything." in done.content.decode()
    assert programme.answers.count() == 2


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"Name;First wish\n", "There is no row under the first one"), (b"PK\x03\x04nonsense", "damaged"), (b"", "")],
    ids=["no rows", "damaged", "nothing"],
)
def test_a_file_that_cannot_be_read_is_said_so_beside_the_field(client, programme, hale, content, words):
    client.force_login(hale)

    answer = client.post(
        reverse("programmes:files", args=[programme.pk]), {"file": SimpleUploadedFile("wishes.csv", content)}
    )

    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_keeping_nothing_leaves_nothing(client, programme, hale, table):
    file = take(programme, table, "wishes.csv", by=hale, at=MONDAY)
    client.force_login(hale)

    client.post(reverse("programmes:file_removal", args=[programme.pk, file.pk]))

    assert not WishFile.objects.exists()
    assert not Answer.objects.exists()
