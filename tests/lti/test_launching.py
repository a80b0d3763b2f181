"""Opened from a course at a VLE that really answers: what is right opens, and everything else is refused in words."""

import time

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from collegium.history.models import Entry
from collegium.lti.jobs import forget_launches
from collegium.lti.models import Platform, Used
from collegium.people.models import Person
from tests.conftest import FRIDAY, MONDAY, duty
from tests.lti.vle import CLIENT, FORGER, SAYS

pytestmark = pytest.mark.django_db
LOGIN = ["northgate"]


def address(thing):
    return settings.ADDRESS + thing.get_absolute_url()


def knock(client, vle, target, *, method="get", **more):
    asked = {"iss": vle.address, "login_hint": "42", "target_link_uri": target, "lti_message_hint": "h",
             "client_id": CLIENT} | more  # fmt: skip
    return getattr(client, method)(reverse("lti:login", args=LOGIN), asked)


def open_it(client, vle, target, *, knocked="", state="", nonce="", **said):
    """From the click in the course to our answer."""
    asked = vle.set_up(knock(client, vle, knocked or target).url)
    token = vle.token(nonce or asked["nonce"], target, **said)
    return client.post(reverse("lti:launch", args=LOGIN), {"id_token": token, "state": state or asked["state"]})


def says(page):
    return page.content.decode()


def test_the_browser_is_sent_to_the_vle_to_be_known_and_nothing_is_kept(client, vle, platform, ours):
    sent = knock(client, vle, address(ours), method="post")
    asked = vle.set_up(sent.url)

    assert (sent.status_code, sent.url.split("?")[0]) == (302, f"{vle.address}/auth")
    assert (asked["client_id"], asked["response_mode"], asked["login_hint"], asked["lti_message_hint"]) == (
        CLIENT, "form_post", "42", "h")  # fmt: skip
    assert asked["redirect_uri"] == settings.ADDRESS + "/lti/schools/northgate/launch/"
    assert (Used.objects.count(), sent.cookies) == (0, {})


def test_a_colleague_reads_what_the_staff_may_read(client, vle, platform, ours, tom):
    page = open_it(client, vle, address(ours), email=tom.email.upper())

    assert (page.status_code, "What Marks that move was for" in says(page)) == (200, True)
    assert page.context["address"] == ours.get_absolute_url()
    assert f"frame-ancestors {vle.address}" in page.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in page.headers
    assert (page.cookies, "_auth_user_id" in client.session) == ({}, False)


@pytest.mark.parametrize(
    "claims",
    [
        {},
        {"email": "tom.weller@elsewhere.example"},
        {"email": "nobody@example.org"},
        {"email": "two@at@example.org"},
        {"email": "tom.weller@example.org", "email_verified": False},
    ],
    ids=["who says nothing", "another school's address", "a pupil", "no address", "an address not confirmed"],
)
def test_whom_the_vle_may_not_speak_for_sees_no_more_than_strangers(
    client, vle, platform, ours, everybodys, tom, claims
):
    page, public = (open_it(client, vle, address(one), **claims) for one in (ours, everybodys))

    assert (page.status_code, "Marks that move" in says(page), "sign in there" in says(page)) == (200, False, True)
    assert "What Talk for all was for" in says(public)


def test_a_vle_that_speaks_for_nobody_shows_what_is_public(client, vle, platform, rob, ours, everybodys, tom):
    platform.trust([], by=rob, at=FRIDAY)

    assert "Marks that move" not in says(open_it(client, vle, address(ours), email=tom.email))
    assert "Talk for all" in says(open_it(client, vle, address(everybodys), email=tom.email))


def test_whoever_is_another_schools_too_is_not_opened_by_this_ones_vle(client, vle, platform, ours, trust, tom):
    duty(tom, "network-lead", network=trust)

    assert "Marks that move" not in says(open_it(client, vle, address(ours), email=tom.email))


def test_a_card_opens_for_a_colleague_and_for_no_stranger(client, vle, platform, feedback, sam):
    card, nothing = (open_it(client, vle, address(feedback), email=email) for email in (sam.email, ""))

    assert (feedback.question in says(card), "stays among its members" in says(card)) == (True, True)
    assert feedback.title not in says(nothing)


@pytest.mark.parametrize("path", ["/", "/outcomes/reports/999/", "/groups/nothing-here/", "/no/such/page/"])
def test_what_is_not_there_and_what_is_not_shown_look_the_same(client, vle, platform, sam, path):
    page = open_it(client, vle, settings.ADDRESS + path, email=sam.email)

    assert (page.status_code, "Open it in Collegium" in says(page)) == (200, True)


