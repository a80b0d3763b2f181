"""A command that reads a file and writes one: nothing half done, and an exit status that says how it went."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from errno import EACCES, EISDIR, ENOENT
from pathlib import Path

from collegium.kit.strictly import Unreadable

DONE, REFUSED, IMPOSSIBLE, INTERRUPTED = 0, 2, 3, 130


class Impossible(Exception):
    """What is asked contradicts itself; each argument is a line that says where."""


def carry_through(
    parser: argparse.ArgumentParser, argv: Sequence[str] | None, work: Callable[[argparse.Namespace], str]
) -> int:
    """Do the work and write what comes of it: 0 done, 2 the request is wrong, 3 its rules contradict each other."""
    try:
        asked = parser.parse_args(argv)
    except SystemExit as stop:
        return REFUSED if stop.code else DONE
    try:
        _ensure_writable(asked.output)
        _write(work(asked), asked.output)
    except Unreadable as error:
        return _complain(REFUSED, str(error))
    except OSError as error:
        return _complain(REFUSED, f"{error.filename or asked.output or 'standard output'}: {error.strerror}")
    except Impossible as contradiction:
        return _complain(IMPOSSIBLE, *contradiction.args)
    except KeyboardInterrupt:
        return _complain(INTERRUPTED, "Stopped; nothing was written.")
    return DONE


def _ensure_writable(output: str | None) -> None:
    """A minute of work should not end in a folder that is not there."""
    if output is not None:
        path = Path(output)
        place = path if path.exists() else path.absolute().parent
        if path.is_dir():
            raise IsADirectoryError(EISDIR, os.strerror(EISDIR), output)
        if not place.exists():
            raise FileNotFoundError(ENOENT, os.strerror(ENOENT), output)
        if not os.access(place, os.W_OK):
            raise PermissionError(EACCES, os.strerror(EACCES), output)


def _write(text: str, output: str | None) -> None:
    if output is not None:
        Path(output).write_text(text, encoding="utf-8")
        return
    try:
        sys.stdout.buffer.write(text.encode())
        sys.stdout.flush()
    except OSError as error:
        # What could not be written must not be tried once more, and complained about again, on the way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            raise


def _complain(status: int, *lines: str) -> int:
    for line in lines:
        print(line, file=sys.stderr)
    return status
