"""A verb whose page forgot to ask who may is never kept."""

import inspect

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from collegium.api.views import acting
from collegium.kit.asking import written_once
from collegium.kit.doors import NobodyAsked, ones_own
from collegium.kit.models import Attempt
from collegium.kit.once import acts, once
from collegium.kit.web import ensure
from collegium.people.models import School

pytestmark = pytest.mark.django_db


@pytest.fixture
def press(rf):
    """The button of a page that asks, or does not, before it founds a school."""

    def send(ask=lambda: None, dressed=acts):
        def page(request):
            ask()
            return once(request, lambda: School.objects.create(name="Elsewhere", slug="elsewhere"), "/")

        request = rf.post("/", {"key": "k"})
        request.user = AnonymousUser()
        return dressed(page)(request)

    return send


def test_who_forgets_to_ask_is_stopped_and_nothing_is_kept(press):
    with pytest.raises(NobodyAsked):
        press()

    assert not School.objects.filter(slug="elsewhere").exists()
    assert not Attempt.objects.exists()


def test_what_another_request_asked_does_not_count(press):
    with pytest.raises(PermissionDenied):
        press(lambda: ensure(False))

    with pytest.raises(NobodyAsked):
        press()


@pytest.mark.parametrize("ask", [lambda _ama: ensure(True), School.objects.visible_to])
def test_either_door_will_do(press, ama, ask):
    assert press(lambda: ask(ama)).status_code == 302
    assert School.objects.filter(slug="elsewhere").exists()


@written_once
def schools_of(somebody):
    return School.objects.visible_to(somebody)


@written_once
def every_school(_somebody):
    return School.objects.order_by("pk")


def test_a_door_whose_sql_was_written_earlier_is_one(press, ama):
    schools_of(ama), every_school(ama)

    with pytest.raises(NobodyAsked):
        press(lambda: every_school(ama))
    assert press(lambda: schools_of(ama)).status_code == 302


def test_what_is_ones_own_needs_no_other_door(press):
    assert press(dressed=lambda page: acts(ones_own(page))).status_code == 302


def test_a_program_is_held_to_it_too(rf):
    def found(_request):
        return School.objects.create(name="Elsewhere", slug="elsewhere")

    endpoint = acting.acts(lambda request, number: HttpResponse(number))(found)
    with pytest.raises(NobodyAsked):
        endpoint(rf.post("/api/v1/schools"))

    assert not School.objects.filter(slug="elsewhere").exists()


def test_every_noun_that_says_who_sees_it_counts_as_a_door():
    asking = [
        type(model._default_manager.all()).visible_to
        for model in apps.get_models() if hasattr(model._default_manager.all(), "visible_to")
    ]  # fmt: skip

    assert len(asking) > 100
    assert [one for one in asking if inspect.unwrap(one) is one] == []
