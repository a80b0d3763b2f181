"""A keeper of accounts sets the school's VLE up, by a one-time link or by hand."""

import pytest
from django.urls import reverse

from collegium.history.models import Entry
from collegium.kit import clock
from collegium.lti.models import Deployment, Key, Platform
from collegium.people.models import Link
from tests.conftest import FRIDAY
from tests.lti.vle import CLIENT, TOOL

pytestmark = pytest.mark.django_db


@pytest.fixture
def by_hand(vle):
    return {
        "name": "Moodle", "issuer": vle.address, "client": CLIENT, "number": "7",
        "keys_address": f"{vle.address}/keys", "login_address": f"{vle.address}/auth",
        "domains": "Example.org, @sub.example.org",
    }  # fmt: skip


def to(name, *args):
    return reverse(f"lti:{name}", args=["northgate", *args])


@pytest.fixture
def page(client, rob):
    client.force_login(rob)
    return client


def test_by_hand(page, by_hand, rob, vle):
    answer = page.post(to("setting-up"), by_hand)

    made = Platform.objects.get()
    assert (answer.status_code, answer.url) == (302, to("platforms"))
    assert (made.name, made.domains, str(made.deployments.get()), made.by) == (
        "Moodle", ["example.org", "sub.example.org"], "7", rob)  # fmt: skip
    assert (Key.objects.count(), Entry.objects.get(kind="lti.platform").did) == (1, "set up")
    shown = page.get(to("platforms")).content.decode()
    assert ("example.org, sub.example.org" in shown, "/lti/keys.json" in shown) == (True, True)


def test_set_up_anew_the_earlier_one_ends(page, by_hand, platform):
    page.post(to("setting-up"), by_hand | {"name": "Our Moodle"})

    assert [one.name for one in Platform.objects.going()] == ["Our Moodle"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"keys_address": "ftp://vle.example/keys"}, "begins with https://"),
        ({"login_address": "vle.example"}, "begins with https://"),
        ({"domains": "gmail.com"}, "Everybody can have an address"),
        ({"domains": "no ending"}, "is not how an address ends"),
        ({"client": ""}, "This field is required"),
    ],
)
def test_what_cannot_be_right_is_said_beside_its_field(page, by_hand, typed, words):
    answer = page.post(to("setting-up"), by_hand | typed)

    assert (answer.status_code, words in answer.content.decode(), Platform.objects.count()) == (422, True, 0)


def test_without_a_technicians_yes_a_vle_speaks_https(page, by_hand, settings):
    settings.SIGN_ON_INSIDE = False

    assert page.post(to("setting-up"), by_hand).status_code == 422


def test_for_whom_it_speaks_is_changed_on_its_own(page, platform):
    name = f"{platform.pk}-domains"

    wrong = page.post(to("trusting", platform.pk), {name: "gmail.com"})
    page.post(to("trusting", platform.pk), {name: ""})

    assert wrong.status_code == 422
    assert Platform.objects.get().domains == []


def test_places_are_allowed_paused_and_opened_again(page, platform):
    nothing = page.post(to("allowing", platform.pk), {"number": ""})
    page.post(to("allowing", platform.pk), {"number": "8"})
    page.post(to("pausing", platform.pk), {"number": "7"})
    shown = page.get(to("platforms")).content.decode()

    assert (nothing.status_code, "paused" in shown, str(Deployment.objects.get(number="8"))) == (422, True, "8")
    assert (platform.opens_from("8"), platform.opens_from("7")) == (True, False)


def test_stopped_it_stands_there_no_more(page, platform):
    page.post(to("stopping", platform.pk))

    assert (list(Platform.objects.going()), str(platform)) == ([], "Moodle")
    assert page.post(to("stopping", platform.pk)).status_code == 404


def offered(client, rob, vle):
    client.force_login(rob)
    client.post(to("linking"))
    token = Link.objects.get(purpose="vle").token
    client.logout()
    asked = {"openid_configuration": f"{vle.address}/.well-known/openid-configuration", "registration_token": "r-1"}
    return reverse("lti:register", args=[token]), reverse("lti:registered", args=[token]), asked


