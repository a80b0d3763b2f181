"""The first evening: an empty Collegium, one code, one school."""

from datetime import timedelta

import pytest
from django.urls import reverse

from collegium.kit import clock, configuration
from collegium.kit.models import Allowance, Attempt
from collegium.people import beginning
from collegium.people.models import Person, Responsibility, School, SchoolYear
from tests.conftest import MONDAY, PASSWORD
from tests.crowd import asked, at_once, real_database
from tests.mail import mailbox as post
from tests.mail.server import Lying, serving

TYPED = {"code": "1111-2222-3333", "school": "Ysgol y Môr", "first_name": "Helen", "last_name": "Marsh",
         "email": "Helen@School.example", "password": PASSWORD,
         "duties": ["cpd-lead", "leadership", "accounts"]}  # fmt: skip
FIRST = {name: value for name, value in TYPED.items() if name != "code"}


@pytest.fixture
def folder(tmp_path, settings):
    settings.DATA = tmp_path
    (tmp_path / "first-run.code").write_text("1111-2222-3333\n")
    return tmp_path


@pytest.mark.parametrize("path", ["/", "/me/", "/account/login/"])
def test_while_nobody_is_here_every_page_leads_to_the_first_run(client, db, path):
    assert client.get(path, follow=True).redirect_chain[-1][0] == "/first-run/"


def test_whoever_has_the_code_makes_the_first_school_and_is_in(client, db, folder):
    response = client.post("/first-run/", TYPED)

    first = Person.objects.get()
    school = School.objects.get()
    assert response["Location"] == reverse("desk:server")
    assert (first.email, first.check_password(PASSWORD)) == ("helen@school.example", True)
    assert (school.name, school.slug) == ("Ysgol y Môr", "ysgol-y-mor")
    assert sorted(Responsibility.objects.values_list("kind", flat=True)) == ["accounts", "cpd-lead", "leadership"]
    assert SchoolYear.objects.get().starts_on.month == 9
    assert not (folder / "first-run.code").exists()
    assert client.get("/server/").status_code == 200
    assert client.get("/first-steps/").status_code == 200


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"code": "1111-2222-4444"}, "This is not the code."),
        ({"code": ""}, "This field is required."),
        ({"password": "helen@school.example"}, "too similar"),
        ({"password": "short"}, "too short"),
        ({"email": "nonsense"}, "valid email"),
    ],
    ids=["wrong code", "no code", "own name", "short", "address"],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(client, db, folder, changes, words):
    response = client.post("/first-run/", TYPED | changes)

    page = response.content.decode()
    assert (response.status_code, Person.objects.count()) == (422, 0)
    assert words in page
    assert "Ysgol y Môr" in page


def test_without_the_file_no_code_opens(client, db, tmp_path, settings):
    settings.DATA = tmp_path

    assert client.post("/first-run/", TYPED | {"code": ""}).status_code == 422
    assert client.post("/first-run/", TYPED).status_code == 422


def test_somebody_keeps_the_accounts_even_if_nothing_is_ticked(client, db, folder):
    client.post("/first-run/", TYPED | {"duties": []})

    assert [duty.kind for duty in Responsibility.objects.all()] == ["accounts"]


def test_once_somebody_is_here_the_page_is_gone(client, ama, folder):
    assert client.post("/first-run/", TYPED).status_code == 404
    client.force_login(ama)
    assert client.get("/first-run/")["Location"] == "/first-steps/"
    assert Person.objects.count() == 1


def test_a_second_beginning_is_too_late(ama, folder):
    with pytest.raises(beginning.BegunAlready):
        beginning.begin(**FIRST, at=MONDAY)


def test_a_form_that_was_filled_meanwhile_leads_to_signing_in(client, db, folder):
    Attempt.objects.create(key="the first school", who="-", path="", body="", at=MONDAY)

    response = client.post("/first-run/", TYPED)

    assert (response["Location"], Person.objects.count()) == ("/account/login/", 0)


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_two_first_evenings_at_once_make_one_school(folder, tmp_path):
    def begin(number: int) -> str:
        try:
            beginning.begin(**(FIRST | {"email": f"h{number}@school.example"}), at=MONDAY)
        except beginning.BegunAlready:
            return "too late"
        return "begun"

    with real_database(tmp_path):
        outcomes = at_once([lambda number=number: begin(number) for number in range(6)])
        here = asked(lambda: (School.objects.count(), Person.objects.count()))

    assert sorted(outcomes) == ["begun", *["too late"] * 5]
    assert here == (1, 1)


@pytest.mark.parametrize(
    ("name", "address"),
    [("Saint-Œdipe", "saint-oedipe"), ("Łódź Szkoła", "lodz-szkola"), ("Ærø", "aero"), ("Straße", "strasse")],
)
def test_no_letter_of_a_schools_name_drops_out_of_its_address(ama, name, address):
    assert beginning.open_school(name, by=ama, at=MONDAY).slug == address


def test_a_school_of_the_same_name_gets_an_address_of_its_own(northgate, ama):
    school = beginning.open_school("Northgate", by=ama, at=MONDAY)
    nameless = beginning.open_school("学校", by=ama, at=MONDAY)

    assert (school.slug, nameless.slug) == ("northgate-2", "school")


SERVER = {"address": "https://collegium.school.example/", "mail_host": "", "mail_port": 587,
          "mail_security": "starttls", "mail_user": "", "mail_password": "", "mail_from": ""}  # fmt: skip


def test_whoever_knows_nothing_of_mail_servers_passes_by_before_any_question(client, world, folder):
    client.force_login(world.people["rob"])

    page = client.get("/server/").content.decode()

    assert page.index(">Later</a>") < page.index("Mail server")


