"""What may happen inside a group without anybody outside learning of it: one entry for each of its nouns.

``una`` is a colleague of whom nobody had heard before; Ama and Tom belong.
"""

from datetime import time, timedelta

from collegium.conversation.models import Thread
from collegium.enquiry.models import Cycle, Idea, Question, Reflection, Trial
from collegium.groups.models import Agreement, CatchUp, Decision, Invitation
from collegium.meetings.models import Action, Attendance, Item, Meeting, Note, Promise, Series, Sitting
from collegium.scheduling.models import Choosing, Poll
from collegium.visits.models import Plan, Record, Visit

SECRET = "Our secret, and nobody else's"


def somebody_is_suggested(world, una):
    invitation = Invitation.objects.create(
        group=world.feedback, person=una, school=world.northgate, by=world.people["tom"],
        at=world.feedback.started_at, reason=SECRET,
    )  # fmt: skip
    decision = invitation.put()
    decision.answers.create(by=world.people["ama"], says="object", reason=SECRET, at=world.feedback.started_at)


def the_group_decides(world, una):
    """Something is put to all, an agreement is made and a newcomer's pack chosen."""
    tom, at = world.people["tom"], world.feedback.started_at
    decision = Decision.objects.create(
        group=world.feedback, kind="other", words=SECRET, by=tom, at=at, due_at=at + timedelta(days=900)
    )
    decision.answers.create(by=tom, says="agree", at=at)
    Agreement.objects.filter(group=world.feedback).delete()
    made = Agreement.objects.create(group=world.feedback, begun_by=tom, begun_at=at, agreed_by=tom, agreed_at=at)
    made.points.create(matter="purpose", words=SECRET, by=tom, at=at)
    made.said.create(matter="purpose", words=SECRET, person=tom, at=at)
    made.see(tom, at=at)
    CatchUp.tick(world.feedback, {"minutes": True}, by=tom, at=at)


def somebody_waits(world, una):
    world.feedback.waiting.create(person=una, school=world.northgate, at=world.feedback.started_at)


def a_video_link_is_set(world, una):
    """Whoever has it can walk in. That there is one, the meeting's page says to all who see it."""
    Meeting.objects.filter(group=world.feedback).exclude(video="").update(video="https://secret.example/")
    Series.objects.filter(group=world.feedback).update(video="https://secret.example/")


def a_meeting_goes_on(world, una):
    """On a date that everybody knew of: what is on the agenda, said, promised, and who comes."""
    ama, tom, at = world.people["ama"], world.people["tom"], world.feedback.started_at
    begun = {"began_at": at, "began_by": ama, "chair": ama, "item_since": at, "stirred_at": at}
    said = {"word": "away", "by": tom, "at": at}
    for meeting in Meeting.objects.filter(group=world.feedback):
        item = Item.objects.create(meeting=meeting, place=9, title=SECRET, minutes=10, added_by=tom)
        Note.objects.create(item=item, text=SECRET, by=tom, at=at, version=1)
        Action.objects.create(meeting=meeting, text=SECRET, owner=ama, by=tom, at=at)
        Attendance.objects.update_or_create(meeting=meeting, person=tom, defaults=said)
        Sitting.objects.get_or_create(meeting=meeting, defaults=begun | {"item": item})
    Promise.objects.create(group=world.feedback, person=tom, text=SECRET, made_at=at, by=tom)


def the_group_looks_for_a_time(world, una):
    ama, at = world.people["ama"], world.feedback.started_at
    Poll.objects.filter(group=world.feedback).update(closed_at=at)
    poll = Poll.objects.create(group=world.feedback, by=ama, at=at, closes_on=at + timedelta(days=900))
    poll.options.create(weekday=2, starts_at=time(7), name="secret", by=ama, at=at)
    poll.replies.create(person=world.people["tom"], at=at)
    Choosing.objects.filter(group=world.feedback).update(closed_at=at)
    Choosing.objects.create(group=world.feedback, by=ama, at=at).years.create(
        number=1, weekday=1, starts_at=time(8), stops=[]
    )


def the_group_talks(world, una):
    tom, at = world.people["tom"], world.feedback.started_at
    thread = Thread.objects.create(
        group=world.feedback, kind="thinking", title=SECRET, opened_by=tom, opened_at=at, last_at=at
    )
    thread.posts.create(by=tom, text=SECRET, at=at).mentions.create(person=world.people["ama"])


def the_group_tries_and_asks(world, una):
    """A trial, an idea, a question, a reflection that is shared, a cycle: all of them for the group or for nobody."""
    tom, at = world.people["tom"], world.feedback.started_at
    mine = {"group": world.feedback, "school": world.northgate, "person": tom, "at": at}
    Trial.objects.create(group=world.feedback, person=tom, text=SECRET, verdict="kept", at=at)
    Idea.objects.create(title=SECRET, audience="group", **mine)
    Question.objects.create(text=SECRET, audience="group", **mine)
    Question.objects.create(text=SECRET, audience="me", **mine)
    reflection = Reflection.objects.create(person=tom, text=SECRET, at=at, changed_at=at)
    reflection.versions.create(number=1, text=SECRET, group=world.feedback, at=at)
    if not Cycle.objects.filter(group=world.feedback, finished_at=None).exists():
        Cycle.objects.create(group=world.feedback, title=SECRET, at=at)


def somebody_is_visited(world, una):
    """Planned, agreed, and written about."""
    ama, tom, at = world.people["ama"], world.people["tom"], world.feedback.started_at
    day = at.date()
    Plan.objects.create(group=world.feedback, by=ama, at=at, first_on=day, last_on=day, problem={})
    visit = Visit.objects.create(
        visitor=tom, visited=ama, school=world.northgate, group=world.feedback, starts_at=at,
        ends_at=at + timedelta(hours=1), asked_at=at, changed_at=at, focus=SECRET, room=SECRET,
        visitor_said_at=at, visited_said_at=at,
    )  # fmt: skip
    record = Record.objects.create(visit=visit, question=SECRET, given_at=at)
    record.notes.create(key="1", at=at, text=SECRET)
    visit.takeaways.create(person=tom, text=SECRET, at=at)


INSIDE = [
    somebody_is_suggested, the_group_decides, somebody_waits, a_video_link_is_set, a_meeting_goes_on,
    the_group_looks_for_a_time, the_group_talks, the_group_tries_and_asks, somebody_is_visited,
]  # fmt: skip
