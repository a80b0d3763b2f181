"""What keeps the program from starting is said in one clear line."""

import os
import signal
import socket

import pytest

from tests.faults.program import collegium, free_port, is_alive, until


def complaint(done) -> str:
    assert done.returncode == 2
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]


def test_a_taken_port(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        done = collegium("run", "--empty", "--data", str(tmp_path / "data"), "--port", str(port))

    assert complaint(done) == (
        f"collegium: Port {port} is taken. Give another one with --port, or end what uses it."
    )


def test_a_port_that_is_none(tmp_path):
    done = collegium("run", "--empty", "--data", str(tmp_path / "data"), "--port", "70000")

    assert "port 70000" in complaint(done)


def test_a_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "file").touch()

    data = tmp_path / "file" / "data"

    done = collegium("run", "--empty", "--data", str(data), "--port", str(free_port()))

    assert complaint(done) == f"collegium: The data folder {data} cannot be written: Not a directory."


def test_a_setting_that_is_none(tmp_path):
    (tmp_path / "collegium.toml").write_text('prot = 80\n')

    done = collegium("run", "--empty", "--data", str(tmp_path), "--port", str(free_port()))

    assert complaint(done) == f"collegium: {tmp_path / 'collegium.toml'}: there is no setting “prot”."


def test_a_folder_that_another_serves(program):
    done = collegium("run", "--data", str(program.data), "--port", str(free_port()))

    assert "is in use by another Collegium" in complaint(done)


def test_the_first_run_is_guarded_by_a_code(program):
    code = (program.data / "first-run.code").read_text()

    assert f"The first page asks for this code: {code}" in program.log.read_text()
    assert (program.data / "first-run.code").stat().st_mode & 0o777 == 0o600
    assert (program.data / "secret.key").stat().st_mode & 0o777 == 0o600


def test_while_the_folder_is_prepared_one_web_process_loads_and_serves_nothing(program):
    program.stop()
    program.begin()
    (preparing,) = until(lambda: program.children("prepare"))
    os.kill(preparing, signal.SIGSTOP)

    until(lambda: program.children("web"))
    with pytest.raises(ConnectionRefusedError):
        program.connect()
    assert sorted(program.children().values()) == ["prepare", "web"]

    os.kill(preparing, signal.SIGCONT)
    program.wait()
    assert until(lambda: sorted(program.children().values()) == ["web", "web", "work"])


def test_what_keeps_a_folder_from_being_prepared_ends_the_web_process_too(program):
    program.stop()
    program.begin()
    (preparing,) = until(lambda: program.children("prepare"))
    loading = until(lambda: program.children("web"))

    os.kill(preparing, signal.SIGKILL)

    assert program.process.wait(15) == 2
    assert [pid for pid in loading if is_alive(pid)] == []
