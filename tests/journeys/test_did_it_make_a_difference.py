"""A deputy head asks first and counts afterwards; the head reads what is shared; a list of people is refused."""

import pytest
from playwright.sync_api import expect

from tests.journeys.beginning import go_by_menu
from tests.journeys.conftest import PHONE, judge, sign_in

pytestmark = pytest.mark.journey

APPRAISAL = b"Name,Department,Judgement\nMo Khan,Science,strong\nDai Rees,Maths,developing\n"


def test_registering_then_seeing_then_sharing_a_comparison(demo_house, open_page):
    lead = sign_in(open_page(), demo_house, "cpd@northgate.example")
    go_by_menu(lead, "Impact")
    judge(lead, "did it make a difference")
    lead.get_by_role("link", name="Register a comparison").first.click()
    lead.get_by_label("Aspect of practice").select_option("Literacy")
    lead.get_by_label("What is counted").select_option("other")
    lead.get_by_label("When it is counted").fill("2099-06-01")
    lead.get_by_label("No, nobody has").check()
    judge(lead, "registering")
    lead.get_by_role("button", name="Register", exact=True).click()
    expect(lead.get_by_text("before the numbers")).to_be_visible()

    lead.get_by_text("From a file with counts").click()
    lead.locator("#counts-file").set_input_files(
        {"name": "appraisal.csv", "mimeType": "text/csv", "buffer": APPRAISAL}
    )
    lead.get_by_role("button", name="Read the counts").click()
    expect(lead.get_by_text("Collegium takes counts, never people")).to_be_visible()
    judge(lead, "a list of people is refused")
    lead.complaints.clear()  # the browser notes the answer 422

    for name, number in (("members_strong", 18), ("members_of", 24), ("others_strong", 24), ("others_of", 56)):
        lead.locator(f"[name={name}]").fill(str(number))
    lead.get_by_role("button", name="Keep these numbers").click()
    expect(lead.get_by_text("strong more often: by 32 points, plausibly 8 to 50.")).to_be_visible()
    lead.get_by_text("How this was worked out").click()
    judge(lead, "a comparison")

    lead.get_by_role("link", name="Did it make a difference?").click()
    other = lead.locator("section").filter(has_text="another count of staff")
    other.get_by_role("button", name="Share with the leadership team").click()
    lead.get_by_role("dialog").get_by_role("button", name="Share with the leadership team").click()
    expect(lead.get_by_text("Shared by Helen Marsh with the leadership team")).to_be_visible()

    head = sign_in(open_page(PHONE), demo_house, "head@northgate.example")
    go_by_menu(head, "Impact")
    expect(head.get_by_text("18 of 24 members, 24 of 56 others")).to_be_visible()
    judge(head, "what the leadership team reads")
