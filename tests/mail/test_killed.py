"""The worker, and the whole program, killed in the middle of the post."""

import json
import time
from collections import Counter

from collegium.kit import configuration
from tests.faults.conftest import first_day, prepared
from tests.faults.program import Program, collegium, until
from tests.mail.server import Lying, serving

__all__ = ["first_day", "prepared"]

MEETING_OF_TEN = """
from datetime import timedelta
from collegium.groups.models import Group, Membership
from collegium.kit import clock
from collegium.meetings.models import Meeting
from collegium.people.models import Appointment, Person, School
from collegium.programmes.models import Approach
at = clock.now()
school = School.objects.create(name="Northgate", slug="northgate")
people = [Person.objects.create(first_name=f"P{n}", email=f"p{n}@example.org") for n in range(10)]
approach = Approach.objects.create(school=school, key="group", title="Group", engine="cycle", entry="open")
group = Group.objects.create(title="Ten", slug="ten", approach=approach, year_starts_on=at.date(),
                             started_by=people[0], started_at=at)
for person in people:
    Appointment.objects.create(person=person, school=school, starts_on=at.date())
    Membership.objects.create(group=group, person=person, school=school, joined_on=at.date())
meeting = Meeting.objects.create(group=group, starts_at=at + timedelta(days=9), changed_at=at)
meeting.confirm(by=people[0], at=at)
"""
STATES = """
import json
from collegium.mail.models import Letter
print(json.dumps({letter.goes_to: letter.state for letter in Letter.objects.select_related("person")}))
"""


class Killing(Lying):
    """Takes everything, but at some letters the program is killed: before the text is asked for, or after it came."""

    def __init__(self, *, before, after) -> None:
        super().__init__(RCPT=self.before_text, DATA=self.after_text)
        self.before, self.after, self.killed_at = before, after, {}

    def before_text(self, address):
        if kill := self.before.pop(address, None):
            self.killed_at[address] = time.monotonic()
            kill()

    def after_text(self, address):
        if kill := self.after.pop(address, None):
            kill()

    def take(self, envelope) -> None:
        super().take(envelope)
        for address in envelope.rcpt_tos:
            if address in self.killed_at:
                self.killed_at[address] = time.monotonic() - self.killed_at[address]


def shell(code, data):
    done = collegium("manage", "shell", "-v", "0", "-c", code, data=data)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_killed_in_the_middle_nothing_goes_twice_and_nothing_that_was_not_handed_over_is_lost(prepared):
    def kill_worker():
        program.kill(*program.children("work"))

    def kill_everything():
        program.kill(program.process.pid, *program.children())
        program.process.wait()

    before = {"p2@example.org": kill_worker, "p6@example.org": kill_everything}
    server = Killing(before=before, after={"p4@example.org": kill_worker})
    with serving(server) as port:
        configuration.write(prepared, {"mail_host": "127.0.0.1", "mail_port": port, "mail_security": "none"})
        program = Program(prepared)
        try:
            shell(MEETING_OF_TEN, prepared)
            until(lambda: program.process.poll() is not None, 120)
            program.start()
            until(lambda: len(server.addresses) == 10, 300)
        finally:
            program.stop()

        states = json.loads(shell(STATES, prepared))

    assert Counter(server.addresses) == {f"p{n}@example.org": 1 for n in range(10)}
    assert {address for address, state in states.items() if state == "perhaps"} == {"p4@example.org"}
    assert set(states.values()) == {"sent", "perhaps"}
    # A minute on a quiet machine, and what the program needs to start again on a busy one.
    assert all(seconds < 200 for seconds in server.killed_at.values())
