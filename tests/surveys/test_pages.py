"""The way through the pages: prepared, accounted for, given out, answered, closed, read."""

import io
import re

import pytest
from django.urls import reverse

from collegium.surveys import answering
from collegium.surveys.models import ClassCode, Item, Release, Survey, Tally, Ticket, Wave
from tests.conftest import FRIDAY, MONDAY
from tests.surveys.conftest import ACCOUNT, answered

FILLED = ACCOUNT | {"kept_until": "2027-07-31"}


@pytest.fixture(autouse=True)
def in_november(time_machine):
    time_machine.move_to(MONDAY, tick=False)


@pytest.fixture
def as_ama(client, ama):
    client.force_login(ama)
    return client


def url(name, *args):
    return reverse(f"surveys:{name}", args=args)


def token_in(page):
    return re.search(r'name="code" value="(\w+)"', page.content.decode()).group(1)


def test_from_shipped_questions_to_figures(as_ama, client, feedback, ama):
    page = as_ama.get(url("group", feedback.slug))
    assert "Ask our pupils" in page.content.decode()

    as_ama.post(url("preparing", feedback.slug), {"title": "Feedback", "questions": "feedback"})
    survey = Survey.objects.get()
    assert "Fill in the record" in as_ama.get(survey.get_absolute_url()).content.decode()
    done = as_ama.post(url("accounting", survey.pk), FILLED | {"checker": ama.pk})
    assert done.status_code == 302
    done = as_ama.post(url("handing-out", survey.pk), {"label": "8B English", "pupils": 6})
    code = ClassCode.objects.get()
    assert done.url == code.get_absolute_url()
    answered(code, *[1] * 6)
    assert "6 of 6" in as_ama.get(done.url).content.decode()
    assert as_ama.post(url("closing", survey.pk)).status_code == 302

    page = as_ama.get(survey.get_absolute_url()).content.decode()
    assert "What they said" in page
    assert "not shown" in page


