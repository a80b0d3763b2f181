"""The items of OWASP's ASVS 5 that we hold to: docs/asvs.csv, a test for each, and those that stand nowhere else."""

import csv
import logging
import re

import pytest
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client, RequestFactory
from django.urls import reverse

from collegium.kit.views import broken
from collegium.kit.web import WithRequestId
from tests.conftest import PASSWORD
from tests.faults.program import ROOT

LOGIN = "/account/login/"


def lines():
    with (ROOT / "docs" / "asvs.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def test_every_item_names_a_test_that_is_there_or_says_that_it_is_not_held():
    gone, bare = [], []
    for line in lines():
        if not line["test"]:
            bare += [] if line["remark"].startswith("Not held") else [line["item"]]
            continue
        file, _colons, name = line["test"].partition("::")
        if not re.search(rf"^def {name}\(", (ROOT / file).read_text(), re.MULTILINE):
            gone.append(line["test"])

    assert (gone, bare) == ([], [])
    assert len({line["item"] for line in lines()}) == len(lines()) >= 55
    assert sum(not line["test"] for line in lines()) <= 2


@pytest.fixture
def ama(ama):
    cache.clear()
    ama.choose(PASSWORD)
    return ama


@pytest.fixture
def signed_in(client, ama):
    client.get(LOGIN)
    client.post(LOGIN, {"login": ama.email, "password": PASSWORD})
    return client


@pytest.mark.parametrize(("password", "is_good"), [
    ("short one", False), ("password1234567", True), ("1234567890", False), ("qwertyuiop", False),
    ("three blue cups", True), ("ÄÖÜ ж 漢字 more", True),
])  # fmt: skip
def test_passwords_are_long_plain_and_not_those_that_everybody_has(password, is_good):
    try:
        validate_password(password)
    except ValidationError:
        assert not is_good
    else:
        assert is_good


def test_a_password_counts_to_its_last_letter(client, ama):
    long = "three blue cups " * 8
    ama.choose(long + "a")
    for typed, status in ((long + "b", 200), (long, 200), (f" {long}a", 200), (long + "a", 302)):
        assert client.post(LOGIN, {"login": ama.email, "password": typed}).status_code == status, typed


def test_the_field_for_a_password_lets_managers_fill_and_paste(client, ama):
    page = client.get(LOGIN).content.decode()
    (field,) = [one for one in re.findall(r"<input[^>]*>", page, re.DOTALL) if 'type="password"' in one]

    assert 'type="password"' in field
    assert 'autocomplete="current-password"' in field
    assert "onpaste" not in page
    assert "maxlength" not in field


def test_a_new_password_needs_the_old_one(signed_in):
    typed = {"oldpassword": "not this one", "password1": "three blue cups", "password2": "three blue cups"}

    assert signed_in.post("/account/password/change/", typed).status_code != 302


def test_passwords_lie_as_argon2(settings):
    hashers = [one for one in settings.PASSWORD_HASHERS if "MD5" not in one]

    assert hashers[0].endswith("Argon2PasswordHasher")
    assert make_password("x" * 12, hasher="argon2").startswith("argon2$argon2id$")


def test_signing_in_gives_a_new_session_and_signing_out_ends_it(client, ama, settings):
    client.get(LOGIN)
    client.cookies[settings.SESSION_COOKIE_NAME] = "set" + "a" * 29
    client.post(LOGIN, {"login": ama.email, "password": PASSWORD})
    inside = client.cookies[settings.SESSION_COOKIE_NAME].value
    out = client.post("/account/logout/")
    again = Client()
    again.cookies[settings.SESSION_COOKIE_NAME] = inside

    assert inside != "set" + "a" * 29
    assert out["Clear-Site-Data"] == '"cache"'
    assert again.get("/").status_code == 302


def test_personal_pages_stay_in_no_cache(signed_in):
    assert {"no-store", "private"} <= set(re.split(r",\s*", signed_in.get("/")["Cache-Control"]))


def test_no_token_of_ours_leaves_in_a_referer(signed_in):
    assert signed_in.get("/")["Referrer-Policy"] == "same-origin"


def test_signing_in_and_failing_stand_in_the_log_without_the_address(client, ama, caplog):
    caplog.set_level(logging.INFO, "collegium.signing_in")
    client.post(LOGIN, {"login": ama.email, "password": "not this one"})
    client.post(LOGIN, {"login": ama.email, "password": PASSWORD})
    client.post("/account/logout/")

    said = [record.getMessage() for record in caplog.records if record.name == "collegium.signing_in"]
    assert said == ["A sign-in failed", f"Signed in: {ama.pseudonym}", f"Signed out: {ama.pseudonym}"]
    assert ama.email not in caplog.text


def test_a_refusal_stands_in_the_log(signed_in, northgate, caplog):
    assert signed_in.get(reverse("people:imports", args=[northgate.slug])).status_code == 403

    assert "Forbidden" in caplog.text


def test_a_fault_stands_in_the_log_and_not_on_the_page(caplog):
    request = RequestFactory().get("/")
    request.id = "0123456789ab"
    try:
        raise RuntimeError("a table and its columns")
    except RuntimeError:
        page = broken(request)

    assert b"a table and its columns" not in page.content
    assert b"Traceback" not in page.content


def test_a_name_forges_no_line_of_the_log(caplog):
    """A line break in what somebody typed is written as one line."""
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "Not Found: %s", ("/a\nERROR forged",), None)
    WithRequestId().filter(record)

    assert "\n" not in record.getMessage()
    assert hasattr(record, "request_id")
