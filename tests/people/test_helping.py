"""Help in a sentence: it stands there until somebody has read it, and asks the database nothing."""

import re
from pathlib import Path

import pytest
from django.db import connection
from django.template import loader
from django.test.utils import CaptureQueriesContext

import collegium
from collegium.history.models import Entry
from collegium.people.helping import HELP, help_for
from collegium.people.models import Person
from tests.conftest import MONDAY

pytestmark = pytest.mark.django_db
LONGEST = 140


def test_help_is_a_sentence_or_two_and_each_stands_on_one_page():
    pages = " ".join(page.read_text() for page in Path(collegium.__file__).parent.rglob("templates/**/*.html"))

    assert sorted(re.findall(r'{% help "(\w+)" %}', pages)) == sorted(HELP)
    assert [key for key, words in HELP.items() if len(words) > LONGEST or str(words).count(".") > 2] == []


def test_who_has_read_it_puts_it_aside_and_it_does_not_come_back(client, tom, sam):
    client.force_login(tom)
    assert str(HELP["today"]) in client.get("/").content.decode()

    answer = client.post("/me/help/today/", {"back": "/"})

    assert answer.url == "/"
    assert str(HELP["today"]) not in client.get("/").content.decode()
    client.force_login(sam)
    assert str(HELP["today"]) in client.get("/").content.decode()


def test_without_script_one_comes_back_to_the_page_and_with_it_nothing_that_was_typed_is_lost(client, tom):
    client.force_login(tom)

    answer = client.post("/me/help/ideas/", {"back": "/ideas/"})
    part = client.post("/me/help/tries/", headers={"HX-Request": "true"})

    assert answer.url == "/ideas/"
    assert (part.status_code, part.content, part.headers.get("HX-Redirect")) == (200, b"", None)
    assert Person.objects.get(pk=tom.pk).aside == ["ideas", "tries"]


ELSEWHERE = ["//elsewhere.example/", "https://elsewhere.example/", "", "ideas/", "/" + 500 * "x"]


@pytest.mark.parametrize("address", ELSEWHERE)
def test_nobody_is_led_elsewhere(client, tom, address):
    client.force_login(tom)

    assert client.post("/me/help/ideas/", {"back": address}).url == "/"


def test_there_is_no_help_but_ours(client, tom):
    client.force_login(tom)

    assert client.post("/me/help/anything/").status_code == 404
    assert Person.objects.get(pk=tom.pk).aside == []


def test_putting_aside_twice_is_once_and_all_of_it_can_be_seen_again(client, tom):
    tom.put_aside("agenda", at=MONDAY)
    tom.put_aside("agenda", at=MONDAY)
    assert (tom.aside, [help_for(tom, key) != "" for key in ("agenda", "talk")]) == (["agenda"], [False, True])

    client.force_login(tom)
    assert "Show them again" in client.get("/me/").content.decode()
    assert client.post("/me/help/").url == "/me/"
    tom.take_help_again(at=MONDAY)

    assert help_for(Person.objects.get(pk=tom.pk), "agenda") == str(HELP["agenda"])
    assert "Show them again" not in client.get("/me/").content.decode()
    assert [one.did for one in Entry.objects.order_by("pk")] == ["put aside help for", "took help again for"]


def test_two_pages_at_once_lose_nothing(tom):
    elsewhere = Person.objects.get(pk=tom.pk)
    tom.put_aside("agenda", at=MONDAY)

    elsewhere.put_aside("talk", at=MONDAY)

    assert elsewhere.aside == ["agenda", "talk"]


def test_it_asks_the_database_nothing(rf, tom):
    request = rf.get("/")
    request.user = tom
    page = loader.get_template("people/help.html")

    with CaptureQueriesContext(connection) as asked:
        page.render({"words": help_for(tom, "today"), "about": "today", "back": "/"}, request)

    assert len(asked) == 0


def test_a_page_without_anybody_has_none(client, rf):
    assert help_for(None, "today") == ""
