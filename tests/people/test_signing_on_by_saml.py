"""Signing in by SAML, with a little provider that has its own key and really signs."""

import base64
from copy import deepcopy
from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal import auth as totp
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.urls import reverse

pytest.importorskip("onelogin", reason="SAML is an extra: requirements/saml.txt")

from collegium.people.models import Appointment, Person, Responsibility, SignOn
from tests.conftest import FRIDAY, MONDAY
from tests.people import saml_provider as idp
from tests.people.saml_provider import ANOTHER, KEY, MINUTE, answer

pytestmark = pytest.mark.django_db
SAML = "{urn:oasis:names:tc:SAML:2.0:assertion}"
DS = "{http://www.w3.org/2000/09/xmldsig#}"


@pytest.fixture(autouse=True)
def nothing_was_used_before(db):
    cache.clear()


@pytest.fixture
def sign_on(northgate, rob):
    return SignOn.objects.set_up(
        northgate, kind="saml", issuer=idp.NAME, goes_to=idp.GOES_TO, certificates=[KEY.certificate],
        domains=["example.org"], by=rob, at=MONDAY,
    )  # fmt: skip


def go_out(client):
    """Press the button; what the provider is asked."""
    page = client.post(reverse("people:going-out", args=["northgate"]))
    return idp.Question(page.headers["Refresh"].removeprefix("0; url="))


def bring(client, sent, **more):
    """What the browser posts for the provider, and where that leads in the end."""
    back = client.post(reverse("people:saml-answer", args=["northgate"]), {"SAMLResponse": sent} | more)
    return client.get(back.url) if back.url == reverse("people:saml-coming-in", args=["northgate"]) else back


def come_in(client, person, **how):
    return bring(client, answer(go_out(client), **({"mail": person.email} | how)))


def who(client):
    number = client.session.get("_auth_user_id")
    return Person.objects.get(pk=number) if number else None


def words(client, answer):
    assert (answer.status_code, answer.url) == (302, reverse("account_login"))
    return client.get(answer.url).content.decode()


def test_a_colleague_comes_in_the_first_time_is_linked_and_comes_again(client, sign_on, tom):
    first = come_in(client, tom)
    came = who(client)
    client.logout()
    come_in(client, tom, number="_a2", mail=tom.email.upper())

    assert (first.status_code, first.url, came, who(client)) == (302, reverse("desk:today"), tom, tom)
    account = SocialAccount.objects.get()
    assert (account.user, account.provider, account.extra_data) == (tom, "saml/northgate", {})
    assert "7f3c" not in account.uid


@pytest.mark.parametrize("form", [idp.EMAIL, idp.TRANSIENT], ids=["the address itself", "another one each time"])
def test_a_name_that_does_not_last_is_not_kept(client, sign_on, tom, form):
    come_in(client, tom, name=tom.email, form=form)

    assert (who(client), SocialAccount.objects.count()) == (tom, 0)


@pytest.mark.parametrize(
    ("attribute", "how", "comes"),
    [
        ("", {"mail": "", "name": "tom@example.org", "form": idp.EMAIL}, True),
        ("", {"mail": "", "name": "tom@example.org", "form": idp.PERSISTENT}, False),
        ("", {"mail": "", "said": [("urn:oid:0.9.2342.19200300.100.1.3", "tom@example.org")]}, True),
        ("upn", {"said": [("upn", "ama@example.org")]}, False),
        ("upn", {"mail": "ama@example.org", "said": [("upn", "tom@example.org")]}, True),
        ("", {"said": [("mail", "ama@example.org")]}, False),
        ("", {"said": [("email_verified", "false")]}, False),
        ("", {"said": [("email_verified", "true")]}, True),
    ],
    ids=[
        "the name, where it is said to be an address", "no other name", "a usual attribute", "not somebody else",
        "the attribute that the school names", "not two at once", "not one that the provider doubts", "a checked one",
    ],
)  # fmt: skip
def test_which_attribute_is_the_address(client, sign_on, tom, ama, attribute, how, comes):
    SignOn.objects.update(attribute=attribute)
    come_in(client, tom, **how)

    assert (who(client) == tom) == comes


