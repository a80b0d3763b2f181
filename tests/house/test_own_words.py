"""A school that says faculty reads faculty, on every page and in every letter."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse
from django.utils.html import strip_tags

from collegium.mail.models import Letter
from collegium.people.models import Closure
from collegium.programmes import asking
from tests.conftest import MONDAY

WORDS = {
    "department": "faculty", "inset": "Baker day", "lead": "learning guide", "leadership": "steering circle",
    "appraisal": "career talk",
}  # fmt: skip
OURS = ("department", "INSET", "CPD lead", "leadership team", "appraisal")


@pytest.fixture(autouse=True)
def own_words(northgate):
    northgate.words = WORDS
    northgate.save()
    with time_machine.travel(MONDAY, tick=False):
        yield


def text_of(page) -> str:
    text = page.content.decode()
    return strip_tags(text[text.index("<main") :])


@pytest.mark.parametrize(
    ("who", "address", "word"),
    [
        ("tom", "/programmes/{programme}/wishes/", "learning guide"),
        ("rob", "/schools/northgate/staff/new/", "Faculty"),
        ("rob", "/schools/northgate/staff/{hale}/", "Learning guide"),
        ("rob", "/schools/northgate/staff/{hale}/", "Steering circle"),
        ("rob", "/schools/northgate/staff/", "Faculty"),
        ("rob", "/first-steps/", "Baker day"),
        ("hale", "/me/", "Learning guide"),
        ("tom", "/calendar/?month=2026-11", "Baker day"),
    ],
)
def test_a_page_says_it_as_the_school_does(client, programme, northgate, request, hale, who, address, word):
    Closure.objects.create(
        school=northgate, kind="inset", starts_on=date(2026, 11, 12), ends_on=date(2026, 11, 12), name=""
    )
    client.force_login(request.getfixturevalue(who))

    page = client.get(address.format(programme=programme.pk, hale=hale.pk))

    assert page.status_code == 200
    assert word in text_of(page)
    assert [one for one in OURS if one in text_of(page)] == []


def test_with_nothing_open_the_catalogue_speaks_of_the_school_s_own_lead(client, tom):
    client.force_login(tom)

    assert "When your learning guide opens a programme" in text_of(client.get(reverse("programmes:programmes")))


def test_letters_say_it_as_the_school_does(programme, hale):
    asking.invite(programme, by=hale, at=MONDAY)

    letters = [letter.text for letter in Letter.objects.filter(kind="wishes")]
    assert letters
    assert all("your learning guide sees that you answered" in text for text in letters)