def test_a_withdrawn_report_is_gone_by_the_next_click(client, vle, platform, everybodys, ama):
    everybodys.withdraw(by=ama, at=FRIDAY)

    assert "Talk for all" not in says(open_it(client, vle, address(everybodys)))


def test_nobody_elses_session_is_touched(client, vle, platform, ours, tom, priya):
    client.force_login(priya)
    before = dict(client.session)

    page = open_it(client, vle, address(ours), email=tom.email)

    assert ("Marks that move" in says(page), priya.name in says(page)) == (True, False)
    assert dict(client.session) == before


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"pair": FORGER}, "not signed by your VLE"),
        ({"pair": FORGER, "kid": "mine"}, "not signed by your VLE"),
        ({"aud": "somebody-else"}, "not signed by your VLE"),
        ({"aud": [CLIENT, "another"]}, "not signed by your VLE"),
        ({"azp": "another"}, "not signed by your VLE"),
        ({"iss": "https://elsewhere.example"}, "not signed by your VLE"),
        ({"exp": 1_700_000_000}, "took too long"),
        ({"drop": ["exp"]}, "not signed by your VLE"),
        ({"drop": ["nonce"]}, "not signed by your VLE"),
        ({"iat": 4_000_000_000, "exp": 4_000_000_300}, "not signed by your VLE"),
        ({"nonce": "another"}, "another opening"),
        ({f"{SAYS}version": "1.1"}, "does not do"),
        ({f"{SAYS}message_type": "LtiSubmissionReviewRequest"}, "does not do"),
        ({f"{SAYS}target_link_uri": "https://elsewhere.example/outcomes/reports/1/"}, "somewhere else"),
        ({f"{SAYS}target_link_uri": "http://[broken"}, "somewhere else"),
        ({f"{SAYS}deployment_id": "8"}, "nobody has allowed this place"),
        ({"drop": [f"{SAYS}deployment_id"]}, "nobody has allowed this place"),
    ],
    ids=[
        "forged", "an unknown key", "for somebody else", "for several", "handed on", "another issuer", "expired",
        "without end", "without number", "from the future", "another number", "an old version", "another kind",
        "a foreign target", "no address", "another place", "no place",
    ],
)  # fmt: skip
def test_what_is_not_right_is_refused_in_words_and_nothing_is_kept(
    client, vle, platform, everybodys, tom, said, words
):
    entries = Entry.objects.count()

    page = open_it(client, vle, address(everybodys), email=tom.email, **said)

    assert (page.status_code, words in says(page), "What Talk for all was for" in says(page)) == (403, True, False)
    assert (Used.objects.count(), Entry.objects.count(), page.cookies) == (0, entries, {})


@pytest.mark.both
def test_the_same_launch_does_not_come_twice(client, vle, platform, everybodys):
    asked = vle.set_up(knock(client, vle, address(everybodys)).url)
    sent = {"id_token": vle.token(asked["nonce"], address(everybodys)), "state": asked["state"]}

    first, again = (Client().post(reverse("lti:launch", args=LOGIN), sent) for _ in range(2))

    assert (first.status_code, again.status_code, "open already" in says(again)) == (200, 403, True)
    assert Used.objects.count() == 1


@pytest.mark.parametrize("state", ["", "made-up", "a:b:c"])
def test_without_a_state_of_ours_nothing_opens(client, vle, platform, everybodys, state):
    token = vle.token("n", address(everybodys))

    page = client.post(reverse("lti:launch", args=LOGIN), {"id_token": token, "state": state})

    assert (page.status_code, "did not begin here" in says(page)) == (403, True)


def test_a_state_is_good_for_ten_minutes(client, vle, platform, everybodys, time_machine):
    asked = vle.set_up(knock(client, vle, address(everybodys)).url)
    time_machine.move_to(time.time() + 601)
    sent = {"id_token": vle.token(asked["nonce"], address(everybodys)), "state": asked["state"]}

    assert "took too long" in says(client.post(reverse("lti:launch", args=LOGIN), sent))


def test_a_state_of_one_school_opens_nothing_at_another(client, vle, platform, everybodys, harbour):
    asked = vle.set_up(knock(client, vle, address(everybodys)).url)
    sent = {"id_token": vle.token(asked["nonce"], address(everybodys)), "state": asked["state"]}

    assert client.post(reverse("lti:launch", args=["harbour"]), sent).status_code == 403


def test_who_is_not_signed_in_at_the_vle_is_told_so(client, vle, platform):
    page = client.post(reverse("lti:launch", args=LOGIN), {"error": "login_required", "state": "x"})

    assert (page.status_code, "Sign in there" in says(page)) == (403, True)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"iss": "https://elsewhere.example"}, "not set up here"),
        ({"iss": "a\x00b"}, "not set up here"),
        ({"client_id": "another"}, "not set up here"),
        ({"target_link_uri": "https://elsewhere.example/"}, "somewhere else"),
        ({"target_link_uri": "http://localhost:8000@elsewhere.example/"}, "somewhere else"),
        ({"target_link_uri": ""}, "somewhere else"),
    ],
)
def test_an_unknown_vle_or_a_foreign_link_goes_nowhere(client, vle, platform, asked, words):
    page = knock(client, vle, settings.ADDRESS + "/", **asked)

    assert (page.status_code, words in says(page)) == (403, True)


