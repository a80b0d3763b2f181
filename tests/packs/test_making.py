"""Made, stopped, failed; sealed, and verified after somebody meddled with it."""

import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from pypdf import PdfReader

from collegium.history.models import Entry
from collegium.kit import jobs
from collegium.kit.typesetting import NotSet
from collegium.packs import making as run
from collegium.packs import verifying
from collegium.packs.jobs import make, sweep
from collegium.packs.models import Making, NothingTicked, Pack
from collegium.packs.verifying import NoPack, verify
from collegium.project.command import main
from tests.conftest import FRIDAY, MONDAY
from tests.packs.conftest import begin, found_in


@pytest.fixture(autouse=True)
def _friday():
    with time_machine.travel(FRIDAY, tick=False):
        yield


@pytest.fixture
def chosen(seeded, hale):
    pack = begin(seeded, hale, "etwinning-school")
    pack.take_all(found_in(pack, hale), by=hale, at=FRIDAY)
    pack.answer("a", refs=[], offered=[], sentence="Our *rules* hang in each room.", by=hale, at=FRIDAY)
    return pack


@pytest.fixture
def made(chosen, hale):
    one = Making.objects.create(pack=chosen, by=hale, at=FRIDAY)
    run.make(one)
    one.refresh_from_db()
    return one


@pytest.fixture
def packed(made, tmp_path):
    path = tmp_path / "label.zip"
    path.write_bytes(made.content("zip"))
    return path


def words_of(pdf):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def again(path, change=None, *, without=(), extra=None, twice=""):
    """The same ZIP with something else in it."""
    with zipfile.ZipFile(path) as old:
        held = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w") as new:
        for name, content in held.items():
            if name not in without:
                new.writestr(name, (change or {}).get(name, content))
        for name, content in (extra or {}).items():
            new.writestr(name, content)
        if twice:
            with pytest.warns(UserWarning, match="Duplicate name"):
                new.writestr(twice, held[twice])
    return held


def test_its_pages_say_what_is_shown_and_what_is_missing_in_reading_order(made):
    said = words_of(made.content("pdf"))

    wanted = ["Northgate High", "eTwinning School label", "For the school itself", "4 / 5", "Criteria and evidence",
              "A. Safe and responsible", "Our rules hang in each room", "B. At least three", "Feedback that Moves",
              "C. Two projects", "Marks that move", "E. Others can see", "Four seconds", "What is missing",
              "D. At least two teachers", "The school has held no TeachMeet", "To look up elsewhere", "Declaration",
              "Signature"]  # fmt: skip
    at = 0
    for one in wanted:
        at = said.index(one, at)


def test_its_pages_are_tagged(made):
    root = PdfReader(io.BytesIO(made.content("pdf"))).trailer["/Root"]

    assert (root["/Lang"], bool(root["/MarkInfo"]["/Marked"]), made.pages) == ("en", True, len(
        PdfReader(io.BytesIO(made.content("pdf"))).pages))  # fmt: skip


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not here")
def test_another_program_finds_the_pdf_sound(made, tmp_path):
    (tmp_path / "pack.pdf").write_bytes(made.content("pdf"))

    assert subprocess.run(["qpdf", "--check", tmp_path / "pack.pdf"], capture_output=True).returncode == 0


def test_the_list_names_every_file_and_the_seal_is_its_hash(made, packed):
    with zipfile.ZipFile(packed) as held:
        listed = held.read("manifest.json")
        names = set(held.namelist())
    told = json.loads(listed)

    assert {one["name"] for one in told["files"]} | {"manifest.json"} == names
    assert {"pack.pdf", "evidence.csv", "missing.csv"} < names
    assert any(re.fullmatch(r"evidence/report-\d+-marks-that-move\.md", name) for name in names)
    assert any(name.endswith(".png") for name in names)
    assert hashlib.sha256(listed).hexdigest() == made.seal
    assert [one["state"] for one in told["criteria"]] == ["shown", "shown", "shown", "missing", "shown"]


def test_as_it_was_sealed_it_is_whole(made, packed, capsys):
    assert main(["verify-pack", str(packed), "--seal", made.seal.upper()]) == 0
    assert main(["verify-pack", str(packed)]) == 0

    said = capsys.readouterr().out
    assert "label.zip is whole: “What we can show” of Northgate High, made on 2026-11-13" in said
    assert f"Seal: {made.seal} (as given)" in said


