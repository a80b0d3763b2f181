"""What happened is a row: by a pseudonym, without content, and seen by those who may know of the thing."""

from collegium.history import kinds
from collegium.history.models import Entry, record, record_all
from collegium.people.models import Appointment, Offer, Person, Responsibility, StaffImport
from tests.conftest import FRIDAY, MONDAY


def test_an_entry_says_who_did_what_to_which_thing_and_when(northgate, rob, tom):
    record(rob, "ended", tom, at=MONDAY)

    entry = Entry.objects.get()
    assert (entry.by, entry.did, entry.kind, entry.thing, entry.at) == (
        rob.pseudonym, "ended", "people.person", tom.pk, MONDAY)  # fmt: skip
    assert list(Entry.objects.about(tom)) == list(Entry.objects.by(rob)) == [entry]
    assert list(Entry.objects.about(rob)) == list(Entry.objects.by(tom)) == []


def test_what_the_system_does_by_itself_has_no_author(tom):
    assert record(None, "reminded", tom, at=MONDAY).by is None


def test_one_verb_done_to_many_is_one_entry_each_in_one_query(rob, tom, ama, django_assert_num_queries):
    with django_assert_num_queries(1):
        record_all(rob, "welcomed", [tom, ama], at=FRIDAY)
    record_all(None, "forgot", [tom], at=FRIDAY)

    assert sorted(Entry.objects.filter(did="welcomed").values_list("thing", flat=True)) == sorted([tom.pk, ama.pk])
    assert Entry.objects.get(did="forgot").by is None


def test_an_entry_is_seen_by_those_who_may_know_of_the_thing(world):
    ama, rob, priya = (world.people[name] for name in ("ama", "rob", "priya"))
    brought = StaffImport.objects.create(
        school=world.northgate, by=rob, brought_at=MONDAY, name="x", columns=[], rows=[], numbers=[]
    )
    asked = Offer.objects.create(school=world.northgate, person=priya, by=rob, at=MONDAY, typed={})
    things = [ama, ama.appointments.get(), Responsibility.objects.get(person=rob), brought, asked]
    for thing in things:
        record(rob, "changed", thing, at=MONDAY)

    seen = {
        who: sorted(Entry.objects.filter(did="changed").visible_to(world.people[who]).values_list("kind", flat=True))
        for who in ("rob", "ama", "priya", "ines", "gwen")
    }

    staff = ["people.appointment", "people.person", "people.responsibility"]
    assert seen == {
        "rob": sorted([*staff, "people.offer", "people.staffimport"]),
        "ama": staff,
        "priya": ["people.offer"],
        "ines": [],
        "gwen": [],
    }


def test_every_noun_that_has_entries_is_registered(world, rob):
    registered = dict(kinds.registered())

    assert {"people.person", "people.school", "people.appointment", "people.responsibility", "people.offer",
            "people.staffimport", "people.schoolyear", "people.closure"} <= registered.keys()  # fmt: skip
    for visible in registered.values():
        assert visible(rob).count() >= 0


def test_a_verb_that_fails_leaves_no_entry(northgate, rob, tom):
    place = Appointment.objects.get(person=tom)

    place.end(on=MONDAY.date(), by=rob, at=MONDAY)
    place.end(on=FRIDAY.date(), by=rob, at=FRIDAY)

    assert [entry.did for entry in Entry.objects.about(place)] == ["ended"]


def test_a_forgotten_pseudonym_names_nobody(rob, tom):
    entry = record(tom, "arrived", tom, at=MONDAY)

    assert not Person.objects.filter(pseudonym=entry.by).exclude(pk=tom.pk).exists()
