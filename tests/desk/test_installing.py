"""Collegium can be put on a phone's home screen."""

import pytest
from django.contrib.staticfiles import finders
from django.urls import resolve, reverse
from PIL import Image

pytestmark = pytest.mark.django_db


def test_what_a_browser_asks_for_before_it_installs(client):
    told = client.get(reverse("desk:manifest"))

    manifest = told.json()
    assert (told.headers["Content-Type"], told.cookies) == ("application/manifest+json", {})
    assert (manifest["name"], manifest["display"], manifest["start_url"]) == ("Collegium", "standalone", "/")
    assert [resolve(way["url"]).view_name for way in manifest["shortcuts"]] == [
        "desk:today", "enquiry:mine", "community:stop"]  # fmt: skip


def test_its_pictures_are_as_large_as_it_says(client):
    pictures = [one for one in client.get(reverse("desk:manifest")).json()["icons"] if one["type"] == "image/png"]

    for one in pictures:
        with Image.open(finders.find(one["src"].removeprefix("/static/"))) as picture:
            assert f"{picture.width}x{picture.height}" == one["sizes"]
    assert {one["purpose"] for one in pictures} == {"any", "maskable"}


def test_only_whoever_is_signed_in_is_offered_it(client, ama):
    strange = client.get(reverse("account_login")).content.decode()
    client.force_login(ama)
    own = client.get(reverse("desk:today")).content.decode()

    assert ("webmanifest" in strange, "webmanifest" in own) == (False, True)
