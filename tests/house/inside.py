"""What may happen inside a group without anybody outside learning of it: one entry for each of its nouns."""

from collegium.groups.models import Invitation
from collegium.meetings.models import Meeting, Series

SECRET = "Our secret, and nobody else's"


def somebody_is_suggested(world, una):
    invitation = Invitation.objects.create(
        group=world.feedback, person=una, school=world.northgate, by=world.people["tom"],
        at=world.feedback.started_at, reason=SECRET,
    )  # fmt: skip
    invitation.consents.create(by=world.people["ama"], agrees=False, at=world.feedback.started_at)


def somebody_waits(world, una):
    world.feedback.waiting.create(person=una, school=world.northgate, at=world.feedback.started_at)


def a_video_link_is_set(world, una):
    """Whoever has it can walk in. That there is one, the meeting's page says to all who see it."""
    Meeting.objects.filter(group=world.feedback).exclude(video="").update(video="https://secret.example/")
    Series.objects.filter(group=world.feedback).update(video="https://secret.example/")


INSIDE = [somebody_is_suggested, somebody_waits, a_video_link_is_set]
