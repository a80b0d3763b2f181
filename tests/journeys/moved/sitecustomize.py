"""Python reads this when it starts: the program's clock goes ahead by as many seconds as a file says.

For stories over a term. Only ``timezone.now`` is moved, which everything of ours asks; the machine's clock stays.
"""

import os
from contextlib import suppress
from datetime import timedelta

from django.utils import timezone

AHEAD = os.environ["CLOCK_AHEAD"]
now = timezone.now


def moved():
    with suppress(FileNotFoundError), open(AHEAD) as file:
        return now() + timedelta(seconds=float(file.read() or 0))
    return now()


timezone.now = moved
