"""Notices: a phone rings when a letter went, and its maker, who carries them, reads nothing."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.urls import reverse

from collegium.history.models import Entry
from collegium.kit import clock, jobs
from collegium.mail import kinds
from collegium.mail.jobs import forget_devices
from collegium.mail.models import Device, Letter, RingKey
from collegium.mail.models.device import MOST_DEVICES
from collegium.mail.posting import post
from collegium.mail.ringing import is_known_service, public_key, ring
from tests.conftest import MONDAY
from tests.mail.phone import Phone, push_service, signed_by

pytestmark = pytest.mark.django_db
FCM = "https://fcm.googleapis.com/fcm/send/tom"


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(MONDAY, tick=False) as moment:
        yield moment


@pytest.fixture(autouse=True)
def allowed(settings):
    settings.NOTICES = settings.SIGN_ON_INSIDE = True


@pytest.fixture
def news(some_kinds, note):
    kinds.register("news", lambda letter: True, counted=True)
    return lambda person, **more: note(person, kind="news", **more)


@pytest.fixture
def phone(tom, client):
    """Tom's, on which he is signed in."""
    client.force_login(tom)
    with push_service() as found:
        connect(tom, found, client)
        yield found


def connect(person, phone, client):
    return Device.objects.connect(person, session=client.session.session_key, at=clock.now(), **phone.form)


def test_a_letter_that_went_rings_on_the_phone_and_only_there_it_is_read(phone, news, mail_server, tom):
    news(tom, subject="A visit on Tuesday")

    with mail_server() as server:
        post()
        jobs.run_waiting()

    [(headers, body)] = phone.got
    assert len(server.arrived) == 1
    assert [(one["body"], one["url"]) for one in phone.notices] == [("A visit on Tuesday", "/")]
    assert b"Tuesday" not in body
    assert headers["content-encoding"] == "aes128gcm"
    assert headers["ttl"] == "86400"


def test_the_push_service_knows_who_sends_by_our_own_key(phone, news, mail_server, tom):
    news(tom)
    with mail_server():
        post()
        jobs.run_waiting()

    key, said = signed_by(phone.got[0][0])

    assert key == public_key()
    assert phone.address.startswith(said["aud"])
    assert said["exp"] <= (clock.now() + timedelta(hours=24)).timestamp()
    assert RingKey.objects.count() == 1


def test_answers_to_what_one_just_did_do_not_ring(phone, note, mail_server, tom):
    kinds.register("receipt", lambda letter: True, counted=False)
    note(tom, kind="receipt")

    with mail_server():
        post()
        jobs.run_waiting()

    assert phone.got == []


def test_a_job_that_runs_again_puts_the_notice_in_the_place_of_the_first(phone, news, mail_server, tom):
    letter = news(tom)
    with mail_server():
        post()
        jobs.run_waiting()

    ring.call(letter.pk)

    assert [one["tag"] for one in phone.notices] == [f"letter-{letter.pk}"] * 2
    assert {headers["topic"] for headers, _body in phone.got} == {f"letter-{letter.pk}"}


def test_whoever_signs_out_hears_nothing_there(phone, news, mail_server, tom, client):
    client.post(reverse("account_logout"))
    news(tom)

    with mail_server():
        post()
        jobs.run_waiting()
    before = Device.objects.count()
    forget_devices.call()

    assert phone.got == []
    assert (before, Device.objects.count()) == (1, 0)


def test_a_sign_in_that_ran_out_rings_no_more(phone, news, mail_server, tom, monday):
    monday.move_to(MONDAY + timedelta(days=60))
    Session.objects.update(expire_date=clock.now() - timedelta(seconds=1))
    news(tom, at=clock.now())

    with mail_server():
        post()
        jobs.run_waiting()

    assert phone.got == []


@pytest.mark.parametrize(("answer", "left"), [(410, 0), (404, 0), (503, 1), (201, 1)])
def test_a_browser_that_wants_nothing_any_more_is_forgotten(phone, news, mail_server, tom, answer, left):
    phone.answer = answer
    news(tom)

    with mail_server():
        post()
        jobs.run_waiting()

    assert (len(phone.got), Device.objects.count()) == (1, left)


def test_a_push_service_that_is_away_harms_no_letter(phone, news, mail_server, tom):
    Device.objects.update(endpoint="http://127.0.0.1:9/away")
    news(tom)

    with mail_server() as server:
        post()
        jobs.run_waiting()

    assert len(server.arrived) == 1
    assert set(Letter.objects.values_list("sent_at", flat=True)) == {clock.now()}


def test_a_machine_inside_is_never_asked(phone, news, mail_server, tom, settings):
    settings.SIGN_ON_INSIDE = False
    news(tom)

    with mail_server():
        post()
        jobs.run_waiting()

    assert phone.got == []


def test_where_notices_are_off_nothing_is_asked_of_anybody(phone, news, mail_server, tom, client, settings):
    settings.NOTICES = False
    news(tom)

    with mail_server():
        post()
        jobs.run_waiting()

    assert phone.got == []
    assert "Letters only, here" in client.get(reverse("mail:notices")).content.decode()
    assert client.post(reverse("mail:notices-connecting"), Phone(FCM).form).status_code == 403


