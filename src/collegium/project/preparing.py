"""Before anything is served: the database's shape, the files for browsers, and something to look at."""

import hashlib
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils.crypto import salted_hmac

from collegium.demo import building
from collegium.history import sealing
from collegium.kit import clock, locked
from collegium.people import erased, erasing
from collegium.people.models import Person
from collegium.people.signins_of_the_demo import PASSWORD, SIGNINS, is_here_alone
from collegium.project import copying
from collegium.project.folder import Trouble

# The number of a lock in PostgreSQL, which means what we say it means.
MAKING_READY = 197_709


def prepare() -> list[str]:
    """Make ready what is not, and give the lines that tell a person how to begin."""
    with one_machine_at_a_time():
        migrate()
        locked.relock()
        forgotten = forget_again()
    gather_static_files()
    if settings.DEMO:
        return forgotten + fill_demo()
    return forgotten + first_run()


@contextmanager
def one_machine_at_a_time() -> Iterator[None]:
    """Two computers that start on one database at the same moment: the second waits, and finds it ready."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [MAKING_READY])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [MAKING_READY])


def migrate() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(copying.OWNED)
                copying.ensure_owned(cursor.fetchone())
        sys.stderr.write("Making the database ready (up to a minute) …\n")
        call_command("migrate", interactive=False, verbosity=0)


def look_at_everything() -> None:
    """Every table can be read as this version means it, every row leads where it says, and history fits its seals."""
    connection.check_constraints()
    for model in apps.get_models(include_auto_created=True):
        model._base_manager.first()
    if fault := sealing.first_fault():
        raise Trouble(f"History does not fit: {fault}")


def forget_again() -> list[str]:
    """Before anybody can open a page: a backup that was restored may hold people who were erased since."""
    number = erasing.erase_again(at=clock.now())
    erased.catch_up()
    return [f"Erased again from the backup: {number}."] if number else []


def gather_static_files() -> None:
    """Hash and compress the files for browsers, when they are not those that were gathered last."""
    root = Path(settings.STATIC_ROOT)
    stamp = root / "gathered"
    print_of_files = hashlib.sha256("\n".join(sorted(static_files())).encode()).hexdigest()
    if stamp.exists() and stamp.read_text() == print_of_files:
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(print_of_files)


def static_files() -> Iterator[str]:
    for finder in get_finders():
        for path, storage in finder.list([]):
            found = os.stat(storage.path(path))
            yield f"{path} {found.st_size} {found.st_mtime_ns}"


def fill_demo() -> list[str]:
    """All of the demo or nothing of it; and never over people who are not made up."""
    known = Person.objects.filter(email=SIGNINS[0].address).first()
    if not known:
        if Person.objects.exists():
            raise Trouble("The setting “demo” is on, and the people in this data folder are not the demo's.")
        sys.stderr.write("Filling the demo network (about 20 seconds) …\n")
        with transaction.atomic():
            return how_to_sign_in(building.build(beyond_loopback=is_reachable()))
    if is_reachable() and known.check_password(PASSWORD):
        return how_to_sign_in(new_passwords())
    return [] if is_reachable() else how_to_sign_in({})


def is_reachable() -> bool:
    """Others than whoever sits at this computer may come here."""
    return not is_here_alone()


def new_passwords() -> dict[str, str]:
    """The demo was made for this computer alone, and is now shown to others."""
    passwords = {signin.address: secrets.token_urlsafe(9) for signin in SIGNINS}
    for person in Person.objects.filter(email__in=passwords):
        person.set_password(passwords[person.email])
        person.save(update_fields=["password"])
    return passwords


def how_to_sign_in(passwords: dict[str, str]) -> list[str]:
    if not is_reachable():
        return [f"This is the demo. Sign in as cpd@northgate.example, password {PASSWORD}; the others: docs/demo.md"]
    return ["This is the demo. Sign in as:", *(f"  {who}  {password}" for who, password in passwords.items())]


def first_run() -> list[str]:
    """While nobody is here: the one-time code that the first page asks for, so that only its reader may begin."""
    path = settings.DATA / "first-run.code"
    if Person.objects.exists():
        path.unlink(missing_ok=True)
        return []
    if not path.exists():
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(code_for_the_first())
    return [f"The first page asks for this code: {path.read_text().strip()}"]


def code_for_the_first() -> str:
    """Three times four digits, the same on every machine that has the same key: any of them may answer the page."""
    drawn = int(salted_hmac("collegium.first-run", "", algorithm="sha256").hexdigest(), 16)
    return "-".join(f"{drawn // 10_000**place % 10_000:04}" for place in range(3))
