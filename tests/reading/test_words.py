"""The phrase bank: what we say instead, where it was heard, and no pupil's name."""

import pytest
from django.urls import reverse

from collegium.history.models import Entry
from collegium.reading.models import Phrase, Spotted
from collegium.reading.naming import names_in
from tests.conftest import FRIDAY, MONDAY


def put(group, who, drop="This is easy.", instead="This may take a few tries."):
    return Phrase.objects.put(group, person=who, drop=drop, instead=instead, why="", at=MONDAY)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("I gave a reason this time.", []),
        ("now I can do it. Before I could not", []),
        ("what went well: She explained why", []),
        ("In French and in Maths, WWW", []),
        ("Maya gave a reason", []),
        ("then Maya gave a reason", ["Maya"]),
        ("I can do it – Maya, 8B", ["Maya"]),
        ("“Better,” said Ben’s neighbour Zoë", ["Ben", "Zoë"]),
    ],
)
def test_what_may_be_a_name_is_seen(text, names):
    assert names_in(text) == names


@pytest.mark.both
def test_the_same_phrase_twice_is_one(feedback, ama, tom):
    assert put(feedback, ama) == put(feedback, tom)
    assert [one.did for one in Entry.objects.filter(kind="reading.phrase")] == ["put"]


def test_its_author_gives_it_to_the_school_and_what_was_heard_stays_with_the_group(feedback, ama, tom, sam):
    phrase = put(feedback, ama)
    heard = phrase.spot("this took me four tries", kind="pupil", person=tom, at=FRIDAY)
    phrase.widen("school", by=ama, at=FRIDAY)

    assert [list(Phrase.objects.visible_to(who)) for who in (tom, sam)] == [[phrase], [phrase]]
    assert [list(Spotted.objects.visible_to(who)) for who in (tom, sam)] == [[heard], []]


def test_taken_back_no_words_are_left(feedback, ama, tom):
    phrase = put(feedback, ama)
    heard = phrase.spot("four tries", kind="pupil", person=tom, at=MONDAY)
    other = phrase.spot("five tries", kind="pupil", person=tom, at=MONDAY)
    heard.take_back(at=FRIDAY)
    heard.take_back(at=FRIDAY)
    phrase.withdraw(by=ama, at=FRIDAY)
    phrase.withdraw(by=ama, at=FRIDAY)

    for one in (heard, other):
        one.refresh_from_db()
    assert (str(phrase), phrase.drop, heard.text, other.text) == ("a phrase that was taken back", "", "", "")
    assert [one.did for one in Entry.objects.filter(kind__startswith="reading.")] == [
        "put", "spotted", "spotted", "took back", "withdrew"]  # fmt: skip


def test_a_phrase_whose_group_is_gone_still_leads_somewhere(feedback, ama):
    phrase = put(feedback, ama)
    phrase.group = None

    assert phrase.get_absolute_url() == reverse("library:works")


def test_a_name_is_asked_about_before_it_is_kept(client, feedback, ama):
    phrase = put(feedback, ama)
    client.force_login(ama)
    at = reverse("reading:spotting", args=[phrase.pk])
    asked = client.post(at, {"text": "then Maya gave a reason", "kind": "pupil"})
    kept = client.post(at, {"text": "then Hamlet gave a reason", "kind": "example", "no_names": "on"})

    assert (asked.status_code, "pupil’s name: Maya" in asked.content.decode()) == (422, True)
    assert (kept.status_code, Spotted.objects.get().text) == (302, "then Hamlet gave a reason")


def test_the_bank_shows_ours_and_what_others_gave(client, feedback, ama, tom):
    put(feedback, ama)
    client.force_login(tom)
    page = client.get(reverse("reading:words", args=[feedback.slug])).content.decode()
    empty = client.post(reverse("reading:putting", args=[feedback.slug]), {})

    assert ("This is easy." in page, "From other groups" in page) == (True, False)
    assert empty.status_code == 422
