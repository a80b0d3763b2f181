"""The pages that devices keep for when there is no network: all they need is kept, and nobody stands on them."""

import json
import re

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

PAGES = [("visits", "/visits/5/notes/"), ("meetings", "/meetings/5/live/"), ("walks", "/walks/5/walking/")]


@pytest.mark.django_db
@pytest.mark.parametrize(("app", "address"), PAGES, ids=["notes of a visit", "a meeting", "a walk"])
def test_it_keeps_every_file_that_it_names_and_stands_in_for_the_page(client, ama, app, address):
    client.force_login(ama)
    said = client.get(reverse(f"{app}:without-network")).content.decode()
    script = client.get(reverse(f"{app}:offline-script"))
    text = script.content.decode()

    kept = json.loads(json.loads('"' + re.search(r'JSON.parse\("(.*?)"\)', text)[1] + '"'))
    pattern = json.loads('"' + re.search(r'new RegExp\("(.*?)"\)', text)[1] + '"')
    named = set(re.findall(r'(?:src|href)="(/static/[^"#]+)', said))
    assert named <= set(kept)
    assert all(finders.find(path.removeprefix("/static/")) for path in kept)
    assert re.search(pattern, address)
    assert reverse(f"{app}:offline-script").startswith(address[: address.index("/", 1) + 1])
    assert script.headers["Content-Type"].startswith("text/javascript")
    assert [name for name in ("Ama", ama.email) if name in said] == []
