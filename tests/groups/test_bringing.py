"""Groups that exist already: a list with one row for each person in each group."""

import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from collegium.groups import bringing
from collegium.groups.models import Group, Membership
from collegium.kit.bringing import Problem
from collegium.kit.tables import Table
from collegium.programmes.models import Programme
from tests.conftest import FRIDAY, person

COLUMNS = ["Name", "Group", "Theme", "Leader", "Year"]


def table(*rows):
    return Table(COLUMNS, [row.split("|") for row in rows], list(range(2, len(rows) + 2)))


def brought(programme, *rows, by):
    reading = bringing.read(table(*rows), programme)
    return bringing.bring(programme, reading.rows, by=by, at=FRIDAY), reading


def test_this_years_groups_go_on_and_last_years_are_history(programme, ama, tom, sam, hale):
    outcome, reading = brought(
        programme,
        "Ama Boateng|Talk|oracy|yes|",
        "weller, tom|Talk|Oracy||2026/27",
        "Sam Field|Old Talk|Dialogue|Tom Weller|2025-26",
        by=hale,
    )

    assert (outcome, reading.problems) == (bringing.Outcome(groups=2, members=4), [])
    talk, old = Group.objects.get(title="Talk"), Group.objects.get(title="Old Talk")
    assert (talk.programme, talk.theme.title, talk.is_going()) == (programme, "Oracy", True)
    assert [m.person for m in talk.memberships.coordinating()] == [ama]
    assert (old.year, old.is_going(), old.theme.title) == ("2025–26", False, "Dialogue")
    assert [m.person for m in old.memberships.coordinating(date(2026, 1, 9))] == [tom]
    assert set(old.memberships.values_list("left_on", flat=True)) == {date(2026, 9, 1)}
    assert not Group.objects.of_member(sam).exists()


def test_twice_the_same_list_changes_nothing(programme, ama, tom, hale):
    rows = ["Ama Boateng|Talk|Oracy|x|", "Tom Weller|Old Talk|Dialogue|x|2024"]
    brought(programme, *rows, by=hale)
    before = Membership.objects.count(), Group.objects.count(), Programme.objects.count()

    outcome, _reading = brought(programme, *rows, by=hale)

    assert outcome == bringing.Outcome(groups=0, members=0)
    assert (Membership.objects.count(), Group.objects.count(), Programme.objects.count()) == before


def test_a_year_that_was_never_here_is_remembered_as_over(programme, ama, hale):
    brought(programme, "Ama Boateng|Talk|||2023/2024", by=hale)

    past = Programme.objects.get(year_starts_on=date(2023, 9, 1))
    assert (past.title, past.closed_at, list(past.schools.all())) == (
        "Learning communities", FRIDAY, list(programme.schools.all()),
    )  # fmt: skip


def test_every_bad_row_says_what_is_wrong_and_how_to_mend_it(programme, ama, northgate):
    twin = person("Lee Field", northgate)
    twin.first_name, twin.last_name, twin.email = "Ama", "Boateng", "ama2@example.org"
    twin.save()

    reading = bringing.read(
        table(
            "Nobody Known|Talk|||", "|Talk|||", "Ama Boateng|Talk|||", "ama2@example.org||||",
            "ama2@example.org|Talk|||soon", "ama2@example.org|Talk|||2031", f"ama2@example.org|{'x' * 121}|||",
            "ama2@example.org|Talk||Nobody Known|", "ama2@example.org|Talk|||",
        ),
        programme,
    )  # fmt: skip

    assert [(problem.row, problem.column, problem.reason) for problem in reading.problems] == [
        (2, "person", "“Nobody Known” is not on the staff list."),
        (3, "person", "Nobody is named."),
        (4, "person", "More than one colleague is called “Ama Boateng”."),
        (5, "group", "No group."),
        (6, "year", "“soon” is not a school year."),
        (7, "year", "That year comes after this programme’s."),
        (8, "group", "The name is longer than 120 letters."),
        (9, "leader", "“Nobody Known” is not on the staff list."),
    ]
    assert [row.person for row in reading.rows] == [twin]


def test_a_list_without_its_columns_is_one_problem(programme):
    reading = bringing.read(Table(["Name", "Team"], [["Ama Boateng", "Talk"]]), programme)

    assert reading.problems == [
        Problem(1, "group", "The list has no column “group”.", "Name the column so in the first row.")
    ]


