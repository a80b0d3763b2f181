"""When can we all? A poll answered on a phone by one's own link, and a year that the group chooses from it."""

import sqlite3
from urllib.parse import urlsplit

import pytest

from tests.journeys.conftest import PHONE, judge, sheets, sign_in

pytestmark = pytest.mark.journey
GROUP = "Behaviour without raised voices"


def letter_to(house, first_name: str) -> str:
    """The way to one's own answer, as the letter in the outbox gives it."""
    with sqlite3.connect(house.data / "collegium.sqlite3") as database:
        (text,) = database.execute(
            "SELECT text FROM mail_letter JOIN people_person ON people_person.id = mail_letter.person_id"
            " WHERE kind = 'times' AND first_name = ?",
            [first_name],
        ).fetchone()
    link = next(line for line in text.splitlines() if "/scheduling/times/" in line)
    return urlsplit(link).path


def test_a_poll_on_the_phone_and_choosing_a_year(demo_house, open_page):
    phone = open_page(PHONE)
    phone.goto(demo_house.address + letter_to(demo_house, "Kieran"))
    phone.get_by_role("heading", name="When can you meet?").wait_for()
    judge(phone, "the times, by link")
    assert "Nikhil" not in phone.content()

    for time, says in (("Tuesday 15:50", "Yes"), ("Wednesday 15:50", "Yes"), ("Thursday 15:50", "If need be")):
        phone.get_by_role("radiogroup", name=time).get_by_role("radio", name=says, exact=True).check()
    phone.get_by_role("button", name="Send my answer").click()
    phone.get_by_text("Your answer is kept").wait_for()
    phone.get_by_text("Suggest another time").click()
    phone.get_by_label("From").fill("16:30")
    phone.get_by_role("button", name="Suggest it").click()
    phone.get_by_text("Answer again").click()
    phone.get_by_role("radiogroup", name="Monday 16:30").wait_for()

    desk = sign_in(open_page(), demo_house, "leader@northgate.example")
    desk.get_by_role("link", name=GROUP).first.click()
    desk.get_by_role("link", name="Meetings", exact=True).click()
    desk.get_by_role("link", name="Find a time").click()
    desk.get_by_text("5 of 8 have answered").wait_for()
    judge(desk, "what the poll says so far")
    desk.get_by_role("link", name="Use this time Wednesday 15:50").click()
    desk.get_by_label("How many meetings").fill("4")
    judge(desk, "what we want of our year")
    desk.get_by_role("button", name="Show possible years").click()
    desk.get_by_role("heading", name="3 possible years").wait_for()
    judge(desk, "three possible years")
    assert sheets(desk) <= 2

    desk.get_by_role("button", name="I agree A").click()
    desk.get_by_text("Could live with it: Ruth").wait_for()
    desk.get_by_role("button", name="Take this year A").click()
    desk.get_by_role("dialog").get_by_role("button", name="Take this year").click()
    desk.get_by_text("The dates stand").wait_for()

    phone.reload()
    phone.get_by_text("This poll is closed.").wait_for()


def test_three_years_on_a_phone(demo_house, open_page):
    tom = sign_in(open_page(PHONE), demo_house, "teacher@harbour.example")
    tom.goto(f"{demo_house.address}/groups/")
    tom.get_by_role("link", name="Feedback that Moves").first.click()
    tom.get_by_role("link", name="Look at them").click()
    tom.get_by_role("heading", name="3 possible years").wait_for()
    judge(tom, "three years on a phone")

    tom.get_by_role("button", name="I agree B").click()

    tom.get_by_text("Could live with it: Dai, Tom").wait_for()
