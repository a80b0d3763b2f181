"""Somebody who belongs to no school reads what is public, and of everything else learns nothing."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, judge

pytestmark = pytest.mark.journey

CLOSED = ["/", "/groups/", "/community/", "/community/posts/1/", "/impact/schools/northgate/", "/walks/1/",
          "/evidence/schools/northgate/", "/surveys/1/", "/library/"]  # fmt: skip


def test_a_stranger_reads_what_is_public_and_nothing_else(demo_house, open_page):
    stranger = open_page(PHONE)
    stranger.goto(f"{demo_house.address}/community/web/")
    judge(stranger, "what is public")
    ways = stranger.eval_on_selector_all("main a[href^='/']", "found => found.map(link => link.getAttribute('href'))")

    for way in sorted(set(ways))[:6]:
        answer = stranger.request.get(demo_house.address + way)
        assert (answer.status, "<script" in answer.text(), "set-cookie" in answer.headers) == (200, False, False), way
    assert stranger.locator("script").count() == 0
    assert stranger.context.cookies() == []

    for address in CLOSED:
        answer = stranger.request.get(demo_house.address + address)
        assert answer.url.startswith(f"{demo_house.address}/account/login/"), address
        assert [word for word in ("Amara", "Northgate", "Helen Marsh") if word in answer.text()] == [], address
    stranger.goto(f"{demo_house.address}/impact/schools/northgate/")
    expect(stranger.get_by_role("heading", name="Sign in")).to_be_visible()
