"""An hour of live chat by a clock put forward: forty people, two of them in a browser, and what it came to."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, PHONE, judge, sign_in

pytestmark = pytest.mark.journey

# Forty people of the demo's schools. At each word from the story ten of them answer the newest question, as the page
# would; then it says that they have.
CROWD = """
import sys
import django
django.setup()
from django.conf import settings
from django.test import Client
from collegium.community.models import Chat
from collegium.kit import clock
from collegium.people.models import Appointment, Person
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
crowd = Person.objects.filter(pk__in=Appointment.objects.current().values("person")).exclude(email="").order_by("pk")
for number, _word in enumerate(sys.stdin):
    chat = Chat.objects.latest("pk")
    questions = list(chat.questions_out(clock.now()))
    for place, person in enumerate(crowd[40 + 10 * number : 50 + 10 * number]):
        window = Client(HTTP_HOST="localhost")
        window.force_login(person)
        said = {"text": f"Answer {number}-{place}", "question": questions[-1].pk if questions else ""}
        assert window.post(f"/community/chats/{chat.pk}/lines/", said).status_code == 302
    print("said", flush=True)
"""


@pytest.fixture
def crowd(house):
    """Speaks when it is told to, through the client, on the data that the browsers read."""
    here = Path(__file__).parent
    settings = {"COLLEGIUM_DATA": str(house.data), "DJANGO_SETTINGS_MODULE": "collegium.project.settings",
                "CLOCK_AHEAD": str(house.ahead),
                "PYTHONPATH": os.pathsep.join([str(here.parents[1] / "src"), str(here / "moved")])}  # fmt: skip
    people = subprocess.Popen([sys.executable, "-c", CROWD], env=os.environ | settings, stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE, text=True)  # fmt: skip

    def speak():
        people.stdin.write("speak\n")
        people.stdin.flush()
        assert people.stdout.readline() == "said\n"

    yield speak
    people.communicate(timeout=20)


@pytest.fixture
def house(demo_house):
    """The demo, whose clock goes back afterwards: other stories begin with today's meetings."""
    yield demo_house
    demo_house.ahead.unlink(missing_ok=True)


def test_an_hour_of_forty_people_and_what_it_came_to(house, crowd, open_page):
    kate = sign_in(open_page(DESK), house, "coordinator@northgate.example")
    kate.goto(f"{house.address}/community/page/")
    kate.get_by_role("button", name=re.compile("Open my page|Keep these words")).click()
    kate.goto(f"{house.address}/community/chats/new/")
    kate.get_by_label("What is it about?").fill("Wait time")
    now = kate.evaluate("new Date(Date.now() + 300000 - new Date().getTimezoneOffset() * 60000).toISOString()")
    kate.get_by_label("Begins").fill(now[:16])
    kate.get_by_label("The questions, one on each line").fill("How long do you wait?\nWho breaks the silence?")
    kate.get_by_label("Who may join").select_option(label="Everybody, also on the web under your name")
    kate.get_by_role("button", name="Announce it").click()
    chat = kate.url
    expect(kate.get_by_role("heading", name="Wait time")).to_be_visible()

    tom = sign_in(open_page(PHONE), house, "newstaff@northgate.example")
    tom.goto(chat)
    crowd()
    expect(tom.locator("main")).to_contain_text("Answer 0-9")
    house.let_pass(minutes=11)
    expect(tom.locator("main")).to_contain_text("How long do you wait?")
    expect(tom.locator("main")).not_to_contain_text("Who breaks the silence?")
    tom.get_by_label("Your line").fill("Five seconds. It feels like a term.")
    tom.get_by_role("button", name="Say it").click()
    said = kate.locator("li").filter(has_text="It feels like a term.")
    expect(said).to_be_visible()
    said.get_by_role("button", name="keep this line").click()
    expect(tom.locator("li").filter(has_text="It feels like a term.")).to_contain_text("★ 1")
    expect(said.get_by_role("button", name="keep this line")).to_have_attribute("aria-pressed", "true")
    expect(said.get_by_role("button", name="keep this line")).to_be_focused()
    crowd()
    house.let_pass(minutes=27)
    for page in (kate, tom):
        expect(page.locator("main")).to_contain_text("Who breaks the silence?")
    kate.get_by_label("Your line").fill("Mine: the projector.")
    kate.get_by_label("Strangers may read it too").check()
    kate.get_by_role("button", name="Say it").click()
    crowd()
    crowd()
    for page in (kate, tom):
        expect(page.locator("li").filter(has_text="Answer 3-")).to_have_count(10)
    unkind = kate.locator("li").filter(has_text="Answer 3-9")
    unkind.get_by_role("button", name="Hide").click()
    expect(tom.locator("main")).not_to_contain_text("Answer 3-9")
    kate.locator("li").filter(has_text="the projector").get_by_role("button", name="keep this line").click()
    judge(tom, "a chat with forty people")

    house.let_pass(minutes=50)
    for page in (kate, tom):
        expect(page.locator("main")).to_contain_text("The hour is over.")
    kate.goto(f"{chat}summary/")
    expect(kate.get_by_role("checkbox", checked=True)).to_have_count(2)
    kate.get_by_label("Before them").fill("Forty of us, one hour.")
    judge(kate, "a summary to publish")
    kate.get_by_role("button", name="Publish it").click()
    expect(kate.locator("main")).to_contain_text("“Five seconds. It feels like a term.”")

    stranger = open_page(PHONE)
    stranger.goto(f"{house.address}/community/web/chats/")
    stranger.get_by_role("link", name="Wait time").click()
    expect(stranger.locator("main")).to_contain_text("Forty of us, one hour.")
    expect(stranger.locator("main")).to_contain_text("Mine: the projector.")
    expect(stranger.locator("main")).not_to_contain_text("It feels like a term.")
    judge(stranger, "a chat's page on the web")
    kate.goto(chat)
    kate.locator("li").filter(has_text="the projector").get_by_role("button", name="Take it back").click()
    kate.wait_for_load_state()
    stranger.reload()
    expect(stranger.locator("main")).not_to_contain_text("the projector")
    assert stranger.locator("script").count() == 0
    assert stranger.context.cookies() == []
