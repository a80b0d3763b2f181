"""What brings a staff together: an evening of short talks, the weekly bulletin, and a group out of nothing."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, PHONE, judge, sheets, sign_in

pytestmark = pytest.mark.journey


def press(page, name):
    page.get_by_role("button", name=name, exact=True).first.click()


def test_an_evening_of_short_talks(demo_house, open_page):
    host = sign_in(open_page(DESK), demo_house, "coordinator@northgate.example")
    host.goto(f"{demo_house.address}/teachmeets/new/")
    host.get_by_label("What is it called?").fill("Tea after school")
    host.get_by_label("Begins").fill("2031-01-14T16:00")
    host.get_by_label("Takes").select_option("60")
    host.get_by_label("Where").fill("Library")
    press(host, "Announce it")
    evening = host.url
    speakers = {}
    for address, title, length in (("teacher@northgate.example", "Three wrong answers", "15 minutes"),
                                   ("leader@northgate.example", "Sketchbooks", "15 minutes")):  # fmt: skip
        phone = speakers[title] = sign_in(open_page(PHONE), demo_house, address)
        phone.goto(evening)
        phone.get_by_label("What would you tell?").fill(title)
        phone.get_by_label(length).check()
        press(phone, "Sign up")
        expect(phone.get_by_role("listitem").filter(has_text=title)).to_be_visible()
    judge(phone, "signed up")

    host.reload()
    host.locator("#sign-up summary").click()
    host.get_by_label("What would you tell?").fill("Dots instead of ticks")
    host.get_by_label("15 minutes").check()
    press(host, "Sign up")
    expect(host.get_by_role("heading", name="Not everybody would speak")).to_be_visible()
    judge(host, "too little time")
    press(host, "No talk longer than 7")
    press(host, "Draw the order")
    press(host.get_by_role("dialog"), "Draw the order")
    host.get_by_role("link", name="The screen").click()
    phone.goto(f"{evening}screen/")
    press(host, "Begin")
    expect(phone.locator("[data-face]")).to_have_text(re.compile(r"^[67]:\d\d$"), timeout=15_000)
    judge(host, "somebody speaks")
    first = host.locator("#meet-now h2").inner_text()
    host.get_by_role("button", name=re.compile("is not here")).click()
    expect(host.get_by_role("heading", name="Not here yet")).to_be_visible()
    press(host, "Next speaker")
    expect(host.locator("#meet-now h2")).not_to_have_text(first)
    host.get_by_role("button", name=re.compile("Is here now")).click()
    expect(host.get_by_role("button", name="Next speaker")).to_be_visible()
    press(host, "Next speaker")
    press(host, "Heard, thank you")
    expect(host.get_by_role("heading", name="Everybody has spoken")).to_be_visible()
    press(host, "End the evening")
    press(host.get_by_role("dialog"), "End the evening")

    # Each screen finds out by itself that it is over, and opens its page anew.
    for one in (host, phone):
        expect(one.get_by_role("heading", name=re.compile("Thank you, and home|The talks"))).to_be_visible()
    host.goto(evening)
    speaker = speakers["Sketchbooks"]
    speaker.goto(evening)
    speaker.get_by_role("link", name="Sketchbooks").click()
    speaker.get_by_label("What you told, in a few lines").fill("Nobody marks them; everybody looks.")
    press(speaker, "Keep it")
    press(speaker, "Make it an idea")
    host.get_by_role("link", name="Sketchbooks").click()
    press(host, "I’ll try this")
    expect(host.get_by_text("“Sketchbooks” stands on your Today page")).to_be_visible()
    judge(host, "the page of a talk")


def test_a_weekly_bulletin(demo_house, open_page):
    helen = sign_in(open_page(DESK), demo_house, "cpd@northgate.example")
    helen.goto(f"{demo_house.address}/bulletins/")
    helen.get_by_role("link", name="Put this week’s together").click()
    judge(helen, "drafted")
    helen.get_by_label("A word before it").fill("A good week for mistakes.")
    dropped = helen.locator("label:has(input[type=checkbox]:checked)").first
    title = dropped.locator("span").inner_text().split("\n")[0]
    dropped.click()
    press(helen, "Publish it")
    expect(helen.get_by_text("A good week for mistakes.")).to_be_visible()
    expect(helen.get_by_role("link", name=title)).to_have_count(0)
    judge(helen, "out")
    assert sheets(helen) <= 3

    mo = sign_in(open_page(PHONE), demo_house, "teacher@northgate.example")
    mo.goto(f"{demo_house.address}/bulletins/")
    mo.locator("main .rows a").first.click()
    expect(mo.get_by_text("A good week for mistakes.")).to_be_visible()
    expect(mo.get_by_role("heading", name="You put it together")).to_have_count(0)
    post = sign_in(open_page(DESK), demo_house, "admin@northgate.example")
    for _look in range(30):
        post.goto(f"{demo_house.address}/post/")
        if post.get_by_text("the weekly bulletin").count():
            break
        post.wait_for_timeout(1000)
    expect(post.get_by_text("the weekly bulletin").first).to_be_visible()


def test_from_nothing_to_a_first_invitation(demo_house, open_page):
    phone = sign_in(open_page(PHONE), demo_house, "teacher@northgate.example")
    phone.goto(f"{demo_house.address}/groups/")
    # What one presses on the way: a tap each, and a name to type.
    phone.get_by_role("link", name="How to begin").click()
    judge(phone, "guides")
    phone.get_by_role("link", name=re.compile("A group that reads a book")).click()
    judge(phone, "a guide")
    phone.get_by_label("What would you like to work on?").fill("A short book on questions")
    phone.get_by_label("Your question").fill("Which questions make everybody think?")
    press(phone, "Begin")

    words = phone.get_by_label("Words of the invitation").input_value()
    assert "“Which questions make everybody think?”" in words
    judge(phone, "words to invite with")
    address = words.split()[-1].split("/groups/")[1]
    colleague = sign_in(open_page(PHONE), demo_house, "leader@northgate.example")
    colleague.goto(f"{demo_house.address}/groups/{address}")
    expect(colleague.get_by_role("button", name=re.compile("join", re.IGNORECASE)).first).to_be_visible()
