"""What several stories begin with."""

import re
from typing import TYPE_CHECKING

from playwright.sync_api import Page

from tests.journeys.papers import Colleague

if TYPE_CHECKING:
    from tests.journeys.conftest import House

PASSWORD = "tea at a quarter past three"


def begin(page: Page, house: "House", who: Colleague, school: str) -> None:
    """The first run, by the code that the program printed where it was started."""
    page.goto(house.address)
    code = re.search(r"asks for this code: ([\d-]+)", house.log.read_text())[1]
    page.get_by_label("The code that Collegium printed").fill(code)
    page.get_by_label("Your school").fill(school)
    page.get_by_label("Your first name").fill(who.forename)
    page.get_by_label("Your last name").fill(who.surname)
    page.get_by_label("Your work address").fill(who.email)
    page.get_by_label("Choose a password").fill(PASSWORD)
    page.get_by_role("button", name="Begin").click()


def go_by_menu(page: Page, word: str) -> None:
    """A word of the menu, on a phone behind “More” if need be."""
    entry = page.get_by_role("navigation", name="Collegium").get_by_role("link", name=word)
    if not entry.is_visible():
        page.get_by_role("button", name="More").click()
    entry.click()
