"""Totals are kept; a table with names in it, or with a pupil in a row, is refused and leaves nothing behind."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from collegium.evidence.models import Results
from collegium.evidence.reading_results import NotTotals, totals_in
from collegium.files.models import File
from collegium.history.models import Entry
from collegium.kit.models import Attempt
from collegium.kit.tables import Table, as_xlsx

TOTALS = ["Year,Pupils,Attendance %", "7,120,95.1", "8,118,94", "9,121,93.7"]


def table(*lines):
    rows = [line.split(",") for line in lines]
    return Table(rows[0], rows[1:], list(range(2, len(lines) + 1)))


@pytest.mark.parametrize(
    "lines",
    [
        TOTALS,
        ["Subject,Entries,Average points", "Religious Studies,60,5.1", "Design and Technology,45,4.9"],
        ["Class name,Number of pupils,Grade 9 to 7,Grade 6 to 4,Grade 3 to 1", "10 set 1,30,12,13,5"],
        ["Group,Pupils,Absent", "Free School Meals,40,0", "Others,160,7"],
        ["Group,Cohort,Progress 8", "Boys,1200,-0.1", "Girls,1190,2"],
        ["Group,Pupils,Note", "Year 7,0,nobody yet", "Year 8,100,"],
    ],
)
def test_totals_are_taken(lines):
    assert totals_in(table(*lines), [("Sam", "Field")]).rows[0][0] == lines[1].split(",")[0]


@pytest.mark.parametrize(
    "column",
    ["Name", "Names", "Surname", "Forename", "First name", "Pupil", "Pupil name", "Student Name", "UPN", "ULN",
     "Candidate no", "Admission number", "Date of birth", "DOB", "E-mail", "Initials", "Pupil's name", "Home address",
     "Parent contact", "Teacher"],
)
def test_a_column_of_people_is_refused(column):
    with pytest.raises(NotTotals, match="is about single people. Nothing of the file was kept"):
        totals_in(table(f"{column},Pupils", "x,30"), [])


@pytest.mark.parametrize(
    "cell",
    ["Maya Khan", "Olivia Jane Smith", "Okonkwo-Bell Zoe", "maya.khan@example.org", "A123456789012", "14/03/2011",
     "2011-03-14", "set of Sam Field"],
)
def test_a_cell_that_names_somebody_is_refused_and_its_row_said(cell):
    with pytest.raises(NotTotals, match="Row 3 seems to name a person"):
        totals_in(table("Group,Pupils", "Year 7,30", f"{cell},30"), [("Sam", "Field")])


def test_surname_and_given_name_in_one_cell():
    with pytest.raises(NotTotals, match="Row 2 seems to name a person"):
        totals_in(Table(["Group", "Pupils"], [["Adeyemi, Tolu", "30"]], [2]), [])


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["Group,Pupils", "a,1", "b,1", "c,1"], "Every row stands for one pupil"),
        (["Group,Pupils", "a,30", "b,4"], "Row 3 stands for fewer than 5 pupils"),
        (["Group,Pupils", "a,1"], "Row 2 stands for fewer than 5 pupils"),
        (["Group,Pupils", "a,many"], "Row 2 does not say in whole numbers"),
        (["Group,Pupils", "a"], "Row 2 does not say in whole numbers"),
        (["Group,Marks", "a,30"], "No column says how many pupils"),
        (["Group,Pupils,Grade 9,Grade 8", "a,30,10,20", "b,30,2,28"], "In row 3, “Grade 9” counts fewer than 5"),
        (["Pupils", "30"], "There is no table in this file"),
        (["Group,Pupils"], "There is no table in this file"),
        (["Group,Pupils", *["a,30"] * 201], "201 rows and 2 columns, which is a list"),
        ([",".join(["Group", "Pupils", *"abcdefghijklmnopqrst"]), "x,30"], "1 rows and 22 columns"),
    ],
)
def test_what_tells_of_few_or_of_one_is_refused(lines, said):
    with pytest.raises(NotTotals, match=said):
        totals_in(table(*lines), [])


def send(client, content, name="results.csv"):
    return client.post(reverse("evidence:results", args=["northgate"]), {
        "kind": "examination", "title": "GCSE in August", "measured_on": "2026-08-20", "key": "abc",
        "file": SimpleUploadedFile(name, content),
    })  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"Name,Pupils,Grade\nMaya Khan,1,7\nTolu Adeyemi,1,5\n", "names.csv"),
        (b"UPN,Grade\nA123456789012,7\n", "upn.csv"),
        (as_xlsx(["Set", "Pupils"], [["Khan, Maya", 30]]), "names.xlsx"),
        (b"Set,Pupils,Grade\n10a,1,7\n10b,1,5\n", "a-row-each.csv"),
        (b"\x00\x01\x02", "noise.bin"),
        (b"", "empty.csv"),
    ],
)
def test_of_a_refused_file_nothing_is_kept(client, hale, content, name, caplog):
    client.force_login(hale)
    before = Entry.objects.count()

    response = send(client, content, name)

    assert response.status_code == 422
    assert "Maya" not in response.content.decode()
    kept = (Results.objects.count(), File.objects.count(), Attempt.objects.count(), Entry.objects.count() - before)
    assert kept == (0, 0, 0, 0)
    assert [word for word in ("Maya", "A123456789012") if word in caplog.text] == []


@pytest.mark.django_db
def test_totals_stand_on_a_page_for_the_staff_until_they_are_removed(client, hale, sam):
    client.force_login(hale)
    send(client, "\n".join(TOTALS).encode())
    found = Results.objects.get()
    client.force_login(sam)
    page = client.get(found.get_absolute_url()).content.decode()
    row = "<th scope=\"row\">7</th><td>120</td><td>95.1</td>"
    assert (row in page, "removed for everybody" in page) == (True, False)
    assert "GCSE in August" in client.get(reverse("evidence:school", args=["northgate"])).content.decode()

    client.force_login(hale)
    client.post(reverse("evidence:result-removal", args=[found.pk]))
    assert [entry.did for entry in Entry.objects.filter(kind="evidence.results").order_by("pk")] == [
        "brought", "removed"
    ]  # fmt: skip
    assert not Results.objects.exists()


@pytest.mark.django_db
def test_a_day_to_come_and_a_title_that_names_a_colleague_are_refused(client, hale, sam):
    client.force_login(hale)
    response = client.post(reverse("evidence:results", args=["northgate"]), {
        "kind": "examination", "title": "Results of Sam Field", "measured_on": "2999-08-20",
        "file": SimpleUploadedFile("a.csv", "\n".join(TOTALS).encode()),
    })  # fmt: skip

    page = response.content.decode()
    assert ("still to come" in page, "Leave the name out" in page, Results.objects.count()) == (True, True, 0)


@pytest.mark.django_db
def test_a_school_without_any_says_what_comes_first(client, hale, sam):
    client.force_login(sam)
    address = reverse("evidence:school", args=["northgate"])
    assert "When your school’s leadership" in client.get(address).content.decode()
    client.force_login(hale)
    assert "Bring last summer’s results" in client.get(address).content.decode()