def test_what_was_changed_removed_and_added_is_named(packed, capsys):
    again(packed, {"pack.pdf": b"another"}, without=["missing.csv"], extra={"evidence/new\x1b.md": b"x"})

    assert main(["verify-pack", str(packed)]) == 1

    said = capsys.readouterr().out.splitlines()
    assert said[:3] == ["changed: pack.pdf", "missing: missing.csv", "added: evidence/new?.md"]
    assert said[3].startswith("label.zip is not as it was sealed")


@pytest.mark.parametrize("longer", [True, False], ids=["longer", "of the same length"])
def test_a_file_of_another_length_or_other_words_is_changed(packed, longer):
    held = again(packed)
    other = held["evidence.csv"] + b"x" if longer else held["evidence.csv"].replace(b"Group", b"Groop")
    again(packed, {"evidence.csv": other})

    assert verify(packed).changed == ["evidence.csv"]


def test_a_file_that_is_there_twice_is_changed(packed):
    again(packed, twice="evidence.csv")

    assert verify(packed).changed == ["evidence.csv"]


def test_one_byte_anywhere_in_a_file_names_it(packed):
    """Also where it only spoils the packing: then it cannot be unpacked any more."""
    with zipfile.ZipFile(packed) as held:
        place = held.getinfo("pack.pdf").header_offset + 200
    spoilt = bytearray(packed.read_bytes())
    spoilt[place] ^= 0xFF
    packed.write_bytes(bytes(spoilt))

    assert verify(packed).changed == ["pack.pdf"]


def test_whoever_changes_a_file_and_the_list_changes_the_seal(made, packed, capsys):
    held = again(packed)
    told = json.loads(held["manifest.json"])
    for one in told["files"]:
        if one["name"] == "pack.pdf":
            one["bytes"], one["sha256"] = 7, hashlib.sha256(b"another").hexdigest()
    again(packed, {"pack.pdf": b"another", "manifest.json": json.dumps(told).encode()})

    assert verify(packed).is_whole
    assert main(["verify-pack", str(packed), "--seal", made.seal]) == 1
    assert "changed: manifest.json" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("listed", "words"),
    [
        (None, "no evidence pack"),
        (b"[]", "not the list"),
        (b"{", "not the list"),
        (b'{"format": "another", "pack": {"title": "", "school": "", "made_at": ""}, "files": []}', "not the list"),
        (b"[" * 100_000, "not the list"),
    ],
)
def test_what_is_no_pack_is_refused(tmp_path, listed, words, capsys):
    path = tmp_path / "other.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("readme.txt" if listed is None else "manifest.json", listed or b"")

    assert main(["verify-pack", str(path)]) == 2
    assert words in capsys.readouterr().err


