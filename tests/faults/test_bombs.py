"""No file and no text costs more than half a gigabyte or five seconds, and each is refused in words or just read."""

import json
import subprocess
import sys

import pytest

from tests.faults.bombs import BOMBS
from tests.faults.program import ROOT, environment

pytestmark = pytest.mark.long


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_no_bomb(name, tmp_path, record_property):
    given = environment() | {"COLLEGIUM_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "collegium.project.settings"}
    command = [sys.executable, "-W", "ignore", "-m", "tests.faults.bombs", name]
    done = subprocess.run(command, env=given, cwd=ROOT, capture_output=True, text=True, timeout=120, check=True)
    became = json.loads(done.stdout)
    record_property("seconds", became["seconds"])
    record_property("megabytes", became["megabytes"])

    assert became["seconds"] < 5
    assert became["megabytes"] < 512
    assert "Traceback" not in done.stderr
