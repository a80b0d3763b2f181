"""The first quarter of an hour: a deputy head, an empty Collegium, the office's list and a form's answers.

No mail server, no manual, and nobody else is told anything. One story in several parts, in one window.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.beginning import begin, go_by_menu
from tests.journeys.conftest import DESK, judge, sheets, window
from tests.journeys.papers import DEPUTY, FORM, HEADERS, THEMES, answers, as_csv, as_ods, bad_rows, staff

pytestmark = pytest.mark.journey

STAFF = staff(90)
ANSWERED = STAFF[:70]


@pytest.fixture(scope="module")
def page(browser):
    with window(browser, DESK) as opened:
        yield opened


def test_the_first_page_asks_for_the_printed_code_and_a_school(new_house, page):
    page.goto(new_house.address)
    judge(page, "the first page of an empty Collegium")
    begin(page, new_house, DEPUTY, school="Hillside School")

    expect(page.get_by_role("heading", name="Address and mail")).to_be_visible()
    judge(page, "address and mail")
    page.get_by_role("link", name="Later").click()
    expect(page.get_by_role("heading", name="First steps")).to_be_visible()
    judge(page, "first steps")


def test_the_good_rows_of_the_staff_list_come_in(page):
    page.get_by_role("link", name="Choose the list").click()
    rows = [*(one.row for one in STAFF), *bad_rows(STAFF)]
    page.get_by_label("The staff list").set_input_files(
        {"name": "Staff September.ods", "mimeType": "", "buffer": as_ods(HEADERS, *rows)}
    )
    page.get_by_role("button", name="Look at it").click()

    expect(page.get_by_role("heading", name="What this list would change")).to_be_visible()
    expect(page.locator("main")).to_contain_text("is no e-mail address")
    judge(page, "what the staff list would change")
    page.get_by_role("button", name="Bring in the 90 good rows").click()
    expect(page.get_by_role("heading", name="The staff are in")).to_be_visible()
    judge(page, "the staff are in")


def test_a_programme_with_four_themes_and_one_time(page):
    page.get_by_role("link", name="Open a programme").first.click()
    page.get_by_role("link", name="Open a programme").first.click()
    judge(page, "ways of working to choose from")
    page.get_by_role("button", name="Choose Professional learning community").click()

    page.get_by_label("What staff will call it").fill("Learning communities")
    page.get_by_label("The vision").fill("We would like to see what our pupils **think** about.")
    page.get_by_role("button", name="Keep and go on").click()
    for theme in THEMES:
        page.get_by_role("textbox", name="Theme", exact=True).fill(theme)
        page.get_by_role("button", name="Add this theme").click()
        expect(page.get_by_text(theme, exact=True)).to_be_visible()
    judge(page, "four themes")
    page.get_by_role("link", name="On to times").click()
    page.get_by_role("combobox", name="Day").select_option("Tuesday")
    page.get_by_label("From", exact=True).fill("15:45")
    page.get_by_role("button", name="Add this time").click()
    expect(page.locator("main")).to_contain_text("Tuesday 15:45")
    page.get_by_role("link", name="On to sizes").click()
    page.get_by_label("Fewest in a group").fill("5")
    page.get_by_label("Most in a group").fill("9")
    page.get_by_role("button", name="Keep and go on").click()
    judge(page, "the programme looked over")
    page.get_by_role("link", name="Not yet: bring wishes or groups first").click()
    expect(page.locator("main")).to_contain_text("0 of 90")


def test_wishes_that_a_form_collected(page):
    page.get_by_role("link", name="Bring wishes").click()
    rows = [*answers(ANSWERED), ["2026-09-20 09:00", "somebody@elsewhere.example", THEMES[0], "", "", ""]]
    page.locator("input[type=file]").set_input_files(
        {"name": "Form responses.csv", "mimeType": "text/csv", "buffer": as_csv(FORM, *rows)}
    )
    page.get_by_role("button", name="Look at it").click()

    judge(page, "the rows of the form")
    page.get_by_role("button", name="Keep the 70 good rows only").click()
    expect(page.locator("main")).to_contain_text("70 of 90")
    judge(page, "the desk, with wishes")


def test_those_who_never_answered_are_decided_on(page):
    silent = page.locator("#silent")
    expect(silent.get_by_role("checkbox")).to_have_count(20)
    for place in range(12):
        silent.get_by_role("checkbox").nth(place).check()
    page.get_by_role("button", name="The planner places them").click()
    expect(silent.get_by_text("not decided")).to_have_count(8)
    page.get_by_role("link", name="Form groups").click()

    judge(page, "before the first try")
    page.get_by_text("20 people did not answer").click()
    chosen = page.get_by_role("group", name="Who did not answer")
    expect(chosen.get_by_role("checkbox", checked=True)).to_have_count(12)


def test_a_plan_that_the_lead_believes(page):
    page.get_by_label("How long to look at most").select_option("20 seconds")
    page.get_by_role("button", name="Look for groups").click()
    expect(page.get_by_role("link", name="Share with staff")).to_be_visible(timeout=90_000)

    main = page.locator("main")
    expect(main).to_contain_text(re.compile(r"\d+ of 70\s*who answered have their first wish"))
    first = int(re.search(r"(\d+) of 70\s*who answered have their first", main.inner_text())[1])
    assert first >= 45
    expect(main).to_contain_text("8 colleagues are not in this plan")
    expect(main).to_contain_text("can see this")
    judge(page, "the plan")
    page.get_by_role("link", name="Show who").click()
    judge(page, "who is not in the plan")
    page.get_by_role("link", name="The plan").click()
    page.get_by_role("link", name="Try again with other rules").click()
    judge(page, "other rules")
    page.get_by_role("link", name="Not now").click()
    page.locator(".card").get_by_role("link", name=re.compile(THEMES[0])).first.click()
    judge(page, "one group of the plan")
    page.get_by_role("link", name="The plan").click()


def test_why_somebody_is_there_and_what_another_place_costs(page):
    why = page.get_by_role("group").filter(has_text="Why is")
    first_name = page.locator("summary").filter(has_text="1st").first
    first_name.click()
    expect(why.first).to_contain_text("First wish")
    judge(page, "a reason, open")
    page.get_by_role("link", name="Move", exact=True).locator("visible=true").click()

    expect(page.get_by_role("heading", name=re.compile("Where should .* be?"))).to_be_visible()
    expect(page.get_by_role("group", name="Move to")).to_contain_text(re.compile(r"(1st|2nd|3rd) wish"))
    judge(page, "where somebody could be")
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Move").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    judge(page, "somebody was moved")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)


def test_one_page_of_groups_to_print(page):
    page.get_by_role("link", name="One page to print").click()

    expect(page.locator("main")).to_contain_text("Hillside School")
    assert sheets(page) == 1
    judge(page, "the page of groups")


def test_nobody_has_been_told_anything(new_house, page, open_page):
    page.goto(new_house.address)
    go_by_menu(page, "Letters")
    expect(page.get_by_text("No letters yet")).to_be_visible()
    judge(page, "no letters")
    colleague = STAFF[3]
    go_by_menu(page, "Staff")
    page.get_by_label("Name").fill(colleague.surname)
    page.get_by_role("button", name="Show", exact=True).click()
    page.get_by_role("link", name=colleague.name).click()
    page.get_by_role("button", name="Make a new welcome link").click()
    link = page.get_by_label("Welcome link").input_value()

    other = open_page(DESK)
    other.goto(link)
    judge(other, "a colleague is welcome")
    other.get_by_label("Choose a password").fill("four pears in autumn")
    other.get_by_role("button", name="Come in").click()
    expect(other.get_by_role("heading", name=re.compile(colleague.forename))).to_be_visible()
    judge(other, "a colleague's first Today")
    for word in ("My groups", "All groups", "Programmes", "Calendar"):
        go_by_menu(other, word)
        expect(other.locator("main")).not_to_contain_text(re.compile("|".join([*THEMES, "Learning communities"])))
