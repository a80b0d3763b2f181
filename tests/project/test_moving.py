"""Where the address of a database is told, so that nobody else reads its password."""

import io

import pytest

from collegium.project import moving

ADDRESS = "postgresql://collegium:secret@db.example/collegium"


def test_the_address_is_read_from_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{ADDRESS}\nanother line\n"))

    assert moving.told("-") == ADDRESS


def test_an_address_in_the_command_is_taken_as_it_is():
    assert moving.told(ADDRESS) == ADDRESS


@pytest.mark.parametrize(
    ("given", "shows"),
    [(ADDRESS, True), ("postgres:///collegium?user=me&password=secret", True), ("-", False),
     ("postgresql://collegium@db.example/collegium", False), ("postgresql://db.example:5432/collegium", False)],
)  # fmt: skip
def test_a_password_in_the_command_is_warned_of(given, shows):
    assert moving.shows_a_password(given) == shows
