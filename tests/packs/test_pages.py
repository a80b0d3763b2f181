"""The pages of evidence packs, as their makers use them."""

import pytest
import time_machine
from django.urls import reverse

from collegium.kit import jobs
from collegium.packs.models import Answer, Making, OwnList, Pack
from collegium.people.models import School
from tests.conftest import FRIDAY, MONDAY, duty
from tests.packs.conftest import begin

DAYS = {"from_on": "2026-09-01", "until_on": "2027-08-31", "readers": "here"}


@pytest.fixture(autouse=True)
def _friday():
    with time_machine.travel(FRIDAY, tick=False):
        yield


@pytest.fixture
def desk(client, hale):
    """Mr Hale, signed in."""
    client.force_login(hale)
    return client


@pytest.fixture
def governors(northgate, hale):
    return OwnList.objects.begin(northgate, title="Our governors’ questions", about="", by=hale, at=MONDAY)


def text_of(page):
    return page.content.decode()


def test_from_nothing_to_the_gap_list(desk, seeded):
    empty = text_of(desk.get(reverse("packs:packs")))
    page = desk.post(reverse("packs:beginning"), DAYS | {"criteria": "guskey", "school": seeded.pk}, follow=True)

    pack = Pack.objects.get()
    assert "No pack yet" in empty
    assert "Guskey’s five levels" in text_of(page)
    assert "No learning walk was finished." in text_of(page)
    assert "Take what was found" in text_of(page)

    page = text_of(desk.post(reverse("packs:taking-all", args=[pack.pk]), follow=True))

    assert "Make the pack" in page
    assert "2 of 5 criteria are shown" in page
    assert Answer.objects.count() == 2


def test_days_the_wrong_way_round_lose_nothing(desk, northgate):
    given = DAYS | {"criteria": "guskey", "school": northgate.pk, "until_on": "2026-01-01"}

    page = desk.post(reverse("packs:beginning"), given)

    assert page.status_code == 422
    assert "That is before the first day." in text_of(page)
    assert 'value="2026-01-01"' in text_of(page)


def test_one_criterion_after_another(desk, seeded, hale):
    pack = begin(seeded, hale, "guskey")
    address = reverse("packs:criterion", args=[pack.pk, "learning"])
    page = text_of(desk.get(address))
    assert page.count("checked") == 2

    answer = reverse("packs:answering", args=[pack.pk, "learning"])
    to = desk.post(answer, {"facts": ["report:0"], "sentence": "kept"})
    assert to.status_code == 422
    assert "kept" in text_of(to)

    to = desk.post(answer, {"facts": [], "sentence": "Two reports."})
    assert to.url == reverse("packs:criterion", args=[pack.pk, "support"])
    assert text_of(desk.get(address)).count(" checked") == 0

    for key in ("support", "use"):
        to = desk.post(reverse("packs:answering", args=[pack.pk, key]), {})
    assert to.url == reverse("packs:criterion", args=[pack.pk, "pupils"])
    assert desk.post(reverse("packs:answering", args=[pack.pk, "pupils"]), {}).url == pack.get_absolute_url()


def test_what_is_not_in_the_list_is_not_there(desk, pack):
    assert desk.get(reverse("packs:criterion", args=[pack.pk, "gossip"])).status_code == 404


def test_with_nothing_chosen_it_says_so(desk, pack):
    page = desk.post(reverse("packs:making", args=[pack.pk]), follow=True)

    assert "Nothing is chosen yet" in text_of(page)


def test_made_fetched_and_out_of_date(
    desk, seeded, shared, ama, hale, django_capture_on_commit_callbacks
):
    pack = begin(seeded, hale)
    desk.post(reverse("packs:taking-all", args=[pack.pk]))
    with django_capture_on_commit_callbacks(execute=True):
        page = text_of(desk.post(reverse("packs:making", args=[pack.pk]), follow=True))
    assert "At work: waiting." in page
    with django_capture_on_commit_callbacks(execute=True):
        jobs.run_waiting()

    page = text_of(desk.get(pack.get_absolute_url()))
    fetched = desk.get(reverse("packs:file", args=[pack.pk, "zip"]))
    assert "Ready to hand on" in page
    assert f"--seal {Making.objects.get().seal}" in page
    assert fetched["Content-Disposition"] == 'attachment; filename="what-we-can-show.zip"'
    assert fetched.getvalue()[:2] == b"PK"
    assert desk.get(reverse("packs:file", args=[pack.pk, "epub"])).status_code == 404

    shared.withdraw(by=ama, at=FRIDAY)

    assert "Out of date" in text_of(desk.get(pack.get_absolute_url()))
    assert desk.get(reverse("packs:file", args=[pack.pk, "zip"])).status_code == 404


def test_stopped_and_failed_it_says_so(desk, seeded, hale):
    pack = begin(seeded, hale)
    desk.post(reverse("packs:taking-all", args=[pack.pk]))
    going = pack.make(by=hale, at=FRIDAY)

    page = text_of(desk.post(reverse("packs:stopping", args=[pack.pk]), follow=True))
    assert "Make the pack" in page
    assert desk.post(reverse("packs:stopping", args=[pack.pk])).status_code == 302

    Making.objects.filter(pk=going.pk).update(cancelled_at=None)
    going.fail(at=FRIDAY)
    assert "It stopped" in text_of(desk.get(pack.get_absolute_url()))


