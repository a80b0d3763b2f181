"""Processes of ours: how one starts another, and how none outlives the one that started it."""

import ctypes
import os
import signal
import sys

SET_PARENT_DEATH_SIGNAL = 1


def ourselves(*arguments: str) -> list[str]:
    """This program with other arguments. ``-P``: a folder called django where somebody stands is not ours."""
    return [sys.executable, "-P", "-m", "collegium", *arguments]


def end_with_parent(how: signal.Signals, parent: int) -> None:
    """Ask the kernel to send this signal when the parent is gone, and end now if it went before we asked."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(SET_PARENT_DEATH_SIGNAL, how)
    if os.getppid() != parent:
        os._exit(1)
