"""A real PostgreSQL server is ended and started again while people send forms and a job is at work."""

import ast
import http.client
import threading
import time
from urllib.parse import urlencode

import pytest

from tests.faults import cluster
from tests.faults.program import Program, collegium, until

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(cluster.BIN is None, reason="PostgreSQL is not installed: apt-get install postgresql"),
]
TOKEN = "a" * 32
WRITERS = 4


@pytest.fixture(scope="module")
def server():
    own = cluster.Cluster()
    yield own
    own.end()


@pytest.fixture(scope="module")
def school(server, tmp_path_factory):
    """The program on that server: Ama leads a group of two, and is signed in."""
    data = tmp_path_factory.mktemp("restarting") / "data"
    data.mkdir()
    (data / "collegium.toml").write_text(f'database = "{server.address}"\n')
    running = Program(data, seconds=300)
    shell(data, "from tests.faults.sweep import prepare; prepare('talk')")
    yield running
    running.stop()


def shell(data, code):
    done = collegium("manage", "shell", "-v", "0", "-c", code, data=data)
    assert done.returncode == 0, done.stderr
    return done.stdout


class Writer(threading.Thread):
    """Sends one form after another, and each as often as it takes until it is told that it was kept."""

    def __init__(self, school, name, ends):
        super().__init__()
        self.school, self.called, self.ends = school, name, ends
        self.kept, self.refused = [], []

    def run(self):
        number = 0
        while not self.ends.is_set():
            status, again, page = self.send(f"{self.called} {number}")
            if status == 302:
                self.kept.append(f"{self.called} {number}")
                number += 1
            else:
                self.refused.append((status, again, "needs a moment" in page))
                time.sleep(0.1)

    def send(self, title):
        session = (self.school.data / "session").read_text()
        words = {"title": title, "kind": "thinking", "text": "A few lines.", "key": title, "to": "2"}
        line = http.client.HTTPConnection("127.0.0.1", self.school.port, timeout=30)
        try:
            line.request("POST", "/talk/groups/feedback/threads/", urlencode(words), {
                "Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": TOKEN,
                "Cookie": f"csrftoken={TOKEN}; sessionid={session}",
            })  # fmt: skip
            answer = line.getresponse()
            return answer.status, answer.headers.get("Retry-After"), answer.read().decode()
        finally:
            line.close()


COUNT = """
from collections import Counter
from collegium.conversation.models import Post, Thread
from collegium.history.models import Entry
threads = Thread.objects.filter(title__startswith="MODE")
titles = Counter(threads.values_list("title", flat=True))
opened = Entry.objects.filter(did="opened", kind="conversation.thread", thing__in=threads.values("pk")).count()
print(repr((dict(titles), Post.objects.filter(thread__in=threads).count(), opened)))
"""


@pytest.mark.parametrize("mode", ["fast", "immediate"], ids=["started again", "its power was cut"])
def test_forms_wait_a_moment_and_each_is_kept_once(server, school, record_property, mode):
    ends = threading.Event()
    writers = [Writer(school, f"{mode} {number}", ends) for number in range(WRITERS)]
    for writer in writers:
        writer.start()
    try:
        until(lambda: all(len(writer.kept) > 2 for writer in writers))
        server.stop(mode)
        until(lambda: all(writer.refused for writer in writers), 60)
        server.start()
        back = time.monotonic()
        before = [len(writer.kept) for writer in writers]
        until(lambda: all(len(writer.kept) > had for writer, had in zip(writers, before, strict=True)))
        healed = time.monotonic() - back
    finally:
        ends.set()
        for writer in writers:
            writer.join(60)
    titles, posts, opened = ast.literal_eval(shell(school.data, COUNT.replace("MODE", mode)))
    kept = {title for writer in writers for title in writer.kept}
    refused = {answer for writer in writers for answer in writer.refused}
    record_property("healed", healed)

    assert refused == {(503, "5", True)}
    assert kept <= set(titles)
    assert set(titles.values()) == {1}
    assert posts == opened == len(titles)
    assert len(set(titles) - kept) <= WRITERS, "at most the one that each was sending"


def test_a_job_that_was_at_work_is_done_and_the_worker_goes_on(server, school, trace):
    school.ask_for("tests.faults.slow.in_the_database", trace.folder)
    until(lambda: "began" in trace.lines())

    server.stop()
    trace.go()
    time.sleep(1)
    server.start()

    until(lambda: "done" in trace.lines(), 120)
    school.ask_for("tests.faults.slow.here", trace.folder)
    until(lambda: trace.lines().count("done") == 2, 60)
    until(lambda: school.health()["ok"], 60)
    failed = shell(school.data, "from collegium.kit import jobs; print(list(jobs.failed()))")
    assert failed.strip() == "[]"
