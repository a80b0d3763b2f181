"""Webhooks: an address elsewhere hears that something happened, as far as its owner may know, and no word of it."""

import base64
import json
from contextlib import contextmanager
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from collegium.api import jobs, telling
from collegium.api.models import MOST_HOOKS, PATIENCE, PAUSES, Hook, Message, TooManyHooks
from collegium.enquiry.models import Idea, Reflection
from collegium.history.models import Entry
from collegium.mail.models import Letter
from collegium.meetings.models import Promise
from collegium.people.models import Appointment
from tests.conftest import FRIDAY, MONDAY

pytestmark = pytest.mark.django_db
A_MINUTE = timedelta(minutes=1)


class Receiver:
    """A program elsewhere, with what it got and what it answers."""

    def __init__(self):
        self.got, self.answer = [], 204

    def types(self):
        return [json.loads(body)["type"] for _headers, body in self.got]


@contextmanager
def running():
    receiver = Receiver()

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            receiver.got.append((dict(self.headers), body))
            self.send_response(receiver.answer)
            self.send_header("Location", "/elsewhere")
            self.end_headers()

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Answers)
    Thread(target=server.serve_forever, daemon=True).start()
    receiver.address = f"http://127.0.0.1:{server.server_port}/collegium"
    yield receiver
    server.shutdown()
    server.server_close()


@pytest.fixture
def receiver(settings):
    settings.WEBHOOKS = settings.SIGN_ON_INSIDE = True
    with running() as found:
        yield found