def test_title_days_and_readers_change(desk, pack):
    assert 'value="2026-09-01"' in text_of(desk.get(reverse("packs:words", args=[pack.pk])))
    wrong = desk.post(reverse("packs:wording", args=[pack.pk]), DAYS | {"title": ""})
    desk.post(reverse("packs:wording", args=[pack.pk]), DAYS | {"title": "For Ofsted", "readers": "out"})

    pack.refresh_from_db()
    assert (wrong.status_code, pack.title, pack.goes_out) == (422, "For Ofsted", True)
    assert "for others" in text_of(desk.get(pack.get_absolute_url()))


def test_a_pack_is_removed(desk, pack):
    desk.post(reverse("packs:removal", args=[pack.pk]))

    assert not Pack.objects.exists()


def test_a_list_of_our_own_is_written_and_filled(desk, seeded, governors):
    address = governors.get_absolute_url()
    assert "The first criterion" in text_of(desk.get(address))
    nothing = desk.post(reverse("packs:adding", args=[governors.pk]), {"title": "Reports", "least": "1"})
    assert nothing.status_code == 422
    assert "Tick what would show it" in text_of(nothing)
    desk.post(reverse("packs:adding", args=[governors.pk]),
              {"title": "Reports", "least": "2", "kinds": ["report", "booklet"]})  # fmt: skip
    desk.post(reverse("packs:adding", args=[governors.pk]), {"title": "Time", "least": "1", "ask": "How much?"})
    assert "at least 2 of: Reports, Booklets" in text_of(desk.get(address))

    to = desk.post(reverse("packs:beginning"), DAYS | {"criteria": f"own-{governors.pk}", "school": seeded.pk})
    page = text_of(desk.get(to.url))

    assert "Our governors’ questions" in page
    assert ("How much?" in page, "3 were found" in page) == (True, True)


def test_a_list_that_a_pack_stands_on_is_not_removed(desk, northgate, hale, governors):
    added = governors.add("Time", about="", ask="How much?", kinds=[], least=1, by=hale, at=MONDAY)
    pack = begin(northgate, hale, own=governors)
    pack.answer(added.key, refs=[], offered=[], sentence="An hour.", by=hale, at=MONDAY)

    page = text_of(desk.post(reverse("packs:list-removal", args=[governors.pk]), follow=True))
    desk.post(reverse("packs:taking-out", args=[governors.pk, added.pk]))
    governors.take_out(added, by=hale, at=MONDAY)

    assert "A pack stands on this list" in page
    assert (governors.criteria.count(), Answer.objects.count()) == (0, 0)
    assert "This list has no criteria yet." in text_of(desk.get(pack.get_absolute_url()))
    pack.remove(by=hale, at=MONDAY)
    assert desk.post(reverse("packs:list-removal", args=[governors.pk])).url == reverse("packs:packs")


def test_beyond_forty_nobody_reads_on(desk, northgate, hale, governors):
    for number in range(40):
        governors.criteria.create(place=number + 1, title=f"Criterion {number}", ask="Say so.")

    page = text_of(desk.get(governors.get_absolute_url()))
    refused = desk.post(reverse("packs:adding", args=[governors.pk]), {"title": "One more", "least": "1", "ask": "x"})

    assert governors.add("One more", about="", ask="x", kinds=[], least=1, by=hale, at=MONDAY) is None
    assert ("One more criterion" in page, refused.status_code, governors.criteria.count()) == (False, 403, 40)
    assert "This list is full: 40 criteria fit." in page
    assert f'href="{reverse("packs:new-list")}"' in page


def test_when_a_list_changes_the_files_of_its_packs_go(northgate, hale, governors):
    added = governors.add("Time", about="", ask="How much?", kinds=[], least=1, by=hale, at=MONDAY)
    pack = begin(northgate, hale, own=governors)
    other = begin(northgate, hale)
    left = []
    for change in (
        lambda: governors.add("Money", about="", ask="How much?", kinds=[], least=1, by=hale, at=FRIDAY),
        lambda: governors.take_out(added, by=hale, at=FRIDAY),
        lambda: governors.take_out(added, by=hale, at=FRIDAY),
    ):
        for one in (pack, other):
            Making.objects.create(pack=one, by=hale, at=FRIDAY, done_at=FRIDAY)
        change()
        left.append((pack.makings.count(), other.makings.count()))

    assert left == [(0, 1), (0, 2), (1, 3)]


def test_another_schools_list_fits_no_pack_of_ours(desk, northgate, trust, hale, governors):
    south = School.objects.create(name="Southgate", slug="southgate")
    duty(hale, "leadership", school=south)

    page = desk.post(reverse("packs:beginning"), DAYS | {"criteria": f"own-{governors.pk}", "school": south.pk})
    bad = desk.post(reverse("packs:list-beginning"), {"title": "", "school": south.pk})
    good = desk.post(reverse("packs:list-beginning"), {"title": "Ours", "school": south.pk})

    assert (page.status_code, bad.status_code, good.status_code) == (422, 422, 302)
    assert "another school’s" in text_of(page)
    assert "Begin it" in text_of(desk.get(reverse("packs:new-list")))


def test_what_one_may_not_see_stays_as_a_colleague_chose_it(seeded, hale):
    pack = begin(seeded, hale)
    pack.answer("outcomes", refs=["report:7", "report:8"], offered=["report:7", "report:8"], sentence="", by=hale,
                at=MONDAY)  # fmt: skip

    pack.answer("outcomes", refs=[], offered=["report:8"], sentence="", by=hale, at=MONDAY)

    assert pack.answers.get().facts == ["report:7"]


def test_names(pack, governors, hale):
    added = governors.add("Time", about="", ask="x", kinds=[], least=1, by=hale, at=MONDAY)
    answer = pack.answer("outcomes", refs=[], offered=[], sentence="", by=hale, at=MONDAY)

    assert [str(one) for one in (governors, added, answer)] == ["Our governors’ questions", "Time", "outcomes"]
