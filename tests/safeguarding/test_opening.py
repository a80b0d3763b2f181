"""A pupil told Rob something. He asks Mr Hale, who keeps the accounts too, to open the group with him."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from collegium.conversation.models import Thread
from collegium.desk.group_history import happened_in
from collegium.files.looking import look_at
from collegium.files.models import File
from collegium.history.models import Entry
from collegium.library.models import Attached, Work
from collegium.mail.models import Letter
from collegium.meetings.models import Item, Meeting, Note
from collegium.people.models import Responsibility
from collegium.safeguarding import jobs, letters, policies, reading
from collegium.safeguarding.models import Asking, Look, NotAGroup, Opening, Over
from tests.conftest import duty
from tests.evidence.test_group import sample  # noqa: F401  a piece of work of Ama's group

NOON = datetime(2026, 11, 9, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def hale(hale, northgate):
    duty(hale, "accounts", school=northgate)
    return hale


@pytest.fixture
def asking(northgate, feedback, rob, hale):
    return ask(northgate, rob, hale)


@pytest.fixture
def opening(asking, hale):
    return asking.grant(by=hale, at=NOON)


@pytest.fixture
def thread(feedback, ama):
    return Thread.open(feedback, "Something we saw", "Kai told me.", kind="thinking", by=ama, at=NOON)


def ask(school, by, to, called="Feedback that Moves", **more):
    more = {"reason": "A pupil told me.", "hours": 4, "could_harm": False} | more
    return Asking.objects.ask(school, called=called, to=to, by=by, at=NOON, **more)


def read(client, who, opening, name="reading", *parts):
    client.force_login(who)
    return client.get(reverse(f"safeguarding:{name}", args=[opening.pk, *parts]))


def test_two_people_read_for_some_hours_and_the_group_reads_who_read_what(
    client, northgate, feedback, thread, ama, tom, rob, hale, now
):
    client.force_login(rob)
    given = {"called": "feedback that moves", "reason": "A pupil told me.", "hours": "4", "to": hale.pk}
    asked = client.post(reverse("safeguarding:asking", args=["northgate"]), given)
    assert read(client, rob, Opening(pk=1)).status_code == 404
    assert Letter.objects.get(kind=letters.ASKED).person == hale

    client.force_login(hale)
    assert asked.url in client.get("/").content.decode()
    granted = client.post(f"{asked.url}granting/")
    assert granted.status_code == 302
    opening = Opening.objects.get()
    there = read(client, rob, opening).content.decode()
    assert thread.title in there
    assert "Kai told me." in read(client, rob, opening, "thread", thread.pk).content.decode()
    assert {letter.person for letter in Letter.objects.filter(kind=letters.OPENED)} == {
        one.person for one in feedback.memberships.current()
    }

    page = read(client, tom, opening, "opening").content.decode()
    assert "a thread" in page
    assert "Something we saw" in page
    assert "A pupil told me." not in page
    client.force_login(tom)
    assert opening.get_absolute_url() in client.get(feedback.get_absolute_url()).content.decode()

    now.shift(4 * HOUR)
    assert read(client, rob, opening).status_code == 404
    assert read(client, hale, opening, "thread", thread.pk).status_code == 404
    assert "over" in read(client, hale, opening, "opening").content.decode()


def test_each_look_is_one_row_and_one_line_of_history(client, opening, thread, feedback, rob):
    read(client, rob, opening)
    read(client, rob, opening, "thread", thread.pk)
    read(client, rob, opening, "thread", thread.pk)

    assert list(Look.objects.order_by("pk").values_list("kind", "number")) == [
        ("list", 0), ("thread", thread.pk), ("thread", thread.pk),
    ]  # fmt: skip
    assert Entry.objects.filter(did="looked at", by=rob.pseudonym).count() == 3
    assert happened_in(feedback).filter(did="looked at").count() == 3


def test_what_is_not_there_is_neither_shown_nor_written_down(client, opening, rob):
    for kind in ("thread", "notes", "file"):
        assert read(client, rob, opening, kind, 4711).status_code == 404

    assert not Look.objects.exists()


@pytest.mark.both
def test_nobody_opens_a_group_alone(northgate, rob, hale, asking):
    with pytest.raises(IntegrityError), transaction.atomic():
        ask(northgate, rob, rob)
    with pytest.raises(PermissionDenied):
        asking.grant(by=rob, at=NOON)

    assert not Opening.objects.exists()


def test_ones_own_request_is_not_ones_own_to_grant(client, asking, rob):
    client.force_login(rob)
    answers = [client.post(f"{asking.get_absolute_url()}{verb}/").status_code for verb in ("granting", "refusing")]

    assert answers == [403, 403]
    assert "It waits for Martin Hale" in client.get(asking.get_absolute_url()).content.decode()


def test_a_third_keeper_learns_nothing(client, northgate, asking, opening, sam):
    duty(sam, "accounts", school=northgate)

    assert not Asking.objects.visible_to(sam).exists()
    assert read(client, sam, opening, "opening").status_code == 404


@pytest.mark.both
def test_of_two_answers_one_counts(asking, hale):
    asking.grant(by=hale, at=NOON)
    with pytest.raises(PermissionDenied):
        asking.refuse(by=hale, at=NOON)
    with pytest.raises(PermissionDenied):
        asking.grant(by=hale, at=NOON)

    assert Opening.objects.count() == 1


def test_a_request_waits_a_day(client, asking, northgate, rob, hale, now):
    now.shift(25 * HOUR)

    assert not policies.may_answer(hale, asking, NOON + 25 * HOUR)
    client.force_login(rob)
    assert "Nobody answered within a day" in client.get(asking.get_absolute_url()).content.decode()
    assert "not answered in time" in client.get(reverse("safeguarding:school", args=["northgate"])).content.decode()


def test_refused_is_refused(client, asking, rob, hale):
    client.force_login(hale)
    page = client.post(f"{asking.get_absolute_url()}refusing/", follow=True).content.decode()
    assert "Martin Hale refused it" in page

    assert "refused" in client.get(reverse("safeguarding:school", args=["northgate"])).content.decode()
    assert not letters.is_open(Letter(person=hale, thing=asking.pk))


@pytest.mark.both
def test_ended_is_ended_by_the_next_request(client, opening, thread, rob, hale):
    client.force_login(hale)
    client.post(f"{opening.get_absolute_url()}ending/")
    opening.end(by=rob, at=NOON)

    assert read(client, rob, opening, "thread", thread.pk).status_code == 404
    assert Entry.objects.filter(did="ended", kind="safeguarding.opening").count() == 1
    with pytest.raises(Over):
        opening.look(rob, "list", at=NOON)
    assert not Look.objects.exists()


@pytest.mark.parametrize("who", ["rob", "hale"])
def test_with_the_duty_of_either_it_ends_for_both(client, opening, thread, rob, hale, who, request):
    leaver = request.getfixturevalue(who)
    Responsibility.objects.filter(person=leaver, kind="accounts").update(ends_on=NOON.date() - timedelta(days=1))

    assert [read(client, one, opening, "thread", thread.pk).status_code for one in (rob, hale)] == [404, 404]


def test_a_duty_in_the_network_counts(trust, northgate, feedback, rob, ines):
    duty(ines, "accounts", network=trust)
    opening = ask(northgate, rob, ines).grant(by=ines, at=NOON)

    assert Opening.objects.readable_by(ines, NOON).get() == opening


def test_where_telling_could_harm_a_pupil_the_group_is_told_within_a_day(
    client, northgate, feedback, thread, rob, hale, ama, now
):
    opening = ask(northgate, rob, hale, could_harm=True, hours=1).grant(by=hale, at=NOON)
    read(client, rob, opening)
    jobs.tell.func()
    unseen = [opening.told_at, list(Opening.objects.visible_to(ama)), list(Look.objects.visible_to(ama))]
    assert unseen == [None, [], []]
    assert not happened_in(feedback).filter(kind__startswith="safeguarding").exists()
    assert not Entry.objects.visible_to(ama).filter(kind__startswith="safeguarding").exists()
    assert not letters.is_to_be_told(Letter(person=ama, thing=opening.pk))
    assert "The group is told on" in read(client, rob, opening, "opening").content.decode()

    now.shift(23 * HOUR)
    jobs.tell.func()
    jobs.tell.func()

    opening.refresh_from_db()
    assert opening.told_at - opening.at <= timedelta(hours=24)
    assert Letter.objects.filter(kind=letters.OPENED, person=ama).count() == 1
    assert read(client, ama, opening, "opening").status_code == 200
    assert letters.is_to_be_told(Letter(person=ama, thing=opening.pk))


def test_whoever_left_the_group_meanwhile_gets_no_letter(opening, finn):
    assert not letters.is_to_be_told(Letter(person=finn, thing=opening.pk))
    assert not letters.is_to_be_told(Letter(person=None, thing=opening.pk))
    assert not letters.is_open(Letter(person=None, thing=opening.asking_id))


def everybody_leaves(group, on):
    group.memberships.filter(left_on=None).update(left_on=on)


def wrote_to():
    return {letter.person.name for letter in Letter.objects.filter(kind=letters.OPENED)}


def test_of_an_emptied_group_the_last_who_left_and_the_other_keepers_hear(
    northgate, feedback, rob, hale, sam, ines, ama, finn
):
    duty(sam, "accounts", school=northgate)
    everybody_leaves(feedback, NOON.date() - timedelta(days=9))
    ama.appointments.update(ends_on=NOON.date() - timedelta(days=2))
    opening = ask(northgate, rob, hale).grant(by=hale, at=NOON)

    assert wrote_to() == {"Tom Weller", "Gwen Hart", "Sam Field"}
    for letter in Letter.objects.filter(kind=letters.OPENED):
        assert letters.is_to_be_told(letter)
        assert "Rob" in letter.text
        assert opening.get_absolute_url() not in letter.text
    assert not letters.is_to_be_told(Letter(person=finn, thing=opening.pk))
    assert not letters.is_to_be_told(Letter(person=sam, thing=4711))
    assert not Opening.objects.visible_to(sam).exists()


def test_members_of_whom_none_may_sign_in_have_heard_nothing(northgate, feedback, rob, hale, sam, ama):
    duty(sam, "accounts", school=northgate)
    feedback.memberships.exclude(person=ama).delete()
    ama.appointments.update(ends_on=NOON.date() - timedelta(days=2))
    ask(northgate, rob, hale).grant(by=hale, at=NOON)

    assert wrote_to() == {"Sam Field"}


def test_nobody_was_told_where_no_letter_was_written(northgate, feedback, rob, hale, sam):
    feedback.memberships.all().delete()
    opening = ask(northgate, rob, hale).grant(by=hale, at=NOON)
    opening.refresh_from_db()
    assert (opening.told_at, wrote_to()) == (None, set())

    duty(sam, "accounts", school=northgate)
    jobs.tell.func()
    jobs.tell.func()

    opening.refresh_from_db()
    assert (opening.told_at, Letter.objects.get(kind=letters.OPENED).person) == (NOON, sam)


def test_a_group_that_is_not_there_looks_as_one_that_is_until_it_is_granted(client, northgate, feedback, rob, hale):
    for called in ("Feedback that Moves", "There is no such group"):
        client.force_login(rob)
        given = {"called": called, "reason": "Why.", "hours": "1", "to": hale.pk}
        assert client.post(reverse("safeguarding:asking", args=["northgate"]), given).status_code == 302
    client.force_login(hale)
    answer = client.post(reverse("safeguarding:granting", args=[Asking.objects.latest("pk").pk]))

    assert answer.status_code == 422
    assert "No one group of this school" in answer.content.decode()
    assert not Opening.objects.exists()


def test_a_group_is_meant_by_its_title_or_its_address_at_this_school(northgate, harbour, feedback, rob, hale):
    for called in ("feedback THAT moves", "https://x.example/groups/feedback-that-moves/", "feedback-that-moves"):
        assert ask(northgate, rob, hale, called).meant() == feedback
    feedback.schools.set([harbour])
    with pytest.raises(NotAGroup):
        ask(northgate, rob, hale).meant()


def test_reading_opens_no_other_door(client, opening, thread, feedback, rob):
    """Not the group's own pages, not the search, not what one takes away."""
    read(client, rob, opening, "thread", thread.pk)

    assert client.get(thread.get_absolute_url()).status_code == 404
    assert not list(client.get(reverse("desk:find"), {"words": "Kai"}).context["found"])
    assert "Kai told me." not in client.get(reverse("people:held")).content.decode()
    assert b"Kai told me." not in client.get(reverse("people:held-file")).getvalue()
    assert client.post(reverse("conversation:saying", args=[thread.pk]), {"text": "Hm."}).status_code == 404


