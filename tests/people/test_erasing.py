"""Being forgotten: who may ask, the days in which it can be called off, and that it lasts."""

import json
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse

from collegium.enquiry.models import Trial
from collegium.evidence.models import Sample
from collegium.files.models import File
from collegium.history.models import Entry
from collegium.kit import erased_list
from collegium.kit.jobs import run_waiting
from collegium.library.models import Work
from collegium.mail.models import Letter
from collegium.people import erased, erasing, jobs, policies
from collegium.people.models import Appointment, Erasure, Person
from collegium.people.models.erasure import WAIT, last_worked_at
from collegium.reading.models import Reading
from tests.conftest import FRIDAY, MONDAY, duty, person

ASKED = {"words": "stay", "when": "week", "sure": "on"}


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.DATA = tmp_path


@pytest.fixture
def left(northgate):
    """Lena worked at Northgate until the summer."""
    lena = person("Lena Frost", northgate)
    Appointment.objects.filter(person=lena).update(ends_on="2026-08-31")
    return lena


def test_somebody_asks_and_may_call_it_off_for_a_week(client, tom, rob):
    client.force_login(tom)
    preview = client.get("/me/erasure/")
    client.post("/me/erasure/asked/", ASKED)
    asked = Erasure.objects.get()
    page = client.get("/me/erasure/").content.decode()
    client.post(reverse("people:erasure-calling-off", args=[asked.pk]))

    assert "What stays, under “a former colleague”" in preview.content.decode()
    assert (asked.due_at - asked.at, asked.with_words, asked.person) == (WAIT, False, tom)
    assert "Call it off" in page
    assert Letter.objects.get(person=tom).subject == "What Collegium holds about you will be erased"
    assert not Erasure.objects.open().exists()
    assert erasing.carry_out(asked, at=FRIDAY) is False
    assert [entry.did for entry in Entry.objects.order_by("pk")] == ["asked to erase", "called off"]


def test_who_has_not_read_it_is_told_so(client, tom):
    client.force_login(tom)

    page = client.post("/me/erasure/asked/", ASKED | {"sure": ""})

    assert (page.status_code, Erasure.objects.count()) == (422, 0)
    assert "Tick this when you have read it." in page.content.decode()


def test_asked_for_twice_the_first_asking_stands(tom):
    first = Erasure.objects.ask(tom, by=tom, at=MONDAY)

    assert Erasure.objects.ask(tom, by=tom, at=FRIDAY, at_once=True) == first
    assert (first.call_off(by=tom, at=FRIDAY), first.call_off(by=tom, at=FRIDAY)) == (True, False)


def test_now_is_now_and_the_next_request_is_a_strangers(
    client, tom, ama, feedback, django_capture_on_commit_callbacks
):
    client.force_login(tom)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/me/erasure/asked/", ASKED | {"when": "now"})
    run_waiting()

    assert answer.url == "/erased/"
    assert "You are signed out" in client.get("/erased/").content.decode()
    assert client.get("/me/").status_code == 302
    assert Person.objects.get(pk=tom.pk).name == "A former colleague"
    assert feedback.memberships.get(person=tom).left_on is not None
    assert not Entry.objects.by(Person.objects.get(pk=tom.pk)).exists()
    client.force_login(ama)
    page = client.get(f"/groups/{feedback.slug}/").content.decode()
    assert "Tom" not in page


def test_the_last_keeper_of_accounts_hands_the_duty_on_first(client, rob, northgate, ama):
    client.force_login(rob)
    page, answer = client.get("/me/erasure/"), client.post("/me/erasure/asked/", ASKED)

    assert "Give that duty to a colleague first" in page.content.decode()
    assert answer.status_code == 403
    duty(ama, "accounts", school=northgate)
    assert policies.may_be_erased(rob)
    assert policies.may_be_erased(ama)


