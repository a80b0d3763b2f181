"""Ways in without a password: a code by mail, once a mail server is set, and a passkey."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.beginning import PASSWORD, go_by_menu
from tests.journeys.conftest import DESK, PHONE, judge, sign_in
from tests.journeys.papers import DEPUTY

pytestmark = pytest.mark.journey


def test_a_mail_server_is_tried_and_kept_and_a_code_signs_one_in(begun_house, letterbox, open_page):
    page = sign_in(open_page(DESK), begun_house, DEPUTY.email, PASSWORD)
    go_by_menu(page, "Server")
    page.get_by_label("Mail server").fill("127.0.0.1")
    page.get_by_label("Port", exact=True).fill(str(letterbox.controller.port))
    page.get_by_label("Security", exact=True).select_option(label="none, only inside the school")
    page.get_by_label("Letters come from").fill("collegium@hillside.example")
    page.get_by_role("button", name="Send me a test").click()
    expect(page.get_by_text(f"A test letter is on its way to {DEPUTY.email}")).to_be_visible()
    assert "test letter" in letterbox.text_to(DEPUTY.email)
    judge(page, "a test letter")
    letterbox.letters.clear()
    page.get_by_role("button", name="Keep and go on").click()
    expect(page.get_by_role("heading", name="First steps")).to_be_visible()

    phone = open_page(PHONE)
    by_code(phone, begun_house)
    judge(phone, "sign in, where mail works")
    phone.get_by_role("link", name="Send me a code").click()
    judge(phone, "a code by mail")
    phone.get_by_role("textbox", name=re.compile("Email|Work address")).fill(DEPUTY.email)
    phone.get_by_role("button", name="Send me a code").click()
    judge(phone, "type your code")
    code = re.search(r"^\s*([A-Z0-9-]{6,})\s*$", letterbox.text_to(DEPUTY.email), re.MULTILINE)[1]
    phone.get_by_label("Code").fill(code)
    phone.get_by_role("button", name="Sign in", exact=True).click()
    expect(phone.get_by_role("navigation", name="Collegium")).to_be_visible()


def by_code(phone, house):
    """The way is there as soon as the program has read its new settings: a moment, and nothing to press for it."""
    link = phone.get_by_role("link", name="Send me a code")
    for _look in range(60):
        phone.goto(f"{house.address}/account/login/")
        if link.is_visible():
            return
        phone.wait_for_timeout(500)
    raise AssertionError("mail is set, and the page does not offer a code")


def test_a_passkey_is_added_and_signs_one_in(begun_house, open_page):
    page = sign_in(open_page(DESK), begun_house, DEPUTY.email, PASSWORD)
    give_a_device(page)
    page.get_by_role("link", name=DEPUTY.name).click()
    judge(page, "about me")
    page.get_by_role("link", name="My passkeys").click()
    judge(page, "no passkey yet")
    page.get_by_role("link", name="Add a passkey").click()
    if page.get_by_label("Password").is_visible():
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name=re.compile("Confirm|Go on|Sign in")).click()
    page.get_by_label("Name").fill("My phone")
    judge(page, "adding a passkey")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("Your passkey is kept.")).to_be_visible()
    judge(page, "codes for the day one loses the phone")
    page.get_by_role("link", name=DEPUTY.name).click()
    page.get_by_role("link", name="My passkeys").click()
    expect(page.get_by_text("My phone")).to_be_visible()
    judge(page, "a passkey of one's own")
    page.get_by_role("link", name="Rename").click()
    judge(page, "another name for a passkey")

    go_by_menu(page, "Today")
    page.get_by_role("link", name=DEPUTY.name).click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("navigation", name="Collegium")).to_have_count(0)
    page.goto(f"{begun_house.address}/account/login/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("link", name=DEPUTY.name)).to_be_visible()


def give_a_device(page) -> None:
    """Chromium's own fingerprint reader for tests: it knows its owner and asks nobody."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
                "isUserVerified": True, "automaticPresenceSimulation": True,
            }
        },
    )  # fmt: skip
