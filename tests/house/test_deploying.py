"""A server that the world can reach: Django's list of what to look after is empty; no secret is in our files."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PUBLIC = {"COLLEGIUM_ADDRESS": "https://collegium.example", "COLLEGIUM_PROXIED": "1"}
SECRETS = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}\b|\bxox[abprs]-[0-9A-Za-z-]{10,}"
    r"|\bAIza[0-9A-Za-z_-]{35}\b|://[^/\s:@{}<>\"']+:(?!password@)[^/\s:@{}<>\"'*…]{8,}@(?!example|127\.|localhost)"
)


def test_django_has_nothing_to_say_of_a_public_server(tmp_path):
    command = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COLLEGIUM_")}
    given = kept | PUBLIC | {"COLLEGIUM_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "collegium.project.settings"}
    done = subprocess.run(command, env=given, cwd=ROOT, capture_output=True, text=True, check=False)

    assert (done.returncode, "no issues" in done.stdout) == (0, True), done.stderr


def test_no_secret_lies_in_our_files():
    found = []
    for folder in ("src", "tests", "docs", "bin", "bench", "requirements"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and path.suffix not in {".pyc", ".woff2", ".png", ".mo", ".ttf", ".otf"}:
                text = path.read_text(encoding="utf-8", errors="replace")
                found += [f"{path.relative_to(ROOT)}: {one[0][:30]}" for one in SECRETS.finditer(text)]

    assert found == []


def test_what_is_looked_for_is_found():
    assert SECRETS.search("-----BEGIN RSA " + "PRIVATE KEY-----")
    assert SECRETS.search("imaps://ama:" + "tea-and-biscuits@mail.school.org")
    assert not SECRETS.search("postgresql://collegium@127.0.0.1/collegium")
