"""What a group found reaches others: its report with each author’s yes; proposals, declined and made a policy."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, PHONE, judge, sheets, sign_in

pytestmark = pytest.mark.journey


def press(page, name):
    page.get_by_role("button", name=name, exact=True).first.click()


def write_under(page, heading, words):
    page.get_by_role("link", name=heading).click()
    field = page.get_by_label("Words")
    field.fill(words)


def test_from_a_groups_facts_to_its_report_shared(demo_house, open_page):
    amara = sign_in(open_page(DESK), demo_house, "coordinator@northgate.example")
    amara.get_by_role("link", name="Feedback that Moves").first.click()
    amara.get_by_role("link", name="Outcomes").click()
    amara.get_by_role("link", name="Go on writing").click()
    amara.get_by_role("link", name="Take in what is there").click()
    amara.get_by_label("I have not seen pupils use comments so readily").check()
    press(amara, "Take what is ticked")
    expect(amara.get_by_text("I have not seen pupils use comments so readily")).to_be_visible()
    judge(amara, "a report in the making")

    tom = sign_in(open_page(PHONE), demo_house, "teacher@harbour.example")
    expect(tom.get_by_role("heading", name="Feedback that is used")).to_be_visible()
    tom.get_by_role("link", name="Read it", exact=True).click()
    expect(tom.get_by_role("button", name="Yes, these words")).to_be_visible()
    tom.get_by_role("link", name="Not so: change something first").click()
    write_under(tom, "What comes next", "We ask Year 10.")
    write_under(amara, "What comes next", "We ask parents.")
    press(amara, "Save")
    press(tom, "Save")
    expect(tom.get_by_text("We ask parents.")).to_be_visible()

    tom.get_by_role("link", name="Read it and say yes").click()
    press(tom, "Yes, these words")
    expect(tom.get_by_text("You said yes")).to_be_visible()
    amara.get_by_role("link", name="Read it and say yes").click()
    expect(amara.get_by_text("We ask Year 10.")).to_be_visible()
    press(amara, "Yes, share it")
    expect(amara.get_by_text("It does not change any more")).to_be_visible()
    assert sheets(amara) <= 3
    shared = amara.url

    head = sign_in(open_page(DESK), demo_house, "head@northgate.example")
    head.goto(f"{demo_house.address}/outcomes/")
    head.get_by_role("link", name="Feedback that is used").click()
    expect(head.get_by_text("We ask Year 10.")).to_be_visible()
    assert head.url == shared


def test_a_proposal_is_declined_with_reasons_and_another_becomes_a_policy(demo_house, open_page):
    head = sign_in(open_page(DESK), demo_house, "head@northgate.example")
    head.get_by_role("link", name="All proposals").first.click()
    head.get_by_role("link", name="One marking code for all subjects").click()
    head.get_by_label("We decline it").check()
    press(head, "Answer")
    expect(head.get_by_role("textbox", name="Why?")).to_be_focused()
    head.get_by_label("Why?").fill("Art and PE mark in other ways.")
    press(head, "Answer")
    expect(head.get_by_text("Art and PE mark in other ways.")).to_be_visible()
    head.goto(f"{demo_house.address}/outcomes/proposals/")
    head.get_by_role("link", name="Ten minutes for feedback").click()

    helen = sign_in(open_page(PHONE), demo_house, "cpd@northgate.example")
    helen.goto(head.url)
    for leader, answer, why in ((head, "It becomes a policy", "It costs ten minutes and saves hours."),
                                (helen, "We decline it", "No room in the day.")):  # fmt: skip
        leader.get_by_label(answer).check()
        leader.get_by_label("Why?").fill(why)
        leader.get_by_label("By when do they hear again?").fill("2040-07-01")
    press(head, "Answer")
    expect(head.get_by_role("heading", name="It is a policy")).to_be_visible()
    press(helen, "Answer")
    expect(helen.get_by_text("Somebody else has answered meanwhile")).to_be_visible()
    judge(helen, "another leader was quicker")

    amara = sign_in(open_page(PHONE), demo_house, "coordinator@northgate.example")
    amara.goto(f"{demo_house.address}/outcomes/")
    amara.get_by_role("link", name="Ten minutes for feedback").click()
    expect(amara.get_by_text("It costs ten minutes and saves hours.")).to_be_visible()
    judge(amara, "a policy")
    amara.get_by_role("link", name="The proposal, and what was said to it").click()
    amara.get_by_role("link", name="Ask further").click()
    amara.get_by_label("What would you like to know next?").fill("Does ten minutes do in Year 11?")
    press(amara, "Ask it")
    expect(amara.get_by_role("heading", name="Does ten minutes do in Year 11?")).to_be_visible()