@pytest.mark.parametrize("mail", ["tom@elsewhere.example", "nobody@example.org", "", "tom@example.org@example.org"])
def test_whoever_is_of_another_domain_or_not_known_comes_in_nowhere(client, sign_on, tom, mail):
    EmailAddress.objects.create(user=tom, email="tom@elsewhere.example", verified=True)
    refused = come_in(client, tom, mail=mail)

    assert "This account opens nothing here." in words(client, refused)
    assert (who(client), SocialAccount.objects.count()) == (None, 0)


def test_one_school_opens_no_account_of_somebody_who_is_another_schools_too(client, sign_on, tom, ama, harbour):
    Appointment.objects.create(person=tom, school=harbour, starts_on=MONDAY.date())
    network = sign_on.school.networks.first()
    Responsibility.objects.create(person=ama, kind="network-lead", network=network, starts_on=MONDAY.date())

    assert "opens nothing here" in words(client, come_in(client, tom))
    assert "opens nothing here" in words(client, come_in(client, ama, number="_a2"))
    assert who(client) is None


def test_an_account_that_was_somebody_elses_opens_neither(client, sign_on, tom, ama):
    come_in(client, tom)
    client.logout()

    assert "belonged to somebody else" in words(client, come_in(client, ama, number="_a2"))
    assert who(client) is None


def test_what_an_openid_provider_called_somebody_is_no_name_here(client, sign_on, tom, ama):
    SocialAccount.objects.create(user=ama, provider="northgate", uid="7f3c")
    come_in(client, tom)

    assert who(client) == tom


def test_whoever_is_taken_off_the_staff_is_out_at_the_next_click_and_does_not_come_back(client, sign_on, tom):
    come_in(client, tom)
    inside = client.get(reverse("people:me")).status_code
    Appointment.objects.filter(person=tom).update(ends_on=MONDAY.date() - timedelta(days=1), starts_on="2020-09-01")

    assert (inside, client.get(reverse("people:me")).status_code) == (200, 302)
    assert "opens nothing here" in words(client, come_in(client, tom, number="_a2"))


def test_the_second_step_is_asked_here_too(client, sign_on, tom):
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(tom, secret)
    answered = come_in(client, tom)
    came = who(client)
    code = totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time())))
    client.post(answered.url, {"code": code})

    assert (came, answered.url, who(client)) == (None, reverse("mfa_authenticate"), tom)


def test_once_stopped_between_the_two_steps_one_begins_again(client, sign_on, tom, rob):
    totp.TOTP.activate(tom, totp.generate_totp_secret())
    answered = come_in(client, tom)
    sign_on.stop(by=rob, at=FRIDAY)
    second = client.post(answered.url, {"code": "123456"})

    assert (second.status_code, second.url, who(client)) == (302, reverse("account_login"), None)


def wrapped(root):
    """The oldest trick: what was signed is put aside, and another stands where one looks."""
    signed = root.find(f"{SAML}Assertion")
    forged = deepcopy(signed)
    forged.remove(forged.find(f"{DS}Signature"))
    forged.set("ID", "_forged")
    for value in forged.iter(f"{SAML}AttributeValue"):
        value.text = "ama@example.org"
    signed.addprevious(forged)


def changed(root):
    for value in root.iter(f"{SAML}AttributeValue"):
        value.text = "ama@example.org"


def cut_off(root):
    signature = root.find(f"{SAML}Assertion").find(f"{DS}Signature")
    signature.getparent().remove(signature)


def another_number_twice(root):
    """A second element under the number that was signed."""
    root.find(f"{SAML}Issuer").set("ID", "_a1")


def reads_more(root):
    root.find(f".//{DS}Transform").set("Algorithm", "http://www.w3.org/TR/1999/REC-xslt-19991116")


LONG_AGO = datetime.now(UTC) - timedelta(hours=1)


