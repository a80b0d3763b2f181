"""The worker under rough treatment: nothing is lost, and it goes on by itself."""

import pytest

from tests.faults.program import until


@pytest.mark.parametrize("kind", ["here", "apart"])
def test_a_killed_workers_job_is_taken_up_again(program, trace, kind):
    program.ask_for(f"tests.faults.slow.{kind}", trace.folder)
    until(lambda: trace.lines() == ["began"])

    program.kill(*program.children("work"))
    until(lambda: trace.lines() == ["began", "began"], 60)
    trace.go()

    until(lambda: trace.lines() == ["began", "began", "done"])


def test_after_a_power_cut_the_job_is_taken_up_again(program, trace):
    program.ask_for("tests.faults.slow.here", trace.folder)
    until(lambda: trace.lines() == ["began"])

    program.kill(program.process.pid, *program.children())
    program.process.wait()
    program.start()

    until(lambda: trace.lines() == ["began", "began"], 60)
    trace.go()
    until(lambda: trace.lines() == ["began", "began", "done"])


def test_small_jobs_go_on_beside_one_that_takes_long(program, trace, tmp_path):
    program.ask_for("tests.faults.slow.apart", trace.folder)
    until(lambda: trace.lines() == ["began"])
    other = tmp_path / "other"
    other.mkdir()
    (other / "go").touch()

    program.ask_for("tests.faults.slow.here", str(other))

    until(lambda: (other / "trace").exists() and "done" in (other / "trace").read_text())
    assert trace.lines() == ["began"]
    trace.go()
    until(lambda: trace.lines() == ["began", "done"])
