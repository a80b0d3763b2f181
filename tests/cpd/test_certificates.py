"""A certificate: frozen, checked by whoever holds it, taken back by its owner."""

import io
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from collegium.cpd.models import Addition, Certificate
from collegium.history.models import Entry
from tests.conftest import FRIDAY, MONDAY

LINES = [["2026-11-09", "meeting", "Feedback that Moves", "Coordinator", 75],
         ["2026-10-03", "own", "A conference", "speaker", 390],
         ["2026-10-04", "walk", "Feedback", "walker", None]]  # fmt: skip
CONTENT = {"name": "Ama Boateng", "schools": ["Northgate High"], "minutes": 465, "lines": LINES,
           "tried": [["2026-11-09", "Dots in the margin", "kept"]]}  # fmt: skip


@pytest.fixture
def certificate(ama):
    return Certificate.objects.issue(person=ama, from_on=date(2026, 9, 1), until_on=date(2026, 11, 13),
                                     content=CONTENT, at=FRIDAY)  # fmt: skip


@pytest.fixture
def amas(client, ama):
    client.force_login(ama)
    return client


def path_of(certificate):
    return "/cpd/check/" + certificate.address.rpartition("/check/")[2]


def test_whoever_holds_the_paper_reads_what_stands_on_it(certificate):
    page = Client().get(path_of(certificate))

    assert page.status_code == 200
    assert all(words in page.content.decode() for words in ("Ama Boateng", "Northgate High", "7:45", "A conference"))


def test_taken_back_its_link_opens_nothing_and_nothing_of_it_is_kept(certificate, ama):
    path = path_of(certificate)
    certificate.withdraw(at=FRIDAY)
    certificate.withdraw(at=FRIDAY)

    page = Client().get(path)
    assert (page.status_code, "Ama" in page.content.decode()) == (404, False)
    assert Certificate.objects.get().content == {}
    assert [entry.did for entry in Entry.objects.by(ama)] == ["issued", "withdrew"]


def test_a_token_that_is_not_right_opens_nothing(certificate):
    assert Client().get(path_of(certificate)[:-2] + "x/").status_code == 404
    assert Certificate.objects.behind("1-nonsense", FRIDAY) is None


def test_the_pdf_says_it_in_reading_order_and_is_tagged(amas, certificate):
    answer = amas.get(reverse("cpd:certificate-file", args=[certificate.pk]))

    reader = PdfReader(io.BytesIO(answer.content))
    said = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    wanted = ["Northgate High", "Certificate of professional learning", "Ama Boateng", "1 September 2026", "7:45",
              "Meetings of groups", "Check this certificate", "The log", "A conference *", "Dots in the margin"]
    places = [said.index(words) for words in wanted]
    assert places == sorted(places)
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_one_that_was_taken_back_has_no_pdf_and_its_page_says_so(amas, certificate):
    certificate.withdraw(at=FRIDAY)

    assert amas.get(reverse("cpd:certificate-file", args=[certificate.pk])).status_code == 404
    assert "You took it back" in amas.get(certificate.get_absolute_url()).content.decode()


def test_from_the_log_to_a_certificate_and_back(amas, ama):
    log = reverse("cpd:log")
    added = amas.post(reverse("cpd:additions"), {
        "on": "2024-10-03", "title": "A conference", "hours": "6.5", "kind": "conference", "role": "speaker",
    })  # fmt: skip
    assert (added.status_code, added["Location"]) == (302, f"{log}?year=2024")
    assert "A conference" in amas.get(added["Location"]).content.decode()

    table = amas.get(reverse("cpd:log-file") + "?year=2024").content.decode("utf-8-sig").splitlines()
    assert table == ["Date,Kind,What,As,Hours", "2024-10-03,Added by myself,A conference,speaker,6:30"]

    given = {"from_on": "2024-09-01", "until_on": "2025-08-31", "with_tried": "on"}
    made = amas.post(reverse("cpd:certificates"), given)
    certificate = Certificate.objects.get()
    assert made["Location"] == certificate.get_absolute_url()
    assert certificate.content["minutes"] == 390
    assert amas.get(certificate.get_absolute_url()).status_code == 200

    amas.post(reverse("cpd:removal", args=[Addition.objects.get().pk]))
    assert Addition.objects.count() == 0
    assert Certificate.objects.get().content["minutes"] == 390
    amas.post(reverse("cpd:withdrawal", args=[certificate.pk]))
    assert Certificate.objects.standing().count() == 0


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ({"on": "2999-10-03"}, "That day is still to come."),
        ({"hours": "0"}, "It took some time"),
        ({"title": ""}, "This field is required."),
    ],
)
def test_what_is_wrong_in_an_addition_is_said_beside_it(amas, given, complaint):
    right = {"on": "2024-10-03", "title": "A conference", "hours": "6.5", "kind": "conference"}

    page = amas.post(reverse("cpd:additions"), right | given)
    assert (page.status_code, complaint in page.content.decode()) == (422, True)


@pytest.mark.parametrize(
    ("until", "complaint"),
    [("2026-08-31", "before the first day"), ("2046-08-31", "Ten years"), ("", "required")],
)
def test_a_span_that_is_none_is_refused(amas, until, complaint):
    page = amas.post(reverse("cpd:certificates"), {"from_on": "2026-09-01", "until_on": until})

    assert (page.status_code, complaint in page.content.decode()) == (422, True)


@pytest.mark.parametrize("year", ["", "x", "99999", "1850", "²", "2" * 5_000])
def test_a_year_that_is_none_shows_this_one(amas, year):
    assert amas.get(reverse("cpd:log") + f"?year={year}").status_code == 200


def test_an_empty_certificate_can_be_printed(amas, ama):
    content = CONTENT | {"lines": [], "tried": [], "minutes": 0, "schools": []}
    empty = Certificate.objects.issue(person=ama, from_on=date(2026, 9, 1), until_on=date(2026, 11, 1),
                                      content=content, at=MONDAY)  # fmt: skip

    answer = amas.get(reverse("cpd:certificate-file", args=[empty.pk]))
    assert "Nothing was recorded" in PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()
    assert Client().get(path_of(empty)).status_code == 200
