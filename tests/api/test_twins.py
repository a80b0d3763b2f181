"""Requests that arrive at the same moment: twins act once, and tokens count every request."""

import json

import pytest
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.test import Client

from collegium.api.models import MOST_A_MINUTE, Token
from collegium.api.views.acting import acts
from collegium.enquiry.models import Idea
from collegium.kit import clock
from tests.api.asking import tokened
from tests.crowd import asked, at_once, real_database


@pytest.fixture
def secret(transactional_db, tom, tmp_path):
    made = tokened(tom)
    with real_database(tmp_path):
        yield made


def share(body, headers):
    return Client().post("/api/v1/ideas", body, content_type="application/json", headers=headers)


@pytest.mark.both
def test_twins_do_their_work_once_and_get_the_same_answer(secret):
    for key in "abc":
        headers = {"Authorization": f"Bearer {secret}", "Idempotency-Key": key}
        body = json.dumps({"title": key})
        came = at_once([lambda body=body, headers=headers: share(body, headers)] * 6)

        assert {one.status_code for one in came} == {200}
        assert len({one.content for one in came}) == 1
        assert asked(lambda key=key: Idea.objects.filter(title=key).count()) == 1


@pytest.mark.both
def test_a_minute_holds_so_many_requests_however_they_arrive(secret):
    asked(lambda: Token.objects.update(used=MOST_A_MINUTE - 3, counted_from=clock.now()))
    headers = {"Authorization": f"Bearer {secret}"}
    came = at_once([lambda: Client().get("/api/v1/me", headers=headers)] * 8)

    assert sorted(one.status_code for one in came) == [200] * 3 + [429] * 5


def test_what_the_database_refuses_for_another_reason_is_no_twin(tom):
    def broken(request):
        with transaction.atomic():
            raise IntegrityError

    request = HttpRequest()
    request.user = tom

    with pytest.raises(IntegrityError):
        acts(lambda request, number: None)(broken)(request)
