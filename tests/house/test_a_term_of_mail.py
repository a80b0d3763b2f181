"""A term, day by day, through the real jobs and a real SMTP server: how many letters does a teacher get?"""

from collections import Counter
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from collegium.conversation.models import Thread
from collegium.enquiry.models import Trial
from collegium.groups.starting import start
from collegium.kit import jobs
from collegium.mail import kinds
from collegium.mail.jobs import post_letters
from collegium.mail.models import Letter
from collegium.meetings import afterwards
from collegium.meetings.models import Meeting, Promise
from collegium.scheduling.asking import ask
from collegium.scheduling.models import Moment
from tests.conftest import member
from tests.mail.conftest import mail_server  # noqa: F401  a fixture

LONDON = ZoneInfo("Europe/London")
FIRST, WEEKS = date(2027, 1, 4), 13
# When the worker is looked at: after its morning jobs and after the meetings; at weekends in the evening.
HOURS = (time(8, 40), time(18, 0))
BY_NIGHT = {"collegium.kit.jobs.tidy", "collegium.mail.inward.fetch_answers", "collegium.mail.jobs.post_letters"}
TRIES = ("Dots instead of ticks", "A question at minute 20", "Feedback before the grade", "Two stars and a wish")


@pytest.fixture
def groups(feedback, northgate, learning_group, ama, tom, sam, gwen):
    """Feedback that Moves meets each fortnight on Tuesdays; Oracy, with Tom and Sam and Ama, on its Thursdays."""
    oracy = start(by=tom, at=moment(FIRST), approach=learning_group, title="Oracy", schools=[northgate])
    for person in (tom, sam, ama):
        if not oracy.memberships.filter(person=person).exists():
            member(oracy, person, northgate)
    for group, weekday in ((feedback, 1), (oracy, 3)):
        for week in range(0, WEEKS, 2):
            starts_at = moment(FIRST + timedelta(days=7 * week + weekday), time(15, 45))
            meeting = Meeting.objects.create(group=group, host=northgate, starts_at=starts_at, changed_at=starts_at)
            meeting.confirm(by=tom if group == oracy else ama, at=moment(FIRST))
    return [feedback, oracy]


def moment(day, at=time(8)):
    return datetime.combine(day, at, tzinfo=LONDON)


def looks():
    for number in range(7 * WEEKS):
        day = FIRST + timedelta(days=number)
        yield from (moment(day, hour) for hour in (HOURS if day.weekday() < 5 else HOURS[1:]))


def worked(since, at):
    """Whatever the clock would have made the worker do since the last look, and then the post."""
    for path, returning in jobs._returning.items():
        if path not in BY_NIGHT and returning.after(since) <= at:
            returning.work.call()
    jobs.run_waiting()
    post_letters.call()


def lived(groups, at):
    """What the members do: in the morning they talk, and tell of some trials; in the afternoon they have met."""
    for group in groups:
        if at.hour > 12:
            meet(group, at)
        elif at.weekday() in (0, 2):
            Thread.open(group, f"On {at:%d %B}", "What did you notice?", kind="thinking", by=among(group)[0], at=at)
    if at.hour < 12 and at.weekday() == 4:
        tell_of_half(at)
    if at.hour < 12 and at.date() == FIRST + timedelta(days=28):
        for group in groups:
            closes_on = at.date() + timedelta(days=6)
            ask(group, [Moment(1, time(15, 45))], closes_on=closes_on, by=among(group)[0], at=at)


def tell_of_half(at):
    """The rest of what was promised is asked about."""
    for promise in Promise.objects.open().filter(trial=None, made_at__lt=at - timedelta(days=6)):
        if promise.pk % 2:
            Trial.objects.report(promise, "kept", at=at)


def meet(group, at):
    """They tell afterwards who was there and what each will try; the minutes go out."""
    for meeting in group.meetings.filter(starts_at__date=at.date()):
        people = among(group)
        promises = {person: TRIES[(at.date().toordinal() + place) % 4] for place, person in enumerate(people)}
        words = dict.fromkeys(people, "here")
        afterwards.tell(meeting, words=words, promises=promises, notes="We talked.", by=people[0], at=at)
        for promise in Promise.objects.filter(group=group, meeting=meeting):
            promise.confirm(at=at)


def among(group):
    current = group.memberships.current().select_related("person")
    return [one.person for one in current.order_by("pk")]


@pytest.mark.django_db
def test_nobody_gets_more_than_two_letters_a_week_all_term(
    groups, mail_server, django_capture_on_commit_callbacks  # noqa: F811
):
    last = moment(FIRST)
    with mail_server() as server, time_machine.travel(last, tick=False) as clock:
        for at in looks():
            clock.move_to(at)
            with django_capture_on_commit_callbacks(execute=True):
                lived(groups, at)
            worked(last, at)
            last = at

    sent = list(Letter.objects.filter(sent_at__isnull=False).select_related("person"))
    counted = [one for one in sent if not one.method]
    a_week = Counter((one.person.first_name, one.sent_at.astimezone(LONDON).isocalendar()[:2]) for one in counted)
    asked = Counter((one.person_id, one.thing) for one in sent if one.kind == "tried")

    assert max(a_week.values()) == 2
    assert max(asked.values()) == 1
    assert {one.kind for one in counted} >= {"minutes", "digest", "tried", "times"}
    # Nothing that mattered was lost on the way: every meeting's minutes reached whoever belongs.
    held = Meeting.objects.filter(sitting__closed_at__isnull=False).count()
    assert held == 14
    assert Letter.objects.filter(kind="minutes", sent_at=None).count() == 0
    # Never a copy: each letter has one recipient, and names no other.
    assert len(server.addresses) == len(server.arrived) == len(sent)
    assert {(one["Cc"], one["Bcc"], str(one["To"]).count("@")) for one in server.arrived} == {(None, None, 1)}
    assert [str(one["To"]) for one in server.arrived] == server.addresses
    assert all(kinds.find(one.kind) for one in sent)
