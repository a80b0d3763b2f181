"""The command line: ``collegium COMMAND``. What needs Django loads it late, so that the supervisor stays small."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TypeAlias

import collegium
from collegium.kit.configuration import BadSetting
from collegium.project.folder import Trouble

DONE, REFUSED = 0, 2
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status: 0 done, 2 could not, with one line that says why."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "collegium.project.settings")
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        if arguments[:1] and arguments[0] in PASSED_ON:
            return PASSED_ON[arguments[0]](arguments[1:])
        asked = parser().parse_args(arguments)
        return _module(asked.module)(asked)
    except (Trouble, BadSetting) as trouble:
        print(f"collegium: {trouble}", file=sys.stderr)
        return REFUSED
    except KeyboardInterrupt:
        return 130


def parser() -> argparse.ArgumentParser:
    described = argparse.ArgumentParser(prog="collegium", description="Where teachers learn together.")
    described.add_argument("--version", action="version", version=collegium.__version__)
    commands = described.add_subparsers(metavar="COMMAND", required=True)
    where = argparse.ArgumentParser(add_help=False)
    where.add_argument("--data", metavar="DIR", help="the data folder (COLLEGIUM_DATA, or data/ here)")
    for add in (_to_serve, _to_keep, _to_look):
        add(commands, where)
    for name, meaning in OTHERS.items():
        commands.add_parser(name, help=meaning, add_help=False)
    return described


def _to_serve(commands: Commands, where: argparse.ArgumentParser) -> None:
    run = commands.add_parser("run", parents=[where], help="serve pages, and do the work behind them")
    run.add_argument("--empty", action="store_true", help="begin without the demo network")
    run.add_argument("--host", help="the network address to listen on (127.0.0.1)")
    run.add_argument("--port", type=int, help="the port to listen on (8000)")
    run.set_defaults(module="collegium.project.running:run")

    demo = commands.add_parser("demo", parents=[where], help="fill an empty data folder with the demo network")
    demo.set_defaults(module="collegium.project.running:demo")

    receive = commands.add_parser("receive", parents=[where], help="take one message from standard input")
    receive.set_defaults(module="collegium.project.inbox:receive")


def _to_keep(commands: Commands, where: argparse.ArgumentParser) -> None:
    backup = commands.add_parser("backup", parents=[where], help="keep everything in one file, also while serving")
    backup.add_argument("file", nargs="?", metavar="FILE", help="where (collegium-DATE.tar.gz here)")
    backup.set_defaults(module="collegium.project.keeping:backup")

    restore = commands.add_parser("restore", parents=[where], help="bring a backup back")
    restore.add_argument("file", metavar="FILE")
    restore.add_argument("--replace", action="store_true", help="put aside what the data folder holds now")
    restore.set_defaults(module="collegium.project.keeping:restore")

    meaning = "give the database the shape of this version, or leave it as it was"
    upgrade = commands.add_parser("upgrade", parents=[where], help=meaning)
    upgrade.set_defaults(module="collegium.project.upgrading:upgrade")

    meaning = "bring everything from SQLite into an empty PostgreSQL database, or leave it as it was"
    move = commands.add_parser("move", parents=[where], help=meaning)
    meaning = "postgresql://user:password@host/database; “-” reads it from standard input, where no password shows"
    move.add_argument("address", metavar="ADDRESS", help=meaning)
    move.set_defaults(module="collegium.project.moving:move")


def _to_look(commands: Commands, where: argparse.ArgumentParser) -> None:
    meaning = "look whether a backup could be restored, or history is whole"
    verify = commands.add_parser("verify", parents=[where], help=meaning)
    verify.add_argument("file", nargs="?", metavar="FILE", help="a backup (without it: the history here)")
    verify.set_defaults(module="collegium.project.keeping:verify")

    sealed = commands.add_parser("verify-pack", help="look whether an evidence pack is as it was sealed")
    sealed.add_argument("file", metavar="FILE.zip")
    sealed.add_argument("--seal", default="", metavar="HASH", help="the seal that stands on the pack’s page")
    sealed.set_defaults(module="collegium.project.sealed:verify_pack")

    check = commands.add_parser("check", parents=[where], help="look at the settings and the database")
    check.set_defaults(module="collegium.project.checking:check")


def _module(address: str) -> Callable[[argparse.Namespace], int]:
    module, _, name = address.partition(":")
    found: Callable[[argparse.Namespace], int] = getattr(import_module(module), name)
    return found


def _plan(arguments: Sequence[str]) -> int:
    status: int = import_module("collegium.planning.command").main(arguments)
    return status


def _timetable(arguments: Sequence[str]) -> int:
    status: int = import_module("collegium.planning.command").timetable(arguments)
    return status


def _compare(arguments: Sequence[str]) -> int:
    status: int = import_module("collegium.statistics.command").main(arguments)
    return status


def _manage(arguments: Sequence[str]) -> int:
    import_module("collegium.project.at_work").begin()
    import_module("django.core.management").execute_from_command_line(["collegium manage", *arguments])
    return DONE


def _inside(name: str) -> Callable[[Sequence[str]], int]:
    """What the supervisor and the worker start; nobody types these."""

    def start(arguments: Sequence[str]) -> int:
        getattr(import_module("collegium.project.inside"), name)(*arguments)
        return DONE

    return start


OTHERS = {
    "plan": "plan groups, meeting series or peer visits from a problem in a file",
    "compare": "compare members with other staff, from counts in a file",
    "timetable": "make a problem of peer visits from a school's timetable",
    "manage": "Django's own commands",
}
PASSED_ON: dict[str, Callable[[Sequence[str]], int]] = {
    "plan": _plan,
    "timetable": _timetable,
    "compare": _compare,
    "manage": _manage,
    "prepare": _inside("prepare"),
    "reshape": _inside("reshape"),
    "settle": _inside("settle"),
    "web": _inside("web"),
    "work": _inside("work"),
    "job": _inside("job"),
}