def test_while_pupils_answer_the_class_page_says_how_many_and_nothing_else(as_ama, class_code, survey):
    answered(class_code, 0, 1, 2)

    page = as_ama.get(class_code.get_absolute_url()).content.decode()

    assert "3 of 30" in page
    for option in survey.items.order_by("order")[0].options:
        assert option not in page
    for text in survey.items.values_list("text", flat=True):
        assert text not in page
    part = as_ama.get(class_code.get_absolute_url(), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part


def test_a_pupil_leaves_no_trace(client, class_code, survey):
    begin = client.get(url("answering", class_code.code))
    key = re.search(r'name="key" value="([^"]+)"', begin.content.decode()).group(1)
    asked = client.post(url("drawing", class_code.code), {"key": key})
    items = list(survey.items.order_by("order"))
    thanks = client.post(url("answers"), {"code": token_in(asked), f"q{items[0].pk}": "2"})

    assert "Thank you!" in thanks.content.decode()
    assert not client.cookies
    for page in (begin, asked, thanks):
        assert not page.cookies
        assert page["Referrer-Policy"] == "no-referrer"
        assert page["Cache-Control"] == "no-store"
        assert "csrfmiddlewaretoken" not in page.content.decode()
        assert "http://" not in page.content.decode().replace("http://www.w3.org", "")
    assert [one.count for one in Tally.objects.filter(item=items[0])] == [1]


def test_pupils_and_their_teacher_find_the_page_that_says_what_is_kept(client, class_code, ama):
    begin = client.get(url("answering", class_code.code)).content.decode()
    told = client.get(reverse("people:for-families"))
    cookies = dict(client.cookies)
    client.force_login(ama)
    board = client.get(class_code.get_absolute_url()).content.decode()

    link = f'href="{reverse("people:for-families")}"'
    assert [page.count(link) for page in (begin, board)] == [1, 1]
    assert (told.status_code, cookies) == (200, {})


def test_a_signed_in_teacher_is_not_known_by_an_answer_either(as_ama, class_code, survey):
    key = "mine"
    asked = as_ama.post(url("drawing", class_code.code), {"key": key})
    again = as_ama.post(url("drawing", class_code.code), {"key": key})

    assert token_in(asked) == token_in(again)
    assert not asked.cookies


def test_a_code_used_twice_is_told_so_and_nothing_is_kept(client, class_code, survey):
    ticket = class_code.draw("mine")
    item = survey.items.first()
    first = client.post(url("answers"), {"code": ticket.code, f"q{item.pk}": "1"})
    second = client.post(url("answers"), {"code": ticket.code, f"q{item.pk}": "2"})

    assert (first.status_code, second.status_code) == (200, 409)
    assert "This code was used" in second.content.decode()
    assert list(Tally.objects.filter(item=item).values_list("option", "count")) == [(1, 1)]
    assert client.get(url("answering", ticket.code)).status_code == 409


def test_sixty_thousand_characters_are_refused_and_nothing_is_kept(client, feedback, ama, tom):
    survey = Survey.objects.prepare(
        title="?", group=feedback, by=ama, at=MONDAY,
        items=[
            {"kind": "open", "text": "What helps?"}, {"kind": "yes-no", "text": "Is it?", "options": ["Yes", "No"]},
        ],
    )  # fmt: skip
    survey.account_for(by=ama, at=MONDAY, checker=ama, **ACCOUNT | {"lead": tom})
    ticket = survey.wave_now().hand_out(label="8B", pupils=5, by=ama, at=MONDAY).draw("mine")
    words, choice = survey.items.order_by("order")

    page = client.post(url("answers"), {"code": ticket.code, f"q{words.pk}": "a" * 60_000, f"q{choice.pk}": "0"})

    assert page.status_code == 422
    assert "That is 60000 characters." in page.content.decode()
    assert not Tally.objects.exists()
    assert not Ticket.objects.get(pk=ticket.pk).used
    assert re.search(r'value="0"[^>]*checked', page.content.decode())


def test_anonymity_has_no_switch(as_ama, class_code, survey, ama):
    """Neither before nor after the first answer."""
    answered(class_code, 1)

    page = as_ama.post(url("accounting", survey.pk), FILLED | {"checker": ama.pk, "anonymous": "off"})

    assert page.status_code == 422
    page = as_ama.post(url("accounting", survey.pk), FILLED | {"checker": ama.pk})
    assert page.status_code == 422
    assert "stays as it is" in page.content.decode()


def test_who_tries_to_switch_it_off_beforehand_reads_why_not(as_ama, survey, ama):
    page = as_ama.post(url("accounting", survey.pk), FILLED | {"checker": ama.pk, "anonymous": "off"})

    assert page.status_code == 422
    assert "Answers here are anonymous. That cannot be switched off." in page.content.decode()


def test_nothing_said_is_not_an_answer(client, class_code):
    page = client.post(url("answers"), {"code": class_code.draw("mine").code})

    assert page.status_code == 422
    assert "You have not answered anything yet" in page.content.decode()


def test_an_answer_that_nobody_offered_is_refused(client, class_code, survey):
    item = survey.items.first()

    page = client.post(url("answers"), {"code": class_code.draw("mine").code, f"q{item.pk}": "17"})

    assert page.status_code == 422
    assert not Tally.objects.exists()


@pytest.mark.parametrize("code", ["NOSUCH1", "\x00", "é", "a" * 200])
def test_an_unknown_code_is_said_to_be_so(client, db, code):
    assert client.get(url("answering", code)).status_code == 404
    assert client.post(url("answers"), {"code": code}).status_code == 404
    assert client.post(url("drawing", code), {"key": "k"}).status_code == 404


def test_the_door_takes_a_code_as_it_is_typed(client, class_code):
    typed = f" {class_code.code[:3].lower()}-{class_code.code[3:]}"

    assert client.get(url("door"), {"code": typed}).url == url("answering", class_code.code)
    assert client.get(url("door")).status_code == 200
    assert client.get(url("answering", class_code.code.lower())).status_code == 200


def test_when_all_codes_are_out_the_teacher_gives_another(as_ama, class_code):
    for number in range(30):
        class_code.draw(str(number))

    page = as_ama.post(url("drawing", class_code.code), {"key": "late"})
    as_ama.post(url("more", class_code.pk), {"number": 1})

    assert page.status_code == 409
    assert as_ama.post(url("drawing", class_code.code), {"key": "late"}).status_code == 200
    assert as_ama.post(url("more", class_code.pk), {"number": 0}).status_code == 422


def test_after_closing_every_door_says_that_it_is_over(as_ama, class_code, survey, ama):
    ticket, sheet = class_code.draw("mine"), class_code.draw("other")
    item = survey.items.first()
    asked = {"code": ticket.code, f"q{item.pk}": "1"}
    answering.answer(sheet, [item], {item.pk: 1}, {})
    class_code.wave.close(by=ama, at=FRIDAY)

    assert as_ama.get(url("answering", class_code.code)).status_code == 410
    assert as_ama.post(url("drawing", class_code.code), {"key": "k"}).status_code == 410
    # Its one-time code is gone with the round.
    assert as_ama.post(url("answers"), asked).status_code == 404
    assert as_ama.get(url("answering", sheet.code)).status_code == 409
    assert as_ama.post(url("more", class_code.pk), {"number": 1}).status_code == 403
    assert as_ama.post(url("handing-out", survey.pk), {"label": "8C", "pupils": 3}).status_code == 403


def test_questions_are_added_and_left_out_until_a_code_is_out(as_ama, survey, ama):
    add, text = url("asking-more", survey.pk), {"text": "So?", "kind": "scale"}

    assert as_ama.post(add, text | {"options": "a"}).status_code == 422
    assert as_ama.post(add, text | {"options": "a\na"}).status_code == 422
    assert as_ama.post(add, text | {"options": "a\nb\n\n"}).status_code == 302
    assert as_ama.post(add, {"text": "Is it?", "kind": "yes-no"}).status_code == 302
    assert as_ama.post(add, {"text": "What else?", "kind": "open"}).status_code == 302
    assert list(survey.items.order_by("order").values_list("options", flat=True))[5:] == [
        ["a", "b"], ["Yes", "No"], [],
    ]  # fmt: skip
    for number in range(3):
        as_ama.post(add, {"text": f"{number}?", "kind": "yes-no"})
    assert survey.items.count() == 10
    item = survey.items.get(text="What else?")
    assert as_ama.post(url("leaving-out", survey.pk, item.pk)).status_code == 302
    survey.wave_now().hand_out(label="8B", pupils=3, by=ama, at=MONDAY)
    assert as_ama.post(add, {"text": "Is it?", "kind": "yes-no"}).status_code == 422
    assert as_ama.post(url("leaving-out", survey.pk, survey.items.first().pk)).status_code == 422
    assert survey.items.count() == 9


def test_open_questions_need_a_safeguarding_lead_first(as_ama, survey, ama, tom):
    survey.add(kind="open", text="What else?", by=ama, at=MONDAY)

    page = as_ama.post(url("accounting", survey.pk), FILLED | {"checker": ama.pk})
    refused = as_ama.post(url("handing-out", survey.pk), {"label": "8B", "pupils": 3})
    kept = as_ama.post(url("accounting", survey.pk), FILLED | {"checker": ama.pk, "lead": tom.pk})
    given = as_ama.post(url("handing-out", survey.pk), {"label": "8B", "pupils": 3})

    assert [one.status_code for one in (page, refused, kept, given)] == [422, 422, 302, 302]
    assert "say who the safeguarding lead is" in page.content.decode()


@pytest.mark.parametrize("day", ["2026-11-09", "2030-01-01", "soon"])
def test_data_is_kept_until_a_day_that_makes_sense(as_ama, survey, ama, day):
    page = as_ama.post(url("accounting", survey.pk), FILLED | {"checker": ama.pk, "kept_until": day})

    assert page.status_code == 422


def test_figures_as_a_table_hold_what_the_page_shows(as_ama, class_code, survey, ama):
    answered(class_code, *[0] * 3, *[1] * 8, *[2] * 12, *[3] * 5)
    class_code.wave.close(by=ama, at=FRIDAY)

    lines = as_ama.get(url("figures", survey.pk)).content.decode("utf-8-sig").splitlines()

    assert lines[:6] == [
        "Question,Answer,Before (28 answered)",
        "I understand what my teacher writes on my work.,Never,not shown",
        "I understand what my teacher writes on my work.,Sometimes,about 30 %",
        "I understand what my teacher writes on my work.,Often,about 45 %",
        "I understand what my teacher writes on my work.,Always,not shown",
        "I understand what my teacher writes on my work.,left out,about 0 %",
    ]


def test_figures_of_nothing_are_an_empty_table(as_ama, survey):
    assert as_ama.get(url("figures", survey.pk)).content.decode("utf-8-sig").splitlines() == ["Question,Answer"]


def test_ones_own_class_is_seen_by_oneself(as_ama, wave, survey, ama, tom, client):
    for name, teacher in (("The oaks", ama), ("The beeches", tom), ("The elms", tom)):
        answered(wave.hand_out(label=name, pupils=20, by=teacher, at=MONDAY), *[0] * 10, *[1] * 10)
    wave.close(by=ama, at=FRIDAY)

    page = as_ama.get(survey.get_absolute_url()).content.decode()

    assert "Your own classes: only you see this" in page
    assert "The oaks" in page
    assert "The beeches" not in page


def test_asked_again_the_two_rounds_stand_beside_each_other(as_ama, class_code, survey, ama):
    answered(class_code, *[0] * 10, *[1] * 10)
    class_code.wave.close(by=ama, at=MONDAY)
    as_ama.post(url("again", survey.pk))
    second = Wave.objects.get(number=2)
    answered(second.hand_out(label="8B", pupils=20, by=ama, at=FRIDAY), *[1] * 10, *[2] * 10)
    second.close(by=ama, at=FRIDAY)

    page = as_ama.get(survey.get_absolute_url()).content.decode()

    assert "Before (20 answered)" in page
    assert "After (20 answered)" in page
    assert "not its cause" in page


def sheets(code, ama, number=3):
    code.issue_more(number, by=ama, at=MONDAY, on_paper=True)
    return list(code.tickets.filter(on_paper=True).order_by("code").values_list("code", flat=True))


def test_sheets_are_printed_and_typed_in_one_by_one(as_ama, class_code, survey, ama):
    to = as_ama.post(url("more", class_code.pk), {"number": 2, "on": "paper"})
    page = as_ama.get(to.url).content.decode()
    codes = list(class_code.tickets.filter(on_paper=True).values_list("code", flat=True))
    assert all(code in page for code in codes)
    item = survey.items.order_by("order")[0]

    def typed(**data):
        return as_ama.post(url("typed", class_code.pk), data)

    assert typed(code=codes[0].lower(), **{f"q{item.pk}": "1"}).status_code == 302
    assert "typed in before" in typed(code=codes[0], **{f"q{item.pk}": "2"}).content.decode()
    assert "No sheet of this class" in typed(code="NOSUCH", **{f"q{item.pk}": "2"}).content.decode()
    assert "Nothing is answered" in typed(code=codes[1]).content.decode()
    assert typed().status_code == 422
    assert list(Tally.objects.filter(item=item).values_list("option", "count")) == [(1, 1)]
    assert "1 sheet is still out." in as_ama.get(url("typing", class_code.pk)).content.decode()


def table(as_ama, code, text, name="sheets.csv"):
    file = io.BytesIO(text.encode() if isinstance(text, str) else text)
    file.name = name
    return as_ama.post(url("table", code.pk), {"file": file})


def test_a_table_of_sheets_is_taken_as_a_whole(as_ama, class_code, survey, ama):
    codes = sheets(class_code, ama)
    blank = as_ama.get(url("blank", class_code.pk)).content.decode("utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in blank] == ["Code", *codes]

    done = table(as_ama, class_code, f"Code,1,2,3,4,5\n{codes[0]},1,2,3,1,2\n{codes[1]},often,,,no,\n")

    assert done.status_code == 302
    first = survey.items.order_by("order")[0]
    assert sorted(Tally.objects.filter(item=first).values_list("option", "count")) == [(0, 1), (2, 1)]


def test_a_table_with_a_fault_names_its_row_and_nothing_is_kept(as_ama, class_code, survey, ama):
    codes = sheets(class_code, ama, 6)
    rows = [
        f"{codes[0]},1,2,3,1,2", f"{codes[0]},1,2,3,1,2", f"{codes[1]},9,,,,", "XYZ,1,,,,", f"{codes[2]},,,,,",
        f"{codes[3]},1,1,1,1,1,1",
    ]  # fmt: skip

    page = table(as_ama, class_code, "Code,1,2,3,4,5,6\n" + "\n".join(rows))
    words = page.content.decode()

    assert page.status_code == 422
    assert "stands here twice" in words
    assert "Row 4: “9” is no answer to" in words
    assert "Row 5: “XYZ” is no code" in words
    assert "Row 6: nothing is answered here" in words
    assert "Row 7: there are more answers than questions" in words
    assert not Tally.objects.exists()
    assert not Ticket.objects.filter(used=True).exists()


def test_a_table_that_comes_twice_counts_once(as_ama, class_code, ama):
    codes = sheets(class_code, ama)
    text = f"Code,1,2,3,4,5\n{codes[0]},1,2,3,1,2\n"

    table(as_ama, class_code, text)
    page = table(as_ama, class_code, text)

    assert page.status_code == 422
    assert "Row 2: this sheet was typed in before." in page.content.decode()
    assert {one.count for one in Tally.objects.all()} == {1}


@pytest.mark.parametrize("text", ["", "Code,1,2\n", b"\x00\x01\x02", "a" * 100])
def test_what_is_no_table_of_sheets_is_refused(as_ama, class_code, text):
    assert table(as_ama, class_code, text).status_code == 422


def test_a_long_list_of_faults_is_shortened(as_ama, class_code):
    words = table(as_ama, class_code, "Code,1\n" + "".join(f"X{n},1\n" for n in range(30))).content.decode()

    assert "… and 10 more rows." in words


def test_open_words_come_from_paper_too(as_ama, feedback, ama, tom):
    survey = Survey.objects.prepare(
        title="?", group=feedback, by=ama, at=MONDAY, items=[{"kind": "open", "text": "What helps?"}]
    )
    survey.account_for(by=ama, at=MONDAY, checker=ama, **ACCOUNT | {"lead": tom})
    code = survey.wave_now().hand_out(label="8B", pupils=1, by=ama, at=MONDAY)
    codes = sheets(code, ama)

    assert "at most 500" in table(as_ama, code, f"Code,1\n{codes[0]},{'a' * 501}\n").content.decode()
    assert table(as_ama, code, f"Code,1\n{codes[0]},Talking\n").status_code == 302
    assert survey.wave_now().words.get().text == "Talking"


def test_a_sheets_own_code_answers_on_a_phone(client, class_code, survey, ama):
    code = sheets(class_code, ama)[0]
    page = client.get(url("answering", code))

    assert token_in(page) == code


def test_the_same_number_of_queries_for_one_survey_and_three(as_ama, feedback, ama, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count():
        with CaptureQueriesContext(connection, ) as found:
            as_ama.get(url("group", feedback.slug))
        return len(found)

    Survey.objects.prepare(title="A", group=feedback, by=ama, at=MONDAY)
    count()
    one = count()
    for name in "BC":
        Survey.objects.prepare(title=name, group=feedback, by=ama, at=MONDAY)

    assert count() == one


def test_what_is_typed_badly_is_said_beside_the_field(as_ama, feedback, survey):
    assert as_ama.post(url("preparing", feedback.slug), {"title": ""}).status_code == 422
    assert as_ama.post(url("handing-out", survey.pk), {"label": "", "pupils": 0}).status_code == 422
    assert as_ama.post(url("asking-more", survey.pk), {}).status_code == 422
    assert as_ama.get(url("account", survey.pk)).status_code == 200


def test_questions_of_ones_own_begin_empty(as_ama, feedback):
    as_ama.post(url("preparing", feedback.slug), {"title": "Own", "questions": "own"})

    survey = Survey.objects.get()
    assert not Item.objects.exists()
    assert "First: the questions" in as_ama.get(survey.get_absolute_url()).content.decode()
    assert as_ama.get(url("account", survey.pk)).status_code == 200


def test_no_release_before_closing(class_code):
    answered(class_code, *[0] * 9)

    assert not Release.objects.exists()
