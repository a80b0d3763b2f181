"""What failed behind the pages, and what its keeper can do about it."""

import pytest
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from collegium.kit import jobs


@jobs.job
def stumble():
    raise MemoryError


@pytest.fixture
def failed(db):
    """One job that failed a moment ago."""
    stumble.enqueue()
    jobs.run_waiting()
    return DBTaskResult.objects.get()


def test_a_failed_job_is_said_in_plain_words(client, rob, failed):
    client.force_login(rob)

    page = client.get(reverse("desk:failed-jobs")).content.decode()

    assert "The computer had too little memory." in page
    assert "Traceback" not in page


def test_without_failures_there_is_nothing_to_do(client, rob):
    client.force_login(rob)

    assert "Nothing has failed" in client.get(reverse("desk:failed-jobs")).content.decode()


def test_another_try_puts_it_back(client, rob, failed):
    client.force_login(rob)

    client.post(reverse("desk:another-try", args=[failed.pk]))

    failed.refresh_from_db()
    assert failed.status == "READY"


def test_let_be_it_is_forgotten(client, rob, failed):
    client.force_login(rob)

    client.post(reverse("desk:letting-be", args=[failed.pk]))

    assert not DBTaskResult.objects.exists()


def test_a_job_that_is_gone_is_not_there(client, rob, failed):
    client.force_login(rob)
    address = reverse("desk:another-try", args=[failed.pk])
    failed.delete()

    assert client.post(address).status_code == 404


def test_a_colleague_may_not_look(client, sam):
    client.force_login(sam)

    assert client.get(reverse("desk:failed-jobs")).status_code == 403