@pytest.mark.parametrize(
    ("how", "word"),
    [
        ({"sign": None}, "does not carry its signature"),
        ({"sign": "response"}, "does not carry its signature"),
        ({"key": ANOTHER}, "does not carry its signature"),
        ({"hashed": "SHA1"}, "does not carry its signature"),
        ({"then": changed}, "does not carry its signature"),
        ({"then": cut_off}, "does not carry its signature"),
        ({"then": reads_more}, "does not carry its signature"),
        ({"then": another_number_twice}, "does not carry its signature"),
        ({"then": wrapped}, "could not be read"),
        ({"at": LONG_AGO}, "has expired, or a clock is wrong"),
        ({"at": LONG_AGO, "lasts": timedelta(days=9)}, "has expired, or a clock is wrong"),
        ({"at": datetime.now(UTC) + timedelta(hours=1)}, "has expired, or a clock is wrong"),
        ({"audience": "https://another.example"}, "for another program"),
        ({"audience": ""}, "for another program"),
        ({"door": "https://another.example/acs"}, "for another program"),
        ({"sent_to": "https://another.example/acs"}, "for another program"),
        ({"issuer": "https://id.another.example"}, "for another program"),
        ({"confirmed": 'InResponseTo="_another"'}, "for another program"),
        ({"confirmed": ""}, "for another program"),
        ({"to": "_never-asked"}, "You began in another browser"),
        ({"status": "AuthnFailed"}, "Your provider did not let you in."),
    ],
    ids=[
        "not signed", "around it only", "by another's key", "by a way that is broken", "changed afterwards",
        "cut off", "with a style sheet", "two elements under one number", "put aside", "too old",
        "too old, however long it lasts",
        "from tomorrow", "for somebody else", "for nobody", "for another door", "sent to another door",
        "from somebody else", "to another question", "to no question", "to a question that was never asked",
        "they said no",
    ],
)  # fmt: skip
def test_what_the_provider_did_not_sign_for_us_now_is_refused_with_a_word(client, sign_on, tom, ama, how, word):
    refused = come_in(client, tom, **how)

    assert word in words(client, refused)
    assert (who(client), SocialAccount.objects.count()) == (None, 0)


def test_a_door_that_only_begins_like_ours_is_another(client, sign_on, tom):
    asked = go_out(client)
    for number, how in enumerate(({"door": f"{asked.door}more/"}, {"sent_to": f"{asked.door}more/"})):
        refused = bring(client, answer(asked, mail=tom.email, number=f"_a{number}", **how))
        assert "for another program" in words(client, refused)


BOMB = """<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><samlp:Response
xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol">&b;</samlp:Response>"""
FILE = """<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><samlp:Response
xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol">&a;</samlp:Response>"""


@pytest.mark.parametrize(
    "sent",
    ["", "no base64 §", base64.b64encode(b"no XML").decode(), "A" * 400_001]
    + [base64.b64encode(text.encode()).decode() for text in (BOMB, FILE, "<a/>", "<a>" * 300 + "</a>" * 300)],
    ids=["nothing", "no base64", "no XML", "too long", "a bomb", "a file", "another tree", "a deep one"],
)
def test_whatever_else_somebody_sends_is_refused_with_a_word(client, sign_on, sent):
    assert "could not be read" in words(client, bring(client, sent))


def test_an_assertion_that_is_locked_for_a_key_is_refused_with_a_word(client, sign_on, tom):
    def lock(root):
        root.find(f"{SAML}Assertion").tag = f"{SAML}EncryptedAssertion"

    assert "could not be read" in words(client, come_in(client, tom, then=lock))


def test_whoever_sends_answers_without_end_is_told_to_wait_before_anything_is_read(client, sign_on, tom, settings):
    asked = go_out(client)
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"saml_answer": "2/m/ip"}
    tries = [bring(client, "no answer").status_code for _time in range(2)]
    late = client.post(
        reverse("people:saml-answer", args=["northgate"]), {"SAMLResponse": answer(asked, mail=tom.email)}
    )

    assert (tries, late.status_code, who(client)) == ([302, 302], 429, None)
    assert "Wait a minute, then try again." in late.content.decode()


def test_an_answer_is_good_once(client, sign_on, tom):
    asked = go_out(client)
    sent = answer(asked, mail=tom.email)
    bring(client, sent)
    client.logout()

    assert "was used before" in words(client, bring(client, sent))
    assert who(client) is None


def test_an_answer_to_a_question_that_was_answered_opens_nothing(client, sign_on, tom):
    asked = go_out(client)
    bring(client, answer(asked, mail=tom.email))
    client.logout()

    assert "You began in another browser" in words(client, bring(client, answer(asked, mail=tom.email, number="_a2")))
    assert who(client) is None


