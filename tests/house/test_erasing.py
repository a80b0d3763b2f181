"""Whoever is erased is gone: from every table, list, letter, job and file (TRUST.md, invariant 25)."""

from pathlib import Path

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django_tasks_db.models import DBTaskResult

from collegium.files.models import File
from collegium.history.models import Entry
from collegium.mail.models import Letter
from collegium.people import erasing, purposes
from collegium.people.models import Erasure, Person, StaffImport
from collegium.people.purposes import Fate
from collegium.visits.models import Note, PlannedVisit, Record, Visit
from tests.conftest import MONDAY, person
from tests.house.canaries import Aviary, everything
from tests.house.test_reference import a_world

NAME = ("Zqfirst", "Zqlast", "zqaddress@example.org")


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.DATA = tmp_path
    settings.MEDIA_ROOT = str(tmp_path / "files")


def erase(somebody, *, with_words):
    Erasure.objects.filter(person=somebody).delete()
    erasure = Erasure.objects.ask(somebody, by=somebody, at=MONDAY, at_once=True, with_words=with_words)
    assert erasing.carry_out(erasure, at=MONDAY)


@pytest.fixture
def aviary(northgate):
    """A row in every table, with a word of theirs in every field."""
    if connection.vendor != "sqlite":
        pytest.skip("made-up values need a database that lets them in")
    theirs = person("Zqfirst Zqlast", northgate)
    Person.objects.filter(pk=theirs.pk).update(email=NAME[2])
    theirs.refresh_from_db()
    made = Aviary(theirs, person("Olga Other", northgate))
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints = ON")
    for line in purposes.lines():
        if line.model not in {Person, Erasure}:
            made.row(line)
    copies_of_the_name(made)
    yield made
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints = OFF")


def copies_of_the_name(made):
    first, last, address = NAME
    File.objects.filter(person=made.person).delete()
    path = default_storage.save("aa/zqpath.txt", ContentFile(b"zqbytes"))
    File.objects.create(person=made.person, name="zqfile", kind="text/plain", size=7, path=path, at=MONDAY)
    StaffImport.objects.create(
        school=made.person.appointments.first().school, by=made.other, brought_at=MONDAY, name="staff.csv",
        columns=["First", "Last", "Code"], numbers=[2, 3], meanings={},
        rows=[["Olga", "Other", "OO"], [first, last, "ZQC"]], troubles=[{"row": 3, "text": f"“{address}” twice"}],
    )  # fmt: skip
    for text in (f"{first} {last} has joined", f"{first} comes", f"write to {address}"):
        for sent in (None, MONDAY):
            letter = Letter.objects.create(person=made.other, kind="x", subject=text, text=text, written_at=MONDAY,
                                           due_at=MONDAY, sent_at=sent)  # fmt: skip
            letter.about.set([made.person] if text == f"{first} comes" else [])
    DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}}, task_path="x", queue_name="default", backend_name="default",
        run_after=MONDAY, traceback=f"Key (email)=({address}) already exists", exception_class_path="x",
    )  # fmt: skip


def left_of(words):
    there = everything()
    return sorted(word for word in words if word in there)


def test_somebody_with_a_word_in_every_field_is_gone_from_all_of_the_database(aviary, tmp_path):
    assert (len(aviary.going), len(aviary.staying)) > (50, 80)

    erase(aviary.person, with_words=True)

    assert left_of({**aviary.going, **aviary.staying}) == []
    assert left_of([*NAME, "ZQC", "zqfile", "zqpath"]) == []
    assert [path for path in Path(tmp_path).rglob("*") if path.is_file()] == [tmp_path / "erased.json"]
    assert "Olga" in everything()
    assert "zq" not in (tmp_path / "erased.json").read_text().lower()


def test_what_was_written_for_others_stays_without_the_name(aviary):
    erase(aviary.person, with_words=False)

    assert left_of(aviary.going) == []
    there = everything()
    assert [said for word, said in aviary.staying.items() if "files.File" not in said and word not in there] == []
    assert left_of(NAME) == []
    assert Person.objects.get(pk=aviary.person.pk).name == "A former colleague"


