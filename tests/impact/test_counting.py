"""Four numbers come in, never a name; what they say, and to whom."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from collegium.impact.bringing import NotCounts, counts_in
from collegium.impact.findings import now_of
from collegium.kit.tables import Table
from collegium.people.models import Department
from tests.conftest import FRIDAY, duty
from tests.impact.conftest import HIGHER, SMALL, UNSETTLED, arms, ask

FOUR = {"members_strong": 18, "members_of": 24, "others_strong": 24, "others_of": 56}


def page(client, comparison):
    return client.get(comparison.get_absolute_url()).content.decode()


def post(client, name, comparison, **words):
    return client.post(reverse(f"impact:{name}", args=[comparison.pk]), words)


def test_the_lead_takes_the_list_of_members_and_types_four_numbers(as_hale, question, last_year):
    listed = as_hale.get(reverse("impact:members_csv", args=[question.pk])).content.decode("utf-8-sig")
    post(as_hale, "counts", question, **FOUR, before_members_strong=9, before_members_of=24,
         before_others_strong=22, before_others_of=56)  # fmt: skip
    shown = page(as_hale, question)

    assert listed.splitlines()[1].startswith("Member10 Last,,,Feedback 1,11")
    assert len(listed.splitlines()) == 13
    assert "Members were judged strong more often: by 32 points, plausibly 8 to 50." in shown
    assert "by 34 points (plausibly 1 to 61)" in shown
    assert "members are 23 points apart" in shown or "members are 22 points apart" in shown
    assert "Members chose to join" in shown


def test_the_list_comes_as_a_spreadsheet_too(as_hale, question, last_year):
    assert as_hale.get(reverse("impact:members_xlsx", args=[question.pk])).content.startswith(b"PK")


def test_only_those_count_who_belonged_long_enough_to_a_listed_group_and_work_here(as_hale, aspect, hale, last_year):
    half = ask(aspect, hale, least_months=6)
    first, second = last_year
    first.memberships.filter(person__first_name="Member10").update(left_on="2026-01-10")
    gone = first.memberships.get(person__first_name="Member11").person
    gone.appointments.update(ends_on="2026-07-31")
    second.listed = False
    second.save()
    first.conclude(by=hale, at=FRIDAY, reason="")

    listed = as_hale.get(reverse("impact:members_csv", args=[half.pk])).content.decode()

    names = [line.split(",")[0] for line in listed.splitlines()[1:]]
    assert names == [f"Member1{place} Last" for place in range(2, 6)]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"members_strong": 25}, "more strong ones than there are"),
        ({"others_of": ""}, "This number is missing"),
        ({"members_of": 0, "members_strong": 0}, "There must be somebody to compare"),
        ({"before_members_of": 24}, "This number is missing"),
        ({"members_of": "many"}, "Enter a whole number"),
    ],
)
def test_numbers_that_cannot_be_are_refused_and_nothing_typed_is_lost(as_hale, question, change, words):
    answer = post(as_hale, "counts", question, **FOUR | change)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert 'value="24"' in answer.content.decode()
    assert not question.counts.exists()


def test_departments_that_add_up_are_compared_within_themselves(as_hale, question, northgate, hale):
    english = northgate.departments.get()
    maths = Department.objects.create(school=northgate, name="Maths")
    question.type_counts(arms(18, 24, 24, 56), by=hale, at=FRIDAY)
    numbers = {f"d{english.pk}_members_strong": 10, f"d{english.pk}_members_of": 12,
               f"d{english.pk}_others_strong": 14, f"d{english.pk}_others_of": 26,
               f"d{maths.pk}_members_strong": 8, f"d{maths.pk}_members_of": 12,
               f"d{maths.pk}_others_strong": 10, f"d{maths.pk}_others_of": 30}  # fmt: skip

    wrong = post(as_hale, "departments", question, **numbers | {f"d{maths.pk}_others_of": 31})
    right = post(as_hale, "departments", question, **numbers)

    assert (wrong.status_code, right.status_code) == (422, 302)
    assert "do not add up" in wrong.content.decode()
    assert "Department by department:" in page(as_hale, question)


def test_departments_need_the_whole_first(as_hale, question):
    assert post(as_hale, "departments", question).status_code == 422


def test_a_small_count_is_seen_by_whoever_typed_it_alone(as_hale, client, question, hale, tom, northgate):
    question.type_counts(SMALL, by=hale, at=FRIDAY)
    duty(tom, "cpd-lead", school=northgate)

    own = page(as_hale, question)
    client.force_login(tom)
    other = page(client, question)

    assert "3 of 7 members" in own
    assert "Seen by you alone" in own
    assert "3 of 7" not in other
    assert 'value="3"' not in other
    assert "A colleague typed these numbers" in other


def test_several_aspects_are_looked_at_together(as_hale, question, aspect, hale):
    question.type_counts(UNSETTLED, by=hale, at=FRIDAY)
    afterwards = ask(aspect, hale, known=True)
    afterwards.type_counts(HIGHER, by=hale, at=FRIDAY)

    shown = as_hale.get(reverse("impact:overview", args=["northgate"])).content.decode()

    assert "Members were more often judged strong than other staff in Feedback." in shown
    assert "it is not settled with these numbers" in shown
    assert "looked at afterwards" in shown
    assert "Several aspects were looked at" in shown
    assert "looked at afterwards" in page(as_hale, afterwards).lower()


def table(*rows, columns=5):
    return Table(["Department", "a", "b", "c", "d"][:columns], [list(row) for row in rows])


def test_counts_come_out_of_a_file_too(as_hale, question):
    content = b"Department,Strong,Members,Strong,Others\nWhole school,18,24,24,56\nenglish,18,24,24,56\n"
    file = io.BytesIO(content)
    file.name = "counts.csv"

    assert post(as_hale, "file", question, file=file).status_code == 302
    assert now_of(question).arms == HIGHER
    assert [count.department for count in question.counts.order_by("department")] == ["", "English"]


def test_departments_alone_are_added_up():
    rows = (("English", "8", "12", "10", "20"), ("Maths", "4", "8", "5", "20"))

    brought = counts_in(table(*rows), ["English", "Maths"])

    assert brought.whole == arms(12, 20, 15, 40)


@pytest.mark.parametrize(
    "content",
    [
        b"Name,Department,Appraisal,Lesson,Grade\nTom Weller,English,strong,good,1\nAma Boateng,Maths,weak,good,2\n",
        b"Name,Strong\n" + b"".join(b"Teacher %d,yes\n" % number for number in range(80)),
        b"Department,a,b,c,d\nTom Weller,1,1,0,1\n",
    ],
    ids=["a row for each person", "eighty people", "a person where a department should be"],
)
def test_an_appraisal_file_with_a_row_for_each_person_is_refused_and_nothing_is_kept(as_hale, question, content):
    file = io.BytesIO(content)
    file.name = "appraisal.csv"

    answer = post(as_hale, "file", question, file=file)

    assert answer.status_code == 422
    assert "Collegium takes counts, never people" in answer.content.decode()
    assert "Tom Weller" not in answer.content.decode()
    assert not question.counts.exists()


@pytest.mark.parametrize(
    "rows",
    [[("Whole school", "18", "many", "24", "56")], [("Whole school", "25", "24", "24", "56")], [],
     [("Whole school", "18", "24", "57", "56")]],
)
def test_a_file_whose_numbers_cannot_be_is_refused(rows):
    with pytest.raises(NotCounts):
        counts_in(table(*rows), ["English"])


def test_no_file_and_no_table_are_said_so(as_hale, question):
    picture = io.BytesIO(b"%PDF-1.7")
    picture.name = "appraisal.pdf"

    assert "Choose a file first" in post(as_hale, "file", question).content.decode()
    assert "not a list that we can read" in post(as_hale, "file", question, file=picture).content.decode()


def test_three_comparisons_cost_what_one_costs(as_hale, aspect, hale):
    costs = []
    for _ in range(3):
        ask(aspect, hale).type_counts(HIGHER, by=hale, at=FRIDAY)
        with CaptureQueriesContext(connection) as asked:
            as_hale.get(reverse("impact:overview", args=["northgate"]))
        costs.append(len(asked))

    assert costs[0] == costs[2]
