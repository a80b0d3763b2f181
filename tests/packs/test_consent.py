"""Nothing gets into a pack that its readers may not have: by the eyes of its maker, by the authors' word."""

import io
import zipfile

import pytest
import time_machine

from collegium.enquiry.models import Trial
from collegium.packs import making
from collegium.packs.finding import facts_of
from collegium.packs.jobs import look_after
from collegium.packs.models import Making
from collegium.packs.telling import told
from tests.conftest import FRIDAY, MONDAY, duty, person
from tests.packs.conftest import begin, found_in


@pytest.fixture(autouse=True)
def _friday():
    with time_machine.travel(FRIDAY, tick=False):
        yield


def everything(pack, by):
    pack.take_all(found_in(pack, by), by=by, at=FRIDAY)
    made = Making.objects.create(pack=pack, by=by, at=FRIDAY)
    making.make(made)
    made.refresh_from_db()
    return made


def words_in(made):
    with zipfile.ZipFile(io.BytesIO(made.content("zip"))) as packed:
        return {name: packed.read(name).decode(errors="replace") for name in packed.namelist()}


def test_a_report_for_the_school_is_named_to_the_school_and_only_counted_for_others(seeded, hale):
    ours, theirs = begin(seeded, hale), begin(seeded, hale, goes_out=True)

    inside, outside = words_in(everything(ours, hale)), words_in(everything(theirs, hale))

    assert "Marks that move" in inside["manifest.json"]
    assert any("They rewrite at once" in text for name, text in inside.items() if name.endswith(".md"))
    assert not any("Marks that move" in text or "Ama Boateng" in text for text in outside.values())
    assert "Four seconds" in outside["manifest.json"]
    assert "Reports: one, known to the school and not named here" in outside["evidence.csv"]


def test_what_somebody_tried_is_nowhere(seeded, feedback, ama, hale):
    Trial.objects.create(person=ama, group=feedback, text="zqtrialqz", verdict="dropped", at=MONDAY)

    made = everything(begin(seeded, hale, "guskey"), hale)

    assert not any("zqtrialqz" in text for text in words_in(made).values())


def test_proposals_are_numbers_without_titles(seeded, hale):
    (fact,) = found_in(begin(seeded, hale), hale)["proposal"]

    assert (fact.title, fact.says) == ("One proposal to the leadership", "waits for an answer: 1")
    assert not any("Green pens" in text for text in words_in(everything(begin(seeded, hale), hale)).values())


def test_a_report_that_is_withdrawn_takes_the_files_with_it(seeded, shared, ama, hale):
    pack = begin(seeded, hale)
    everything(pack, hale)
    before = Making.objects.current(pack, at=FRIDAY, person=hale)

    shared.withdraw(by=ama, at=FRIDAY)
    after = Making.objects.current(pack, at=FRIDAY, person=hale)
    look_after.func()

    assert (before is not None, after, Making.objects.count()) == (True, None, 0)


def test_files_that_stand_are_left_alone(seeded, hale):
    made = everything(begin(seeded, hale), hale)

    look_after.func()

    assert Making.objects.get() == made


def test_whoever_looks_after_the_school_from_outside_sees_no_more_than_they_may(seeded, trust, hale):
    """A duty in the network, and on no staff: reports reach the staff, so they are not found and not fetched."""
    visitor = person("Vera Lind")
    duty(visitor, "leadership", network=trust)
    pack = begin(seeded, hale)
    everything(pack, hale)

    seen = facts_of(pack.look(at=FRIDAY, person=visitor))

    assert [fact.title for fact in seen.get("report", [])] == ["Four seconds"]
    assert Making.objects.current(pack, at=FRIDAY, person=visitor) is None


def test_a_pack_is_told_by_the_eyes_of_whoever_looks(seeded, hale):
    pack = begin(seeded, hale)
    pack.take_all(found_in(pack, hale), by=hale, at=FRIDAY)

    assert len(told(pack.look(at=FRIDAY, person=hale), pack).shown) > 4


@pytest.mark.parametrize(("with_words", "left"), [(True, 0), (False, 0)])
def test_files_that_name_an_author_go_with_them(seeded, hale, ama, with_words, left):
    from tests.house.test_erasing import erase

    everything(begin(seeded, hale), hale)

    erase(ama, with_words=with_words)

    assert Making.objects.count() == left


def test_files_with_a_sentence_of_somebody_who_takes_their_words_along_go_too(seeded, northgate, hale):
    from tests.house.test_erasing import erase

    other = person("Vera Lind", northgate)
    duty(other, "leadership", school=northgate)
    pack = begin(northgate, hale, "etwinning-school")
    pack.answer("a", refs=[], offered=[], sentence="Mine.", by=other, at=MONDAY)
    made = Making.objects.create(pack=pack, by=hale, at=FRIDAY)
    making.make(made)

    erase(other, with_words=True)

    assert Making.objects.count() == 0
    assert pack.answers.get().sentence == "(taken away)"