def test_a_list_longer_than_ours_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(verifying, "LONGEST_LIST", 3)
    path = tmp_path / "other.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("manifest.json", b"[[[[[[")

    with pytest.raises(NoPack, match="longer"):
        verify(path)


def test_a_list_that_cannot_be_unpacked_is_refused(packed):
    with zipfile.ZipFile(packed) as held:
        place = held.getinfo("manifest.json").header_offset + 100
    spoilt = bytearray(packed.read_bytes())
    spoilt[place] ^= 0xFF
    packed.write_bytes(bytes(spoilt))

    with pytest.raises(NoPack, match="changed"):
        verify(packed)


def test_what_is_no_zip_or_not_there_is_refused(tmp_path):
    (tmp_path / "letter.zip").write_bytes(b"Dear colleagues")

    with pytest.raises(NoPack, match="ZIP"):
        verify(tmp_path / "letter.zip")
    with pytest.raises(NoPack, match="There is no file"):
        verify(tmp_path / "nowhere.zip")


def test_with_nothing_chosen_there_is_nothing_to_make(pack, hale):
    with pytest.raises(NothingTicked):
        pack.make(by=hale, at=FRIDAY)


def test_one_that_is_being_made_is_that_one(chosen, hale):
    first = chosen.make(by=hale, at=FRIDAY)

    assert chosen.make(by=hale, at=FRIDAY) == first
    assert first.is_going
    assert str(first) == "What we can show 2026-11-13 12:00"


def test_the_worker_makes_it_and_a_new_one_replaces_the_old(chosen, hale, django_capture_on_commit_callbacks):
    for _time in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            chosen.make(by=hale, at=FRIDAY)
        with django_capture_on_commit_callbacks(execute=True):
            jobs.run_waiting()

    made = Making.objects.get()
    assert (made.is_going, made.steps_done, set(made.files)) == (False, 3, {"pdf", "zip"})


def test_a_run_that_is_gone_is_left(chosen):
    make.func(4711)

    assert not Making.objects.exists()


@pytest.mark.parametrize("at_step", [1, 2, 3, 4])
def test_stopped_it_stops_at_its_next_step(chosen, hale, monkeypatch, at_step):
    going = Making.objects.create(pack=chosen, by=hale, at=FRIDAY)
    steps = []
    plain = Making.reach_step

    def reach(self, step):
        steps.append(step)
        if len(steps) == at_step:
            going.cancel(by=hale, at=FRIDAY)
        return plain(self, step)

    monkeypatch.setattr(Making, "reach_step", reach)
    if at_step == 4:
        kept = Making.finish

        def finish(self, *args, **more):
            going.cancel(by=hale, at=FRIDAY)
            return kept(self, *args, **more)

        monkeypatch.setattr(Making, "finish", finish)

    run.make(Making.objects.get())

    going.refresh_from_db()
    assert (going.done_at, going.cancelled_at, len(steps)) == (None, FRIDAY, min(at_step, 3))
    going.cancel(by=hale, at=FRIDAY)
    assert [one.did for one in Entry.objects.filter(did="stopped the making of")] == ["stopped the making of"]


def test_a_report_taken_back_while_it_is_made_lets_it_fail(chosen, shared, ama, hale, monkeypatch):
    going = Making.objects.create(pack=chosen, by=hale, at=FRIDAY)
    plain = run.seal

    def seal(*args, **more):
        made = plain(*args, **more)
        shared.withdraw(by=ama, at=FRIDAY)
        return made

    monkeypatch.setattr(run, "seal", seal)

    run.make(going)

    going.refresh_from_db()
    assert (going.done_at, going.failed_at, going.files) == (None, FRIDAY, {})


def test_pages_that_cannot_be_set_are_said_to_have_failed(chosen, hale, monkeypatch):
    going = Making.objects.create(pack=chosen, by=hale, at=FRIDAY)

    def refuse(*_args, **_more):
        raise NotSet("pack.typ")

    monkeypatch.setattr(run, "as_pdf", refuse)

    with pytest.raises(NotSet):
        run.make(going)
    going.refresh_from_db()
    assert going.failed_at == FRIDAY


def test_other_words_throw_the_files_away(chosen, made, hale, django_capture_on_commit_callbacks):
    path = made.files["zip"]

    with django_capture_on_commit_callbacks(execute=True):
        chosen.word(title="Another", opening="Dear *reader*", by=hale, at=FRIDAY)

    assert (Making.objects.count(), default_storage.exists(path), str(chosen)) == (0, False, "Another")


def test_removed_it_is_gone_with_its_files(chosen, made, hale):
    chosen.remove(by=hale, at=FRIDAY)

    assert (Pack.objects.count(), Making.objects.count()) == (0, 0)


def test_bytes_of_a_run_that_broke_off_are_swept(made, settings):
    stray, fresh = (Path(settings.MEDIA_ROOT) / "packs" / name for name in ("stray.zip", "fresh.zip"))
    stray.write_bytes(b"x")
    os.utime(stray, (0, 0))
    os.utime(Path(settings.MEDIA_ROOT) / made.files["pdf"], (0, 0))
    fresh.write_bytes(b"x")
    os.utime(fresh, (FRIDAY.timestamp(), FRIDAY.timestamp()))

    sweep.func()

    assert (stray.exists(), fresh.exists(), default_storage.exists(made.files["pdf"])) == (False, True, True)
    fresh.unlink()


@pytest.mark.both
def test_the_database_makes_one_at_a_time(pack, hale):
    Making.objects.create(pack=pack, by=hale, at=MONDAY)

    with pytest.raises(IntegrityError), transaction.atomic():
        Making.objects.create(pack=pack, by=hale, at=MONDAY)
