"""Pages that people seldom see, judged like the others: the second step, a stop link, a plan that failed."""

import os
import re
import sqlite3
import subprocess
import sys
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, judge, sign_in

pytestmark = pytest.mark.journey

PASSWORD = "tea-and-biscuits"


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def confirm(page) -> None:
    """Some pages ask for the password once more first."""
    if page.get_by_label("Password").is_visible():
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name=re.compile("Confirm|Go on|Sign in")).click()


def test_the_head_signs_in_with_a_second_step(demo_house, open_page):
    page = sign_in(open_page(), demo_house, "head@northgate.example")
    page.goto(f"{demo_house.address}/account/2fa/totp/activate/")
    confirm(page)
    judge(page, "codes from an app")
    secret = page.locator("#authenticator_secret").input_value()
    page.locator("input[name=code]").fill(code_for(secret))
    page.get_by_role("button", name="Use it").click()
    expect(page.locator("#authenticator_secret")).to_have_count(0)
    page.goto(f"{demo_house.address}/account/2fa/recovery-codes/")
    judge(page, "recovery codes")
    spare = page.locator("pre").inner_text().split()[0]
    page.goto(f"{demo_house.address}/account/2fa/recovery-codes/generate/")
    judge(page, "new recovery codes?")

    phone = sign_in(open_page(PHONE), demo_house, "head@northgate.example")
    judge(phone, "the second step")
    phone.locator("input[name=code]").fill(spare)
    phone.get_by_role("button", name="Sign in").click()
    expect(phone.get_by_role("navigation", name="Collegium")).to_be_visible()

    page.goto(f"{demo_house.address}/account/2fa/totp/deactivate/")
    confirm(page)
    judge(page, "no more codes from the app?")
    page.get_by_role("button", name="End the second step").click()
    expect(page.get_by_role("button", name="End the second step")).to_have_count(0)
    page.goto(f"{demo_house.address}/account/2fa/")
    judge(page, "the second step, ended")


def stop_link(house, address: str) -> str:
    """The address at the foot of a letter by which this person stops letters like it."""
    code = f"""
from collegium.mail import composing
from collegium.mail.models import Letter
from collegium.people.models import Person
print(composing.stop_address(Letter(kind="meeting-reminder", person=Person.objects.get(email={address!r}))))
"""
    settings = {"COLLEGIUM_DATA": str(house.data), "DJANGO_SETTINGS_MODULE": "collegium.project.settings"}
    run = [sys.executable, "-m", "django", "shell", "-v", "0", "-c", code]
    said = subprocess.run(run, env=os.environ | settings, capture_output=True, text=True, check=True).stdout
    return re.search(r"/post/stop/\S+", said)[0]


def test_letters_are_stopped_by_their_own_link_and_asked_for_again(demo_house, open_page):
    page = open_page(PHONE)
    page.goto(demo_house.address + stop_link(demo_house, "newstaff@northgate.example"))
    judge(page, "stop these letters?")
    page.get_by_role("button", name="Stop them").click()

    expect(page.get_by_role("heading", name="No more of these letters")).to_be_visible()
    judge(page, "no more of these letters")
    page.get_by_role("button", name="I would like them again").click()
    expect(page.get_by_role("heading", name="Stop these letters?")).to_be_visible()


def test_a_plan_that_failed_says_what_contradicts(demo_house, open_page):
    with sqlite3.connect(demo_house.data / "collegium.sqlite3", timeout=20) as rows:
        rows.row_factory = sqlite3.Row
        one = dict(rows.execute("SELECT * FROM forming_formation ORDER BY id LIMIT 1").fetchone())
        one |= {"number": 77, "chosen_at": "2000-01-01 00:00:00", "failure": '[{"code": "broken"}]'}
        del one["id"]
        marks = ", ".join("?" * len(one))
        made = rows.execute(f"INSERT INTO forming_formation ({', '.join(one)}) VALUES ({marks})", list(one.values()))
        failed = made.lastrowid
    rows.close()
    page = sign_in(open_page(), demo_house, "cpd@northgate.example")

    page.goto(f"{demo_house.address}/forming/tries/{failed}/")

    expect(page.locator("main")).to_contain_text("The planner stopped without an answer.")
    judge(page, "a plan that failed")


def test_the_rows_of_groups_that_a_file_holds(demo_house, open_page):
    page = sign_in(open_page(), demo_house, "cpd@northgate.example")
    page.goto(f"{demo_house.address}/groups/bringing/")
    text = "Person,Group,Theme,Leader,Year\nMo Khan,Lab books,Oracy,yes,2026\nNobody Known,Lab books,Oracy,,2026\n"
    page.locator("input[type=file]").set_input_files(
        {"name": "groups.csv", "mimeType": "text/csv", "buffer": text.encode()}
    )
    page.get_by_role("button", name="Look at it").click()

    expect(page.locator("main")).to_contain_text("1 row needs mending")
    judge(page, "the rows of a list of groups")


# How far the longest word of each entry is wider than its place.
TOO_LONG = """(links) => links.map((link) => {
  const word = document.createElement("span")
  word.style.whiteSpace = "nowrap"
  word.textContent = link.innerText.trim().split(/\\s+/).sort((one, other) => other.length - one.length)[0]
  const room = link.clientWidth
  link.append(word)
  const wide = word.getBoundingClientRect().width
  word.remove()
  return Math.max(0, Math.floor(wide - room))
})"""


@pytest.mark.parametrize("language", ["de", "fr", "es", "it", "pl"])
def test_no_word_below_a_phones_page_is_broken(demo_house, open_page, language):
    page = open_page(PHONE, locale=language)
    page.goto(demo_house.address)
    sign_in_form = page.locator("li form", has=page.locator('input[value="teacher@northgate.example"]'))
    sign_in_form.get_by_role("button").click()
    page.wait_for_load_state()

    assert page.locator("html").get_attribute("lang") == language
    assert page.locator(".side .bar a").evaluate_all(TOO_LONG) == [0, 0, 0, 0]
