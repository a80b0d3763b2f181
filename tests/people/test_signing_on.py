"""Signing in with the school's own accounts, at a provider that really answers."""

import pytest
from allauth.mfa.totp.internal import auth as totp
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from collegium.history.models import Entry
from collegium.people.models import Appointment, Person, Responsibility, SignOn
from collegium.people.signing_on import is_answered
from tests.conftest import FRIDAY, MONDAY
from tests.people.provider import CLIENT, SECRET, providing

pytestmark = pytest.mark.django_db


@pytest.fixture
def provider(settings):
    settings.SIGN_ON_INSIDE = True
    with providing() as found:
        yield found


@pytest.fixture
def sign_on(provider, northgate, rob):
    return SignOn.objects.set_up(
        northgate, kind="other", issuer=provider.address, client=CLIENT, secret=SECRET,
        domains=["example.org"], by=rob, at=MONDAY,
    )  # fmt: skip


@pytest.fixture
def form(provider):
    return {
        "kind": "other", "issuer": provider.address, "client": CLIENT, "secret": SECRET,
        "domains": "example.org",
    }  # fmt: skip


def come_in(client, provider, **claims):
    """Press the button, sign in there, and come back."""
    provider.claims = claims
    page = client.post(reverse("people:going-out", args=["northgate"]))
    if page.status_code != 200:
        return page
    return client.get(provider.agree(page.headers["Refresh"].removeprefix("0; url=")))


def who(client):
    number = client.session.get("_auth_user_id")
    return Person.objects.get(pk=number) if number else None


def of(person, **more):
    return {"sub": f"account-{person.pk}", "email": person.email, "email_verified": True} | more


def test_a_colleague_comes_in_by_the_schools_account_the_first_time_and_again(client, provider, sign_on, tom):
    first = come_in(client, provider, **of(tom))
    came = who(client)
    client.logout()
    come_in(client, provider, **of(tom, email=tom.email.upper()))

    assert (first.status_code, came, who(client)) == (302, tom, tom)
    account = SocialAccount.objects.get()
    assert (account.user, account.provider, account.extra_data) == (tom, "northgate", {})


def test_the_button_stands_where_one_signs_in(client, sign_on, tom):
    page = client.get(reverse("people:login")).content.decode()

    assert "Another (OpenID Connect) of Northgate" in page
    assert sign_on.secret not in page


@pytest.mark.parametrize(
    "claims",
    [
        {"email_verified": False},
        {"email": "tom@elsewhere.example"},
        {"email": "nobody@example.org"},
        {"email": ""},
    ],
    ids=["not vouched for", "another domain", "nobody here", "no address"],
)
def test_who_is_not_vouched_for_or_not_known_comes_in_nowhere(client, provider, sign_on, tom, claims):
    answer = come_in(client, provider, **of(tom, **claims))

    assert (answer.status_code, who(client), SocialAccount.objects.count()) == (302, None, 0)
    assert "opens nothing here" in client.get(answer.url).content.decode()


def test_one_school_opens_no_account_of_somebody_who_is_another_schools_too(client, provider, sign_on, tom, harbour):
    come_in(client, provider, **of(tom))
    client.logout()
    Appointment.objects.create(person=tom, school=harbour, starts_on=MONDAY.date())
    come_in(client, provider, **of(tom))

    assert who(client) is None


def test_nobody_opens_the_account_of_whoever_looks_after_a_network(client, provider, sign_on, tom):
    network = sign_on.school.networks.first()
    Responsibility.objects.create(person=tom, kind="network-lead", network=network, starts_on=MONDAY.date())
    come_in(client, provider, **of(tom))

    assert who(client) is None


def test_an_account_that_was_somebody_elses_opens_neither(client, provider, sign_on, tom, ama):
    come_in(client, provider, **of(tom))
    client.logout()
    come_in(client, provider, **of(ama, sub=f"account-{tom.pk}"))

    assert who(client) is None


def test_a_made_up_return_brings_nobody_in(client, provider, sign_on, tom):
    provider.claims = of(tom)
    callback = reverse("openid_connect_callback", args=["northgate"])

    for query in ("", "?code=code-0&state=made-up", "?error=access_denied&state=made-up"):
        answer = client.get(callback + query)
        assert (answer.status_code, answer.url) == (302, reverse("account_login"))
    assert who(client) is None


def test_a_code_is_good_once_and_for_its_own_browser(client, provider, sign_on, tom):
    provider.claims = of(tom)
    page = client.post(reverse("people:going-out", args=["northgate"]))
    back = provider.agree(page.headers["Refresh"].removeprefix("0; url="))
    other = type(client)()
    other.get(back)
    client.get(back)
    client.logout()
    client.get(back)

    assert (who(other), who(client)) == (None, None)


def test_the_second_step_is_asked_here_too_and_another_schools_provider_does_not_stand_in_the_way(
    client, provider, sign_on, tom, harbour, rob
):
    SignOn.objects.set_up(
        harbour, kind="other", issuer="https://id.harbour.example", client="another", secret="s",
        domains=["harbour.example"], by=rob, at=MONDAY,
    )  # fmt: skip
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(tom, secret)
    answered = come_in(client, provider, **of(tom))
    came = who(client)
    code = totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time())))
    client.post(answered.url, {"code": code})

    assert (came, answered.url, who(client)) == (None, reverse("mfa_authenticate"), tom)


