"""Talking about a decision before one answers it: one thread for each, which its first word opens."""

from datetime import datetime

from django.db import transaction

from collegium.conversation.models import Thread
from collegium.groups.models import Decision
from collegium.groups.words import what
from collegium.people.models import Person

LONGEST_TITLE = 150


def talk(decision: Decision, text: str, *, by: Person | None, at: datetime) -> str:
    """Say it there, and give the address; without ``by`` only where it is."""
    with transaction.atomic():
        thread = Thread.objects.filter(decision=decision).first()
        if by and not (thread and thread.posts.filter(by=by, text=text).exists()):
            if thread:
                thread.say(text, by=by, at=at)
            else:
                thread = Thread.open(
                    decision.group, what(decision)[:LONGEST_TITLE], text, kind=Thread.Kind.THINKING, by=by, at=at,
                    decision=decision,
                )  # fmt: skip
    return thread.get_absolute_url() if thread else ""