def test_an_answer_is_good_in_the_browser_that_asked(client, sign_on, tom):
    other = type(client)()
    brought = bring(other, answer(go_out(client), mail=tom.email))

    assert "You began in another browser" in words(other, brought)
    assert who(other) is None


def test_a_made_up_cookie_brings_nobody_in(client, sign_on, tom):
    address = reverse("people:saml-coming-in", args=["northgate"])
    client.cookies["saml"] = "made:up"

    assert "You began in another browser" in words(client, client.get(address))


def test_what_was_heard_of_one_provider_opens_nothing_once_another_is_set_up(client, sign_on, tom, rob):
    sent = answer(go_out(client), mail=tom.email)
    back = client.post(reverse("people:saml-answer", args=["northgate"]), {"SAMLResponse": sent})
    SignOn.objects.set_up(
        sign_on.school, kind="saml", issuer="urn:another", goes_to=idp.GOES_TO, certificates=[ANOTHER.certificate],
        domains=["example.org"], by=rob, at=FRIDAY,
    )  # fmt: skip

    assert "You began in another browser" in words(client, client.get(back.url))


def test_where_to_go_on_is_not_the_providers_to_say(client, sign_on, tom):
    sent = answer(go_out(client), mail=tom.email)
    came = bring(client, sent, RelayState="https://another.example/")

    assert (who(client), came.url) == (tom, reverse("desk:today"))


def test_what_comes_unasked_opens_nothing(client, sign_on, tom):
    unasked = answer(go_out(client), mail=tom.email, to="")

    assert "sent you here unasked" in words(client, bring(client, unasked))
    assert client.get(reverse("people:saml-beginning", args=["northgate"])).status_code == 404
    assert who(client) is None


def test_whoever_begins_there_where_that_was_chosen_is_asked_for_by_us_and_not_without_end(client, sign_on, tom):
    SignOn.objects.update(begins_there=True)
    unasked = bring(client, answer(go_out(client), mail=tom.email, to=""))
    out = client.get(unasked.url)
    again = bring(client, answer(go_out(client), mail=tom.email, to="", number="_a2"))

    assert (unasked.url, out.status_code) == (reverse("people:saml-beginning", args=["northgate"]), 200)
    assert "sent you here unasked" in words(client, client.get(again.url))
    bring(client, answer(idp.Question(out.headers["Refresh"].removeprefix("0; url=")), mail=tom.email, number="_a3"))
    assert who(client) == tom


def test_both_keys_of_a_provider_that_changes_them_are_known(client, sign_on, tom):
    SignOn.objects.update(certificates=[KEY.certificate, ANOTHER.certificate])
    come_in(client, tom, key=ANOTHER)

    assert who(client) == tom


def test_the_clocks_may_differ_by_some_minutes(client, sign_on, tom):
    come_in(client, tom, at=datetime.now(UTC) + 4 * MINUTE)

    assert who(client) == tom


def test_once_stopped_the_way_is_closed(client, sign_on, tom, rob):
    sent = answer(go_out(client), mail=tom.email)
    sign_on.stop(by=rob, at=FRIDAY)
    back = client.post(reverse("people:saml-answer", args=["northgate"]), {"SAMLResponse": sent})

    assert (back.status_code, who(client)) == (404, None)


def test_openid_does_not_know_a_school_that_speaks_saml(client, sign_on):
    assert client.get(reverse("openid_connect_callback", args=["northgate"])).status_code == 404


def test_the_button_stands_where_one_signs_in_and_asks_in_the_open(client, sign_on):
    page = client.get(reverse("people:login")).content.decode()
    asked = go_out(client)

    assert "Another (SAML) of Northgate" in page
    assert asked.door.endswith("/account/saml/northgate/answer/")
    assert asked.asker.endswith("/account/saml/northgate/")


def test_our_description_names_where_answers_go_and_tells_of_no_school(client, sign_on):
    known, unknown = (client.get(reverse("people:saml-description", args=[slug])) for slug in ("northgate", "other"))

    assert 'WantAssertionsSigned="true"' in known.content.decode()
    assert known.content.decode().replace("northgate", "other") == unknown.content.decode()
