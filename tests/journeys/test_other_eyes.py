"""Pages at four times their size, and in the colours that somebody’s own screen forces on them."""

from io import BytesIO

import pytest
from PIL import Image

from tests.journeys.conftest import sign_in

pytestmark = pytest.mark.journey

LINES = """(all) => all.map((one) => {
  const text = document.createRange()
  text.selectNodeContents(one)
  return text.getClientRects().length
})"""
COORDINATOR = "coordinator@northgate.example"


@pytest.fixture
def to_the_meeting(open_page, demo_house):
    def go(**kinds):
        page = sign_in(open_page(**kinds), demo_house, COORDINATOR)
        page.goto(f"{demo_house.address}/meetings/4/")
        return page

    return go


def test_at_four_times_the_size_the_times_of_an_agenda_stand_in_one_line(to_the_meeting):
    page = to_the_meeting(size={"width": 320, "height": 640})

    lines = page.locator(".agenda > li > time").evaluate_all(LINES)

    assert lines
    assert set(lines) == {1}


def test_in_forced_colours_the_weekday_on_a_date_is_read_whole(to_the_meeting):
    page = to_the_meeting(forced_colors="active")

    drawn = Image.open(BytesIO(page.locator(".datetile .weekday").first.screenshot())).convert("L")
    inked = [y for y in range(drawn.height) if min(drawn.crop((0, y, drawn.width, y + 1)).tobytes()) < 128]

    assert inked == list(range(inked[0], inked[-1] + 1)), "something lies over the letters"
