"""Databases beside the one of the tests, on the same server."""

import os
from contextlib import contextmanager
from urllib.parse import quote

import psycopg
from django.db import connection


def address(name: str) -> str:
    here = connection.settings_dict
    return f"postgresql://{quote(here['USER'])}:{quote(here['PASSWORD'])}@{here['HOST']}:{here['PORT']}/{name}"


@contextmanager
def another_database(how: str = ""):
    """An empty one, for as long as a story takes."""
    name = f"{connection.settings_dict['NAME']}_other_{os.getpid()}"
    with psycopg.connect(address("postgres"), autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}"')
        server.execute(f'CREATE DATABASE "{name}" {how}')
        try:
            yield address(name)
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
