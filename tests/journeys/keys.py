"""Somebody who uses no mouse: Tab leads there, one sees where one is, and nothing lies over it."""

import re
from typing import TYPE_CHECKING

from playwright.sync_api import Error, Locator, Page, expect

if TYPE_CHECKING:
    from tests.journeys.conftest import House

# What has the focus is drawn as such, itself or by its label, and its middle is on top.
SEEN = """() => {
  const one = document.activeElement, label = one.closest("label") ?? one;
  const drawn = [one, label].some((it) => getComputedStyle(it).outlineStyle !== "none");
  const box = one.getBoundingClientRect();
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return drawn && !!top && (label.contains(top) || top.contains(one));
}"""


# Where one is: there; at the way past the menu, which leads nearer; or elsewhere.
WHERE = """(found) => {
  const one = document.activeElement;
  if (found.includes(one)) return "there";
  return one.matches(".skip") && found.some((it) => it.closest("main")) ? "skip" : "elsewhere";
}"""


def tab_to(page: Page, there: Locator, most: int = 150) -> Locator:
    """Press Tab until the focus is where it should be; arrows go on among the choices of one question."""
    for _press in range(most):
        page.keyboard.press("Tab")
        where = there.evaluate_all(WHERE)
        if where == "skip":
            page.keyboard.press("Enter")
        if where == "there":
            focused = page.locator(":focus")
            assert page.evaluate(SEEN), f"one does not see where one is: {focused.inner_html()}"
            return focused
    raise AssertionError("the keyboard never comes there")


def press(page: Page, role: str, name: str, key: str = "Enter") -> None:
    tab_to(page, page.get_by_role(role, name=name, exact=True))
    page.keyboard.press(key)


def write(page: Page, label: str, words: str) -> None:
    tab_to(page, page.get_by_label(label, exact=True))
    page.keyboard.type(words)


def arrive(page: Page, house: "House", address: str, path: str = "/") -> Page:
    """Sign in by keys, and type where one wants to be."""
    page.goto(f"{house.address}/account/login/")
    write(page, "Work address", address)
    write(page, "Password", "tea-and-biscuits")
    with page.expect_navigation():
        press(page, "button", "Sign in")
    page.goto(house.address + path)
    return page


def go(page: Page, role: str, name: str | re.Pattern[str], key: str = "Enter") -> None:
    """Press what leads to another page, and be there."""
    tab_to(page, page.get_by_role(role, name=name, exact=isinstance(name, str)))
    with page.expect_navigation():
        page.keyboard.press(key)


def choose(page: Page, among: Locator, name: str) -> None:
    """One of several answers: Tab comes to the question, arrows go on among its answers, and Space says yes."""
    tab_to(page, among.get_by_role("radio"))
    wanted = among.get_by_role("radio", name=name, exact=True)
    for _press in range(12):
        if wanted.evaluate("(one) => one === document.activeElement"):
            page.keyboard.press("Space")
            return expect(wanted).to_be_checked()
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"no arrow comes to {name}")


def agree(page: Page, name: str) -> None:
    """A question in a dialog: the focus is on “no”, keys stay inside, and Escape leads back to its button."""
    dialog, button = page.get_by_role("dialog"), page.locator("main").get_by_role("button", name=name, exact=True)
    expect(dialog.get_by_role("button").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(button).to_be_focused()
    assert page.evaluate(SEEN)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(dialog.get_by_role("button", name=name, exact=True)).to_be_focused()
    try:
        with page.expect_navigation():
            page.keyboard.press("Enter")
    except Error as broken:
        # A page that follows a meeting may go on by itself at that very moment, and leads to the same place.
        if "ERR_ABORTED" not in str(broken):
            raise
        page.wait_for_load_state()


def is_said(page: Page, words: str | re.Pattern[str]) -> None:
    """Read out by a screen reader, and whoever uses keys is not thrown back to the beginning of the page."""
    expect(page.locator("#said")).to_contain_text(words)
    assert page.evaluate("document.activeElement !== document.body"), "the focus is lost"
    assert page.evaluate(SEEN), "one does not see where one is"
