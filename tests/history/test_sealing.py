"""What happened is sealed in batches, and nobody changes it unseen."""

import argparse
from datetime import timedelta

import pytest

from collegium.history import jobs, sealing
from collegium.history.models import Entry, Seal, record
from collegium.people import erasing
from collegium.people.models import Erasure
from collegium.project import checking, keeping
from collegium.project.folder import Trouble
from tests.conftest import FRIDAY, MONDAY

LOOKING = argparse.Namespace(file=None, data=None)


@pytest.fixture
def sealed(tom, ama, feedback, monkeypatch, settings, tmp_path):
    """Ten things that happened, in seals of four."""
    monkeypatch.setattr(sealing, "AT_ONCE", 4)
    monkeypatch.setenv("COLLEGIUM_DATA", str(tmp_path))
    settings.DATA = tmp_path
    Entry.objects.all().delete()
    for number in range(10):
        record(tom if number % 2 else None, "renamed", feedback, at=MONDAY + timedelta(minutes=number))
    assert sealing.seal_all(at=FRIDAY) == 10
    return list(Entry.objects.order_by("pk"))


@pytest.mark.both
def test_what_nobody_touched_fits(sealed, feedback, ama, capsys):
    record(ama, "renamed", feedback, at=FRIDAY)

    assert sealing.first_fault() == ""
    assert keeping.verify(LOOKING) == 0
    assert "history is whole, 10 entries sealed, 1 to be sealed, last seal" in capsys.readouterr().out
    assert [len(seal.marks) for seal in Seal.objects.order_by("pk")] == [4, 4, 2]
    assert sealing.seal_all(at=FRIDAY) == 1
    assert sealing.first_fault() == ""


@pytest.mark.both
@pytest.mark.parametrize(
    ("field", "value"), [("did", "concluded"), ("thing", 7), ("kind", "x.y"), ("at", FRIDAY), ("by", None)]
)
def test_a_changed_entry_is_named(sealed, field, value):
    Entry.objects.filter(pk=sealed[5].pk).update(**{field: value})

    assert sealing.first_fault() == f"Entry {sealed[5].pk} is not what was sealed on 2026-11-13 12:00."
    with pytest.raises(Trouble, match=f"Entry {sealed[5].pk} is not"):
        checking.verify_history(LOOKING)


def test_a_removed_entry_is_named(sealed, caplog):
    Entry.objects.filter(pk=sealed[6].pk).delete()
    jobs.look_through.call()

    assert sealing.first_fault().startswith(f"Entry {sealed[6].pk} is missing from seal")
    assert f"Entry {sealed[6].pk} is missing" in caplog.text


def test_an_entry_that_was_slipped_in_is_named(sealed, tom, feedback):
    false = record(tom, "renamed", feedback, at=MONDAY)
    Entry.objects.filter(pk=false.pk).update(seal=sealed[0].seal)

    assert sealing.first_fault().startswith(f"Entry {false.pk} was put in after seal")


def test_who_changes_the_seal_too_breaks_the_chain_after_it(sealed):
    """An entry and its mark, then the seal's own digest: the next seal does not follow any more."""
    seal = sealed[0].seal
    Entry.objects.filter(pk=sealed[0].pk).update(did="concluded")
    sealed[0].refresh_from_db()
    seal.marks[0][1] = sealing.mark(sealed[0])
    seal.save()
    with_marks = sealing.first_fault()
    seal.digest = sealing.digest(seal.before, seal.marks)
    seal.save()

    assert with_marks == f"Seal {seal.pk} of 2026-11-13 12:00 was changed."
    assert sealing.first_fault() == (
        f"Seal {seal.pk + 1} does not follow the one before it: a seal is missing, or was put in."
    )


@pytest.mark.both
def test_of_two_who_seal_at_once_one_goes_on(sealed, tom, feedback):
    record(tom, "renamed", feedback, at=FRIDAY)
    last = Seal.objects.order_by("-pk").first()
    Seal.objects.create(pk=-1, before=last.digest, digest="of the other, not to be seen yet", marks=[], at=FRIDAY)

    assert sealing.seal_all(at=FRIDAY) == 0


@pytest.mark.both
def test_the_chain_holds_when_somebody_was_erased(sealed, tom):
    erasing.carry_out(Erasure.objects.ask(tom, by=tom, at=MONDAY, at_once=True, with_words=True), at=FRIDAY)
    jobs.seal.call()

    assert sealing.first_fault() == ""
    assert not Entry.objects.filter(seal=None).exists()


def test_a_night_in_which_all_fits_says_nothing(sealed, caplog):
    jobs.look_through.call()

    assert caplog.text == ""


def test_with_nothing_done_nothing_is_sealed(db, monkeypatch):
    assert (sealing.seal_all(at=MONDAY), sealing.first_fault(), Seal.objects.exists()) == (0, "", False)
    assert sealing.how_much() == "0 entries sealed, 0 to be sealed, last seal none"
