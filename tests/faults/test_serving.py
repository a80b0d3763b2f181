"""The web processes under rough treatment."""

import time

from tests.faults.program import is_alive, until

POST = (
    "POST /account/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    "Content-Length: 4000\r\nConnection: close\r\n\r\n"
)


def test_a_form_cut_off_in_the_middle_runs_no_page(program):
    def refusals() -> int:
        """The page that a whole form reaches says in the log that it refuses it: it carries no token."""
        return program.log.read_text().count("Forbidden (CSRF")

    with program.connect() as whole:
        whole.sendall(POST.encode() + b"x" * 4000)
        assert whole.recv(12) == b"HTTP/1.1 403"
    assert until(refusals) == 1

    with program.connect() as cut:
        cut.sendall(POST.encode() + b"x" * 1000)
    with program.connect() as whole:
        whole.sendall(POST.encode() + b"x" * 4000)
        assert whole.recv(12) == b"HTTP/1.1 403"

    until(lambda: refusals() == 2)
    time.sleep(0.5)
    assert refusals() == 2


def test_a_page_beside_fifty_slow_forms_is_answered(program):
    slow = [program.connect() for _ in range(50)]
    for connection in slow:
        connection.sendall(POST.encode() + b"x" * 1000)

    began = time.monotonic()
    answers = [program.get("/healthz")[0] for _ in range(20)]
    took = time.monotonic() - began

    assert answers == [200] * 20
    assert took < 10, "the slow forms would have held it for a minute"
    for connection in slow:
        connection.sendall(b"x" * 3000)
    assert {connection.recv(12) for connection in slow} == {b"HTTP/1.1 403"}
    for connection in slow:
        connection.close()


def test_killed_web_processes_come_back(program):
    before = program.children("web")
    program.kill(*before)

    until(lambda: len(program.children("web")) == 2 and not set(before) & set(program.children("web")))

    assert program.get("/healthz")[0] == 200


def test_everything_ends_within_six_seconds(program, trace):
    program.ask_for("tests.faults.slow.here", trace.folder)
    until(lambda: trace.lines() == ["began"])
    half = program.connect()
    half.sendall(POST.encode() + b"x" * 1000)
    processes = [program.process.pid, *program.children()]

    took = program.stop()
    half.close()

    assert took < 6
    assert program.process.returncode == 0
    assert [pid for pid in processes if is_alive(pid)] == []


def test_nothing_outlives_its_supervisor(program, trace):
    program.ask_for("tests.faults.slow.apart", trace.folder)
    until(lambda: trace.lines() == ["began"])
    processes = list(program.children())

    program.kill(program.process.pid)
    program.process.wait()

    until(lambda: not [pid for pid in processes if is_alive(pid)], 8)


def test_new_settings_are_taken_up_without_refusing_anybody(program):
    before = set(program.children())
    (program.data / "collegium.toml").write_text('mail_from = "cpd@northgate.example"\n')

    answers = []
    end = time.monotonic() + 60
    while set(program.children()) & before and time.monotonic() < end:
        answers.append(program.get("/healthz")[0])
        time.sleep(0.02)

    assert not set(program.children()) & before
    assert set(answers) == {200}
    until(lambda: program.health()["ok"])


def test_settings_that_cannot_be_read_change_nothing(program):
    before = program.children()
    (program.data / "collegium.toml").write_text('no_such_thing = "x"\n')

    until(lambda: "there is no setting “no_such_thing”" in program.log.read_text())

    assert program.children() == before