def test_without_its_client_number_a_vle_is_known_while_there_is_one_of_it(client, vle, platform, rob, northgate):
    alone = knock(client, vle, settings.ADDRESS + "/", client_id="")
    Platform.objects.set_up(
        northgate, name="Moodle", issuer=vle.address, client="second", login_address=f"{vle.address}/auth?x=1",
        keys_address=f"{vle.address}/keys", by=rob, at=MONDAY,
    )  # fmt: skip
    two = knock(client, vle, settings.ADDRESS + "/", client_id="")
    second = knock(client, vle, settings.ADDRESS + "/", client_id="second", lti_message_hint="")

    assert [alone.status_code, two.status_code, second.url.startswith(f"{vle.address}/auth?x=1&")] == [302, 403, True]


def test_a_stopped_vle_opens_nothing_and_says_so(client, vle, platform, rob, everybodys):
    asked = vle.set_up(knock(client, vle, address(everybodys)).url)
    platform.stop(by=rob, at=FRIDAY)
    platform.stop(by=rob, at=FRIDAY)
    sent = {"id_token": vle.token(asked["nonce"], address(everybodys)), "state": asked["state"]}

    page = client.post(reverse("lti:launch", args=LOGIN), sent)

    assert (page.status_code, "not any more" in says(page)) == (403, True)
    assert Entry.objects.filter(kind="lti.platform", did="stopped").count() == 1


def test_a_paused_place_shows_a_friendly_page_with_its_number_until_it_is_opened_again(
    client, vle, platform, rob, everybodys
):
    platform.stop_from("7", by=rob, at=FRIDAY)
    platform.stop_from("7", by=rob, at=FRIDAY)
    paused = open_it(client, vle, address(everybodys))
    platform.allow("7", by=rob, at=FRIDAY)
    platform.allow("7", by=rob, at=FRIDAY)
    open_again = open_it(client, vle, address(everybodys))

    assert (paused.status_code, "<code class=\"long\">7</code>" in says(paused)) == (403, True)
    assert open_again.status_code == 200
    assert list(Entry.objects.filter(kind="lti.platform").order_by("pk").values_list("did", flat=True)) == [
        "set up", "paused", "allowed"]  # fmt: skip


def test_made_up_keys_do_not_have_the_vle_asked_each_time(client, vle, platform, everybodys):
    for number in range(9):
        open_it(client, vle, address(everybodys), kid=f"made-up-{number}", pair=FORGER)

    assert vle.asked == 6


@pytest.mark.parametrize("path", ["/broken", "/nothing"])
def test_a_vle_whose_keys_cannot_be_read_opens_nothing(client, vle, platform, everybodys, path):
    Platform.objects.update(keys_address=vle.address + path)

    assert "not signed by your VLE" in says(open_it(client, vle, address(everybodys)))


def test_keys_inside_the_network_are_not_asked_without_a_technicians_yes(
    client, vle, platform, everybodys, settings
):
    settings.SIGN_ON_INSIDE = False

    assert "not signed by your VLE" in says(open_it(client, vle, address(everybodys)))
    assert vle.asked == 0


def test_who_may_show_the_answer_is_said_by_the_vle_and_checked(client, vle, platform, everybodys):
    back = {f"{SAYS}launch_presentation": {"return_url": "https://vle.northgate.example/course/3"}}
    bad = {f"{SAYS}launch_presentation": {"return_url": "https://a.example;script-src *"}}

    policies = [open_it(client, vle, address(everybodys), **one).headers["Content-Security-Policy"]
                for one in (back, bad, {f"{SAYS}launch_presentation": "x"})]  # fmt: skip

    assert f"frame-ancestors {vle.address} https://vle.northgate.example" in policies[0]
    assert [one.count("script-src") for one in policies] == [1, 1, 1]


def test_what_can_come_no_more_is_forgotten(db):
    Used.objects.take("old", at=MONDAY)

    forget_launches.call()

    assert (Used.objects.count(), str(Used(digest="abcdefghijk"))) == (0, "abcdefgh")


def test_somebody_who_left_is_nobody(client, vle, platform, ours, tom):
    Person.objects.get(pk=tom.pk).appointments.update(ends_on="2026-10-01")

    assert "Marks that move" not in says(open_it(client, vle, address(ours), email=tom.email))

