"""Each page tells the browser what it may load and who may frame it, and nothing unsafe is among that."""

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


def test_no_page_allows_what_is_unsafe_or_to_be_framed_by_strangers(world, record_property):
    unsafe, framed, seen = [], [], 0
    for row, who in pages():
        client = Client(raise_request_exception=False)
        if who != "nobody":
            client.force_login(world.people[who])
        response = client.get(reverse(row.name, args=row.args(world)), row.data(world))
        response.getvalue()
        if response.status_code != 200 or not response["Content-Type"].startswith("text/html"):
            continue
        seen += 1
        policy = response["Content-Security-Policy"]
        parts = dict(one.strip().partition(" ")[::2] for one in policy.split(";"))
        unsafe += [row.name] if "unsafe" in policy or "*" in parts["script-src"] or "http:" in policy else []
        if parts["frame-ancestors"] != "'none'" or parts["base-uri"] != "'none'" or parts["default-src"] != "'none'":
            framed.append(row.name)
    record_property("pages", seen)

    assert unsafe == []
    assert [name for name in framed if not name.startswith(FRAMED)] == []
    assert seen > 100
