from contextlib import contextmanager

import pytest

from collegium.mail import kinds
from collegium.mail.writing import write
from tests.conftest import MONDAY
from tests.mail.server import Lying, serving


@pytest.fixture
def some_kinds(monkeypatch):
    """A note, which always goes, and a reminder, which people may stop."""
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    kinds.register("note", lambda letter: letter.thing != 666)
    kinds.register("farewell", lambda letter: True, also_to_former=True)
    kinds.register("reminder", lambda letter: True, may_be_stopped=True, title="reminder")


@pytest.fixture
def note(some_kinds):
    def write_note(person, kind="note", **more):
        return write(kind, person, **{"subject": "Tuesday", "text": "We meet.", "at": MONDAY} | more)

    return write_note


@pytest.fixture
def mail_server(settings):
    """``with mail_server(DATA="451 Later") as server``: a server that lies like this, and settings that name it."""

    @contextmanager
    def start(**answers):
        lying = Lying(**answers)
        with serving(lying) as port:
            settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
            settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
            settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
            yield lying

    return start
