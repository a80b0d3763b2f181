from collegium.mail.keys import key_of
from collegium.mail.models import Device, Letter
from collegium.people.models import Link
from tests.conftest import MONDAY
from tests.house.who_may import Row


def letter(world):
    found, _ = Letter.objects.get_or_create(
        person=world.people["tom"], kind="meeting", subject="Tuesday", text="…", written_at=MONDAY, due_at=MONDAY,
        dropped_at=MONDAY,
    )  # fmt: skip
    return [found.pk]


def stop_link(world):
    return ["meeting-reminder", Link.objects.for_("unsubscribe", world.people["tom"]).token]


def question(world):
    """A proposed year that Tom is asked about by letter, and that no longer lies before the group."""
    found, _ = Letter.objects.get_or_create(
        person=world.people["tom"], kind="year-proposed", thing=0, subject="A year", text="…", written_at=MONDAY,
        due_at=MONDAY, dropped_at=MONDAY,
    )  # fmt: skip
    return [key_of(found, label="answer")]


def device(world):
    """Tom's phone."""
    found, _ = Device.objects.get_or_create(
        endpoint="https://fcm.googleapis.com/tom",
        defaults={"person": world.people["tom"], "session": "x", "at": MONDAY},
    )  # fmt: skip
    return [found.pk]


ROWS = [
    Row("mail:answer", "410 410 410 410 410 410 410 410 410 410", args=question, note="closed"),
    Row("mail:answer", "404 404 404 404 404 404 404 404 404 404", args=lambda world: ["1-x"], note="a wrong link"),
    Row("mail:answering", "410 410 410 410 410 410 410 410 410 410", args=question, method="post",
        data=lambda world: {"answer": "agree"}, note="closed"),
    Row("mail:notices", "302 200 200 200 200 200 200 200 200 200"),
    Row("mail:notices-worker", "200 200 200 200 200 200 200 200 200 200"),
    Row("mail:notices-connecting", "302 403 403 403 403 403 403 403 403 403", method="post", note="turned off here"),
    Row("mail:notices-trial", "302 403 403 403 403 403 403 403 403 403", args=device, method="post",
        note="turned off here"),
    Row("mail:notices-disconnecting", "302 404 302 404 404 404 404 404 404 404", args=device, method="post"),
    Row("mail:outbox", "302 403 403 403 403 403 403 200 403 403"),
    Row("mail:test", "302 403 403 403 403 403 403 302 403 403", method="post",
        data=lambda world: {"to": "a@b.example"}),
    Row("mail:test", "302 403 403 403 403 403 403 422 403 403", method="post", note="without an address"),
    Row("mail:letter", "302 404 404 404 404 404 404 404 404 404", args=letter, note="outside the demo"),
    Row("mail:again", "302 403 403 403 403 403 403 302 403 403", args=letter, method="post"),
    Row("mail:stop", "200 200 200 200 200 200 200 200 200 200", args=stop_link),
    Row("mail:stop", "200 200 200 200 200 200 200 200 200 200", args=stop_link, method="post"),
    Row("mail:stop", "404 404 404 404 404 404 404 404 404 404", args=lambda world: ["meeting-reminder", "1-x"],
        note="with a wrong token"),
]  # fmt: skip