def test_cut_off_after_any_step_it_goes_on_to_the_same_end(aviary, monkeypatch):
    """Each deletion is a step; the name stands until all of them are done."""
    class Cut(Exception):
        pass

    asked = Erasure.objects.ask(aviary.person, by=aviary.person, at=MONDAY, at_once=True, with_words=True)
    lines = [*purposes.lines(Fate.GOES)]
    for steps in range(0, len(lines), 20):

        def some(*fates, steps=steps):
            found = lines if fates == (Fate.GOES,) else [line for line in purposes.lines() if line.fate in fates]
            yield from (found[:steps] if fates == (Fate.GOES,) else found)
            if fates == (Fate.GOES,):
                raise Cut

        with monkeypatch.context() as cutting:
            cutting.setattr("collegium.people.erasing.lines_that_go", lambda some=some: some(Fate.GOES))
            with pytest.raises(Cut):
                erasing.carry_out(asked, at=MONDAY)
        assert Person.objects.get(pk=aviary.person.pk).first_name == NAME[0]

    assert erasing.carry_out(asked, at=MONDAY)
    assert left_of([*aviary.going, *aviary.staying, *NAME]) == []
    assert not erasing.carry_out(asked, at=MONDAY)


@pytest.mark.both
@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(3))
def test_in_a_drawn_population_nothing_of_theirs_is_left_and_nothing_of_others_is_lost(seed):
    with a_world(seed) as world:
        busy = max(world.people, key=lambda u: sum(author is u for author in world.authors.values()))
        counted = {one: one._base_manager.count() for one in kept_whole()}
        mine = {word for word, author in world.authors.items() if author is busy}
        others = {word for word, author in world.authors.items() if author and author is not busy}
        others &= set(left_of(world.words))
        seen_there = " ".join(what_was_seen_with(world.rows[busy]))
        others = {word for word in others if word not in seen_there}
        old = world.rows[busy].pseudonym
        entries = Entry.objects.filter(by=old).count()

        erase(world.rows[busy], with_words=True)

        assert len(mine) > 10
        assert {word_in(word) for word in left_of(mine)} <= NOBODYS
        assert others - set(left_of(others)) == set()
        assert [one for one, before in counted.items() if one._base_manager.count() < before] == []
        assert entries <= Entry.objects.filter(by=old).count()
        assert not Person.objects.filter(pseudonym=old).exists()


# A school's look-fors, what somebody outside said, the name of a test and of a book, where a colleague teaches whom:
# not the words of whoever typed them.
NOBODYS = {"walks.LookFor.text", "evidence.Remark.text", "evidence.Results.title", "library.Work.title",
           "outcomes.Report.title", "outcomes.Proposal.title", "outcomes.Answer.reasons", "outcomes.Policy.title",
           "outcomes.Policy.words", "booklets.Booklet.title", "sharings.Sharing.title", "visits.Visit.room",
           "visits.Visit.class_name", "visits.PlannedVisit.class_name",
           "packs.Pack.title", "packs.OwnList.title", "walks.Stop.room", "teachmeets.TeachMeet.title",
           # A school's lists, with the names in them gone; what their file was called.
           "people.StaffImport.name", "people.StaffImport.rows", "programmes.WishFile.name",
           "visits.TimetableFile.name",
           # Why a school read a group: its record, and no longer anybody's own words.
           "safeguarding.Asking.reason"}  # fmt: skip


def word_in(word):
    for model in apps.get_models():
        for row in model._base_manager.values():
            for name, value in row.items():
                if word in str(value):
                    return f"{model._meta.label}.{name}"


def what_was_seen_with(somebody):
    """Where they taught and what was seen there: it goes with whoever was visited, whoever wrote it."""
    yield from Visit.objects.filter(visited=somebody).values_list("room", flat=True)
    yield from PlannedVisit.objects.filter(visited=somebody).values_list("class_name", flat=True)
    visits = Record.objects.filter(visit__visited=somebody)
    yield from visits.values_list("question", flat=True)
    yield from Note.objects.filter(record__in=visits).values_list("text", flat=True)


def kept_whole():
    """Of these no row goes, whoever is erased: everybody else's counts stay what they were."""
    goes = {line.model for line in purposes.lines(Fate.GOES, Fate.INDEX)}
    stays = {line.model for line in purposes.lines(Fate.STAYS)} - goes
    # What hangs on a record of a visit goes with it.
    gone = {apps.get_model(name) for name in ("files.File", "groups.Invitation", "visits.Note", "visits.Showing")}
    return sorted(stays - gone - {Erasure}, key=lambda one: one._meta.label)
