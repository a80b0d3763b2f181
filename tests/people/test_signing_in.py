"""How people come in, and what a stranger learns: nothing."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.messages import get_messages
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from collegium.kit import clock
from collegium.mail.models import Letter
from collegium.people import letters
from collegium.people.models import Person
from tests.conftest import PASSWORD

LOGIN = "/account/login/"


@pytest.fixture(autouse=True)
def fresh_limits(db):
    cache.clear()


@pytest.fixture
def ama_with_password(ama):
    ama.choose(PASSWORD)
    return ama


def masked(response) -> str:
    """The page without what differs each time: tokens, keys, and the address that was typed."""
    text = re.sub(r'(csrfmiddlewaretoken"|name="key") value="[^"]+"', "", response.content.decode())
    return re.sub(r"[a-z]+@example\.(org|com)", "ADDRESS", text)


def test_a_password_signs_in(client, ama_with_password):
    response = client.post(LOGIN, {"login": "Ama@Example.org", "password": PASSWORD})

    assert (response.status_code, response["Location"]) == (302, "/")
    assert client.get("/me/").status_code == 200


def test_signing_in_goes_on_to_the_page_that_was_asked_for_and_never_off_the_site(client, ama_with_password):
    here = client.post(LOGIN, {"login": ama_with_password.email, "password": PASSWORD, "next": "/me/"})
    client.logout()
    away = client.post(LOGIN, {"login": ama_with_password.email, "password": PASSWORD, "next": "//evil.example/"})

    assert (here["Location"], away["Location"]) == ("/me/", "/")


@pytest.mark.parametrize("path", [LOGIN, "/account/login/code/", "/account/password/reset/"])
def test_known_and_unknown_addresses_get_the_same_answer(client, ama_with_password, path, settings):
    settings.EMAIL_HOST = "mail.example"
    answers = []
    for address in (ama_with_password.email, "nobody@example.org"):
        client.cookies.clear()
        form = {"login": address, "password": "a wrong password"} if path == LOGIN else {"email": address}
        response = client.post(path, form, follow=True)
        answers.append((response.status_code, response.redirect_chain, masked(response)))

    assert answers[0] == answers[1]


def test_only_a_known_address_gets_a_letter(ama_with_password):
    Client().post("/account/login/code/", {"email": "nobody@example.com"})
    Client().post("/account/password/reset/", {"email": "nobody@example.com"})
    Client().post("/account/login/code/", {"email": ama_with_password.email})

    assert [(letter.to, letter.kind) for letter in Letter.objects.all()] == [(ama_with_password.email, "key")]


def test_a_code_by_mail_signs_in(client, ama):
    client.post("/account/login/code/", {"email": ama.email})
    code = re.search(r"^\S{4,}-?\S*$", Letter.objects.get().text.splitlines()[2])[0]

    response = client.post("/account/login/code/confirm/", {"code": code})

    assert response["Location"] == "/"
    assert client.get("/me/").context["person"] == ama


def test_a_link_by_mail_sets_a_new_password(client, ama_with_password):
    client.post("/account/password/reset/", {"email": ama_with_password.email})
    link = re.search(r"https?://[^/]+(/\S+)", Letter.objects.get().text)[1]
    page = client.get(link, follow=True)

    client.post(page.redirect_chain[-1][0], {"password1": "new words for ama", "password2": "new words for ama"})

    assert Person.objects.get(pk=ama_with_password.pk).check_password("new words for ama")


@pytest.mark.parametrize("verified", [True, False])
def test_an_address_that_somebody_else_had_or_typed_opens_the_account_of_who_has_it_today(
    client, ama_with_password, tom, verified
):
    """Tom had Ama's address once, or typed it as his new one."""
    tom.choose("words of tom alone")
    EmailAddress.objects.create(user=tom, email=ama_with_password.email, verified=verified, primary=False)

    client.post("/account/password/reset/", {"email": ama_with_password.email})
    letter = Letter.objects.get()
    page = client.get(re.search(r"https?://[^/]+(/\S+)", letter.text)[1], follow=True)
    client.post(page.redirect_chain[-1][0], {"password1": "new words for ama", "password2": "new words for ama"})

    assert letter.person == ama_with_password
    assert Person.objects.get(pk=ama_with_password.pk).check_password("new words for ama")
    answers = [
        Client().post(LOGIN, {"login": ama_with_password.email, "password": words}).status_code
        for words in ("words of tom alone", "new words for ama")
    ]
    assert answers == [200, 302]


@pytest.mark.parametrize("verified", [True, False])
def test_the_code_signs_in_who_has_the_address_today(client, ama, tom, verified):
    EmailAddress.objects.create(user=tom, email=ama.email, verified=verified, primary=False)
    client.post("/account/login/code/", {"email": ama.email})
    code = re.search(r"^\S{4,}-?\S*$", Letter.objects.get().text.splitlines()[2])[0]

    client.post("/account/login/code/confirm/", {"code": code})

    assert client.get("/me/").context["person"] == ama


def test_a_code_that_comes_an_hour_late_is_not_sent(client, ama):
    client.post("/account/login/code/", {"email": ama.email})
    Letter.objects.update(written_at=clock.now() - timedelta(hours=2))

    from collegium.mail.posting import why_not

    assert why_not(Letter.objects.get()) == "No longer wanted."


@pytest.mark.parametrize("way", ["password", "code", "reset"])
def test_somebody_who_has_left_cannot_come_back_in(client, ama_with_password, rob, way):
    place = ama_with_password.appointments.get()
    place.end(on=clock.today() - timedelta(days=1), by=rob, at=clock.now())

    if way == "password":
        client.post(LOGIN, {"login": ama_with_password.email, "password": PASSWORD})
    client.post({"code": "/account/login/code/", "reset": "/account/password/reset/"}.get(way, LOGIN),
                {"email": ama_with_password.email})  # fmt: skip

    assert Letter.objects.count() == 0
    assert client.get("/me/").status_code == 302


