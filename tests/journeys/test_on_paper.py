"""What is printed from the screen: names stand on it, there is room to write, and no box is empty."""

import pytest

from tests.journeys.conftest import sign_in

pytestmark = pytest.mark.journey

A4 = {"width": 794, "height": 1123}


@pytest.fixture
def on_paper(demo_house, open_page):
    """A page as the printer gets it."""

    def show(address, path):
        page = sign_in(open_page(A4), demo_house, address)
        page.goto(demo_house.address + path)
        page.emulate_media(media="print")
        return page

    return show


def test_every_name_of_the_shared_groups_is_printed(on_paper):
    page = on_paper("cpd@northgate.example", "/forming/2/")

    names = page.locator(".people .avatar + span")
    assert names.count() > 20
    assert all(name.is_visible() for name in names.all())


def test_an_agenda_has_more_room_to_write_than_for_names(on_paper):
    page = on_paper("coordinator@northgate.example", "/meetings/4/agenda/paper/")

    row = page.locator(".by-hand tbody tr").first
    name, to_write = row.locator("th").bounding_box(), row.locator("td").last.bounding_box()
    assert to_write["width"] > 1.5 * name["width"]
    assert to_write["height"] > 35


def test_no_box_is_printed_empty(on_paper):
    page = on_paper("coordinator@northgate.example", "/meetings/1/minutes/")

    boxes = [box.inner_text().strip() for box in page.locator("main .card").all() if box.is_visible()]
    assert boxes
    assert "" not in boxes


def test_what_pupils_and_parents_take_home_begins_at_the_top_and_asks_nobody_to_sign_in(on_paper, demo_house):
    page = on_paper("teacher@northgate.example", "/privacy/")

    sheet = page.locator("main h1").bounding_box()
    assert (sheet["x"], sheet["y"] < 60) == (0, True)
    assert page.locator("main p").first.bounding_box()["width"] > 700
    page.goto(demo_house.address + "/community/web/")
    page.emulate_media(media="print")
    assert not page.get_by_role("link", name="Sign in").is_visible()
