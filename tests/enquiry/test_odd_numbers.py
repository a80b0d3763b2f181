"""What is no number is none: a forged field is answered, and nothing breaks."""

import pytest
from django.urls import reverse

from collegium.enquiry.models import Cycle
from tests.conftest import MONDAY

SQUARED, LONG = "²", "1" * 15 + "x"


@pytest.mark.parametrize("given", [SQUARED, LONG])
def test_a_source_that_is_no_number_is_left_out(client, tom, given):
    client.force_login(tom)

    assert client.get(reverse("enquiry:sharing"), {"from": given}).status_code == 200
    assert client.post(reverse("enquiry:shared"), {"sources": given}).status_code == 422


@pytest.mark.parametrize("given", [SQUARED, LONG])
def test_a_stage_that_is_no_number_is_not_there(client, tom, feedback, given):
    cycle = Cycle.objects.begin(feedback, "Marking", by=tom, at=MONDAY)
    client.force_login(tom)

    assert client.post(reverse("enquiry:stage", args=[cycle.pk]), {"stage": given}).status_code == 404


def test_a_theme_that_is_no_number_finds_what_is_there(client, tom):
    client.force_login(tom)

    assert client.get(reverse("groups:directory"), {"theme": SQUARED}).status_code == 200
