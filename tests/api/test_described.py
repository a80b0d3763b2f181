"""The API does what its description says, whatever is sent: schemathesis reads it, and finds nothing."""

from contextlib import contextmanager
from threading import Thread

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application

from collegium.api.models import token as tokens
from collegium.api.scopes import Area, read, write
from collegium.community.models import HouseRules
from tests.api.asking import tokened
from tests.api.test_reading import some_more
from tests.conftest import MONDAY
from tests.crowd import real_database


@pytest.fixture
def school(transactional_db, world, tmp_path, monkeypatch):
    """Two of everything, in a database that other threads see."""
    monkeypatch.setattr(tokens, "MOST_A_MINUTE", 10**9)
    HouseRules.accept(by=world.people["tom"], at=MONDAY)
    some_more(world, 2)
    secrets = {who: tokened(world.people[who]) for who in ("tom", "priya", "gwen")}
    secrets |= {
        area: tokened(world.people["tom"], [read(area), write(area)]) for area in Area
    }  # fmt: skip
    with real_database(tmp_path), served() as address:
        yield lambda who, **given: found_with(address, secrets[who], **given)


class Quiet(WSGIRequestHandler):
    def log_message(self, *args):
        pass


@contextmanager
def served():
    """The program on a port of its own."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.set_app(get_wsgi_application())
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join(5)


OTHERS = ("examples", "coverage", "fuzzing")


def found_with(address, secret, *, examples, steps, seconds, only_stateful=False):
    """What schemathesis finds, as a line each; and how many requests it made."""
    import schemathesis
    from schemathesis.config import SchemathesisConfig
    from schemathesis.engine import events, from_schema

    config = SchemathesisConfig.from_dict({
        "seed": 1, "max-time": seconds, "workers": 1, "headers": {"Authorization": f"Bearer {secret}"},
        "generation": {"max-examples": examples, "deterministic": True, "database": "none"},
        "phases": {"stateful": {"max-steps": steps}} | {
            name: {"enabled": False} for name in OTHERS if only_stateful
        }, "base-url": address,
    })  # fmt: skip
    schema = schemathesis.openapi.from_url(f"{address}/api/v1/openapi.json", config=config)
    found, asked_for = [], 0
    for event in from_schema(schema).execute():
        if isinstance(event, events.ScenarioFinished):
            asked_for += len(event.recorder.interactions)
            for checks in event.recorder.checks.values():
                for check in checks:
                    if why := check.failure_info:
                        found.append(f"{event.label} {check.name}: {why.failure}\n{why.code_sample}")
        elif isinstance(event, events.NonFatalError | events.FatalError):
            found.append(repr(getattr(event, "value", None) or getattr(event, "exception", None)))
    return sorted(set(found)), asked_for


QUICKLY = {"examples": 1, "steps": 3}


WHO = {"a member's token": "tom", "another school's token": "priya", "a guest's token": "gwen"}


@pytest.mark.parametrize("who", [*WHO.values(), *Area], ids=[*WHO, *Area])
def test_schemathesis_finds_nothing(school, who):
    """Bounded by the clock: what comes up is drawn by the same seed each time, in the order of the phases."""
    found, asked_for = school(who, seconds=6, **QUICKLY)
    if asked_for <= 20:  # a machine that had other things to do
        found, asked_for = school(who, seconds=60, **QUICKLY)

    assert found == []
    assert asked_for > 20


@pytest.mark.long
@pytest.mark.parametrize("who", ["tom", "priya", "gwen", *Area])
def test_schemathesis_finds_nothing_for_each_scope_and_each_kind_of_person(school, who):
    found, asked_for = school(who, examples=10, steps=6, seconds=240)

    assert found == []
    assert asked_for > 50


@pytest.mark.long
@pytest.mark.parametrize("who", ["tom", "priya", "gwen", *Area])
def test_schemathesis_finds_nothing_where_one_answer_leads_to_the_next_request(school, who):
    """With a clock of its own: the other phases leave it none on a busy machine."""
    found, asked_for = school(who, examples=10, steps=6, seconds=120, only_stateful=True)

    assert found == []
    assert asked_for > 5
