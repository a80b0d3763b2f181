"""Where the database is: one server, or several of which one leads."""

import pytest

from collegium.kit.configuration import BadSetting
from collegium.project import addressing, settings
from collegium.project.addressing import PATIENCE


def test_of_several_servers_the_one_that_writes_is_asked_for():
    said = addressing.understood("postgresql://collegium:a%2Fb@one.example,two.example:5433/learning")

    assert said == PATIENCE | {
        "user": "collegium", "password": "a/b", "dbname": "learning",
        "host": "one.example,two.example", "port": ",5433", "target_session_attrs": "read-write",
    }  # fmt: skip


def test_what_the_address_says_itself_holds():
    said = addressing.understood("postgresql://one,two/learning?target_session_attrs=any&connect_timeout=9&sslmode=require")

    assert (said["target_session_attrs"], said["connect_timeout"], said["sslmode"]) == ("any", "9", "require")


def test_django_is_told_all_of_it():
    here = settings.database("postgresql://collegium:secret@one:5432,two:5433/learning?sslmode=verify-full")

    assert {name: here[name] for name in ("HOST", "PORT", "NAME", "USER", "PASSWORD")} == {
        "HOST": "one,two", "PORT": "5432,5433", "NAME": "learning", "USER": "collegium", "PASSWORD": "secret",
    }  # fmt: skip
    assert here["OPTIONS"] == PATIENCE | {"sslmode": "verify-full", "target_session_attrs": "read-write"}


def test_a_program_of_postgresql_is_told_the_password_where_nobody_else_reads_it():
    database, environment = addressing.for_programs("postgresql://collegium:secret@one/learning")

    assert "secret" not in database
    assert environment["PGPASSWORD"] == "secret"
    assert "PGPASSWORD" not in addressing.for_programs("postgresql://collegium@one/learning")[1]


def test_an_address_that_cannot_be_read_is_named_without_its_password():
    with pytest.raises(BadSetting, match="“database” cannot be read") as trouble:
        addressing.understood("postgresql://collegium:secret@one:port/learn?nonsense=1")

    assert "secret" not in str(trouble.value)