def test_who_leaves_is_out_by_the_next_click(client, ama, rob):
    client.force_login(ama)
    assert client.get("/me/").status_code == 200

    ama.appointments.get().end(on=clock.today() - timedelta(days=1), by=rob, at=clock.now())

    assert client.get("/me/").status_code == 302


def test_nobody_signs_up(client, db, ama):
    assert client.get("/account/signup/").status_code == 200
    client.post("/account/signup/", {"email": "new@example.org", "password1": PASSWORD})

    assert Person.objects.filter(email="new@example.org").exists() is False


def test_five_wrong_passwords_are_enough(client, ama_with_password):
    for _try in range(6):
        client.post(LOGIN, {"login": ama_with_password.email, "password": "wrong"})

    response = client.post(LOGIN, {"login": ama_with_password.email, "password": PASSWORD})

    assert response.status_code != 302


def test_the_demo_shows_its_sign_ins_and_nobody_else_does(client, ama, settings):
    assert b"teacher@northgate.example" not in client.get(LOGIN).content

    settings.DEMO = True

    assert client.get(LOGIN).content.count(b"Sign in as") == 9


@pytest.mark.parametrize("beyond", [{"HERE": {"host": "0.0.0.0"}}, {"ADDRESS": "https://demo.school.example"}])
def test_a_demo_that_others_reach_shows_no_password(client, ama, settings, beyond):
    settings.DEMO = True
    for name, value in beyond.items():
        setattr(settings, name, settings.HERE | value if name == "HERE" else value)

    page = client.get(LOGIN).content

    assert PASSWORD.encode() not in page
    assert b"teacher@northgate.example" not in page


@pytest.mark.parametrize(
    "name",
    ["account_login", "account_request_login_code", "account_reset_password", "account_reset_password_done",
     "account_signup", "account_inactive", "account_reset_password_from_key_done"],
)  # fmt: skip
def test_pages_for_strangers_are_in_our_look_and_hold_no_inline_script_or_style(client, ama, name):
    page = client.get(reverse(name)).content.decode()

    assert 'class="plain"' in page
    assert_strict(page)


@pytest.mark.parametrize(
    "name",
    ["account_change_password", "account_email", "account_logout", "mfa_index", "mfa_list_webauthn",
     "mfa_add_webauthn", "mfa_activate_totp", "mfa_generate_recovery_codes", "usersessions_list", "people:me",
     "account_reauthenticate"],
)  # fmt: skip
def test_pages_for_people_are_in_our_look_and_hold_no_inline_script_or_style(client, ama_with_password, name):
    EmailAddress.objects.create(user=ama_with_password, email=ama_with_password.email, verified=True, primary=True)
    EmailAddress.objects.create(user=ama_with_password, email="new@example.org", verified=False)
    client.post(LOGIN, {"login": ama_with_password.email, "password": PASSWORD})

    response = client.get(reverse(name), follow=True)

    assert response.status_code == 200
    assert "collegium.css" in response.content.decode()
    assert_strict(response.content.decode())


def assert_strict(page: str) -> None:
    scripts = re.findall(r"<script(?![^>]*\bsrc=)([^>]*)>", page)
    assert [script for script in scripts if "application/json" not in script] == []
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=", page) == []


def test_times_are_shown_in_ones_own_zone_once_one_says_so(client, ama):
    client.force_login(ama)

    response = client.post("/me/timezone/", {"timezone": "Europe/Lisbon", "key": "k"})

    assert response.status_code == 302
    assert Person.objects.get(pk=ama.pk).timezone == "Europe/Lisbon"
    assert [str(message) for message in get_messages(response.wsgi_request)] == ["Times are shown in your zone now."]


def test_a_zone_that_does_not_exist_is_refused(client, ama):
    client.force_login(ama)

    assert client.post("/me/timezone/", {"timezone": "Mars/Olympus"}).status_code == 422


def test_a_new_address_counts_once_its_owner_has_opened_the_link(client, ama_with_password):
    client.post(LOGIN, {"login": ama_with_password.email, "password": PASSWORD})

    client.post("/account/email/", {"action_add": "", "email": "new@example.org"})
    letter = Letter.objects.get(to="new@example.org")
    link = re.search(r"https?://[^/]+(/\S+)", letter.text)[1]
    assert (letter.person, Person.objects.filter(email="new@example.org").exists()) == (None, False)
    client.get(link)
    client.post(link)

    assert Person.objects.get(pk=ama_with_password.pk).email == "new@example.org"


def test_after_a_new_password_one_is_on_ones_own_page(client, ama_with_password):
    client.post(LOGIN, {"login": ama_with_password.email, "password": PASSWORD})
    typed = {"oldpassword": PASSWORD, "password1": "three blue cups", "password2": "three blue cups"}

    assert client.post("/account/password/change/", typed)["Location"] == "/me/"


def test_a_letter_about_an_account_needs_a_letterbox(ama, monkeypatch):
    monkeypatch.setattr(letters, "_hung_up", [])

    letters.put_in(letters.AccountLetter(to="x@example.org", subject="s", text="t", at=clock.now()))

    assert Letter.objects.count() == 0


def test_a_person_is_found_by_their_address_in_any_case(ama):
    assert Person.objects.get_by_natural_key("AMA@example.org") == ama


def test_a_passkey_that_does_not_open_says_so_on_the_page(client, tom):
    page = client.get(reverse("account_login")).content.decode()

    assert 'id="passkey_trouble" role="status"' in page
    assert "That passkey did not open this account." in page