def test_a_vle_sets_itself_up_once(client, rob, vle, northgate):
    look, do, asked = offered(client, rob, vle)
    shown, plain = client.get(look, asked), client.get(look)
    nothing_yet = Platform.objects.count()

    done, again = client.post(do, asked), client.post(do, asked)

    made = Platform.objects.get()
    assert (nothing_yet, done.status_code, again.status_code, client.get(look).status_code) == (0, 200, 404, 404)
    assert (made.name, made.issuer, made.client, made.domains, made.by) == ("Moodle", vle.address, CLIENT, [], rob)
    assert (made.opens_from("7"), vle.bearer) == (True, "Bearer r-1")
    told = vle.registered
    assert (told["scope"], told["redirect_uris"], told[TOOL]["claims"]) == (
        "", [told[TOOL]["target_link_uri"]], ["iss", "sub", "email"])  # fmt: skip
    assert f"frame-ancestors {vle.address}" in shown.headers["Content-Security-Policy"]
    assert "frame-ancestors &#x27;none" not in plain.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in plain.headers["Content-Security-Policy"]


def test_the_link_stands_on_the_page_until_it_is_used(client, rob, vle):
    look, do, asked = offered(client, rob, vle)
    client.force_login(rob)

    before = look in client.get(to("platforms")).content.decode()
    client.post(do, asked)

    assert (before, look in client.get(to("platforms")).content.decode()) == (True, False)


def test_a_link_of_somebody_who_keeps_the_accounts_no_more_opens_nothing(client, rob, vle):
    look, do, asked = offered(client, rob, vle)
    rob.responsibilities.all().delete()

    assert (client.get(look).status_code, client.post(do, asked).status_code) == (404, 404)


def test_what_came_second_is_told_that_the_link_is_used(client, rob, vle, monkeypatch, northgate):
    from collegium.lti import registering

    _look, _do, asked = offered(client, rob, vle)
    link = Link.objects.get(purpose="vle")
    link.revoke(at=clock.now())

    with pytest.raises(registering.NotRegistered):
        registering.register(link, northgate, asked["openid_configuration"], "", at=FRIDAY)


@pytest.mark.parametrize(
    ("document", "answers", "words"),
    [
        ({"issuer": "https://elsewhere.example"}, {}, "another address of itself"),
        ({"jwks_uri": None}, {}, "not a VLE that can set itself up"),
        ({"jwks_uri": "ftp://x.example/"}, {}, "begin with https://"),
        ({}, {"client_id": ""}, "did not take Collegium"),
    ],
)
def test_a_vle_that_says_something_else_is_not_set_up(client, rob, vle, document, answers, words):
    _look, do, asked = offered(client, rob, vle)
    vle.document |= document
    vle.answers |= answers

    page = client.post(do, asked)

    assert (page.status_code, words in page.content.decode(), Platform.objects.count()) == (422, True, 0)


@pytest.mark.parametrize(
    ("path", "words"),
    [("/keyless", "did not take"), ("/broken", "did not take"), ("", "did not take")],
)
def test_what_is_no_vle_is_not_set_up(client, rob, vle, path, words):
    _look, do, asked = offered(client, rob, vle)

    page = client.post(do, asked | {"openid_configuration": vle.address + path})

    assert (page.status_code, words in page.content.decode(), Platform.objects.count()) == (422, True, 0)


def test_addresses_inside_and_dead_ones_are_not_asked(client, rob, vle, settings):
    _look, do, asked = offered(client, rob, vle)

    dead = client.post(do, asked | {"openid_configuration": "http://localhost:1/x"})
    settings.SIGN_ON_INSIDE = False
    inside = client.post(do, asked | {"openid_configuration": "https://127.0.0.1:1/x"})

    assert (dead.status_code, inside.status_code, vle.asked) == (422, 422, 0)


def test_one_without_name_and_place_is_called_vle_and_waits_for_a_place(client, rob, vle):
    _look, do, asked = offered(client, rob, vle)
    vle.document.pop("https://purl.imsglobal.org/spec/lti-platform-configuration")
    vle.answers = {"client_id": CLIENT}

    client.post(do, asked | {"registration_token": ""})

    made = Platform.objects.get()
    assert (made.name, made.deployments.count(), vle.bearer) == ("VLE", 0, "")
    client.force_login(rob)
    assert "No place in it is allowed yet" in client.get(to("platforms")).content.decode()


def test_only_keepers_of_the_school_know_of_it(platform, rob, hale, priya):
    seen = [list(Platform.objects.visible_to(person)) for person in (rob, hale, priya)]

    assert seen == [[platform], [], []]
