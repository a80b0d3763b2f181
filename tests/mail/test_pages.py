from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from collegium.mail.models import Letter, Stopped
from collegium.mail.posting import post
from collegium.mail.trying import send_test
from collegium.people.models import Appointment, Link
from tests.conftest import MONDAY
from tests.mail.server import NEVER


@pytest.fixture
def keeper(client, rob):
    client.force_login(rob)
    return client


def test_a_keeper_sees_what_went_to_whom_and_never_what_it_said(keeper, note, tom):
    note(tom, subject="A secret subject", text="A secret text")

    page = keeper.get(reverse("mail:outbox")).content.decode()

    assert "Tom Weller" in page
    assert "secret" not in page


def test_a_keeper_does_not_see_the_post_of_other_schools(keeper, note, priya):
    note(priya)

    assert "Priya" not in keeper.get(reverse("mail:outbox")).content.decode()


def test_the_post_of_somebody_who_has_left_is_the_next_schools(keeper, note, priya, northgate):
    Appointment.objects.create(person=priya, school=northgate, starts_on=date(2020, 9, 1), ends_on=date(2021, 8, 31))
    note(priya)

    assert "Priya" not in keeper.get(reverse("mail:outbox")).content.decode()


def test_the_page_says_that_letters_wait_for_a_mail_server(keeper, note, tom):
    note(tom)

    assert "No mail server is set, so <b>1 letter</b> waits" in keeper.get(reverse("mail:outbox")).content.decode()


def test_a_letter_perhaps_sent_can_be_sent_again(keeper, note, tom):
    letter = note(tom)
    Letter.objects.update(handed_at=MONDAY)

    page = keeper.get(reverse("mail:outbox")).content.decode()
    keeper.post(reverse("mail:again", args=[letter.pk]))

    letter.refresh_from_db()
    assert "perhaps sent" in page
    assert letter.state == "waiting"


def test_the_outbox_asks_the_database_as_often_for_one_as_for_many(keeper, note, tom, settings):
    settings.DEMO = True
    asked, pages = [], []
    for more in (1, 2, 57):
        for _ in range(more):
            note(tom)
        with CaptureQueriesContext(connection) as queries:
            pages.append(keeper.get(reverse("mail:outbox")).content.decode())
        asked.append(len(queries))

    assert asked[1] == asked[2]
    assert [page.count("/post/") >= 50 for page in pages] == [False, False, True]
    assert ["Older letters" in page for page in pages] == [False, False, True]


def test_older_letters_are_a_page_further(keeper, note, tom):
    letters = [note(tom) for _ in range(52)]

    page = keeper.get(reverse("mail:outbox"), {"before": letters[2].pk}).content.decode()

    assert page.count('class="row"') == 2
    assert keeper.get(reverse("mail:outbox"), {"before": "x"}).status_code == 200


def test_in_the_demo_everybody_reads_every_letter(client, note, tom, priya, settings):
    settings.DEMO = True
    letter = note(tom, subject="Tuesday at four", text="Bring your books.", invitation="BEGIN:VCALENDAR")
    client.force_login(priya)

    listed = client.get(reverse("mail:outbox")).content.decode()
    read = client.get(reverse("mail:letter", args=[letter.pk])).content.decode()

    assert "Tuesday at four" in listed
    assert "Bring your books." in read
    assert "BEGIN:VCALENDAR" in read


def test_one_click_in_a_mail_program_stops_reminders_without_cookies(note, mail_server, tom):
    note(tom, kind="reminder")
    with mail_server() as server:
        post()
    address = server.arrived[0]["List-Unsubscribe"].strip(" <>")
    robot = Client(enforce_csrf_checks=True)

    looked = robot.get(address)
    before = Stopped.objects.has(tom, "reminder")
    first = robot.post(address, {"List-Unsubscribe": "One-Click"})
    second = robot.post(address, {"List-Unsubscribe": "One-Click"})

    assert server.arrived[0]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert (looked.status_code, before, first.status_code, second.status_code) == (200, False, 200, 200)
    assert Stopped.objects.filter(person=tom, kind="reminder").count() == 1
    assert not first.cookies


