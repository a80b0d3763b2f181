"""The office's next list, as its old program writes it: Windows letters, semicolons; some changed, some have left."""

import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.journeys.beginning import PASSWORD
from tests.journeys.conftest import DESK, judge, sign_in
from tests.journeys.papers import DEPUTY, HEADERS, as_csv, as_xlsx, staff

pytestmark = pytest.mark.journey

# The old program knows no Polish letters.
STAFF = [one for one in staff(40) if "Bąk" not in one.surname]
GONE = STAFF[30]
MARRIED = STAFF[12]
TYPO = STAFF[20]


@pytest.fixture
def page(begun_house, open_page):
    return sign_in(open_page(DESK), begun_house, DEPUTY.email, PASSWORD)


def bring(page, house, name: str, file: bytes) -> None:
    page.goto(f"{house.address}/schools/hillside-school/staff/imports/")
    page.get_by_label("The staff list").set_input_files({"name": name, "mimeType": "", "buffer": file})
    page.get_by_role("button", name="Look at it").click()


def figures(page) -> dict[str, int]:
    """The figures on top of the page: what each counts, and how many."""
    tops = page.locator(".figures > *").all_inner_texts()
    return {words.strip(): int(number) for number, words in (top.split("\n", 1) for top in tops)}


def test_the_next_list_changes_some_and_misses_some(begun_house, page):
    bring(page, begun_house, "staff.xlsx", as_xlsx(HEADERS, *(one.row for one in STAFF)))
    page.get_by_role("button", name="Bring them in").click()
    expect(page.get_by_role("heading", name="The staff are in")).to_be_visible()

    changed = replace(MARRIED, surname="Müller-Grüßner", title="Head of Science")
    broken = replace(TYPO, email="o.hara hillside.example", title="Head of Arts")
    rows = [changed.row if one == MARRIED else broken.row if one == TYPO else one.row for one in STAFF if one != GONE]
    bring(page, begun_house, "STAFF.CSV", as_csv(HEADERS, *rows, encoding="cp1252", separator=";"))
    assert figures(page) == {
        "new": 0, "changed": 1, "as they are": len(STAFF) - 3, "row that cannot come in": 1,
        "on the staff, not on the list": 1,
    }  # fmt: skip
    page.get_by_text("1 colleague changes").click()
    expect(page.locator("main")).to_contain_text("Müller-Grüßner")
    judge(page, "what the second list would change")
    with page.expect_download() as download:
        page.get_by_role("link", name="As a file").click()
    page.get_by_role("checkbox", name=GONE.name).check()
    page.get_by_role("button", name="Bring in the").click()
    expect(page.get_by_role("heading", name="The staff are in")).to_be_visible()
    assert figures(page) == {"came in": 0, "changed": 1, "left": 1, "row to mend": 1}

    mended = mend(download.value.path().read_bytes())
    bring(page, begun_house, "rows-to-mend.xlsx", mended)
    assert figures(page)["changed"] == 1
    page.get_by_role("button", name="Bring them in").click()
    expect(page.get_by_role("heading", name="The staff are in")).to_be_visible()
    assert figures(page) == {"came in": 0, "changed": 1, "left": 0, "rows to mend": 0}

    bring(page, begun_house, "rows-to-mend.xlsx", mended)
    assert (figures(page)["new"], figures(page)["changed"], figures(page)["as they are"]) == (0, 0, 1)
    judge(page, "nothing to change")


def mend(file: bytes) -> bytes:
    """What the office does with the file: opens it, writes the address as it should be, saves it."""
    book = load_workbook(io.BytesIO(file))
    for row in book.active.iter_rows():
        for cell in row:
            if cell.value == "o.hara hillside.example":
                cell.value = TYPO.email
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
