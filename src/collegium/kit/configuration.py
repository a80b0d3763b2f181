"""What a technician may set: one TOML file in the data folder, and the environment above it."""

import json
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Setting:
    """One thing a school's technician may decide, with what holds until somebody does."""

    name: str
    default: Any
    meaning: str

    @property
    def variable(self) -> str:
        return f"COLLEGIUM_{self.name.upper()}"


SETTINGS = (
    Setting("address", "", "The public address, for letters, feeds and passkeys; empty: localhost and the port."),
    Setting("host", "127.0.0.1", "The network address that the web processes listen on."),
    Setting("port", 8000, "The port that the web processes listen on."),
    Setting("processes", 2, "How many web processes serve pages."),
    Setting("threads", 4, "How many requests one web process answers at a time."),
    Setting("proxied", False, "A reverse proxy of yours stands in front and sets X-Forwarded-For and -Proto."),
    Setting("database", "", "A PostgreSQL address (postgresql://…); empty: SQLite in the data folder."),
    Setting("sqlite_synchronous", "NORMAL", "FULL loses nothing when the power fails, and writes more slowly."),
    Setting("mail_host", "", "The mail server; empty: letters wait in the outbox."),
    Setting("mail_port", 587, "The mail server's port."),
    Setting("mail_user", "", "The mail server's user name."),
    Setting("mail_password", "", "The mail server's password."),
    Setting("mail_security", "starttls", "starttls, tls or none."),
    Setting("mail_from", "", "The address that letters come from and answers go to."),
    Setting("reply_address", "", "Where answers go, with {key} in it; empty: like mail_from, if imap_host is set."),
    Setting("imap_host", "", "The mailbox that is looked into for answers; empty: none."),
    Setting("imap_port", 993, "The mailbox’s port."),
    Setting("imap_user", "", "The mailbox’s user name; empty: mail_user."),
    Setting("imap_password", "", "The mailbox’s password; empty: mail_password."),
    Setting("imap_security", "tls", "tls, starttls or none."),
    Setting("backup_folder", "", "Where the backups of the nights go, best on another disk; empty: backups/ here."),
    Setting("backup_nights", 14, "For how many nights backups are kept."),
    Setting("metrics_token", "", "Whoever sends it as a bearer token may read /metrics; empty: nobody."),
    Setting("sign_on_inside", False, "Providers of accounts, VLEs and webhooks may be inside the network."),
    Setting("webhooks", False, "People may have addresses elsewhere told when something happened."),
    Setting("notices", False, "People may have their phone ring by its maker’s push service when a letter went."),
    Setting("timezone", "Europe/London", "The time zone of schools that have not said theirs."),
    Setting("language", "en-gb", "The language of pages for people who have not chosen one."),
    Setting("demo", False, "The data folder holds the demo network, and no letter leaves it."),
    Setting("debug", False, "Show the reason for faults on the page. Never on a machine that others reach."),
)


class BadSetting(ValueError):
    """A setting that cannot be understood, in one line that names it and where it stands."""


def read(folder: Path, environment: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """All settings: the defaults, then ``collegium.toml`` in the data folder, then the environment."""
    values = {setting.name: setting.default for setting in SETTINGS}
    values.update(_from_file(folder / "collegium.toml"))
    for setting in SETTINGS:
        if setting.variable in environment:
            values[setting.name] = _from_text(setting, environment[setting.variable])
    return values


def write(folder: Path, changes: Mapping[str, Any]) -> None:
    """Keep what somebody decided on a page. The file is replaced whole, and only its owner reads it."""
    path = folder / "collegium.toml"
    values = _from_file(path) | dict(changes)
    text = "".join(f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in sorted(values.items()))
    draft = path.with_suffix(".new")
    draft.touch(mode=0o600)
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)


def _from_file(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSetting(f"{path}: {error}") from error
    known = {setting.name: setting for setting in SETTINGS}
    for name, value in values.items():
        if name not in known:
            raise BadSetting(f"{path}: there is no setting “{name}”.")
        if type(value) is not type(known[name].default):
            raise BadSetting(f"{path}: “{name}” must be like {known[name].default!r}.")
    return values


def _from_text(setting: Setting, text: str) -> Any:
    if isinstance(setting.default, bool):
        return text.strip().lower() in {"1", "true", "yes", "on"}
    if isinstance(setting.default, int):
        try:
            return int(text)
        except ValueError:
            raise BadSetting(f"{setting.variable} must be a whole number, not “{text}”.") from None
    return text
