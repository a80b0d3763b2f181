"""Somebody else's reading of SCIM 2.0 (scim2-tester) finds nothing that our door does not keep."""

import pytest
from django.core.handlers.wsgi import WSGIHandler
from scim2_client.engines.wsgi import WSGISCIMClient
from scim2_tester import Status, check_server, filling

from collegium.people.models import DirectoryKey, SignOn
from tests.conftest import MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def addresses_of_the_school(monkeypatch):
    """The tester thinks of any name: those of a directory end as the school said."""
    thought_of = filling.generate_random_value

    def think(context, path, *more, **said):
        value = thought_of(context, path, *more, **said)
        if str(path) == "userName":
            return f"{value}@example.org"
        return f"{value.partition('@')[0]}@example.org" if isinstance(value, str) and "@" in value else value

    monkeypatch.setattr(filling, "generate_random_value", think)


def test_all_that_the_tester_tries_is_as_the_standard_says(addresses_of_the_school, northgate, rob, settings):
    settings.ADDRESS = "http://localhost"
    SignOn.objects.create(
        school=northgate, kind="other", issuer="https://accounts.example", client="1", domains=["example.org"],
        by=rob, at=MONDAY,
    )  # fmt: skip
    _key, secret = DirectoryKey.objects.make(northgate, by=rob, at=MONDAY)
    client = WSGISCIMClient(
        WSGIHandler(), base_url="http://localhost/scim/v2/northgate",
        headers={"Authorization": f"Bearer {secret}"},
    )  # fmt: skip
    results = check_server(client)
    wrong = {(one.title, one.reason.split("'")[1]) for one in results if one.status is not Status.SUCCESS}

    # Everybody here has one address, and is here or not: neither goes away by being left out.
    assert wrong == {
        ("check_add_attribute", "emails"), ("check_replace_attribute", "emails"),
        ("check_remove_attribute", "emails"), ("check_remove_attribute", "active"),
    }  # fmt: skip
    assert sum(one.status is Status.SUCCESS for one in results) > 40