@pytest.fixture
def friday():
    with time_machine.travel(FRIDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def hook(receiver, tom, friday):
    return Hook.objects.set_up(tom, address=receiver.address, areas=["meetings", "enquiry", "groups"], at=FRIDAY)


def promise(feedback, who, text="Ask one more question", at=FRIDAY):
    return Promise.objects.make(group=feedback, person=who, text=text, by=who, at=at)


def test_it_hears_what_happened_and_no_word_of_it(hook, receiver, feedback, ama):
    made = promise(feedback, ama)
    jobs.tell_hooks.call()

    (headers, body), = receiver.got
    assert json.loads(body) == {
        "type": "meetings.promise.promised", "timestamp": "2026-11-13T12:00:00+00:00",
        "data": {"kind": "meetings.promise", "id": made.pk},
    }  # fmt: skip
    assert headers["webhook-id"] == Message.objects.get().name
    stamp = int(headers["webhook-timestamp"])
    assert stamp == int(FRIDAY.timestamp())
    assert headers["webhook-signature"] == telling.sign(hook.secret, headers["webhook-id"], stamp, body)


def test_the_signature_is_that_of_standard_webhooks():
    """As the package standardwebhooks 1.1 signs it."""
    secret = "whsec_" + base64.b64encode(bytes(range(32))).decode()

    signed = telling.sign(secret, "msg_1", int(FRIDAY.timestamp()), '{"type":"x"}')
    assert signed == "v1,xlbkH5iD4kyB/lwg43iPYbFt3Mf4tDdAhZEG+nXFT1o="


def test_it_hears_once_and_not_of_what_was_before(hook, receiver, feedback, ama, friday):
    promise(feedback, ama, "Before", at=FRIDAY - timedelta(hours=1))
    promise(feedback, ama)
    for _again in range(3):
        jobs.tell_hooks.call()
        friday.shift(A_MINUTE)

    assert receiver.types() == ["meetings.promise.promised"]


def test_after_hours_in_which_nobody_looked_it_hears_of_all_of_them(hook, feedback, ama, friday, monkeypatch):
    monkeypatch.setattr(telling, "A_RUN", 2)
    for hours in range(30):
        promise(feedback, ama, f"After {hours} hours", at=FRIDAY + timedelta(hours=hours))
    back = FRIDAY + timedelta(hours=30)
    for minute in range(15):
        telling.gather(back + minute * A_MINUTE)

    told = list(Message.objects.order_by("entry__at").values_list("entry__at", flat=True))
    assert told == [FRIDAY + timedelta(hours=hours) for hours in range(6, 30)], "of a day, each once"
    assert Hook.objects.get().gathered_at == back + 14 * A_MINUTE


def test_it_hears_of_nothing_that_its_owner_may_not_know_of(hook, receiver, ama, sam, priya, northgate, feedback):
    Idea.objects.share(person=sam, title="Mine", at=FRIDAY, audience="me", school=northgate)
    Idea.objects.share(person=sam, title="Ours", at=FRIDAY, audience="school", school=northgate)
    Reflection.objects.create(person=hook.person, text="Mine alone", at=FRIDAY, changed_at=FRIDAY)
    Idea.objects.share(person=priya, title="Theirs", at=FRIDAY, audience="school", school=priya.schools_now().get())
    jobs.tell_hooks.call()

    ours = Idea.objects.get(title="Ours")
    assert [json.loads(body)["data"] for _headers, body in receiver.got] == [{"kind": "enquiry.idea", "id": ours.pk}]


def test_what_waited_goes_only_if_its_owner_may_know_of_it_by_then(hook, receiver, feedback, ama, tom, friday):
    promise(feedback, ama)
    telling.gather(FRIDAY)
    feedback.memberships.get(person=tom).leave(by=tom, at=FRIDAY)
    telling.send_waiting(FRIDAY)

    assert receiver.got == []
    assert Message.objects.get(entry__did="promised").dropped_at == FRIDAY


def test_whoever_leaves_the_school_is_told_nothing(hook, receiver, feedback, ama, tom, hale):
    promise(feedback, ama)
    for place in Appointment.objects.filter(person=tom):
        place.end(on=date(2026, 11, 12), by=hale, at=FRIDAY)
    jobs.tell_hooks.call()

    assert receiver.got == []


def test_off_by_default_nothing_leaves(hook, receiver, feedback, ama, settings):
    settings.WEBHOOKS = False
    promise(feedback, ama)
    jobs.tell_hooks.call()

    assert (receiver.got, Message.objects.count()) == ([], 0)


def test_an_address_inside_is_not_reached_unless_a_technician_allows_it(hook, receiver, feedback, ama, settings):
    settings.SIGN_ON_INSIDE = False
    Hook.objects.update(address=receiver.address.replace("http:", "https:"))
    promise(feedback, ama)
    jobs.tell_hooks.call()

    assert receiver.got == []
    assert Message.objects.get().answer == 0


@pytest.mark.parametrize("answer", [500, 404, 302])
def test_what_does_not_arrive_comes_again_later_under_the_same_name(hook, receiver, feedback, ama, friday, answer):
    promise(feedback, ama)
    receiver.answer = answer
    jobs.tell_hooks.call()
    jobs.tell_hooks.call()
    since = Hook.objects.get().failing_since
    receiver.answer = 200
    friday.shift(PAUSES[0])
    jobs.tell_hooks.call()

    names = {headers["webhook-id"] for headers, _body in receiver.got}
    assert (len(receiver.got), len(names), since) == (2, 1, FRIDAY)
    assert Hook.objects.get().failing_since is None
    assert Message.objects.get().arrived_at == FRIDAY + PAUSES[0]


def test_an_address_that_is_silent_is_asked_once_a_run(hook, receiver, feedback, ama):
    for text in ("One", "Two", "Three"):
        promise(feedback, ama, text)
    receiver.answer = 500
    jobs.tell_hooks.call()

    assert len(receiver.got) == 1


def test_a_few_of_a_hook_each_run_so_that_others_have_their_turn(hook, receiver, feedback, ama, monkeypatch):
    monkeypatch.setattr(telling, "OF_A_HOOK", 2)
    for text in ("One", "Two", "Three"):
        promise(feedback, ama, text)
    jobs.tell_hooks.call()
    first = len(receiver.got)
    jobs.tell_hooks.call()

    assert (first, len(receiver.got)) == (2, 3)


def test_after_days_of_silence_it_stops_and_its_owner_is_told(hook, receiver, feedback, ama, friday):
    receiver.answer = 500
    promise(feedback, ama)
    jobs.tell_hooks.call()
    friday.shift(PATIENCE)
    jobs.tell_hooks.call()
    stopped = Hook.objects.get().stopped_at
    hook.failed(at=FRIDAY + 2 * PATIENCE)

    assert stopped == FRIDAY + PATIENCE
    assert Letter.objects.get(person=hook.person).subject == "A webhook of yours was stopped"


def test_gone_is_gone(hook, receiver, feedback, ama):
    receiver.answer = 410
    promise(feedback, ama)
    hook.person.email = None
    hook.person.save()
    jobs.tell_hooks.call()

    assert Hook.objects.get().stopped_at == FRIDAY
    assert list(Entry.objects.about(hook).order_by("pk").values_list("did", "by"))[1] == ("stopped", None)


def test_it_is_tried_as_often_as_standard_webhooks_advise_and_then_left_out(hook, receiver, feedback, ama, friday):
    promise(feedback, ama)
    receiver.answer = 500
    telling.gather(FRIDAY)
    for pause in (timedelta(), *PAUSES, timedelta(days=1)):
        friday.shift(pause)
        jobs.tell_hooks.call()

    assert len(receiver.got) == len(PAUSES) + 1
    assert Message.objects.get().dropped_at is not None


def test_a_message_that_another_worker_has_is_not_sent_twice(hook, receiver, feedback, ama):
    promise(feedback, ama)
    telling.gather(FRIDAY)
    one, other = Message.objects.get(), Message.objects.get()

    assert (one.take(at=FRIDAY), other.take(at=FRIDAY)) == (True, False)
    assert str(one).startswith("msg_")


def test_for_a_day_both_secrets_sign(hook, receiver, feedback, ama, tom, friday):
    before = hook.secret
    hook.renew(by=tom, at=FRIDAY)
    promise(feedback, ama)
    jobs.tell_hooks.call()

    (headers, body), = receiver.got
    name, stamp = headers["webhook-id"], int(FRIDAY.timestamp())
    both = [telling.sign(secret, name, stamp, body) for secret in (hook.secret, before)]
    assert headers["webhook-signature"].split() == both
    assert hook.secret != before
    assert hook.secrets(FRIDAY + timedelta(days=1)) == [hook.secret]


@pytest.fixture
def meanwhile(monkeypatch):
    """Something happens while the first message of a run is on its way."""
    post = telling.post

    def arrange(deed):
        def post_first(*words, **more):
            answer = post(*words, **more)
            monkeypatch.setattr(telling, "post", post)
            deed()
            return answer

        monkeypatch.setattr(telling, "post", post_first)

    return arrange


def test_a_secret_renewed_in_the_middle_of_a_run_signs_what_is_left(hook, receiver, feedback, ama, tom, meanwhile):
    before = hook.secret
    for text in ("One", "Two"):
        promise(feedback, ama, text)
    meanwhile(lambda: hook.renew(by=tom, at=FRIDAY))
    jobs.tell_hooks.call()

    signed = [(headers["webhook-id"], headers["webhook-signature"].split(), body) for headers, body in receiver.got]
    stamp = int(FRIDAY.timestamp())
    for (name, signatures, body), secrets in zip(signed, [[before], [hook.secret, before]], strict=True):
        assert signatures == [telling.sign(secret, name, stamp, body) for secret in secrets]


def test_a_hook_stopped_in_the_middle_of_a_run_hears_no_more_of_it(hook, receiver, feedback, ama, tom, meanwhile):
    for text in ("One", "Two", "Three"):
        promise(feedback, ama, text)
    meanwhile(lambda: hook.stop(by=tom, at=FRIDAY))
    jobs.tell_hooks.call()

    assert len(receiver.got) == 1


def test_what_was_sent_is_forgotten_after_a_week(hook, receiver, feedback, ama, friday):
    promise(feedback, ama)
    jobs.tell_hooks.call()
    friday.shift(timedelta(days=6))
    jobs.forget_messages.call()
    kept = Message.objects.count()
    friday.shift(timedelta(days=2))
    jobs.forget_messages.call()

    assert (kept, Message.objects.count()) == (1, 0)


def test_nobody_has_more_than_a_few(hook, tom, signed_in, receiver):
    for number in range(MOST_HOOKS - 1):
        Hook.objects.set_up(tom, address=f"https://example.org/{number}", areas=["groups"], at=MONDAY)
    with pytest.raises(TooManyHooks):
        Hook.objects.set_up(tom, address="https://example.org/", areas=["groups"], at=MONDAY)

    asked = {"address": "https://example.org/", "areas": ["groups"]}
    assert signed_in.post(reverse("api:hook-setting-up"), asked).status_code == 422
    hook.stop(by=tom, at=FRIDAY)
    hook.stop(by=tom, at=FRIDAY)
    hook.renew(by=tom, at=FRIDAY)
    assert hook.serial == 1
    assert signed_in.post(reverse("api:hook-setting-up"), asked).status_code == 302


# On pages


@pytest.fixture
def signed_in(tom):
    client = Client()
    client.force_login(tom)
    return client


def test_from_setting_it_up_to_stopping_it(receiver, signed_in, friday):
    made = signed_in.post(reverse("api:hook-setting-up"), {"address": receiver.address, "areas": ["groups"]})
    hook = Hook.objects.get()
    shown = signed_in.get(made.url).content.decode()
    signed_in.post(reverse("api:hook-trial", args=[hook.pk]))
    signed_in.post(reverse("api:hook-renewing", args=[hook.pk]))
    fresh = signed_in.get(made.url).content.decode()
    stopped = signed_in.post(reverse("api:hook-stopping", args=[hook.pk]))

    assert made.url == reverse("api:hook", args=[hook.pk])
    assert (hook.secret in shown, hook.secret in fresh) == (True, False)
    assert receiver.types() == ["collegium.trial"]
    assert (stopped.url, signed_in.get(made.url).status_code) == (reverse("api:hooks"), 404)
    assert str(hook) == receiver.address


@pytest.mark.parametrize(
    ("answer", "words"), [(200, "It arrived."), (500, "It answered 500"), (0, "Nothing answered")]
)
def test_a_trial_says_what_came_of_it(hook, receiver, signed_in, answer, words):
    receiver.answer = answer
    if not answer:
        Hook.objects.update(address="http://127.0.0.1:9/")
    response = signed_in.post(reverse("api:hook-trial", args=[hook.pk]), follow=True)

    assert words in response.content.decode()


def test_ten_trials_an_hour(hook, receiver, signed_in):
    for _number in range(11):
        response = signed_in.post(reverse("api:hook-trial", args=[hook.pk]), follow=True)

    assert len(receiver.got) == 10
    assert "often enough" in response.content.decode()


@pytest.mark.parametrize(
    "address", ["", "http://example.org/", "https://", "ftp://example.org/", "https://a:b@example.org/", "java:1"]
)
def test_an_address_that_will_not_do(signed_in, settings, address):
    settings.WEBHOOKS = True
    response = signed_in.post(reverse("api:hook-setting-up"), {"address": address, "areas": ["groups"]})

    assert response.status_code == 422


def test_the_page_shows_what_became_of_messages(hook, receiver, signed_in, feedback, ama, friday):
    path = reverse("api:hook", args=[hook.pk])
    pages = [signed_in.get(path)]
    promise(feedback, ama)
    telling.gather(FRIDAY)
    pages.append(signed_in.get(path))
    receiver.answer = 500
    telling.send_waiting(FRIDAY)
    pages.append(signed_in.get(path))
    receiver.answer = 200
    friday.shift(A_MINUTE)
    telling.send_waiting(FRIDAY + A_MINUTE)
    pages.append(signed_in.get(path))
    Message.objects.update(arrived_at=None, dropped_at=FRIDAY)
    pages.append(signed_in.get(path))

    words = ["Nothing has happened yet", "waiting", "tried, again later", "arrived", "left out"]
    for page, word in zip(pages, words, strict=True):
        assert word in page.content.decode()
    assert "Webhooks" in signed_in.get(reverse("api:tokens")).content.decode()
