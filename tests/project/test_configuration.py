"""What a technician may set: the file, the environment above it, and one clear line for what is wrong."""

from pathlib import Path

import pytest

from collegium.kit import configuration
from collegium.kit.configuration import SETTINGS, BadSetting

RUNNING = Path(__file__).parents[2] / "docs" / "running.md"


def test_every_setting_is_documented_with_what_holds_otherwise():
    section = RUNNING.read_text().split("## Settings")[1].split("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| `")]
    documented = [tuple(cell.strip() for cell in row.strip("|").split("|")) for row in rows]

    assert documented == [(f"`{one.name}`", f"`{one.default!r}`", one.meaning) for one in SETTINGS]


def test_the_environment_stands_above_the_file(tmp_path):
    (tmp_path / "collegium.toml").write_text('port = 9000\nmail_host = "post.example"\n')

    found = configuration.read(tmp_path, {"COLLEGIUM_PORT": "9001", "COLLEGIUM_DEBUG": "yes"})

    assert (found["port"], found["mail_host"], found["debug"]) == (9001, "post.example", True)


def test_what_is_written_is_read_again(tmp_path):
    configuration.write(tmp_path, {"address": "https://collegium.example", "demo": True})
    configuration.write(tmp_path, {"mail_from": "“Ama” <ama@example.org>"})

    found = configuration.read(tmp_path, {})

    assert (found["address"], found["demo"], found["mail_from"]) == (
        "https://collegium.example", True, "“Ama” <ama@example.org>",
    )  # fmt: skip
    assert (tmp_path / "collegium.toml").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("port = ", "Invalid value"),
        ('prot = "9000"', "there is no setting “prot”."),
        ('port = "9000"', "“port” must be like 8000."),
        ("demo = 1", "“demo” must be like False."),
    ],
)
def test_a_file_that_is_wrong_is_named(tmp_path, text, complaint):
    (tmp_path / "collegium.toml").write_text(text)

    with pytest.raises(BadSetting) as said:
        configuration.read(tmp_path, {})

    assert str(said.value).startswith(str(tmp_path / "collegium.toml"))
    assert complaint in str(said.value)


def test_a_variable_that_is_wrong_is_named(tmp_path):
    with pytest.raises(BadSetting, match="COLLEGIUM_PORT must be a whole number, not “many”."):
        configuration.read(tmp_path, {"COLLEGIUM_PORT": "many"})