def test_once_stopped_between_the_two_steps_one_begins_again(client, provider, sign_on, tom, rob):
    totp.TOTP.activate(tom, totp.generate_totp_secret())
    answered = come_in(client, provider, **of(tom))
    sign_on.stop(by=rob, at=FRIDAY)
    second = client.post(answered.url, {"code": "123456"})

    assert (second.status_code, second.url, who(client)) == (302, reverse("account_login"), None)


def test_linking_from_ones_own_page_is_not_a_way_in(client, provider, sign_on, tom, ama):
    client.force_login(ama)
    answer = client.post(reverse("openid_connect_login", args=["northgate"]) + "?process=connect")

    assert (answer.status_code, answer.url) == (302, reverse("people:me"))
    assert not SocialAccount.objects.exists()
    assert client.get("/account/3rdparty/").url == reverse("people:me")


def test_once_stopped_the_way_is_closed_and_the_secret_is_gone(client, provider, sign_on, tom, rob):
    come_in(client, provider, **of(tom))
    client.logout()
    sign_on.stop(by=rob, at=FRIDAY)
    sign_on.stop(by=rob, at=FRIDAY)

    assert come_in(client, provider, **of(tom)).status_code == 404
    assert SignOn.objects.get().secret == ""
    assert [one.did for one in Entry.objects.about(sign_on)] == ["set up", "stopped"]


def test_a_provider_that_is_silent_leaves_the_other_ways(client, sign_on, provider):
    SignOn.objects.update(issuer="http://localhost:9")
    answer = client.post(reverse("people:going-out", args=["northgate"]))

    assert "does not answer now" in client.get(answer.url).content.decode()


def test_whoever_presses_without_end_does_not_keep_us_asking(client, sign_on, monkeypatch):
    monkeypatch.setattr("collegium.people.views.sign_on.MOST_A_MINUTE", 1)
    first = client.post(reverse("people:going-out", args=["northgate"]))
    second = client.post(reverse("people:going-out", args=["northgate"]))

    assert (first.status_code, second.status_code) == (200, 302)


def test_google_vouches_for_accounts_of_the_school_only(sign_on):
    sign_on.kind = "google"
    claims = {"email": "tom@example.org", "email_verified": True}

    assert sign_on.speaks_for(claims) == ""
    assert sign_on.speaks_for(claims | {"hd": "elsewhere.example"}) == ""
    assert sign_on.speaks_for(claims | {"hd": "example.org"}) == "tom@example.org"


def test_microsoft_vouches_for_its_own_school_only(sign_on):
    sign_on.kind, sign_on.issuer = "microsoft", "https://login.microsoftonline.com/72f988bf/v2.0"
    claims = {"preferred_username": "Tom@example.org"}

    assert sign_on.speaks_for(claims | {"tid": "another"}) == ""
    assert sign_on.speaks_for(claims | {"tid": "72f988bf"}) == "tom@example.org"


def test_a_keeper_sets_it_up_and_stops_it(client, rob, northgate, form):
    client.force_login(rob)
    address = reverse("people:sign-on", args=["northgate"])

    kept = client.post(reverse("people:sign-on-setting-up", args=["northgate"]), form)
    again = client.post(reverse("people:sign-on-setting-up", args=["northgate"]), form | {"secret": ""})
    page = client.get(address).content.decode()
    client.post(reverse("people:sign-on-stopping", args=["northgate"]))

    assert (kept.status_code, again.status_code) == (302, 302)
    assert "/account/oidc/northgate/login/callback/" in page
    assert SECRET not in page
    assert [(one.secret, one.stopped_at is None) for one in SignOn.objects.order_by("pk")] == [("", False)] * 2


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ({"domains": "gmail.com"}, "Everybody can have an address at gmail.com."),
        ({"domains": " , "}, "Say how the mail addresses of your school end."),
        ({"domains": "north gate"}, "is not how an address ends"),
        ({"issuer": "http://elsewhere.example"}, "begins with https://"),
        ({"issuer": "http://localhost:9"}, "Nothing that knows accounts answers"),
        ({"secret": ""}, "Copy the secret"),
        ({"kind": "microsoft", "tenant": "northgate"}, "Copy the directory (tenant) ID"),
    ],
)
def test_what_was_typed_wrong_is_named_and_nothing_is_kept(client, rob, northgate, form, typed, complaint):
    client.force_login(rob)

    page = client.post(reverse("people:sign-on-setting-up", args=["northgate"]), form | typed)

    assert (page.status_code, complaint in page.content.decode(), SignOn.objects.exists()) == (422, True, False)


def test_a_provider_that_says_another_name_of_itself_is_not_relied_on(provider):
    assert is_answered(provider.address) == ""
    provider.document = {"issuer": "https://another.example"}

    assert "says another address of itself" in is_answered(provider.address)


def test_a_machine_inside_is_asked_only_where_a_technician_allows_it(provider, settings):
    settings.SIGN_ON_INSIDE = False

    assert "Nothing that knows" in is_answered(provider.address)
    assert "a machine inside" in is_answered(provider.address.replace("http:", "https:"))