def test_the_school_asks_for_who_worked_there_last(client, rob, ama, left, northgate, priya):
    client.force_login(rob)
    listed = client.get("/schools/northgate/staff/former/")
    page = client.get(f"/schools/northgate/staff/former/{left.pk}/")
    wrong = client.post(f"/schools/northgate/staff/former/{left.pk}/asked/", {"words": "go"})
    client.post(f"/schools/northgate/staff/former/{left.pk}/asked/", {"words": "go", "sure": "on"})
    asked = Erasure.objects.get()
    waiting = client.get("/schools/northgate/staff/former/").content.decode()

    assert [name for name, _pk, _open in listed.context["rows"]] == ["Lena Frost"]
    assert "How much there is of each is theirs alone to know" in page.content.decode()
    assert wrong.status_code == 422
    assert (asked.person, asked.school, asked.with_words, asked.due_at - asked.at) == (left, northgate, True, WAIT)
    assert "will be erased on" in waiting
    assert client.get(f"/schools/northgate/staff/former/{ama.pk}/").status_code == 404
    assert list(last_worked_at(northgate)) == [left]
    assert [policies.may_erase(who, left, northgate) for who in (rob, ama)] == [True, False]
    assert [policies.may_call_off(who, asked) for who in (rob, left, ama, priya)] == [True, True, False, False]
    client.post(reverse("people:erasure-calling-off", args=[asked.pk]))
    assert not Erasure.objects.open().exists()


def test_nobody_has_left_is_said_kindly(client, rob):
    client.force_login(rob)

    assert "Nobody has left" in client.get("/schools/northgate/staff/former/").content.decode()


def test_the_days_are_over_and_the_worker_does_it(left, rob, northgate):
    Person.objects.filter(pk=left.pk).update(email=None)
    asked = Erasure.objects.ask(left, by=rob, at=MONDAY - WAIT, school=northgate)
    waits = Erasure.objects.ask(rob, by=rob, at=MONDAY + timedelta(days=3650))

    jobs.erase_who_is_due.call()
    jobs.erase.call(asked.pk)
    jobs.erase.call(waits.pk)

    asked.refresh_from_db()
    assert asked.done_at is not None
    assert asked.call_off(by=rob, at=FRIDAY) is False
    assert Person.objects.get(pk=rob.pk).name == "Rob Tate"


def test_done_twice_is_done_once(tom):
    asked = Erasure.objects.ask(tom, by=tom, at=MONDAY, at_once=True)
    erasing.carry_out(asked, at=MONDAY)
    asked.finish(at=FRIDAY)
    again = Erasure.objects.ask(tom, by=tom, at=FRIDAY, at_once=True)

    assert (asked.done_at, erasing.carry_out(again, at=FRIDAY)) == (MONDAY, True)


def test_a_session_without_a_row_of_its_own_ends_too(client, tom):
    client.force_login(tom)
    UserSession.objects.all().delete()

    erasing.carry_out(Erasure.objects.ask(tom, by=tom, at=MONDAY, at_once=True), at=MONDAY)

    assert not Session.objects.exists()


def test_a_book_of_ones_own_that_a_group_reads_stays_there(tom, feedback, ama):
    work = Work.objects.create(
        person=tom, kind="book", title="Visible Talk", about="zq-mine", audience="me", at=MONDAY
    )
    Reading.objects.create(group=feedback, work=work, title="Visible Talk", at=MONDAY)

    erasing.carry_out(Erasure.objects.ask(tom, by=tom, at=MONDAY, at_once=True, with_words=True), at=MONDAY)

    assert list(Work.objects.values_list("title", "about")) == [("Visible Talk", erasing.TAKEN_AWAY)]


def test_a_file_on_nothing_goes_and_one_that_others_read_stays(tom, ama, feedback):
    def file(name):
        path = default_storage.save(f"aa/{name}", ContentFile(b"x"))
        return File.objects.create(person=tom, name=name, kind="text/plain", size=1, path=path, at=MONDAY)

    alone, shared = file("alone.txt"), file("shared.txt")
    Sample.objects.create(group=feedback, title="A poster", file=shared, by=tom, at=MONDAY, consent="signed",
                          consent_on=MONDAY.date())  # fmt: skip

    erasing.carry_out(Erasure.objects.ask(tom, by=tom, at=MONDAY, at_once=True), at=MONDAY)

    assert [default_storage.exists(one.path) for one in (alone, shared)] == [False, True]
    assert list(File.objects.values_list("name", flat=True)) == ["shared.txt"]


