"""One click stops a kind of letter, as mail programs do it themselves (RFC 8058)."""

import pytest
from django.urls import reverse

from collegium.mail import kinds
from collegium.mail.composing import compose
from collegium.mail.models import Letter, Stopped
from collegium.mail.models.letter import stop
from collegium.people.models import Link
from tests.conftest import MONDAY

pytestmark = pytest.mark.django_db
USUAL = {"digest", "meeting-reminder", "times-reminder", "tried", "visit-reminder"}


def stoppable():
    return sorted(name for name, kind in kinds._kinds.items() if kind.may_be_stopped)


def test_reminders_and_digests_may_be_stopped_and_what_is_about_an_account_may_not():
    assert set(stoppable()) >= USUAL
    assert not set(stoppable()) & {"account", "key", "answer", "minutes", "meeting", "meeting-off"}


@pytest.mark.parametrize("kind", stoppable())
def test_one_click_without_signing_in_stops_it_and_opening_the_page_does_not(client, tom, kind):
    letter = Letter(pk=1, person=tom, kind=kind, subject="…", text="…", written_at=MONDAY, due_at=MONDAY)
    sent = compose(letter).extra_headers
    address = reverse("mail:stop", args=[kind, Link.objects.for_("unsubscribe", tom).token])

    shown = client.get(address)
    after_a_look = Stopped.objects.has(tom, kind)
    stopped = [client.post(address, {"List-Unsubscribe": "One-Click"}) for _ in "12"]

    assert sent["List-Unsubscribe"].endswith(f"{address}>")
    assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert (shown.status_code, after_a_look) == (200, False)
    assert [(page.status_code, dict(page.cookies)) for page in stopped] == [(200, {})] * 2
    assert Stopped.objects.filter(person=tom).count() == 1


def test_what_was_stopped_is_found_again_by_its_person_alone(client, tom, sam):
    stop(tom, "digest", at=MONDAY)
    way = reverse("mail:stop", args=["digest", Link.objects.for_("unsubscribe", tom).token])
    pages = []
    for person in (tom, sam):
        client.force_login(person)
        pages.append(client.get(reverse("mail:notices")).content.decode())

    assert [way in page for page in pages] == [True, False]
    client.post(way, {"again": "1"})
    assert not Stopped.objects.has(tom, "digest")
