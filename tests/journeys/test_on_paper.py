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