@pytest.mark.both
def test_whoever_was_erased_stays_erased_after_an_older_backup(tom, ama, northgate, tmp_path):
    before = {name: getattr(tom, name) for name in ("first_name", "last_name", "email", "password", "pseudonym")}
    erasing.carry_out(Erasure.objects.ask(tom, by=tom, at=MONDAY, at_once=True, with_words=True), at=MONDAY)
    # As the backup of the week before has it.
    Erasure.objects.all().delete()
    Person.objects.filter(pk=tom.pk).update(**before)

    again, once_more = erasing.erase_again(at=FRIDAY), erasing.erase_again(at=FRIDAY)

    assert (again, once_more) == (1, 0)
    assert Person.objects.get(pk=tom.pk).email is None
    assert Person.objects.get(pk=ama.pk).name == "Ama Boateng"
    assert Erasure.objects.get().with_words
    erased.place().unlink()
    erased.catch_up()
    assert [said["person"] for said in erased_list.read(erased.place()).values()] == [tom.pk]


def test_who_got_the_same_number_after_a_restore_is_somebody_else(tom):
    erased.remember(tom, with_words=False, at=MONDAY)
    Person.objects.filter(pk=tom.pk).update(joined_at=FRIDAY)

    assert erasing.erase_again(at=FRIDAY) == 0


def test_lists_from_several_places_are_one(tmp_path):
    (tmp_path / "one.json").write_text(json.dumps({"a": {"person": 1}}))
    (tmp_path / "broken.json").write_text("{")

    number = erased_list.gather([tmp_path / "one.json", tmp_path / "broken.json"], tmp_path / "all.json")

    assert (number, erased_list.read(tmp_path / "all.json")) == (1, {"a": {"person": 1}})
    assert erased_list.gather([tmp_path / "none.json"], tmp_path / "nothing.json") == 0
    assert not (tmp_path / "nothing.json").exists()


def test_a_name_is_taken_out_of_lists_in_any_shape():
    needles = erasing.Needles("Mo", "Frost", ("mo@example.org",))

    assert erasing.without({"name": "Mo Frost", "code": "MF", "n": 3}, needles) == {"name": "", "code": "", "n": 3}
    assert erasing.without({"by mo@example.org": [["x"]]}, needles) == {"by ": [["x"]]}
    rows = [["Mo", "Frost", "T"], ["Momo", "Frost", 2]]
    assert erasing.without(rows, needles) == [["", "", ""], rows[1]]
    assert erasing.without(7, needles) == 7


def letter(to, text, **more):
    about = more.pop("about", [])
    made = Letter.objects.create(person=to, kind="x", subject="Friday", text=text, written_at=MONDAY, due_at=MONDAY,
                                 **more)  # fmt: skip
    made.about.set(about)
    return made


def erase(somebody, *, with_words=False):
    asked = Erasure.objects.ask(somebody, by=somebody, at=MONDAY, at_once=True, with_words=with_words)
    assert erasing.carry_out(asked, at=FRIDAY)


def test_letters_about_others_are_left_as_they_are(northgate, tom):
    may = person("May Short", northgate)
    Trial.objects.tell(person=may, text="Good", verdict="kept", at=MONDAY)
    said = ["May Long asks: may we come in May? Good, says Mayra.", "Good morning, Mrs Short"]
    kept = [letter(tom, text, sent_at=sent).pk for text in said for sent in (None, MONDAY)]

    erase(may, with_words=True)

    now = Letter.objects.filter(pk__in=kept).order_by("pk")
    assert [one.text for one in now] == [said[0], said[0], said[1], said[1]]
    assert {one.dropped_at for one in now} == {None}


def test_a_letter_that_speaks_of_them_is_not_sent_and_says_why(northgate, tom):
    may = person("May Short", northgate)
    named, called = letter(tom, "May Short has swapped with you."), letter(tom, "May cannot come.", about=[may])
    went = letter(tom, "May came.", about=[may], sent_at=MONDAY)

    erase(may)

    for one in (named, called, went):
        one.refresh_from_db()
    assert [(one.state, one.subject, one.text, one.trouble) for one in (named, called, went)] == [
        *[("dropped", "", "", "It spoke of somebody who was erased.")] * 2, ("sent", "", "", "")]  # fmt: skip
    assert not Letter.about.through.objects.exists()


def test_what_they_wrote_goes_with_the_letter_that_quotes_it(northgate, tom):
    may = person("May Short", northgate)
    Trial.objects.tell(person=may, text="I mark half as much.", verdict="kept", at=MONDAY)
    quoted = letter(tom, "One of you writes: I mark half as much.")

    erase(may, with_words=True)

    quoted.refresh_from_db()
    assert (quoted.state, quoted.text) == ("dropped", "")
