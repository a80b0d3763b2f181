"""A study group over three schools: its course, help, goals, certificates, and another school that does the same."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, PHONE, judge, sheets, sign_in

pytestmark = pytest.mark.journey


def at_the_course(open_page, house, address, size=DESK):
    page = sign_in(open_page(size), house, address)
    page.get_by_role("link", name="Formative assessment online, together").first.click()
    page.get_by_role("link", name="Our course").first.click()
    expect(page.get_by_role("heading", name="Assessment for Learning in STEM Teaching")).to_be_visible()
    return page


def unfold(page, summary):
    page.locator("summary").filter(has_text=summary).click()


def test_a_study_group_over_three_schools(demo_house, open_page):
    claire = at_the_course(open_page, demo_house, "claire.fontaine@northgate.example")
    elsie = at_the_course(open_page, demo_house, "elsie.tanner@harbour.example", PHONE)
    kate = at_the_course(open_page, demo_house, "kate.ridley@brannocs.example")
    course = kate.url

    expect(claire.locator("main")).not_to_contain_text("biscuits")
    expect(elsie.locator("main")).to_contain_text("To get through module 2 without buying biscuits.")
    unfold(elsie, "Set a goal of my own")
    elsie.get_by_label("What I want to come away with").fill("One question that I do not answer myself.")
    elsie.get_by_role("checkbox", name="Claire Fontaine").check()
    elsie.locator("#goals").get_by_role("button", name="Keep it").click()
    for page, seen in ((claire, True), (kate, False)):
        page.reload()
        words = expect(page.locator("#goals"))
        (words.to_contain_text if seen else words.not_to_contain_text)("One question that I do not answer myself.")

    unfold(claire, "Ask, or offer")
    claire.get_by_label("I would like help").check()
    claire.get_by_label("With what?").select_option(label="language")
    claire.get_by_label("In a few words").fill("What is “scaffolding” in German?")
    claire.get_by_role("button", name="Say it").click()
    kate.reload()
    expect(kate.locator("#help")).to_contain_text("scaffolding")
    judge(kate, "a course with its goals and help")

    unfold(elsie, "Keep mine")
    elsie.get_by_label("How far I came").fill("Four of five")
    paper = {"name": "certificate.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 four of five"}
    elsie.get_by_label("Certificate").set_input_files(paper)
    elsie.locator("#kept").get_by_role("button", name="Keep it").click()
    expect(elsie.locator("#kept")).to_contain_text("only you")
    kate.reload()
    expect(kate.locator("#kept")).not_to_contain_text("Four of five")

    kate.goto(f"{demo_house.address}/calendar/")
    expect(kate.locator("main")).to_contain_text("opens: Assessment for Learning in STEM Teaching")
    for name in ("Information sheet", "Action plan"):
        kate.goto(course)
        kate.get_by_role("link", name=name).click()
        judge(kate, name)
        assert sheets(kate) == 1
    kate.goto(course)
    unfold(kate, "Share how it is set up")
    kate.get_by_label("How it went, for a school that begins").fill("Mondays work. See https://example.org/our-film")
    kate.get_by_label("Who sees it").select_option(
        index=-1 + kate.get_by_label("Who sees it").locator("option").count()
    )
    kate.get_by_role("button", name="Share it").click()
    design = kate.url

    mo = sign_in(open_page(PHONE), demo_house, "teacher@northgate.example")
    mo.goto(course)
    expect(mo.get_by_role("heading", name="Assessment for Learning")).to_have_count(0)
    mo.goto(design)
    expect(mo.locator("main")).to_contain_text("Mondays work.")
    judge(mo, "a design to copy")
    mo.get_by_label("What your group is called").fill("We do the same")
    mo.get_by_label("The course begins on").fill("2027-01-11")
    mo.get_by_role("button", name="Start it").click()
    expect(mo.get_by_role("heading", level=1)).to_be_visible()
    mo.get_by_role("link", name="Our course").first.click()
    expect(mo.locator("main")).to_contain_text("Feedback that is used")

    mo.goto(f"{demo_house.address}/study/webinars/")
    judge(mo, "webinars")
    mo.get_by_role("link", name="Certificates, and what to do with them").click()
    judge(mo, "a webinar")
