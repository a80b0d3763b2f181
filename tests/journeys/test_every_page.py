"""Each page that somebody in the demo can reach is looked at once: both widths, light and dark."""

from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve

from tests.journeys.conftest import judge, sign_in

pytestmark = pytest.mark.journey

WHO = ["teacher@northgate.example", "coordinator@northgate.example", "cpd@northgate.example",
       "admin@northgate.example", "newstaff@northgate.example", "network@trust.example"]  # fmt: skip
MOST_PAGES = 60
judged: set[str] = set()


def kind_of(path: str) -> str | None:
    """The name of the address, so that each kind of page is looked at once for all."""
    try:
        return resolve(path).view_name
    except Resolver404:
        return None


def ways_on(page, house) -> list[str]:
    links = page.eval_on_selector_all("a[href]", "found => found.map(link => link.href)")
    paths = {urlsplit(link).path for link in links if link.startswith(house.address)}
    return sorted(path for path in paths if not path.endswith((".ics", ".csv", ".xlsx", ".json")))


@pytest.mark.parametrize("who", WHO)
def test_every_page_within_reach(demo_house, open_page, who):
    page = sign_in(open_page(), demo_house, who)
    waiting, seen = ["/"], set()

    while waiting and len(seen) < MOST_PAGES:
        path = waiting.pop(0)
        kind = kind_of(path)
        if path in seen or kind is None or kind in {k for k in judged if k} or "logout" in path:
            continue
        seen.add(path)
        try:
            answer = page.goto(demo_house.address + path)
        except Exception as error:
            if "Download is starting" in str(error):
                continue
            raise
        assert answer.status < 400, f"{who} follows a link to {path} and finds {answer.status}"
        if "text/html" in answer.headers.get("content-type", ""):
            judge(page, f"{who} at {path}")
            waiting += ways_on(page, demo_house)
        judged.add(kind)

    assert seen, f"{who} found no page"
