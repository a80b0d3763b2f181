"""A few pages in each language, with its longer words and from its side: all of them are in ``bench/crawl.py``."""

import pytest

from collegium.kit.languages import LANGUAGES
from tests.journeys.conftest import LOOKS, PHONE, sign_in, violations

pytestmark = pytest.mark.journey

PAGES = ("/", "/calendar/", "/groups/", "/enquiry/reflections/", "/programmes/", "/me/")
# 320 is what is left of 1280 at 400 %.
WIDTHS = (1280, 360, 320)


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda one: one.code)
def test_nothing_is_too_wide_or_cut_off(demo_house, open_page, language):
    page = sign_in(open_page(PHONE, reduced_motion="reduce"), demo_house, "coordinator@northgate.example")
    page.context.add_cookies([{"name": "django_language", "value": language.code, "url": demo_house.address}])
    found = []
    for path in PAGES:
        page.goto(demo_house.address + path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 780})
            found += [f"{path} at {width} px: {said}" for said in page.evaluate(f"({LOOKS})()")]

    assert found == []
    assert violations(page) == []
    assert page.locator("html").get_attribute("lang") == language.code
    assert page.locator("html").get_attribute("dir") == ("rtl" if language.code == "ar" else None)