def test_a_group_larger_than_its_approach_allows_keeps_its_members(programme, ama, tom, sam, hale):
    programme.approach.cap = 2
    programme.approach.save()

    brought(programme, "Ama Boateng|Talk", "Tom Weller|Talk", "Sam Field|Talk", by=hale)

    assert Group.objects.get(title="Talk").cap == 3


def test_a_group_that_goes_on_is_asked_about_new_names_and_only_once(programme, feedback, sam, hale):
    outcome, _reading = brought(programme, "Sam Field|feedback that moves|", by=hale)
    again, _reading = brought(programme, "Sam Field|feedback that moves|", by=hale)

    assert (outcome, again) == (bringing.Outcome(groups=0, members=1), bringing.Outcome(groups=0, members=0))
    assert not Group.objects.of_member(sam).exists()
    assert [(asked.person, asked.agreed_at) for asked in feedback.invitations.all()] == [(sam, None)]


def test_whoever_brings_a_list_does_not_come_by_it_into_a_living_group(lead, programme, feedback, sam, hale):
    rows = {"columns": ["person", "group"], "numbers": [2, 3],
            "rows": [["Martin Hale", "feedback that moves"], ["Sam Field", "Feedback that Moves"]]}  # fmt: skip

    lead.post(reverse("groups:bringing_keeping"), {"programme": programme.pk, "rows": json.dumps(rows)})

    assert [asked.person for asked in feedback.invitations.all()] == [sam]
    assert not Group.objects.of_member(hale).exists()


def test_whoever_brings_a_list_may_stand_in_a_group_that_it_begins(programme, hale, ama):
    table_of_two = table("Martin Hale|Talk", "Ama Boateng|Talk")
    bringing.bring(programme, bringing.read(table_of_two, programme, by=hale).rows, by=hale, at=FRIDAY)

    again = bringing.read(table_of_two, programme, by=hale)

    assert Group.objects.of_member(hale).get().title == "Talk"
    assert not again.problems


@pytest.fixture
def lead(client, hale):
    client.force_login(hale)
    return client


def upload(lead, programme, content):
    file = SimpleUploadedFile("groups.csv", content.encode())
    return lead.post(reverse("groups:bringing_preview"), {"programme": programme.pk, "file": file})


def test_the_page_shows_what_would_be_kept_and_keeps_nothing_before_one_says_so(lead, programme, ama):
    page = upload(lead, programme, "person;group\nAma Boateng;Talk\nNobody;Talk\n")
    assert page.status_code == 200
    assert "1 row needs mending" in page.content.decode()
    assert not Group.objects.exists()

    rows = page.context["form"]["rows"].value()
    kept = lead.post(reverse("groups:bringing_keeping"), {"programme": programme.pk, "rows": rows}, follow=True)
    again = lead.post(reverse("groups:bringing_keeping"), {"programme": programme.pk, "rows": rows}, follow=True)

    assert Group.objects.get().title == "Talk"
    assert "New groups: 1; people in them: 1." in kept.content.decode()
    assert "Nothing was changed" in again.content.decode()


@pytest.mark.parametrize("rows", ["", "[]", '{"columns": ["a"], "rows": [["b"]], "numbers": ["x"]}',
                                  '{"columns": [1], "rows": [[2]], "numbers": []}',
                                  '{"columns": ["a"], "rows": "x", "numbers": []}'])  # fmt: skip
def test_rows_that_nobody_looked_at_are_not_kept(lead, programme, rows):
    page = lead.post(reverse("groups:bringing_keeping"), {"programme": programme.pk, "rows": rows})

    assert page.status_code == 422
    assert not Group.objects.exists()


def test_a_file_that_is_no_list_is_said_so_beside_the_field(lead, programme):
    page = upload(lead, programme, "\x00\x01")

    assert page.status_code == 422
    assert page.context["form"].errors.keys() == {"file"}


def test_a_list_of_another_schools_programme_is_refused(lead, programme, harbour, learning_group):
    theirs = Programme.objects.create(
        school=harbour, approach=learning_group, title="Theirs", year_starts_on=date(2026, 9, 1)
    )

    assert upload(lead, theirs, "person;group\nAma;Talk\n").status_code == 422


def test_columns_are_named_in_sentences_as_the_page_names_them(lead, programme):
    page = lead.get(reverse("groups:bringing"), headers={"accept-language": "pl"}).content.decode()
    with override("pl"):
        bad = bringing.read(Table(["person", "group"], [["Nobody", "Talk"]]), programme).problems

    assert "osoba, grupa, temat, lider" in page
    assert [problem.column for problem in bad] == ["osoba"]
