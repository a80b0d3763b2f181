"""A keeper of accounts sets up signing in by SAML from what the provider says of itself."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.util import find_spec

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from collegium.people.models import SignOn
from tests.conftest import MONDAY

pytestmark = pytest.mark.django_db
spoken = pytest.mark.skipif(not find_spec("onelogin"), reason="SAML is an extra: requirements/saml.txt")
if find_spec("onelogin"):
    from tests.people import saml_provider as idp

PAGE, KEEP = (reverse(f"people:{name}", args=["northgate"]) for name in ("sign-on", "saml-setting-up"))


@pytest.fixture
def keeper(client, rob):
    client.force_login(rob)
    return client


def typed(**given):
    return {f"saml-{name}": value for name, value in ({"domains": "example.org"} | given).items()}


@contextmanager
def answering(text, status=200):
    class Answers(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(status)
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_port}/metadata"
    finally:
        server.shutdown()
        server.server_close()


@spoken
@pytest.mark.parametrize("way", ["file", "text", "address"])
def test_a_keeper_brings_what_the_provider_says_of_itself(keeper, rob, way, settings):
    settings.SIGN_ON_INSIDE = True
    text = idp.description(idp.KEY, idp.ANOTHER)
    with answering(text) as address:
        given = {"file": SimpleUploadedFile("metadata.xml", text.encode()), "text": text, "address": address}
        kept = keeper.post(KEEP, typed(**{way: given[way]}, attribute="mail", begins_there="on"))

    found = SignOn.objects.get()
    assert (kept.status_code, kept.url) == (302, PAGE)
    assert (found.kind, found.issuer, found.goes_to, found.by) == ("saml", idp.NAME, idp.GOES_TO, rob)
    assert found.certificates == [idp.KEY.certificate, idp.ANOTHER.certificate]
    assert (found.attribute, found.begins_there, found.domains) == ("mail", True, ["example.org"])


@spoken
def test_what_the_technician_needs_stands_there_before_and_after(keeper, northgate):
    before = keeper.get(PAGE).content.decode()
    keeper.post(KEEP, typed(text=idp.description(idp.KEY), begins_there="on"))
    after = keeper.get(PAGE).content.decode()

    for page in (before, after):
        assert "/account/saml/northgate/</code>" in page
        assert "/account/saml/northgate/answer/</code>" in page
    assert ["/account/saml/northgate/beginning/" in page for page in (before, after)] == [False, True]
    assert "Change what is set up by SAML" in after
    assert [name in after for name in ("Set up anew", "Or by OpenID Connect")] == [False, True]


@spoken
def test_the_rest_is_changed_without_bringing_it_again(keeper):
    keeper.post(KEEP, typed(text=idp.description(idp.KEY)))
    kept = keeper.post(KEEP, typed(domains="example.org, northgate.example"))

    found = SignOn.objects.going().get()
    assert (kept.status_code, found.domains) == (302, ["example.org", "northgate.example"])
    assert (found.issuer, found.certificates) == (idp.NAME, [idp.KEY.certificate])


@spoken
def test_of_the_other_way_nothing_is_taken_over(keeper, northgate, rob):
    SignOn.objects.set_up(
        northgate, kind="other", issuer="https://id.example", client="c", secret="s", domains=["example.org"],
        by=rob, at=MONDAY,
    )  # fmt: skip

    assert keeper.post(KEEP, typed()).status_code == 422
    keeper.post(KEEP, typed(text=idp.description(idp.KEY)))
    assert [(one.kind, one.secret) for one in SignOn.objects.order_by("pk")] == [("other", ""), ("saml", "")]


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><md:EntityDescriptor/>'


@spoken
@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        (lambda: {}, "Choose the file, paste its text, or give its address."),
        (lambda: {"text": "no XML"}, "cannot be read as a provider’s metadata"),
        (lambda: {"text": BOMB}, "cannot be read as a provider’s metadata"),
        (lambda: {"text": "<a/>"}, "describes no provider of accounts, or several"),
        (lambda: {"text": idp.description()}, "no certificate"),
        (lambda: {"text": idp.description(idp.KEY).replace(idp.KEY.certificate, "AAAA")}, "no certificate"),
        (lambda: {"text": idp.description(idp.KEY, goes_to="javascript:alert(1)")}, "names no address with https://"),
        (lambda: {"text": idp.description(idp.KEY, goes_to="http://id.example")}, "names no address with https://"),
        (lambda: {"text": idp.description(idp.KEY, signed="true")}, "wants requests to be signed"),
        (lambda: {"text": idp.description(idp.KEY), "domains": "gmail.com"}, "Everybody can have an address at"),
        (lambda: {"text": idp.description(idp.KEY), "domains": ","}, "Say how the mail addresses"),
        (lambda: {"file": SimpleUploadedFile("m.xml", b"<" * 1_000_001)}, "larger than any provider’s metadata"),
        (lambda: {"address": "https://localhost:9/metadata"}, "Nothing answers at this address."),
        (lambda: {"address": "ftp://id.example"}, "Nothing answers at this address."),
    ],
)  # fmt: skip
def test_what_is_wrong_with_it_is_said_and_nothing_is_kept(keeper, given, complaint):
    page = keeper.post(KEEP, typed(**given()))

    assert (page.status_code, complaint in page.content.decode(), SignOn.objects.exists()) == (422, True, False)


@spoken
def test_a_machine_inside_is_asked_only_where_a_technician_allows_it(keeper, settings):
    with answering(idp.description(idp.KEY)) as address:
        inside = keeper.post(KEEP, typed(address=address.replace("http:", "https:"))).content.decode()
        settings.SIGN_ON_INSIDE = True
        allowed = keeper.post(KEEP, typed(address=address)).status_code

    assert ("This address leads to a machine inside." in inside, allowed) == (True, 302)


@spoken
def test_an_address_that_answers_with_a_refusal_describes_nothing(keeper, settings):
    settings.SIGN_ON_INSIDE = True
    with answering(idp.description(idp.KEY), status=403) as address:
        page = keeper.post(KEEP, typed(address=address))

    assert (page.status_code, "Nothing answers at this address." in page.content.decode()) == (422, True)


def test_where_the_extra_is_missing_the_page_says_what_to_do_and_nothing_breaks(client, rob, northgate, monkeypatch):
    monkeypatch.setattr("collegium.people.saml.find_spec", lambda name: None)
    client.force_login(rob)
    page, posted = client.get(PAGE).content.decode(), client.post(KEEP, typed(text="<a/>"))

    assert "requirements/saml.txt" in page
    assert 'name="saml-text"' not in page
    assert (posted.status_code, "is not installed here" in posted.content.decode()) == (422, True)
    assert not SignOn.objects.exists()


def test_a_school_that_had_it_goes_on_by_the_other_ways(client, rob, northgate, monkeypatch):
    SignOn.objects.set_up(northgate, kind="saml", issuer="urn:a", goes_to="https://id.example", certificates=["A"],
                          domains=["example.org"], by=rob, at=MONDAY)  # fmt: skip
    monkeypatch.setattr("collegium.people.saml.find_spec", lambda name: None)
    monkeypatch.setattr("collegium.people.saml.provider.import_module", _missing)
    answered = client.post(reverse("people:saml-answer", args=["northgate"]), {"SAMLResponse": "x"})
    pressed = client.post(reverse("people:going-out", args=["northgate"]))

    assert answered.status_code == 404
    assert "does not answer now" in client.get(pressed.url).content.decode()

    client.force_login(rob)
    page = client.get(PAGE).content.decode()
    assert "Nobody comes in this way now: the part that speaks SAML is not installed." in page
    assert ">on<" not in "".join(page.split())


def _missing(name):
    raise ModuleNotFoundError(name)
