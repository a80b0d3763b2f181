"""Tokens for programs: made on one's own page, shown once, good for what they are for, taken back at once."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from collegium.api.models import MOST_A_MINUTE, MOST_TOKENS, Token, TooManyTokens
from collegium.api.scopes import SCOPES, allows
from collegium.history.models import Entry
from collegium.mail.models import Letter
from collegium.people.models import Appointment
from tests.api.asking import Program, program, tokened
from tests.conftest import FRIDAY, MONDAY

pytestmark = pytest.mark.django_db
ASKED = {"title": "Figures for the governors", "reads": ["groups", "meetings"], "changes": ["enquiry"], "days": "30"}


@pytest.fixture
def friday():
    with time_machine.travel(FRIDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def signed_in(tom):
    client = Client()
    client.force_login(tom)
    return client


def secret_on(response):
    return response.context["secret"]


def test_a_token_is_shown_once_and_only_a_digest_is_kept(friday, signed_in, tom):
    made = signed_in.post(reverse("api:making"), ASKED)

    token = Token.objects.get()
    secret = secret_on(made)
    assert made.status_code == 200
    assert made.content.decode().count(secret) == 1
    assert secret not in str(Token.objects.values().get())
    assert secret not in signed_in.get(reverse("api:tokens")).content.decode()
    assert token.scopes == ["groups:read", "meetings:read", "enquiry:write"]
    assert token.until == FRIDAY + timedelta(days=30)


def test_a_form_that_arrives_twice_makes_one_token(friday, signed_in):
    first = signed_in.post(reverse("api:making"), ASKED | {"key": "abc"})
    second = signed_in.post(reverse("api:making"), ASKED | {"key": "abc"})

    assert (first.status_code, second.status_code, second.url) == (200, 302, reverse("api:tokens"))
    assert Token.objects.count() == 1


@pytest.mark.parametrize("missing", [{"title": ""}, {"reads": [], "changes": []}, {"days": "4000"}, {"reads": ["x"]}])
def test_what_is_missing_is_said_and_nothing_typed_is_lost(signed_in, missing):
    response = signed_in.post(reverse("api:making"), ASKED | missing)

    assert response.status_code == 422
    assert Token.objects.count() == 0


def test_its_owner_gets_a_letter_and_history_an_entry(friday, tom):
    secret = tokened(tom, ["groups:read"])
    token = Token.objects.get()
    token.take_back(by=tom, at=FRIDAY)
    token.take_back(by=tom, at=FRIDAY)

    letter = Letter.objects.get()
    assert (letter.person, "Figures" in letter.text, secret in letter.text) == (tom, True, False)
    assert list(Entry.objects.about(token).order_by("pk").values_list("did", flat=True)) == ["made", "took back"]


def test_it_opens_until_its_day_and_never_after(friday, tom):
    mine = program(tom)

    before = mine.get("/me").status_code
    friday.shift(timedelta(days=91))
    assert (before, mine.get("/me").status_code) == (200, 401)


def test_taken_back_on_the_page_it_opens_nothing_by_the_next_request(friday, signed_in, tom):
    mine = program(tom)
    before = mine.get("/me").status_code
    listed = signed_in.get(reverse("api:tokens")).context["held"]
    response = signed_in.post(reverse("api:taking-back", args=[listed[0][0].pk]))

    assert (before, response.status_code, mine.get("/me").status_code) == (200, 302, 401)
    assert signed_in.get(reverse("api:tokens")).context["held"] == []


def test_whoever_leaves_the_school_leaves_their_tokens_behind(friday, tom, hale, feedback):
    mine = program(tom)
    before = mine.get("/me").status_code
    for place in Appointment.objects.filter(person=tom):
        place.end(on=date(2026, 11, 12), by=hale, at=FRIDAY)

    after = mine.get("/me")
    assert (before, after.status_code) == (200, 401)
    assert after.json() == Program("collegium_nothing").get("/me").json() | {"request": after.json()["request"]}


def test_the_list_says_when_it_was_last_used(friday, signed_in, tom):
    mine = program(tom)
    unused = Token.objects.get().used_at
    friday.shift(timedelta(hours=1))
    mine.get("/me")

    assert (unused, Token.objects.get().used_at) == (None, FRIDAY + timedelta(hours=1))
    assert "last used" in signed_in.get(reverse("api:tokens")).content.decode()


def test_so_many_in_a_minute_and_the_rest_waits(friday, tom):
    mine = program(tom)
    mine.get("/me")
    Token.objects.update(used=MOST_A_MINUTE)
    refused = mine.get("/me")
    friday.shift(timedelta(minutes=1))

    assert (refused.status_code, refused["Retry-After"]) == (429, "60")
    assert mine.get("/me").status_code == 200


@pytest.mark.both
def test_nobody_has_more_tokens_than_programs(friday, signed_in, tom):
    for _number in range(MOST_TOKENS):
        tokened(tom, ["groups:read"])
    with pytest.raises(TooManyTokens):
        tokened(tom, ["groups:read"])

    assert signed_in.post(reverse("api:making"), ASKED).status_code == 422
    Token.objects.first().take_back(by=tom, at=FRIDAY)
    assert signed_in.post(reverse("api:making"), ASKED).status_code == 200


@pytest.mark.parametrize(
    "header", [{}, {"Authorization": "Basic abc"}, {"Authorization": "Bearer"}, {"Authorization": "Bearer abc"},
               {"Authorization": "Bearer collegium_"}, {"Authorization": "Bearer collegium_" + "a" * 5000}],
)  # fmt: skip
def test_whatever_else_is_sent_opens_nothing(db, header):
    response = Client().get("/api/v1/me", headers=header)

    assert (response.status_code, response["WWW-Authenticate"]) == (401, 'Bearer realm="Collegium"')


def test_no_line_of_the_log_has_a_token(friday, tom, caplog):
    caplog.set_level("DEBUG")
    secret = tokened(tom, ["groups:read"])
    mine = Program(secret)
    for path in ("/me", "/groups", "/works", "/nowhere"):
        mine.get(path)
    Program(secret[:-1]).get("/me")

    assert secret[:-1] not in caplog.text
    assert "without library:read" in caplog.text
    assert "opened nothing" in caplog.text


def test_a_guest_has_no_more_than_their_group(friday, gwen, feedback):
    theirs = program(gwen)

    assert [one["title"] for one in theirs.get("/groups").json()["items"]] == ["Feedback that Moves"]
    assert theirs.get("/colleagues").json()["items"] == [{"id": gwen.pk, "name": "Gwen Hart"}]


def test_whoever_may_change_may_read_there_and_nowhere_else():
    assert allows(["groups:write"], "groups:read")
    assert allows(["groups:read"], "groups:read")
    assert not allows(["groups:read"], "groups:write")
    assert not allows([one for one in SCOPES if not one.startswith("groups")], "groups:read")


def test_somebody_without_an_address_gets_no_letter(tom):
    tom.email = None
    tom.save(update_fields=["email"])
    tokened(tom, ["groups:read"], at=MONDAY)

    assert not Letter.objects.exists()
    assert str(Token.objects.get()) == "Figures"


def test_what_the_reference_says_in_english_is_said_to_be_english(client, tom):
    """A page in Arabic: a reader changes its voice, and English runs from left to right."""
    client.force_login(tom)

    page = client.get(reverse("api:reference"), headers={"accept-language": "ar"}).content.decode()

    described = re.findall(r"<(small|dd|span)([^>]*)>[A-Z][a-z]+ [a-z]+", page[page.index("<main") :])
    assert '<html lang="ar"' in page
    assert described
    assert {attributes.partition("lang=")[2] for _tag, attributes in described} == {'"en" dir="ltr"'}
