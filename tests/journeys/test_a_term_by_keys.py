"""A term without a mouse: a time, a yes, dots, a visit, a survey, a report, groups, and a meeting to its end."""

import re
import sqlite3

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK
from tests.journeys.keys import agree, arrive, choose, go, is_said, press, tab_to, write

pytestmark = pytest.mark.journey


def code_on_the_board(house) -> str:
    """The code of the one class whose round is going on."""
    with sqlite3.connect(house.data / "collegium.sqlite3") as database:
        (code,) = database.execute(
            "SELECT code FROM surveys_classcode AS class JOIN surveys_wave AS wave ON wave.id = class.wave_id"
            " WHERE wave.closed_at IS NULL"
        ).fetchone()
    return code.lower()


def test_a_poll_is_answered_again(fresh_demo, open_page):
    ruth = arrive(open_page(DESK), fresh_demo, "leader@northgate.example", "/scheduling/polls/1/")
    choose(ruth, ruth.get_by_role("radiogroup", name="Monday 12:40"), "If need be")
    choose(ruth, ruth.get_by_role("radiogroup", name="Monday 15:50"), "No")
    go(ruth, "button", "Send my answer")

    expect(ruth.get_by_text("4 of 8 have answered")).to_be_visible()
    tab_to(ruth, ruth.locator("summary").filter(has_text="Change my answer"))
    ruth.keyboard.press("Space")
    for time, said in (("Monday 12:40", "If need be"), ("Monday 15:50", "No")):
        expect(ruth.get_by_role("radiogroup", name=time).get_by_role("radio", name=said, exact=True)).to_be_checked()


def test_apologies_and_coming_after_all(fresh_demo, open_page):
    tom = arrive(open_page(DESK), fresh_demo, "teacher@harbour.example", "/groups/")
    go(tom, "link", "Feedback that Moves")
    go(tom, "link", re.compile("15:45"))
    go(tom, "button", "I cannot come")
    expect(tom.get_by_text("you sent apologies")).to_be_visible()
    go(tom, "button", "I can come after all")

    expect(tom.get_by_text("you are coming")).to_be_visible()


def test_on_to_another_book_and_dots_for_an_idea_of_it(fresh_demo, open_page):
    denise = arrive(open_page(DESK), fresh_demo, "denise.carver@northgate.example", "/groups/")
    go(denise, "link", "The biscuit hour")
    go(denise, "link", "Our book")
    press(denise, "button", "We are through")
    agree(denise, "We are through")
    tab_to(denise, denise.get_by_label("What do you read together?"))
    denise.keyboard.type("Visible")
    go(denise, "button", "Read this")
    write(denise, "The idea, in a few words", "Wait until it hurts")
    go(denise, "button", "Pick it")
    tab_to(denise, denise.get_by_role("checkbox", name="Wait until it hurts"))
    denise.keyboard.press("Space")
    go(denise, "button", "Give these dots")

    expect(denise.locator("#best")).to_contain_text("1 dot")


def test_notes_of_a_visit_and_what_one_takes_away(fresh_demo, open_page):
    ines = arrive(open_page(DESK), fresh_demo, "teacher@northgate.example", "/visits/")
    go(ines, "link", "You visit Priya Nair")
    go(ines, "link", "Open the notes")
    for words in ("Four hands after the second question.", "Half a line that", "Nobody spoke for five seconds."):
        write(ines, "What I saw", words)
        press(ines, "button", "Note it")
    lines = ines.locator("visit-notes [data-list]")
    expect(lines.get_by_role("listitem")).to_have_count(3)
    tab_to(ines, lines.get_by_role("listitem").filter(has_text="Half a line").get_by_role("button"))
    ines.keyboard.press("Enter")
    expect(lines.get_by_role("listitem")).to_have_count(2)
    expect(lines.get_by_role("listitem").filter(has_text="Four hands").get_by_role("button")).to_be_focused()
    expect(ines.locator("#kept")).to_have_text("Kept")
    press(ines, "button", "Give to Priya")
    agree(ines, "Give to Priya")
    expect(ines.locator("main")).to_contain_text("They belong to Priya now")
    go(ines, "link", "The talk")
    write(ines, "What I take away", "Wait four seconds.")
    go(ines, "button", "Keep it")

    expect(ines.get_by_label("What I take away")).to_have_value("Wait four seconds.")


def test_a_pupil_answers_a_survey(fresh_demo, open_page):
    pupil = open_page(DESK)
    pupil.goto(f"{fresh_demo.address}/surveys/a/")
    write(pupil, "Code", code_on_the_board(fresh_demo))
    go(pupil, "button", "Go on")
    go(pupil, "button", "Start")
    for question in pupil.get_by_role("group").all():
        choose(pupil, question, question.locator("label").nth(1).inner_text())
    go(pupil, "button", "Send")

    expect(pupil.get_by_role("heading", name="Thank you!")).to_be_visible()


