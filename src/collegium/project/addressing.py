"""The address of a PostgreSQL database as a technician writes it: of one server, or of several of which one leads."""

import os

import psycopg
from psycopg import conninfo

from collegium.kit.configuration import BadSetting

# A machine that lost its power says nothing: without these a page would wait for it for minutes.
# Seconds, the last in thousandths of one.
PATIENCE = {
    "connect_timeout": "3",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "20000",
}


def understood(address: str) -> dict[str, str]:
    """What PostgreSQL's library is told: of several servers the one that writes, and how long to wait for each."""
    try:
        said = {name: str(value) for name, value in conninfo.conninfo_to_dict(address).items()}
    except psycopg.Error:
        raise BadSetting("The setting “database” cannot be read as a PostgreSQL address.") from None
    leading = {"target_session_attrs": "read-write"} if "," in said.get("host", "") else {}
    return PATIENCE | leading | said


def in_full(address: str) -> str:
    """The same in one line, with the password."""
    return conninfo.make_conninfo("", **understood(address))


def for_programs(address: str) -> tuple[str, dict[str, str]]:
    """The same for ``pg_dump`` and ``pg_restore``. The password is not among the arguments, which others may list."""
    said = understood(address)
    password = said.pop("password", "")
    return conninfo.make_conninfo("", **said), os.environ | ({"PGPASSWORD": password} if password else {})
