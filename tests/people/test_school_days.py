"""Terms, holidays and INSET days, as letters to parents have them; and a school's own words."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.test import RequestFactory

from collegium.people import days
from collegium.people.models import Closure, School, SchoolYear, Term
from collegium.people.schooldays import days_open
from tests.conftest import MONDAY

TODAY = date(2026, 11, 9)
LETTER = ("Autumn term: 2 September 2026 – 18 December 2026; half term 26–30 October; "
          "INSET days 1 Sept, 2 Nov")  # fmt: skip


def found(text: str) -> list[tuple[str, str, str, str]]:
    return [
        (one.kind, one.name, one.first.isoformat(), one.last.isoformat())
        for piece in days.understand(text, TODAY)
        for one in piece.days
    ]


def test_a_letter_is_understood_piece_by_piece():
    assert found(LETTER) == [
        ("term", "Autumn term", "2026-09-02", "2026-12-18"),
        ("holiday", "half term", "2026-10-26", "2026-10-30"),
        ("inset", "INSET days", "2026-09-01", "2026-09-01"),
        ("inset", "INSET days", "2026-11-02", "2026-11-02"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Spring term 05/01/2027 to 26/03/2027", ("term", "Spring term", "2027-01-05", "2027-03-26")),
        ("Summer Term: Monday 12 April - Wednesday 21 July", ("term", "Summer Term", "2027-04-12", "2027-07-21")),
        ("Christmas holiday from 21st December to 4th January", ("holiday", "Christmas holiday", "2026-12-21",
                                                                 "2027-01-04")),
        ("Bank holiday: Mon 3 May", ("closed", "Bank holiday", "2027-05-03", "2027-05-03")),
        ("May Day 3 May", ("closed", "May Day", "2027-05-03", "2027-05-03")),
        ("School closed 2027-06-01 – 2027-06-02", ("closed", "School closed", "2027-06-01", "2027-06-02")),
        ("Twilight training: 1.12.2026", ("inset", "Twilight training", "2026-12-01", "2026-12-01")),
    ],
)  # fmt: skip
def test_days_are_understood_in_many_spellings(text, expected):
    assert found(text) == [expected]


def test_a_half_term_named_in_the_line_of_its_term_does_not_make_the_term_a_holiday():
    assert found("Summer Term 12/04/2027 to 22/07/2027, half term 31 May to 4 June") == [
        ("term", "Summer Term", "2027-04-12", "2027-07-22"),
        ("holiday", "half term", "2027-05-31", "2027-06-04"),
    ]


def test_a_term_of_which_only_its_first_day_is_said_is_not_guessed():
    assert found("Autumn term begins 2 September, half term 26-30 October, ends 18 December") == []


@pytest.mark.parametrize("text", ["Parents' evening 3 March", "half term 31 February", "no", "Term 1 May",
                                  "Autumn term: 18 December 2026 – 2 September 2026", "99/99/2026 off"])  # fmt: skip
def test_what_is_not_understood_is_said_and_not_guessed(text):
    [piece] = days.understand(text, TODAY)

    assert (piece.text, piece.days) == (text, ())


def test_the_year_in_the_letter_counts_for_dates_without_one():
    assert found("Term: 1 September 2027 – 17 December 2027; half term 25-29 October")[1][2] == "2027-10-25"
    assert found("half term 25-29 October")[0][2] == "2026-10-25"


@pytest.fixture
def keeper(client, world):
    client.force_login(world.people["rob"])
    return world.people["rob"]


CALENDAR = "/schools/northgate/calendar/"


def test_until_there_are_terms_the_example_of_how_to_write_them_is_open(client, world, keeper):
    before = client.get(CALENDAR).content.decode()
    client.post(f"{CALENDAR}kept/", {"text": LETTER})
    after = client.get(CALENDAR).content.decode()

    assert ["<details open><summary>An example" in page for page in (before, after)] == [True, False]


def test_days_are_shown_first_and_kept_when_somebody_says_so(client, world, keeper):
    page = client.post(f"{CALENDAR}reading/", {"text": LETTER})
    assert (page.status_code, Term.objects.count(), Closure.objects.count()) == (200, 0, 0)

    for key in ("k", "l"):
        client.post(f"{CALENDAR}kept/", {"text": LETTER, "key": key})

    assert (Term.objects.count(), Closure.objects.count()) == (1, 3)
    assert days_open(world.northgate, date(2026, 10, 23), date(2026, 11, 3)) == [
        date(2026, 10, 23), date(2026, 11, 2), date(2026, 11, 3)]  # fmt: skip
    assert "Autumn term" in client.get(CALENDAR).content.decode()


def test_a_term_of_the_same_name_moves(world):
    for last in ("18 December 2026", "17 December 2026"):
        days.keep(world.northgate, days.understand(f"Autumn term: 2 September 2026 – {last}", TODAY),
                  by=world.people["rob"], at=MONDAY)  # fmt: skip

    assert [(str(term), str(term.ends_on)) for term in Term.objects.all()] == [("Autumn term", "2026-12-17")]


def test_days_of_another_year_open_that_year(world):
    days.keep(world.northgate, days.understand("Autumn term: 1 September 2027 – 17 December 2027", TODAY),
              by=world.people["rob"], at=MONDAY)  # fmt: skip

    assert [str(year) for year in SchoolYear.objects.order_by("starts_on")] == ["2026–27", "2027–28"]


ICS = b"""BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r
BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Half term\r\nDTSTART;VALUE=DATE:20261026\r\nDTEND;VALUE=DATE:20261031\r\nEND:VEVENT\r
BEGIN:VEVENT\r\nUID:2\r\nSUMMARY:INSET; all staff\r\nDTSTART;VALUE=DATE:20261102\r\nEND:VEVENT\r
BEGIN:VEVENT\r\nUID:3\r\nSUMMARY:Twilight\r\nDTSTART:20261103T150000Z\r\nDTEND:20261103T170000Z\r\nEND:VEVENT\r
BEGIN:VEVENT\r\nUID:4\r\nSUMMARY:Nothing\r\nEND:VEVENT\r
BEGIN:VEVENT\r\nUID:5\r\nSUMMARY:Talk\r\nDTSTART:20261104T150000Z\r\nEND:VEVENT\r
END:VCALENDAR\r\n"""


def test_a_calendar_file_becomes_text_that_can_be_corrected(client, world, keeper):
    page = client.post(f"{CALENDAR}reading/", {"calendar": SimpleUploadedFile("school.ics", ICS)})

    assert page.context["form"].initial["text"].splitlines() == [
        "Half term: 2026-10-26 – 2026-10-30", "INSET, all staff: 2026-11-02", "Twilight: 2026-11-03",
        "Talk: 2026-11-04"]  # fmt: skip
    assert found(page.context["form"].initial["text"])[0] == ("holiday", "Half term", "2026-10-26", "2026-10-30")


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"nonsense", "not a calendar"), (b"x" * (1024 * 1024 + 1), "larger than 1 MB"), (b"", "empty")],
    ids=["nonsense", "large", "empty"],
)
def test_a_calendar_that_cannot_be_read_is_explained(client, world, keeper, content, words):
    page = client.post(f"{CALENDAR}reading/", {"calendar": SimpleUploadedFile("school.ics", content)})

    assert (page.status_code, words in page.content.decode()) == (422, True)


def test_nothing_at_all_is_asked_for_again(client, world, keeper):
    assert client.post(f"{CALENDAR}reading/", {}).status_code == 422


def test_what_was_entered_by_mistake_is_removed(client, world, keeper):
    days.keep(world.northgate, days.understand(LETTER, TODAY), by=keeper, at=MONDAY)

    client.post(f"{CALENDAR}terms/{Term.objects.get().pk}/removal/", {"key": "k"})
    client.post(f"{CALENDAR}days/{Closure.objects.filter(kind='holiday').get().pk}/removal/", {"key": "l"})

    assert (Term.objects.count(), Closure.objects.count()) == (0, 2)


def test_days_of_another_school_are_not_ours_to_remove(client, world, keeper):
    other = Closure.objects.create(school=world.harbour, starts_on=TODAY, ends_on=TODAY)

    assert client.post(f"{CALENDAR}days/{other.pk}/removal/").status_code == 404
    assert str(other) == "holiday"


def test_a_schools_own_words_are_read_by_everybody_there(client, world, keeper):
    client.post("/schools/northgate/words/kept/", {"inset": "baker day", "department": "", "key": "k"})

    assert School.objects.get(slug="northgate").words == {"inset": "baker day"}
    days.keep(world.northgate, days.understand(LETTER, TODAY), by=keeper, at=MONDAY)
    client.force_login(world.people["tom"])
    assert "baker day" in client.get(CALENDAR).content.decode()


def test_a_word_too_long_is_refused(client, world, keeper):
    assert client.post("/schools/northgate/words/kept/", {"inset": "x" * 41}).status_code == 422


@pytest.mark.parametrize(("who", "words"), [("tom", "Baker day, period"), ("priya", "INSET day, period"),
                                            ("ines", "INSET day, period"), (None, "INSET day, period")])  # fmt: skip
def test_pages_say_the_words_of_the_readers_school(world, who, words, django_assert_max_num_queries):
    School.objects.filter(slug="northgate").update(words={"inset": "baker day"})
    request = RequestFactory().get("/")
    if who:
        request.user = world.people[who]
    template = Template('{% load words %}{% Word "inset" %}, {% word "period" %}')

    with django_assert_max_num_queries(1):
        assert template.render(Context({"request": request})) == words


def test_the_word_of_a_given_school_is_said_without_asking(world):
    page = Template('{% load words %}{% word "inset" school %}')

    assert page.render(Context({"school": world.northgate})) == "INSET day"


def test_a_school_without_a_year_shows_what_it_has(client, world, keeper):
    SchoolYear.objects.all().delete()

    assert client.get(CALENDAR).context["year"] is None
