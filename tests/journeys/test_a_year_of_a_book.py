"""A book community's year in short: through with one book, on to the next, and its best ideas by hidden dots."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, PHONE, judge, sign_in
from tests.journeys.term import pick

pytestmark = pytest.mark.journey

WAIT, WALL = "Wait until it hurts", "One good answer on the wall"


def test_a_book_community_goes_on_to_its_next_book(demo_house, open_page):
    denise = sign_in(open_page(DESK), demo_house, "denise.carver@northgate.example")
    denise.get_by_role("link", name="The biscuit hour").first.click()
    denise.get_by_role("link", name="Our book").click()
    expect(denise.get_by_role("heading", name="Our shortlist")).to_be_visible()
    judge(denise, "a book with its shortlist, and what became of it")
    denise.get_by_role("button", name="We are through").click()
    denise.get_by_role("dialog").get_by_role("button", name="We are through").click()
    denise.get_by_label("What do you read together?").select_option(label="Visible Learning for Teachers")
    judge(denise, "which book next")
    denise.get_by_role("button", name="Read this").click()
    denise.get_by_role("button", name="I’ll read it").click()
    denise.get_by_role("link", name="Divide it up").click()
    denise.get_by_label("What you read, one line for each part").fill("Preparing | 38–72\nFeedback | 129–157")
    denise.get_by_role("button", name="Keep it so").click()
    denise.get_by_role("link", name="Feedback", exact=True).click()
    denise.get_by_label("What strikes you in these pages?").fill("Page 134 is the whole book.")
    denise.get_by_role("button", name="Say it").click()
    denise.get_by_role("link", name="Visible Learning for Teachers").click()
    pick(denise, WAIT)
    book = denise.url.partition("#")[0]

    owen = sign_in(open_page(PHONE), demo_house, "owen.pritchard@northgate.example")
    owen.goto(book)
    pick(owen, WALL)
    line = owen.locator("li").filter(has_text=WAIT)
    line.get_by_text("React", exact=True).click()
    line.get_by_label("Your reaction, honestly").fill("It hurts me first.")
    line.get_by_role("button", name="Say it").click()
    expect(owen.locator("main")).to_contain_text("It hurts me first.")

    denise.reload()
    denise.get_by_role("checkbox", name=WALL).check()
    denise.get_by_role("button", name="Give these dots").click()
    expect(denise.locator("#best")).to_contain_text("1 dot")
    owen.reload()
    expect(owen.locator("#best")).not_to_contain_text("1 dot")
    judge(owen, "dots of others are hidden")
    owen.get_by_role("checkbox", name=WALL).check()
    owen.get_by_role("button", name="Give these dots").click()
    expect(owen.locator("#best")).to_contain_text("2 dots")

    owen.get_by_role("link", name="Feedback", exact=True).click()
    expect(owen.locator("main")).to_contain_text("1 comment on these pages stays folded")
    expect(owen.locator("main")).not_to_contain_text("Page 134")
    judge(owen, "folded comments")
    owen.get_by_role("button", name="I have read it").click()
    expect(owen.locator("main")).to_contain_text("Page 134 is the whole book.")

    denise.reload()
    denise.get_by_role("button", name="Make the shortlist").click()
    denise.get_by_role("dialog").get_by_role("button", name="Make the shortlist").click()
    expect(denise.get_by_role("heading", name="Our shortlist")).to_be_visible()
    denise.locator("li").filter(has_text=WALL).get_by_role("button", name="I’ll try this").click()
    expect(denise.locator("main")).to_contain_text("1 of us tries it")
    denise.get_by_role("link", name="Phrase bank").click()
    judge(denise, "our words")
    denise.goto(f"{demo_house.address}/library/")
    denise.get_by_role("link", name="Making Every Lesson Count").click()
    judge(denise, "a work")
