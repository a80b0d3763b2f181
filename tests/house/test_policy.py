"""Each page tells the browser what it may load and who may frame it, and nothing unsafe is among that."""

from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.house.test_who_may import rows
from tests.house.who_may import EVERYBODY

# Pages that a school's VLE or website may show in a frame of its own.
FRAMED = ("lti:", "community:public", "community:embedded")


def pages():
    for row in rows():
        who = next((one for one in EVERYBODY if row.expected[one] == 200), None)
        if row.method == "get" and who:
            yield row, who


def policy_of(row, who, world):
    """Of a page, what it allows, part by part; of a file or what is not there nothing. Each row in its own world."""
    with transaction.atomic():
        client = Client(raise_request_exception=False)
        if who != "nobody":
            client.force_login(world.people[who])
        response = client.get(reverse(row.name, args=row.args(world)), row.data(world))
        response.getvalue()
        transaction.set_rollback(True)
    if response.status_code != 200 or not response["Content-Type"].startswith("text/html"):
        return None
    return dict(one.strip().partition(" ")[::2] for one in response["Content-Security-Policy"].split(";"))


def test_no_page_allows_what_is_unsafe_or_to_be_framed_by_strangers(world, record_property):
    seen = [(row.name, policy_of(row, who, world)) for row, who in pages()]
    seen = [(name, policy) for name, policy in seen if policy]
    record_property("pages", len(seen))

    unsafe = [name for name, parts in seen
              if "unsafe" in str(parts) or "http:" in str(parts) or "*" in parts["script-src"]]  # fmt: skip
    bare = {"frame-ancestors": "'none'", "base-uri": "'none'", "default-src": "'none'"}
    framed = [name for name, parts in seen if not bare.items() <= parts.items()]
    assert unsafe == []
    assert [name for name in framed if not name.startswith(FRAMED)] == []
    assert len(seen) > 100
