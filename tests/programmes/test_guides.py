"""A guide teaches the method: on one page, whose every sentence is whole."""

import pytest

from collegium.programmes.approaches import shipped
from collegium.programmes.guides import guide_to, guides
from collegium.programmes.models import Approach

A_PAGE = 330


def test_each_way_of_working_that_is_shipped_has_one_in_the_order_of_the_offer():
    assert [guide.key for guide in guides()] == list(shipped())
    assert guide_to("a school’s own") is None


@pytest.mark.parametrize("guide", guides(), ids=lambda guide: guide.key)
def test_it_fits_on_a_page_and_is_said_in_sentences(guide):
    lines = [guide.why, guide.small, guide.after, guide.matter[1], *guide.first, *guide.wrong]

    assert [line for line in lines if not line.endswith((".", "?", "!", "”"))] == []
    assert sum(len(line.split()) for line in lines) < A_PAGE
    assert all([guide.title, guide.roles, guide.matter[0], guide.first[1:], guide.wrong[1:]])


def test_whoever_comes_in_reads_it_and_finds_how_it_goes_at_their_school(client, tom, northgate):
    client.force_login(tom)
    assert client.get("/programmes/guides/lesson-study/").context["ours"] is None

    Approach.objects.of(northgate)
    page = client.get("/programmes/guides/lesson-study/")
    ours = page.context["ours"]

    assert (ours.school, ours.key) == (northgate, "lesson-study")
    assert f"/programmes/approaches/{ours.pk}/" in page.content.decode()
    assert "/programmes/guides/lesson-study/" in client.get(f"/programmes/approaches/{ours.pk}/").content.decode()


def test_an_unknown_one_is_not_there(client, tom):
    client.force_login(tom)

    assert client.get("/programmes/guides/nothing/").status_code == 404


def test_all_of_them_stand_on_one_page_that_the_menu_leads_to(client, tom):
    client.force_login(tom)

    page = client.get("/programmes/guides/")

    assert page.content.decode().count('class="cover"') == len(shipped())
    menu = [entry for section in page.context["navigation"] for entry in section.entries]
    assert [entry.label for entry in menu if entry.is_current] == ["Guides"]
