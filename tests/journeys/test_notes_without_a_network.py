"""Notes at the back of the classroom: three devices, the network cut at every step in turn, each started anew."""

import random

import pytest
from playwright.sync_api import expect

from tests.journeys.beginning import go_by_menu
from tests.journeys.conftest import PHONE, judge, sign_in
from tests.journeys.wire import Wire

pytestmark = pytest.mark.journey

CUTS = ("nothing", "before", "between", "answer", "restart", "restart without")


@pytest.fixture
def wires(demo_house):
    made = [Wire(demo_house.port) for _ in "123"]
    yield made
    for wire in made:
        wire.close()


class Device:
    """A phone of the visitor's with the notes open, and a wire that can be cut."""

    def __init__(self, name, house, open_page, wire) -> None:
        self.name, self.wire, self.written, self.taken_back = name, wire, [], []
        self.page = sign_in(open_page(PHONE), _At(wire), "teacher@northgate.example")
        go_by_menu(self.page, "Visits")
        self.page.get_by_role("link", name="You visit Priya Nair").click()
        self.page.get_by_role("link", name="Open the notes").click()
        self.address = self.page.url
        self.page.wait_for_function("navigator.serviceWorker.ready.then((one) => one.active.state === 'activated')")

    def edit(self, number, cut) -> None:
        if cut in ("before", "restart without"):
            self.wire.cut()
        if cut == "answer":
            self.wire.lose_answers()
        if cut.startswith("restart"):
            self.restart()
        if number % 5 == 4 and self.written:
            self.take_back(self.written[-1])
        else:
            self.write(f"{self.name}{number}: a hand goes up", cut)
        if cut == "answer":
            self.page.wait_for_timeout(300)
        self.wire.mend()

    def write(self, text, cut) -> None:
        self.page.get_by_label("What I saw").fill(text)
        if cut == "between":
            self.wire.cut()
        self.page.get_by_role("button", name="Note it").click()
        self.written.append(text)

    def take_back(self, text) -> None:
        row = self.page.locator("visit-notes [data-list] li").filter(has_text=text)
        if row.count():
            row.get_by_role("button").click()
            self.written.remove(text)
            self.taken_back.append(text)

    def restart(self) -> None:
        """The tab is killed and the page opened anew, with or without a network."""
        context = self.page.context
        self.page.close()
        self.page = context.new_page()
        self.page.complaints = []
        self.page.goto(self.address)
        self.page.get_by_label("What I saw").wait_for()


class _At:
    def __init__(self, wire) -> None:
        self.address = wire.address


@pytest.mark.parametrize("edits", [8, pytest.param(50, marks=pytest.mark.long)])
def test_three_devices_come_to_the_same_notes(demo_house, open_page, wires, edits):
    chance = random.Random(edits)
    names = [f"{letter}{edits}-" for letter in "ABC"]
    devices = [Device(name, demo_house, open_page, wire) for name, wire in zip(names, wires, strict=True)]
    turns = [device for device in devices for _ in range(edits)]
    chance.shuffle(turns)
    counts = dict.fromkeys(devices, 0)
    for turn, device in enumerate(turns):
        device.edit(counts[device], CUTS[turn % len(CUTS)])
        counts[device] += 1

    wanted = sorted(text for device in devices for text in device.written)
    for device in devices:
        device.restart()
        expect(device.page.locator("#kept")).to_have_text("Kept")
    for device in devices:
        device.page.reload()
        ours = device.page.locator("visit-notes [data-list] li").filter(has_text=f"{edits}-")
        expect(ours).to_have_count(len(wanted))
        assert sorted(ours.locator(".grow").all_inner_texts()) == wanted


def test_the_notes_open_without_a_network_and_are_sent_when_there_is_one(demo_house, open_page, wires):
    device = Device("D", demo_house, open_page, wires[0])
    device.wire.cut()
    device.restart()
    expect(device.page.get_by_role("heading", name="Priya’s lesson")).to_be_visible()
    judge(device.page, "the notes without a network")
    device.page.get_by_label("What I saw").fill("Half a thought")
    device.restart()
    expect(device.page.get_by_label("What I saw")).to_have_value("Half a thought")
    device.page.get_by_role("button", name="Note it").click()
    device.page.get_by_label("What I saw").blur()

    device.wire.mend()

    expect(device.page.get_by_role("button", name="Give to Priya")).to_be_visible()
    expect(device.page.locator("#kept")).to_have_text("Kept")
    device.page.reload()
    expect(device.page.locator("visit-notes [data-list]")).to_contain_text("Half a thought")
    device.wire.cut()
    device.page.goto(device.address.replace("/notes/", "9/notes/"))
    expect(device.page.get_by_role("heading", name="These notes have not been opened on this device")).to_be_visible()
    judge(device.page, "notes that were never opened here")
