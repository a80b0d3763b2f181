"""Whether Collegium is well: on a page, on Today, by letter and for monitoring."""

import socket
from collections import namedtuple
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from collegium.desk import health, warning
from collegium.history import sealing
from collegium.history.models import Entry
from collegium.kit import clock, configuration
from collegium.kit.models import Backup, Pulse, Recurrence
from collegium.mail.models import Letter

pytestmark = pytest.mark.django_db
Usage = namedtuple("Usage", "total used free")


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA, settings.DEMO = tmp_path, False
    return tmp_path


def kept(hours: int, trouble: str = "") -> Backup:
    at = clock.now() - timedelta(hours=hours)
    return Backup.objects.create(at=at, place="/backups/monday.tar.gz", size=4_000_000, rows=9, trouble=trouble)


def sign(name: str) -> health.Sign:
    return next(one for one in health.signs(clock.now()) if one.name == name)


def page(client, person, name: str = "desk:health") -> str:
    client.force_login(person)
    return client.get(reverse(name)).content.decode()


def test_a_new_collegium_makes_its_first_backup_tonight(client, rob):
    assert (sign("backup").is_well, "half past two" in sign("backup").words) == (True, True)
    assert "half past two" in page(client, rob)


def test_a_night_that_passed_without_a_backup_is_said(rob):
    Recurrence.objects.create(path="collegium.project.jobs.keep_tonight", next_at=clock.now() - timedelta(hours=5))

    assert (sign("backup").is_well, sign("backup").words) == (False, "There is no good backup yet.")


def test_last_nights_backup_is_named_and_all_is_well(client, rob):
    kept(9)

    assert sign("backup").is_well
    assert "3.8\xa0MB in /backups/monday.tar.gz" in page(client, rob)
    assert health.concerns(clock.now()) == []


def test_an_old_backup_stands_first_on_today_of_who_keeps_the_server_and_of_nobody_else(client, rob, ama):
    kept(80)
    kept(9, "The copy of the database is damaged.")

    mine, hers = page(client, rob, "desk:today"), page(client, ama, "desk:today")

    assert "The copy of the database is damaged." in mine
    assert "Backups" not in hers


def test_an_old_backup_brings_one_letter_a_week_while_it_is_old(rob):
    kept(80)
    now = clock.now()

    warning.warn_keepers(at=now)
    warning.warn_keepers(at=now + timedelta(days=1))
    warning.warn_keepers(at=now + timedelta(days=8))

    [first, _second] = Letter.objects.filter(kind=warning.KIND)
    assert (first.person, "/server/health/" in first.text) == (rob, True)
    assert warning.is_wanted(first)
    kept(1)
    assert not warning.is_wanted(first)


def test_without_concern_nobody_is_written_to(rob):
    kept(1)
    warning.warn_keepers(at=clock.now())

    assert not Letter.objects.exists()


def test_a_disk_that_is_nearly_full_is_a_concern(monkeypatch):
    kept(1)
    monkeypatch.setattr(health.shutil, "disk_usage", lambda path: Usage(1000, 950, 50))

    assert [(one.name, one.words) for one in health.concerns(clock.now())] == [
        ("disk", "50\xa0bytes of 1000\xa0bytes are free (5 %).")
    ]


def test_the_demo_asks_for_no_backup(client, rob, settings):
    settings.DEMO = True

    assert sign("backup").is_well
    assert "The last nights" not in page(client, rob)


def test_a_worker_that_is_gone_and_letters_that_wait_are_said(rob, settings):
    settings.EMAIL_HOST = "post.example"
    Letter.objects.create(
        person=rob, kind="people.account", subject="Hello", text="Hello", written_at=clock.now(),
        due_at=clock.now() - timedelta(hours=2),
    )  # fmt: skip

    assert not sign("worker").is_well
    assert sign("letters").words == "1 wait for more than an hour, 0 could not be sent."
    Pulse.objects.beat("here", at=clock.now())
    assert sign("worker").is_well


def test_monitoring_reads_numbers_with_the_token_and_nothing_without(client, folder):
    assert client.get(reverse("desk:metrics")).status_code == 404
    configuration.write(folder, {"metrics_token": "long-secret"})
    kept(2)
    Pulse.objects.beat("here", at=clock.now())

    wrong = client.get(reverse("desk:metrics"), headers={"authorization": "Bearer other"})
    right = client.get(reverse("desk:metrics"), headers={"authorization": "Bearer long-secret"})

    assert (wrong.status_code, right.status_code) == (404, 200)
    said = dict(line.split() for line in right.content.decode().splitlines() if not line.startswith("#"))
    assert float(said["collegium_backup_age_seconds"]) == pytest.approx(7200, abs=60)
    assert (said["collegium_backup_well"], said["collegium_jobs_failed"]) == ("1", "0")


def test_history_that_does_not_fit_is_said_to_whoever_keeps_the_server(client, rob):
    sealing.look_through(at=clock.now())
    assert [health.about_history().is_well, health.about_history().words] == [True, "It fits its seals."]
    entry = Entry.objects.create(did="x", kind="people.person", thing=1, at=clock.now())
    sealing.seal_all(at=clock.now())
    Entry.objects.filter(pk=entry.pk).update(did="y")
    sealing.look_through(at=clock.now())
    warning.warn_keepers(at=clock.now())
    client.force_login(rob)

    assert f"Entry {entry.pk} is not what was sealed" in client.get("/").content.decode()
    letter = Letter.objects.get(kind=warning.KIND)
    assert (letter.person, f"Entry {entry.pk} is not" in letter.text) == (rob, True)
    assert "Somebody changed it past the program" in client.get(reverse("desk:health")).content.decode()


@pytest.mark.both
def test_where_several_computers_may_serve_the_page_says_which_of_them_keeps_it(client, rob):
    said = page(client, rob, "desk:server")

    assert (f"collegium.toml on {socket.gethostname()} alone" in said) is (connection.vendor == "postgresql")
