"""A class answers on one code while the board shows only how many; sheets of paper are typed in beside it."""

import re
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, PHONE, judge, sign_in

pytestmark = pytest.mark.journey

SETS = "I understand what my teacher writes on my work."


def answer_over_the_wire(house, address, number):
    """One more phone: it opens the page, draws its code, and sends an answer. It keeps no cookie."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def post(path, data):
        return opener.open(house.address + path, urllib.parse.urlencode(data).encode(), timeout=120).read().decode()

    page = opener.open(house.address + address, timeout=120).read().decode()
    key = re.search(r'name="key" value="([^"]+)"', page)[1]
    page = post(f"{address}drawing/", {"key": key})
    code = re.search(r'name="code" value="(\w+)"', page)[1]
    field = re.search(r'name="(q\d+)"', page)[1]
    return "Thank you!" in post("/surveys/answers/", {"code": code, field: str(number % 4)})


def test_thirty_pupils_answer_on_one_code_and_the_board_shows_how_many(demo_house, open_page):
    board = sign_in(open_page(DESK), demo_house, "coordinator@northgate.example")
    board.get_by_role("link", name="Feedback that Moves").first.click()
    board.get_by_role("link", name="Pupils’ voice").click()
    judge(board, "pupils' voice")
    board.get_by_text("Ask something else").click()
    board.get_by_role("button", name="Look at the questions").click()
    board.get_by_role("link", name="Fill in the record").click()
    judge(board, "ethics and data record")
    record = {"Who is asked?": "8B", "What do we want to know": "What helps", "Who knows": "All",
              "Whom can a pupil talk to": "Ms Okafor"}  # fmt: skip
    for label, words in record.items():
        board.get_by_label(label).fill(words)
    day = board.evaluate("new Date(Date.now() + 200 * 86400000).toISOString().slice(0, 10)")
    board.get_by_label("How long do we keep").fill(day)
    board.get_by_role("button", name="Keep it").click()
    board.get_by_label("Which class?").fill("8B English")
    board.get_by_label("How many pupils?").fill("30")
    board.get_by_role("button", name="Make the code").click()
    expect(board.get_by_text("0 of 30")).to_be_visible()
    judge(board, "class page")
    code = board.locator("main code").first.inner_text()
    address = f"/surveys/a/{code}/"

    for number in (1, 2):
        phone = open_page(PHONE)
        phone.goto(f"{demo_house.address}/surveys/a/")
        phone.get_by_label("Code").fill(code.lower())
        phone.get_by_role("button", name="Go on").click()
        phone.get_by_role("button", name="Start").click()
        phone.get_by_role("group", name=SETS).get_by_text("Often").click()
        if number == 1:
            judge(phone, "a pupil's questions")
        phone.get_by_role("button", name="Send").click()
        expect(phone.get_by_role("heading", name="Thank you!")).to_be_visible()
        assert phone.context.cookies() == []
    with ThreadPoolExecutor(6) as phones:
        assert all(phones.map(lambda number: answer_over_the_wire(demo_house, address, number), range(28)))

    expect(board.get_by_text("30 of 30", exact=True)).to_be_visible(timeout=30_000)
    expect(board.get_by_text(SETS)).to_have_count(0)

    board.get_by_role("button", name="Make sheets").click()
    judge(board, "sheets")
    sheet = board.locator("article code").first.inner_text()
    board.get_by_role("link", name="8B English").click()
    board.get_by_role("link", name="Type them in").click()
    board.get_by_label("Code on the sheet").fill(sheet)
    board.get_by_role("group", name=SETS).get_by_text("Always").click()
    judge(board, "typing a sheet in")
    board.get_by_role("button", name="Count this sheet").click()
    expect(board.get_by_text("This sheet is counted.")).to_be_visible()

    board.get_by_role("link", name="8B English").click()
    board.get_by_role("link", name="Feedback on my work").first.click()
    board.get_by_role("button", name="Close this round").click()
    board.get_by_role("dialog").get_by_role("button", name="Close this round").click()
    expect(board.get_by_text("Before (31 answered)").first).to_be_visible()
    judge(board, "what they said")
