"""Everybody reads in their own language: pages and letters, on each device, from the first link on."""

import pytest
from django.conf import settings

from collegium.groups.letters import DECISION
from collegium.kit import clock, languages
from collegium.mail.composing import compose
from collegium.mail.models import Letter
from collegium.people import welcoming
from collegium.people.models import Link, Person
from tests.house.pseudo import CODE, bracketed

COOKIE = settings.LANGUAGE_COOKIE_NAME


@pytest.fixture(autouse=True)
def _brackets():
    with bracketed():
        yield


def test_what_somebody_chooses_is_what_their_pages_and_letters_are_in(client, ama):
    client.force_login(ama)

    page = client.post("/me/language/", {"language": CODE, "key": "k"}, follow=True).content.decode()

    assert 'lang="pl"' in page
    assert "⟦Pages and letters are in this language now.⟧" in page
    letter = Letter.objects.create(person=Person.objects.get(pk=ama.pk), kind=DECISION, subject="S", text="T",
                                   written_at=clock.now(), due_at=clock.now())  # fmt: skip
    assert '<html lang="pl">' in str(compose(letter).alternatives[0].content)


def test_it_goes_with_them_to_the_next_device_whatever_its_browser_asks_for(client, ama):
    ama.speak(CODE, at=clock.now())
    client.force_login(ama)
    first = client.get("/me/", headers={"Accept-Language": "en"})

    second = client.get("/me/", headers={"Accept-Language": "en"})

    assert first.cookies[COOKIE].value == CODE
    assert first.cookies[COOKIE]["httponly"]
    assert 'lang="pl"' in second.content.decode()


def test_whoever_sits_down_after_them_does_not_inherit_it(client, ama):
    ama.speak(CODE, at=clock.now())
    client.force_login(ama)
    client.get("/me/")

    client.post("/account/logout/")

    assert not client.cookies[COOKIE].value
    assert 'lang="en-gb"' in client.get("/account/login/").content.decode()


def test_whoever_has_chosen_nothing_gets_no_cookie(client, ama):
    client.force_login(ama)

    assert COOKIE not in client.get("/me/").cookies
    assert COOKIE not in client.get("/privacy/").cookies


def test_a_language_that_is_not_there_is_refused(client, ama):
    client.force_login(ama)

    assert client.post("/me/language/", {"language": "tlh"}).status_code == 422


@pytest.mark.parametrize(("asked", "spoken"), [("pl,en;q=0.5", "pl"), ("en-US", ""), ("xx", "")])
def test_who_comes_for_the_first_time_speaks_what_their_browser_does(client, sam, asked, spoken):
    link = Link.objects.for_(welcoming.WELCOME, sam)

    client.post(f"/welcome/{link.token}/", {"password": "three words together"}, headers={"Accept-Language": asked})

    assert Person.objects.get(pk=sam.pk).language == spoken


@pytest.mark.parametrize(("code", "is_draft"), [("en-gb", False), ("pl", True)])
def test_a_draft_says_so_on_each_page(client, ama, code, is_draft):
    client.force_login(ama)

    page = client.get("/me/", headers={"Accept-Language": code}).content.decode()

    assert ('class="draft' in page) is is_draft


def test_each_language_stands_under_its_own_name():
    assert [one.code for one in languages.LANGUAGES if not one.name] == []
    assert settings.LANGUAGE_CODE in dict(settings.LANGUAGES)
