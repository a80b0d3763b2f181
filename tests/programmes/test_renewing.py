"""A newer version of a way of working: offered, taken over once, with the school's own words in it."""

import copy

import pytest

from collegium.history.models import Entry
from collegium.programmes import renewing
from collegium.programmes.approaches import shipped
from collegium.programmes.models import Approach, Programme, RoleTemplate, Stage, bring_in
from collegium.programmes.renewing import news_of, pieces_of, take_over
from tests.conftest import FRIDAY, MONDAY, SEPTEMBER

KEY = "learning-community"


@pytest.fixture
def way(northgate):
    bring_in(northgate, at=MONDAY)
    return Approach.objects.get(school=northgate, key=KEY)


@pytest.fixture
def newer(monkeypatch):
    """The next release says the summary otherwise, changes a stage, and brings a role."""
    text = copy.deepcopy(shipped()[KEY])
    text["version"] += 1
    text["summary"] = "Said better."
    text["stages"][0]["about"] = "Begin more gently."
    text["roles"].append({"key": "host", "title": "Host"})
    for where in ("collegium.programmes.models.approach.shipped", "collegium.programmes.renewing.shipped"):
        monkeypatch.setattr(where, lambda: shipped() | {KEY: text})
    return text


def test_what_is_copied_reads_back_as_it_came(way):
    for approach in Approach.objects.all():
        assert pieces_of(renewing._as_text(approach)) == pieces_of(shipped()[approach.key])


def test_without_a_newer_version_there_is_no_news_and_nothing_to_take(way, hale):
    entries = Entry.objects.count()

    assert news_of(way) == []
    assert take_over(way, by=hale, at=FRIDAY) == way
    assert Entry.objects.count() == entries


def test_a_newer_version_says_what_changes(way, newer):
    assert [(one.title, one.after, one.is_own) for one in news_of(way)] == [
        ("Summary", "Said better.", False),
        (newer["stages"][0]["name"], news_of(way)[1].after, False),
        ("Host", "Host", False),
    ]
    assert "Begin more gently." in news_of(way)[1].after


@pytest.mark.both
def test_taking_it_over_keeps_the_school_s_own_words(way, newer, northgate, hale):
    Approach.objects.filter(pk=way.pk).update(summary="As we say it.")
    Stage.objects.create(approach=way, order=99, name="Our own stage")
    gone = way.roles.order_by("pk").last().key
    RoleTemplate.objects.filter(approach=way, key=gone).delete()
    way.refresh_from_db()
    own = {one.title for one in news_of(way) if one.is_own}

    taken = take_over(way, by=hale, at=FRIDAY)

    assert own == {"Summary"}
    assert (taken.version, taken.summary) == (newer["version"], "As we say it.")
    assert [stage.name for stage in taken.stages.order_by("order")][-1] == "Our own stage"
    assert taken.stages.order_by("order").first().about == "Begin more gently."
    assert "host" in taken.roles.values_list("key", flat=True)
    assert gone not in taken.roles.values_list("key", flat=True)
    assert list(Approach.objects.of(northgate).filter(key=KEY)) == [taken]


@pytest.mark.both
def test_taken_twice_it_is_taken_once(way, newer, hale):
    first, second = (take_over(way, by=hale, at=FRIDAY) for _ in range(2))

    assert first == second
    assert Entry.objects.filter(did="took over").count() == 1


def test_what_runs_keeps_its_version_and_drafts_follow(way, newer, hale):
    runs, draft = (Programme.objects.draft(way, year_starts_on=SEPTEMBER, by=hale, at=MONDAY) for _ in range(2))
    runs.open(by=hale, at=MONDAY)

    taken = take_over(way, by=hale, at=FRIDAY)

    runs.refresh_from_db()
    draft.refresh_from_db()
    assert (runs.approach, draft.approach) == (way, taken)


def test_the_lead_reads_the_news_on_the_page_and_takes_it_over(client, way, newer, hale, tom):
    address = f"/programmes/approaches/{way.pk}/"
    client.force_login(tom)
    staff = client.get(address).content.decode()
    client.force_login(hale)
    before = client.get(address).content.decode()
    after = client.post(f"{address}version/", follow=True).content.decode()
    old = client.get(address).content.decode()

    assert "Take it over" not in staff
    assert "What changes: 3 things" in before
    assert "Take it over" not in after
    assert "Said better." in after
    assert "A newer version is in use here." in old