def test_whoever_stopped_may_want_them_again(client, some_kinds, tom):
    address = reverse("mail:stop", args=["reminder", Link.objects.for_("unsubscribe", tom).token])
    client.post(address)

    page = client.post(address, {"again": "1"}).content.decode()

    assert "Stop these letters?" in page
    assert not Stopped.objects.has(tom, "reminder")


def test_what_nobody_can_stop_has_no_page(client, some_kinds, tom):
    token = Link.objects.for_("unsubscribe", tom).token

    assert client.get(reverse("mail:stop", args=["note", token])).status_code == 404


def test_a_link_for_something_else_stops_nothing(client, some_kinds, tom):
    token = Link.objects.for_("calendar", tom).token

    assert client.get(reverse("mail:stop", args=["reminder", token])).status_code == 404


def test_a_test_letter_goes_at_once(keeper, mail_server, settings):
    with mail_server() as server:
        page = keeper.post(reverse("mail:test"), {"to": "rob@example.org"}, follow=True).content.decode()

    assert server.addresses == ["rob@example.org"]
    assert "The mail server took a test letter for rob@example.org." in page


def test_a_test_letter_says_what_is_in_the_way(rob, mail_server, settings):
    nothing_set = send_test("rob@example.org", by=rob, at=MONDAY)
    with mail_server(RCPT=NEVER):
        refused = send_test("rob@example.org", by=rob, at=MONDAY)
    settings.EMAIL_PORT = 9
    nobody = send_test("rob@example.org", by=rob, at=MONDAY)
    settings.DEMO = True
    demo = send_test("rob@example.org", by=rob, at=MONDAY)

    assert nothing_set.startswith("No mail server is set yet.")
    assert refused == "The mail server does not take letters for this address: 550 No such mailbox"
    assert nobody == "Nothing answers at the mail server’s address and port."
    assert demo == "This is the demo: no letter leaves it."


@pytest.mark.parametrize(
    ("onward", "target"),
    [("/first-run/", "/first-run/"), ("https://elsewhere.example/", "/post/"), ("//elsewhere.example", "/post/")],
)
def test_after_a_test_one_goes_on_here_and_nowhere_else(keeper, onward, target):
    response = keeper.post(reverse("mail:test"), {"to": "rob@example.org", "next": onward})

    assert response["Location"] == target


def test_letters_of_guests_are_known_to_the_school_that_invited_them(note, gwen, rob):
    letter = note(gwen)

    assert list(Letter.objects.visible_to(rob)) == [letter]


def test_a_refused_letter_needs_a_look_and_an_unwanted_one_does_not(note, tom):
    refused, unwanted, waiting, fresh = note(tom), note(tom), note(tom), note(tom)
    refused.drop("550 No such mailbox", at=MONDAY)
    unwanted.drop("No longer wanted.", at=MONDAY)
    waiting.put_off("451 Later", at=MONDAY)

    assert set(Letter.objects.in_trouble()) == {refused, waiting}
    assert fresh.due_at + timedelta(0) == MONDAY


def test_test_letters_fill_nobodys_mailbox(keeper):
    for _letter in range(10):
        keeper.post(reverse("mail:test"), {"to": "rob@example.org"})

    page = keeper.post(reverse("mail:test"), {"to": "rob@example.org"})

    assert (page.status_code, "Ten test letters" in page.content.decode()) == (422, True)


def test_in_the_demo_a_code_is_shown_to_its_owner_and_to_keepers(client, rob, tom, sam, settings):
    settings.DEMO = True
    code = Letter.objects.create(
        person=tom, kind="key", subject="Your code", text="1", written_at=MONDAY, due_at=MONDAY
    )
    seen = []
    for who in (tom, sam, rob):
        client.force_login(who)
        seen.append((
            client.get(reverse("mail:letter", args=[code.pk])).status_code,
            "Your code" in client.get(reverse("mail:outbox")).content.decode(),
        ))  # fmt: skip

    assert seen == [(200, True), (404, False), (200, True)]
