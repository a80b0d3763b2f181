"""``collegium check``: what a technician looks at first."""

import argparse
from importlib import import_module
from io import StringIO

import django
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from collegium.project import folder
from collegium.project.folder import Trouble


def check(asked: argparse.Namespace) -> int:
    """Settings that can be read, a database that answers and has our shape, and Django's own checks."""
    path = folder.chosen(asked.data)
    django.setup()
    try:
        call_command("check", deploy=settings.SECURE, fail_level="WARNING", stdout=StringIO())
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except (SystemCheckError, DatabaseError) as error:
        raise Trouble(str(error).strip()) from error
    if missing:
        raise Trouble(f"The database lacks {len(missing)} changes; “collegium run” makes them.")
    print(f"{path}: settings, database and shape are in order.")
    return 0


def verify_history(asked: argparse.Namespace) -> int:
    """Whether what happened is still what was sealed; else the first entry that does not fit."""
    path = folder.chosen(asked.data)
    django.setup()
    sealing = import_module("collegium.history.sealing")
    try:
        fault, known = sealing.first_fault(), sealing.how_much()
    except DatabaseError as error:
        raise Trouble(str(error).strip()) from error
    if fault:
        raise Trouble(f"History does not fit. {fault}")
    print(f"{path}: history is whole, {known}.")
    return 0