def test_a_report_is_written_and_its_authors_are_asked(fresh_demo, open_page):
    amara = arrive(open_page(DESK), fresh_demo, "coordinator@northgate.example", "/groups/")
    go(amara, "link", "Feedback that Moves")
    go(amara, "link", "Outcomes")
    press(amara, "button", "Got it")
    expect(amara.locator("main")).to_be_focused()
    go(amara, "link", "Go on writing")
    go(amara, "link", "Take in what is there")
    tab_to(amara, amara.get_by_role("checkbox", name=re.compile("I have not seen pupils use comments so readily")))
    amara.keyboard.press("Space")
    go(amara, "button", "Take what is ticked")
    go(amara, "link", re.compile("^Write.*What comes next"))
    tab_to(amara, amara.get_by_role("textbox", name="Words"))
    amara.keyboard.type("We ask parents.")
    go(amara, "button", "Save")
    expect(amara.get_by_text("We ask parents.")).to_be_visible()
    go(amara, "link", re.compile("^Read it"))
    go(amara, "button", "Yes, these words")

    expect(amara.get_by_text("You said yes")).to_be_visible()


def test_groups_are_looked_for_somebody_is_moved_and_all_is_shared(fresh_demo, open_page):
    helen = arrive(open_page(DESK), fresh_demo, "cpd@northgate.example")
    go(helen, "link", "Programme desk")
    press(helen, "button", "Close wishes now")
    agree(helen, "Close wishes now")
    silent = helen.locator("#silent")
    tab_to(helen, silent.get_by_role("button", name="Tick all"))
    helen.keyboard.press("Space")
    expect(silent.get_by_role("checkbox").last).to_be_checked()
    go(helen, "button", "The planner places them")
    go(helen, "link", "Form groups")
    go(helen, "button", "Look for groups")
    expect(helen.get_by_role("link", name="Share with staff")).to_be_visible(timeout=60_000)
    tab_to(helen, helen.locator("summary").filter(has_text="1st"))
    helen.keyboard.press("Enter")
    go(helen, "link", "Move")
    tab_to(helen, helen.get_by_role("group", name="Move to").get_by_role("radio"))
    helen.keyboard.press("Space")
    go(helen, "button", "Move")
    tab_to(helen, helen.get_by_role("button", name="Undo"))
    go(helen, "link", "Share with staff")
    go(helen, "button", "Share with staff")

    expect(helen.get_by_text(re.compile("^Shared on"))).to_be_visible()


def test_a_meeting_from_its_agenda_to_its_minutes(fresh_demo, open_page):
    """Its page changes each second: whoever pressed something stays where they were, and hears what it did."""
    ruth = arrive(open_page(DESK), fresh_demo, "leader@northgate.example", "/groups/")
    go(ruth, "link", "Behaviour without raised voices")
    press(ruth, "button", "Meet now")
    agree(ruth, "Meet now")
    expect(ruth.get_by_text("left in this step")).to_be_visible()
    tab_to(ruth, ruth.locator("summary").filter(has_text="Who is here"))
    ruth.keyboard.press("Space")
    press(ruth, "button", "here Andre Baptiste")
    is_said(ruth, "2 of 8 here")
    expect(ruth.get_by_role("button", name="undo Andre Baptiste", exact=True)).to_be_focused()
    press(ruth, "button", "Next step")
    is_said(ruth, "What became of my step")
    expect(ruth.get_by_role("button", name="Next step")).to_be_focused()
    press(ruth, "button", "Next speaker")
    is_said(ruth, "is speaking")
    write(ruth, "What I will try", "Count to ten")
    press(ruth, "button", "Promise it")
    is_said(ruth, "Count to ten")
    expect(ruth.get_by_role("button", name="Promise it")).to_be_focused()
    tab_to(ruth, ruth.locator("summary").filter(has_text="Add something to be done"))
    ruth.keyboard.press("Enter")
    write(ruth, "What is to be done", "Ask for the hall")
    press(ruth, "button", "Add it")
    is_said(ruth, "Ask for the hall")
    press(ruth, "button", "Take away: Ask for the hall")
    expect(ruth.locator("#live-actions")).not_to_contain_text("Ask for the hall")
    expect(ruth.locator("#live-actions")).to_be_focused()
    press(ruth, "button", "End and send")
    agree(ruth, "End and send")

    expect(ruth.get_by_role("heading", name="What you said you would do")).to_be_visible()
    expect(ruth.locator("main")).to_contain_text("Count to ten")