def test_the_address_and_the_mail_server_are_kept_in_the_file(client, world, folder):
    client.force_login(world.people["rob"])

    client.post("/server/", SERVER | {"mail_host": "mail.example", "mail_password": "secret"})
    client.post("/server/", SERVER | {"mail_host": "mail.example"})

    here = configuration.read(folder, {})
    assert (here["address"], here["mail_host"], here["mail_password"]) == (
        "https://collegium.school.example", "mail.example", "secret")  # fmt: skip
    assert b"secret" not in client.get("/server/").content


@pytest.mark.parametrize("deed", [{"test": "1"}, {}])
def test_the_password_goes_to_the_mail_server_it_was_typed_for_and_to_no_other(client, world, folder, deed):
    client.force_login(world.people["rob"])
    client.post("/server/", SERVER | {"mail_host": "mail.example", "mail_user": "us", "mail_password": "secret"})
    lying = Lying()

    with serving(lying) as port:
        typed = {"mail_host": "127.0.0.1", "mail_port": port, "mail_security": "none", "mail_user": "us"}
        page = client.post("/server/", SERVER | typed | deed)

    assert page.status_code == 422
    assert page.context["form"].errors.keys() == {"mail_password"}
    assert configuration.read(folder, {})["mail_host"] == "mail.example"


@pytest.mark.parametrize("address", ["ftp://x", "https://", "https://x.example/path", "//"])
def test_an_address_that_nobody_could_open_is_refused(client, world, folder, address):
    client.force_login(world.people["rob"])

    assert client.post("/server/", SERVER | {"address": address}).status_code == 422


def test_a_test_letter_keeps_nothing_and_says_what_the_mail_server_said(client, world, folder):
    client.force_login(world.people["rob"])

    nothing = client.post("/server/", SERVER | {"test": "1"})
    nobody = client.post("/server/", SERVER | {"test": "1", "mail_host": "127.0.0.1", "mail_port": 9,
                                               "mail_security": "none"})  # fmt: skip

    assert b"There is no mail server to try" in nothing.content
    assert "Nothing answers" in nobody.content.decode()
    assert not (folder / "collegium.toml").exists()


def test_a_test_letter_reaches_the_one_who_asked(client, world, folder):
    client.force_login(world.people["rob"])
    lying = Lying()

    with serving(lying) as port:
        typed = {"test": "1", "mail_host": "127.0.0.1", "mail_port": port, "mail_security": "none"}
        page = client.post("/server/", SERVER | typed)

    assert b"A test letter is on its way to rob@example.org" in page.content
    assert lying.addresses == ["rob@example.org"]


def test_the_mailbox_is_tried_in_words_and_kept(client, world, folder):
    client.force_login(world.people["rob"])
    look = SERVER | {"look": "1", "imap_host": "127.0.0.1", "imap_security": "none", "imap_user": post.USER,
                     "mail_from": "us@school.example"}  # fmt: skip
    with post.mailbox() as (_box, port):
        nothing = client.post("/server/", look | {"imap_host": ""})
        wrong = client.post("/server/", look | {"imap_port": port, "imap_password": "biscuits"})
        right = client.post("/server/", look | {"imap_port": port, "imap_password": post.PASSWORD})
    assert "There is no mailbox to look into" in nothing.content.decode()
    assert "Authentication failed." in wrong.content.decode()
    assert "The mailbox opens." in right.content.decode()
    assert not (folder / "collegium.toml").exists()

    kept = {name: value for name, value in look.items() if name != "look"} | {"imap_password": post.PASSWORD}
    assert client.post("/server/", kept).status_code == 302
    assert client.post("/server/", kept | {"imap_password": ""}).status_code == 302

    here = configuration.read(folder, {})
    assert (here["imap_host"], here["imap_port"], here["imap_password"]) == ("127.0.0.1", 993, post.PASSWORD)
    assert post.PASSWORD.encode() not in client.get("/server/").content


@pytest.mark.parametrize("deed", [{"look": "1"}, {}])
def test_no_password_goes_to_a_mailbox_it_was_not_typed_for(client, world, folder, deed):
    client.force_login(world.people["rob"])
    client.post("/server/", SERVER | {"mail_host": "mail.example", "mail_password": "secret"})
    typed = SERVER | {"mail_host": "mail.example", "mail_from": "us@school.example", "imap_host": "other.example"}

    page = client.post("/server/", typed | deed)
    nowhere = client.post("/server/", typed | {"mail_from": "", "imap_password": "x"} | deed)

    assert (page.status_code, page.context["form"].errors.keys()) == (422, {"imap_password"})
    assert (nowhere.status_code, nowhere.context["form"].errors.keys()) == (422, {"mail_from"})


def test_codes_are_not_guessed_however_patient_one_is(client, db, folder):
    for _try in range(10):
        page = client.post("/first-run/", TYPED | {"code": "1111-2222-4444"})
    assert "This is not the code." in page.content.decode()

    page = client.post("/first-run/", TYPED)

    assert (page.status_code, Person.objects.count()) == (422, 0)
    assert "Wait ten minutes" in page.content.decode()
    Allowance.objects.update(since=clock.now() - timedelta(minutes=11))
    assert client.post("/first-run/", TYPED).status_code == 302


def test_the_right_code_on_a_form_with_faults_counts_for_nothing(client, db, folder):
    for _try in range(12):
        page = client.post("/first-run/", TYPED | {"password": "short"})

    assert "too short" in page.content.decode()
    assert not Allowance.objects.exists()


@pytest.mark.both
def test_of_twenty_tries_at_once_ten_count(transactional_db, tmp_path):
    with real_database(tmp_path):
        came = at_once([lambda: Allowance.objects.use("x", most=10, within=timedelta(minutes=1), at=MONDAY)] * 20)

    assert sorted(came) == [False] * 10 + [True] * 10
