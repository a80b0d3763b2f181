"""Each page that somebody in the demo can reach is looked at once: both widths, light and dark."""

from collections import Counter
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Error

from tests.journeys.conftest import judge, sign_in

pytestmark = pytest.mark.journey

WHO = ["nobody", "teacher@northgate.example", "coordinator@northgate.example", "cpd@northgate.example",
       "admin@northgate.example", "newstaff@northgate.example", "network@trust.example"]  # fmt: skip
MOST_PAGES, MOST_OF_A_KIND = 90, 4
judged: set[tuple[str, ...]] = set()


def kind_of(path: str) -> str | None:
    """The name of the address, so that nobody looks at ninety meetings."""
    try:
        return resolve(path).view_name
    except Resolver404:
        return None


def ways_on(page, house) -> list[str]:
    """Where the page leads. The links of a letter are for whom it was written, not for whoever looks on."""
    its_own = "found => found.filter(link => !link.closest('#letter')).map(link => link.href)"
    links = page.eval_on_selector_all("a[href]", its_own)
    paths = {urlsplit(link).path for link in links if link.startswith(house.address)}
    return sorted(path for path in paths if not path.endswith((".ics", ".csv", ".xlsx", ".json", ".atom")))


def face_of(page, kind: str) -> tuple[str, ...]:
    """What the page offers to do: where it offers somebody the same, it looks the same, and is judged once."""
    forms = page.eval_on_selector_all("form[action]", "found => found.map(form => form.getAttribute('action'))")
    return kind, *sorted({kind_of(urlsplit(action).path) or "" for action in forms})


@pytest.mark.parametrize("who", WHO)
def test_every_page_within_reach(demo_house, open_page, record_property, who):
    page = open_page()
    if who != "nobody":
        sign_in(page, demo_house, who)
    waiting, seen, kinds, looked_at = ["/"], set(), Counter(), len(judged)

    while waiting and len(seen) < MOST_PAGES:
        path = waiting.pop(0)
        kind = kind_of(path)
        if path in seen or kind is None or kinds[kind] == MOST_OF_A_KIND or "logout" in path:
            continue
        seen.add(path)
        kinds[kind] += 1
        try:
            answer = page.goto(demo_house.address + path)
        except Error as error:
            if "Download is starting" in str(error):
                continue
            raise
        assert answer.status < 400, f"{who} follows a link to {path} and finds {answer.status}"
        if "text/html" in answer.headers.get("content-type", ""):
            face = face_of(page, kind)
            if face not in judged:
                judge(page, f"{who} at {path}")
                judged.add(face)
            waiting += ways_on(page, demo_house)
        else:
            # A picture by itself: what the browser's own viewer says of our policy for files.
            page.complaints.clear()

    record_property("judged", len(judged) - looked_at)

    assert len(seen) > 2, f"{who} found no page"
