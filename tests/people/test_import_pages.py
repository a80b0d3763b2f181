"""Bringing a staff list in, page by page."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from collegium.kit.tables import as_csv, as_xlsx, read_table
from collegium.people.models import Appointment, Person, StaffImport
from collegium.people.views import imports as pages

IMPORTS = "/schools/northgate/staff/imports/"
HEADER = ["Forename", "Surname", "Work e-mail", "Staff code", "Department"]
ROWS = [
    ["Zoë", "Müller", "zoe@example.org", "007", "Languages"],
    ["Seán", "Ó Briain", "sean@example.org", "008", "PE"],
]


@pytest.fixture
def keeper(client, world):
    client.force_login(world.people["rob"])
    return world.people["rob"]


def ods(header, rows) -> bytes:
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>".format
    body = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in [header, *rows])
    names = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text")
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("content.xml", f"<office:document-content{names}><table:table>{body}</table:table>"
                                        "</office:document-content>")  # fmt: skip
    return out.getvalue()


def upload(client, content: bytes, name: str = "staff.csv"):
    return client.post(IMPORTS, {"list": SimpleUploadedFile(name, content)}, follow=True)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("staff.csv", as_csv(HEADER, ROWS)),
        ("staff.csv", "\r\n".join(";".join(row) for row in [HEADER, *ROWS]).encode("cp1252")),
        ("staff.xlsx", as_xlsx(HEADER, ROWS)),
        ("staff.ods", ods(HEADER, ROWS)),
    ],
    ids=["UTF-8", "cp1252 with semicolons", "XLSX", "ODS"],
)
def test_a_list_is_looked_at_and_brought_in(client, world, keeper, name, content):
    page = upload(client, content, name)
    assert [item["name"] for item in page.context["new"]] == ["Zoë Müller", "Seán Ó Briain"]
    assert Person.objects.filter(last_name="Müller").exists() is False

    done = client.post(page.request["PATH_INFO"] + "beginning/", {"key": "k"}, follow=True)

    assert "The staff are in" in done.content.decode()
    assert sorted(Appointment.objects.exclude(staff_code="").values_list("staff_code", flat=True)) == ["007", "008"]


def test_an_unreadable_file_is_explained_on_the_page(client, world, keeper):
    page = upload(client, b"%PDF-1.7", "staff.pdf")

    assert (page.status_code, "This is not a list that we can read" in page.content.decode()) == (422, True)
    assert client.post(IMPORTS).status_code == 422


def test_columns_that_nobody_could_guess_are_asked_for(client, world, keeper):
    page = upload(client, as_csv(["A", "B", "C"], [["Zoë", "Müller", "Z1"]]))
    assert "Tell us below which columns they are" in page.content.decode()

    address = page.request["PATH_INFO"]
    page = client.post(f"{address}columns/", {"column-0": "forename", "column-1": "surname", "column-2": "staff_code",
                                              "column-9": "email", "key": "k"}, follow=True)  # fmt: skip

    assert [item["name"] for item in page.context["new"]] == ["Zoë Müller"]


def test_bad_rows_come_as_a_file_that_can_be_mended_and_brought_back(client, world, keeper):
    rows = [*ROWS, ["Bad", "Row", "bad@@example.org", "009", "PE"], ["Zoë", "Again", "zoe@example.org", "010", "PE"]]
    address = upload(client, as_csv(HEADER, rows)).request["PATH_INFO"]
    before = read_table(io.BytesIO(client.get(f"{address}bad-rows/").content), "x.xlsx")
    client.post(f"{address}beginning/", {"key": "k"})

    after = read_table(io.BytesIO(client.get(f"{address}bad-rows/").content), "x.xlsx")

    assert before == after
    assert after.columns == [*HEADER, "Row in the list", "What is wrong", "How to mend it"]
    assert after.rows[0][5:] == [
        "4", "Work e-mail: “bad@@example.org” is no e-mail address.", "Did you mean bad@example.org?"]  # fmt: skip
    assert "Row 5" in client.get(address).content.decode()

    mended = [["Bad", "Row", "bad@example.org", *after.rows[0][3:]]]
    address = upload(client, as_csv(after.columns, mended)).request["PATH_INFO"]
    client.post(f"{address}beginning/", {"key": "l"})
    assert Person.objects.filter(email="bad@example.org").exists()


def test_who_is_ticked_leaves_and_nobody_else_not_even_by_a_made_up_number(client, world, keeper):
    tom, hale, priya = (world.people[name].appointments.get() for name in ("tom", "hale", "priya"))
    page = upload(client, as_csv(HEADER, [["Martin", "Hale", "martin@example.org", "", ""]]))
    assert "More than half of the staff are missing here" in page.content.decode()

    client.post(page.request["PATH_INFO"] + "beginning/",
                {"leaving": [tom.pk, hale.pk, priya.pk, keeper.appointments.get().pk, "x"], "key": "k"})  # fmt: skip

    ended = Appointment.objects.exclude(ends_on=None)
    assert list(ended) == [tom]


def test_a_double_click_brings_the_list_in_once(client, world, keeper):
    address = upload(client, as_csv(HEADER, ROWS)).request["PATH_INFO"]

    for key in ("k", "k", "l"):
        assert client.post(f"{address}beginning/", {"key": key}).status_code == 302

    assert StaffImport.objects.get().figures == {"new": 2, "changed": 0, "ended": 0}


def test_change_nothing_changes_nothing(client, world, keeper):
    address = upload(client, as_csv(HEADER, ROWS)).request["PATH_INFO"]

    page = client.post(f"{address}stop/", {"key": "k"}, follow=True)
    client.post(f"{address}beginning/", {"key": "l"})

    assert "Nothing was changed." in page.content.decode()
    assert Person.objects.filter(last_name="Müller").exists() is False


def test_a_long_list_is_the_workers_with_its_progress_on_the_page(client, world, keeper, monkeypatch):
    asked = []
    monkeypatch.setattr(pages, "AT_ONCE", 1)
    monkeypatch.setattr(pages, "later", lambda work, *args: asked.append(args))
    address = upload(client, as_csv(HEADER, ROWS)).request["PATH_INFO"]

    page = client.post(f"{address}beginning/", {"key": "k"}, follow=True)
    assert "0 of 2 are in" in page.content.decode()
    from collegium.people import jobs

    jobs.bring_staff.call(*asked[0])
    jobs.bring_staff.call(*asked[0])

    assert "What next" in client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert StaffImport.objects.get().is_done


def test_old_lists_are_forgotten_and_what_happened_stays(client, world, keeper):
    from datetime import timedelta

    from collegium.kit import clock
    from collegium.people import jobs

    address = upload(client, as_csv(HEADER, ROWS)).request["PATH_INFO"]
    StaffImport.objects.update(brought_at=clock.now() - timedelta(days=8))

    jobs.forget_staff_lists.call()

    assert StaffImport.objects.get().rows == []
    assert client.get(address).status_code == 200


def test_cells_that_look_like_pages_are_text_on_the_page(client, world, keeper):
    page = upload(client, as_csv(HEADER, [["<script>alert(1)</script>", "x", "a@example.org", "1", "<b>"]]))

    assert b"<script>alert(1)" not in page.content


def test_the_preview_says_what_changes_field_by_field(client, world, keeper):
    world.people["tom"].appointments.update(staff_code="TWE", experience=2)
    header = ["Name", "Email", "Code", "Job title", "Department", "Teacher or support", "Start date", "Experience",
              "Manager"]  # fmt: skip
    row = [
        "Tom Weller",
        "t.weller@example.org",
        "TWE",
        "Coach",
        "Music",
        "support",
        "2021-09-01",
        "new",
        "Ama Boateng",
    ]

    page = upload(client, as_csv(header, [row, ["Zoë May", "z@example.org", "", "", "", "", "", "", "Nobody"]]))

    assert page.context["changed"] == [{"name": "Tom Weller", "fields": [
        ("address", "tom@example.org", "t.weller@example.org"), ("job title", "nothing", "Coach"),
        ("teacher or support", "teacher", "support staff"), ("experience", "experienced", "new to teaching"),
        ("start date", "1 Sep 2020", "1 Sep 2021"), ("department", "nothing", "Music"),
        ("line manager", "nothing", "Ama Boateng")]}]  # fmt: skip
    assert "They come in, but look at this" in page.content.decode()


def test_two_lists_of_a_school_do_not_come_in_at_once(client, world, keeper):
    first = upload(client, as_csv(HEADER, ROWS)).request["PATH_INFO"]
    second = upload(client, as_csv(HEADER, ROWS)).request["PATH_INFO"]
    StaffImport.objects.filter(pk=first.split("/")[-2]).update(state="under-way")

    page = client.post(f"{second}beginning/", {"key": "k"}, follow=True)

    assert "Another list is coming in just now" in page.content.decode()
    assert Person.objects.filter(last_name="Müller").exists() is False


def under_way(client) -> StaffImport:
    upload(client, as_csv(HEADER, ROWS))
    StaffImport.objects.update(state="under-way", total=2)
    return StaffImport.objects.get()


def test_somebody_who_was_added_meanwhile_is_looked_at_again(client, world, keeper, monkeypatch):
    from django.db import IntegrityError

    from collegium.people import jobs

    found = under_way(client)
    bring, clashes = jobs.bring, iter([True])

    def clash(*args, **kwargs):
        if next(clashes, False):
            raise IntegrityError
        bring(*args, **kwargs)

    monkeypatch.setattr(jobs, "bring", clash)
    jobs.bring_staff.call(found.pk)

    assert StaffImport.objects.get().is_done


def test_a_list_that_cannot_come_in_fails_where_somebody_sees_it(client, world, keeper, monkeypatch):
    from django.db import IntegrityError

    from collegium.people import jobs

    found = under_way(client)
    monkeypatch.setattr(jobs, "bring", lambda *args, **kwargs: (_ for _ in ()).throw(IntegrityError))

    with pytest.raises(IntegrityError):
        jobs.bring_staff.call(found.pk)


def test_what_has_ended_does_not_end_again(client, world, keeper):
    from tests.conftest import FRIDAY, MONDAY

    found = under_way(client)
    found.stop(by=keeper, at=MONDAY)
    found.stop(by=keeper, at=FRIDAY)
    found.finish(bad=[], at=FRIDAY)

    found.refresh_from_db()
    assert (found.state, found.ended_at) == ("stopped", MONDAY)


@pytest.mark.parametrize("when", ["managers", "end"])
def test_a_list_stopped_late_keeps_what_is_in_and_ends_nobodys_place(client, world, keeper, monkeypatch, when):
    from collegium.people.stafflist import bringing
    from tests.conftest import MONDAY

    rows = [[*ROWS[0], "sean@example.org"], [*ROWS[1], ""]] if when == "managers" else [[*row, ""] for row in ROWS]
    upload(client, as_csv([*HEADER, "Manager"], rows))
    tom = world.people["tom"].appointments.get()
    StaffImport.objects.update(state="under-way", leaving=[tom.pk])
    steps = iter([True])
    step = StaffImport.step
    monkeypatch.setattr(StaffImport, "step", lambda self, *given: next(steps, False) and step(self, *given))

    bringing.bring(StaffImport.objects.get(), at=MONDAY)

    assert Person.objects.filter(email="sean@example.org").exists()
    assert Appointment.objects.exclude(ends_on=None).exists() is False