def test_notes_and_files_are_there_and_nothing_else(
    client, opening, feedback, sample, ama, rob, hale  # noqa: F811
):  # fmt: skip
    meeting = Meeting.objects.create(group=feedback, starts_at=NOON, minutes=60, changed_at=NOON)
    for place, text in enumerate(["We looked at books.", ""], start=1):
        item = Item.objects.create(meeting=meeting, place=place, title="Round", minutes=5)
        Note.objects.create(item=item, text=text, by=ama, at=NOON)
    Meeting.objects.create(group=feedback, starts_at=NOON + HOUR, minutes=60, changed_at=NOON)
    common = {"kind": "note", "title": "N", "person": ama, "at": NOON}
    works = [
        Work.objects.create(**common, audience="me"),
        Work.objects.create(**common, group=feedback, audience="group"),
        Work.objects.create(**common, group=feedback, audience="group", withdrawn_at=NOON),
    ]
    for work in works:
        file = File.objects.keep(look_at(b"Slides."), name="slides.txt", by=ama, at=NOON)
        Attached.objects.create(work=work, file=file)
    given = works[1].attached.get().file
    read(client, rob, opening)

    assert list(reading.meetings_of(feedback)) == [meeting]
    assert set(reading.files_of(feedback)) == {sample.file, given}
    assert "We looked at books." in read(client, hale, opening, "notes", meeting.pk).content.decode()
    assert read(client, hale, opening, "file", sample.file.pk).status_code == 200
    assert list(Look.objects.values_list("kind", flat=True).order_by("pk")) == ["list", "notes", "file"]


def test_who_keeps_the_accounts_alone_is_told_what_to_do(client, northgate, rob):
    client.force_login(rob)

    page = client.get(reverse("safeguarding:school", args=["northgate"])).content.decode()
    assert "You keep the accounts alone" in page


def test_what_was_taken_back_is_gone_here_too(client, opening, thread, ama, rob):
    thread.posts.get().take_back(by=ama, at=NOON)

    page = read(client, rob, opening, "thread", thread.pk).content.decode()
    assert "Nothing stands here" in page


def test_the_names_of_rows(asking, opening, rob):
    look = opening.look(rob, "list", at=NOON)

    assert [str(one) for one in (asking, opening, look)] == [asking.called, str(opening.pk), "what there is"]
