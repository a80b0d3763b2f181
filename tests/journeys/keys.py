"""Somebody who uses no mouse: Tab leads there, one sees where one is, and nothing lies over it."""

from playwright.sync_api import Locator, Page

# What has the focus is drawn as such, itself or by its label, and its middle is on top.
SEEN = """() => {
  const one = document.activeElement, label = one.closest("label") ?? one;
  const drawn = [one, label].some((it) => getComputedStyle(it).outlineStyle !== "none");
  const box = one.getBoundingClientRect();
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return drawn && !!top && (label.contains(top) || top.contains(one));
}"""


def tab_to(page: Page, there: Locator, most: int = 150) -> Locator:
    """Press Tab until the focus is where it should be; arrows go on among the choices of one question."""
    for _press in range(most):
        page.keyboard.press("Tab")
        if there.evaluate_all("(found) => found.includes(document.activeElement)"):
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