def test_on_the_page_a_device_is_connected_tried_and_turned_off(client, tom, mail_server):
    client.force_login(tom)
    page = client.get(reverse("mail:notices")).content.decode()
    client.post(reverse("mail:notices-connecting"), Phone(FCM).form)
    mine = Device.objects.get()
    after = client.get(reverse("mail:notices")).content.decode()
    client.post(reverse("mail:notices-trial", args=[mine.pk]))
    waits = [job.task_path for job in jobs.DBTaskResult.objects.all()]
    client.post(reverse("mail:notices-disconnecting", args=[mine.pk]))

    assert (public_key() in page, "This device" in page, "This device" in after) == (True, False, True)
    assert waits == ["collegium.mail.ringing.try_out"]
    assert not Device.objects.exists()
    assert list(Entry.objects.filter(kind="mail.device").values_list("did", flat=True)) == [
        "asked to ring", "asked to be silent",
    ]  # fmt: skip


def test_a_trial_rings_in_the_language_of_whose_phone_it_is(phone, tom, client):
    tom.language = "de"
    tom.save()

    client.post(reverse("mail:notices-trial", args=[Device.objects.get().pk]))
    jobs.run_waiting()

    [notice] = phone.notices
    assert notice["tag"] == "trial"
    assert notice["body"] != "So it looks when something waits for you."


def test_a_trial_for_a_device_that_went_meanwhile_does_nothing(phone, client):
    client.post(reverse("mail:notices-trial", args=[Device.objects.get().pk]))
    Device.objects.all().delete()

    jobs.run_waiting()

    assert phone.got == []


def test_nobody_elses_device_is_there(phone, client, ama):
    client.force_login(ama)
    number = Device.objects.get().pk

    assert client.post(reverse("mail:notices-trial", args=[number])).status_code == 404
    assert client.post(reverse("mail:notices-disconnecting", args=[number])).status_code == 404
    assert Device.objects.visible_to(ama).count() == 0


def test_a_browser_that_somebody_else_used_before_rings_for_its_new_person_alone(tom, ama, client):
    client.force_login(tom)
    connect(tom, Phone(FCM), client)
    client.force_login(ama)

    connect(ama, Phone(FCM), client)

    assert [device.person for device in Device.objects.all()] == [ama]


def test_with_more_devices_than_anybody_has_the_oldest_falls_silent(tom, client):
    client.force_login(tom)
    for number in range(MOST_DEVICES + 2):
        connect(tom, Phone(f"{FCM}/{number}"), client)

    kept = sorted(int(endpoint.rsplit("/")[-1]) for endpoint in Device.objects.values_list("endpoint", flat=True))

    assert kept == list(range(2, MOST_DEVICES + 2))


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://fcm.googleapis.com/x", "https://fcm.googleapis.com.example.org/x", "https://example.org/x",
        "https://127.0.0.1/x", "https://fcm.googleapis.com:8443/x", "https://me@fcm.googleapis.com/x",
        "https://[broken/x", "https://evilpush.apple.com/x", "javascript:1",
    ],
)  # fmt: skip
def test_a_form_sends_us_to_no_other_address(client, tom, endpoint):
    client.force_login(tom)

    answer = client.post(reverse("mail:notices-connecting"), {**Phone(FCM).form, "endpoint": endpoint})

    assert not is_known_service(endpoint)
    assert (answer.status_code, Device.objects.count()) == (422, 0)
    assert "does not know the push service" in answer.content.decode()


@pytest.mark.parametrize(
    "endpoint",
    ["https://updates.push.services.mozilla.com/wpush/v2/x", "https://web.push.apple.com/x",
     "https://wns2-by3p.notify.windows.com/w/?token=x", FCM],
)  # fmt: skip
def test_the_browsers_that_there_are_can_ring(endpoint):
    assert is_known_service(endpoint)


@pytest.mark.parametrize("wrong", [{"key": "AAAA"}, {"key": "é"}, {"secret": "short"}, {"secret": "x" * 24}])
def test_keys_that_nothing_could_be_sealed_with_are_turned_back(client, tom, wrong):
    client.force_login(tom)

    answer = client.post(reverse("mail:notices-connecting"), {**Phone(FCM).form, **wrong})

    assert (answer.status_code, Device.objects.count()) == (422, 0)
    assert "did not arrive whole" in answer.content.decode()


def test_the_part_that_shows_notices_is_asked_for_anew_each_time(client):
    answer = client.get(reverse("mail:notices-worker"))

    assert (answer["Content-Type"], answer["Cache-Control"]) == ("text/javascript", "no-cache")


def test_turned_off_twice_at_once_it_is_off_and_said_once(tom, client):
    client.force_login(tom)
    device = connect(tom, Phone(FCM), client)

    device.disconnect(by=tom, at=clock.now())
    device.disconnect(by=tom, at=clock.now())

    assert Entry.objects.filter(kind="mail.device", did="asked to be silent").count() == 1
