"""An evidence pack: what is there is taken, what is missing is named, and nobody changes a byte of it unnoticed."""

import subprocess
import sys
import zipfile

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, judge, sign_in

pytestmark = pytest.mark.journey
RULES = "Our rules for the internet hang in every room, since 2024."


def verify(*words):
    done = subprocess.run(
        [sys.executable, "-m", "collegium", "verify-pack", *map(str, words)], capture_output=True, text=True
    )
    return done.returncode, done.stdout


def test_an_evidence_pack_and_a_byte(demo_house, open_page, tmp_path):
    lead = sign_in(open_page(DESK), demo_house, "cpd@northgate.example")
    lead.goto(f"{demo_house.address}/outcomes/")
    lead.get_by_role("link", name="The evidence packs of our school").click()
    lead.get_by_role("link", name="Begin a pack").click()
    lead.get_by_label("Which criteria").select_option("etwinning-school")
    lead.get_by_role("button", name="See what is there").click()

    pack_page = lead.url
    missing = lead.locator("section", has=lead.get_by_role("heading", name="What is missing"))
    expect(missing.get_by_text("Name the school’s rules for using the internet safely")).to_be_visible()
    lead.get_by_role("button", name="Take what was found").click()
    lead.get_by_role("link", name="A. Safe and responsible use of the internet").click()
    lead.get_by_label("In your own words").fill(RULES)
    lead.get_by_role("button", name="Keep it and go on").click()
    lead.goto(pack_page)
    expect(lead.get_by_text("Name the school’s rules for using the internet safely")).to_have_count(0)
    judge(lead, "an evidence pack with its gap list")

    lead.get_by_role("button", name="Make the pack").click()
    expect(lead.get_by_role("link", name="Everything, sealed")).to_be_visible(timeout=60_000)
    lead.get_by_text("How others see that nothing was changed").click()
    seal = lead.locator("code").inner_text().split()[-1]
    pack = tmp_path / "label.zip"
    pack.write_bytes(lead.request.get(lead.url + "files/zip/").body())

    assert verify(pack, "--seal", seal)[0] == 0
    with zipfile.ZipFile(pack) as packed:
        assert RULES in packed.read("manifest.json").decode()
        place = packed.getinfo("pack.pdf").header_offset + 500
    changed = bytearray(pack.read_bytes())
    changed[place] ^= 1
    pack.write_bytes(bytes(changed))
    status, said = verify(pack, "--seal", seal)
    assert (status, said.splitlines()[0]) == (1, "changed: pack.pdf")
