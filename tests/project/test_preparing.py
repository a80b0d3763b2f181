"""Before anything is served: the first-run code, the demo whole or not at all, and never over other people."""

import re
import threading

import psycopg
import pytest
from django.contrib.auth.hashers import make_password
from django.db import connection

from collegium.people.models import Person
from collegium.people.signins_of_the_demo import PASSWORD, SIGNINS
from collegium.project import preparing
from collegium.project.folder import Trouble
from tests.faults.program import until

pytestmark = pytest.mark.django_db


def here(settings, host="127.0.0.1", address="http://localhost:8000"):
    settings.HERE = settings.HERE | {"host": host}
    settings.ADDRESS = address


def test_the_demo_is_never_laid_over_other_people(ama):
    with pytest.raises(Trouble, match="are not the demo's"):
        preparing.fill_demo()


def test_the_demo_says_how_to_sign_in_and_is_filled_once(settings, capsys):
    here(settings)

    first = preparing.fill_demo()
    people = Person.objects.count()
    second = preparing.fill_demo()

    assert first == second
    assert PASSWORD in first[0]
    assert Person.objects.count() == people


def test_shown_to_others_the_demo_has_passwords_that_nobody_knows(settings):
    Person.objects.create(email=SIGNINS[0].address, password=make_password(PASSWORD))
    here(settings, host="0.0.0.0")

    lines = preparing.fill_demo()
    again = preparing.fill_demo()

    assert not Person.objects.get().check_password(PASSWORD)
    assert Person.objects.get().check_password(lines[1].split()[1])
    assert (PASSWORD in "".join(lines), len(again)) == (False, 0)


@pytest.mark.parametrize(
    ("host", "address", "reachable"),
    [
        ("127.0.0.1", "http://localhost:8000", False),
        ("0.0.0.0", "http://localhost:8000", True),
        ("127.0.0.1", "https://demo.example", True),
    ],
)
def test_who_can_reach_the_demo(settings, host, address, reachable):
    here(settings, host, address)

    assert preparing.is_reachable() is reachable


def test_a_first_start_says_that_it_takes_a_while(monkeypatch, capsys):
    monkeypatch.setattr(preparing.MigrationExecutor, "migration_plan", lambda self, targets: ["a table"])
    monkeypatch.setattr(preparing, "call_command", lambda *args, **kwargs: None)

    preparing.migrate()

    assert "Making the database ready" in capsys.readouterr().err


def test_while_nobody_is_here_the_same_code_is_printed(settings, tmp_path):
    settings.DATA = tmp_path

    assert preparing.first_run() == preparing.first_run()
    assert (tmp_path / "first-run.code").stat().st_mode & 0o777 == 0o600


def test_every_machine_with_the_same_key_prints_the_same_code(settings, tmp_path):
    codes = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        settings.DATA = tmp_path / name
        codes.append(preparing.first_run())
    settings.SECRET_KEY = "another installation's"

    assert codes[0] == codes[1]
    assert re.fullmatch(r"\d{4}-\d{4}-\d{4}", (tmp_path / "one" / "first-run.code").read_text())
    assert preparing.code_for_the_first() not in codes[0][0]


def test_once_somebody_is_here_there_is_no_code(settings, tmp_path, ama):
    settings.DATA = tmp_path
    (tmp_path / "first-run.code").write_text("1234-5678-9012")

    assert preparing.first_run() == []
    assert not (tmp_path / "first-run.code").exists()


WAITING = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = %s AND NOT granted"


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="one file is served by one machine")
def test_of_two_machines_that_start_together_the_second_waits():
    done = []

    def start() -> None:
        with preparing.one_machine_at_a_time():
            done.append("second")
        connection.close()

    with psycopg.connect(**connection.get_connection_params(), autocommit=True) as first:
        first.execute("SELECT pg_advisory_lock(%s)", [preparing.MAKING_READY])
        second = threading.Thread(target=start)
        second.start()
        until(lambda: first.execute(WAITING, [preparing.MAKING_READY]).fetchone() == (1,))
        done.append("first")
    second.join()

    assert done == ["first", "second"]
