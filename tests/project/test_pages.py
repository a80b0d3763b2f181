"""What the processes promise of themselves."""

import subprocess
import sys

import pytest

from tests.faults.program import environment

pytestmark = pytest.mark.django_db


def test_a_web_process_never_loads_what_plans(tmp_path):
    code = (
        "import sys, collegium.project.wsgi; from django.urls import get_resolver; get_resolver().url_patterns; "
        "print([name for name in ('scipy', 'numpy', 'openpyxl') if name in sys.modules])"
    )
    (tmp_path / "static").mkdir()
    given = environment() | {"COLLEGIUM_DATA": str(tmp_path)}

    done = subprocess.run([sys.executable, "-c", code], env=given, capture_output=True, text=True, check=False)

    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_health_without_a_worker(client):
    answer = client.get("/healthz")

    assert (answer.status_code, answer.json()) == (200, {"ok": False, "database": True, "worker_seconds": None})


def test_a_form_that_lacks_its_token_is_told_what_to_do():
    from django.test import Client

    answer = Client(enforce_csrf_checks=True).post("/account/login/")

    assert answer.status_code == 403
    assert "Nothing was changed" in answer.content.decode()
