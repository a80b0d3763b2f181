"""``collegium receive``: one message on standard input, as a mail server hands it to a program."""

import argparse
import sys

import django
from django.db import DatabaseError

from collegium.project import at_work, folder
from collegium.project.folder import Trouble

# sysexits.h: the mail server keeps the message and tries again.
TRY_AGAIN, DONE = 75, 0


def receive(asked: argparse.Namespace) -> int:
    """Take one message. Whatever it is, the mail server is told that it arrived: nobody gets a bounce from us."""
    folder.chosen(asked.data)
    try:
        at_work.begin()
    except Trouble as trouble:
        print(f"collegium: {trouble}", file=sys.stderr)
        return TRY_AGAIN
    django.setup()
    from collegium.kit import clock  # noqa: PLC0415  needs Django's apps
    from collegium.mail.reading import LARGEST  # noqa: PLC0415
    from collegium.mail.receiving import receive as take  # noqa: PLC0415

    raw = sys.stdin.buffer.read(LARGEST)
    while sys.stdin.buffer.read(LARGEST):
        pass  # a mail server takes a reader that leaves early for a failure
    try:
        take(raw, at=clock.now())
    except DatabaseError as trouble:
        print(f"collegium: the database does not answer, try again: {type(trouble).__name__}", file=sys.stderr)
        return TRY_AGAIN
    return DONE
