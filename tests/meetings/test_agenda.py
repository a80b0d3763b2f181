"""Any member sets the agenda, with nobody's leave."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from collegium.history.models import Entry
from collegium.library.models import Shelving, Work
from collegium.meetings import agenda, policies
from collegium.meetings.holding import add_course
from collegium.meetings.models import Item, Meeting, Promise
from collegium.programmes.models import Protocol
from tests.conftest import FRIDAY, MONDAY
from tests.meetings.conftest import TUESDAY_17

pytestmark = pytest.mark.usefixtures("at_monday")


@pytest.fixture
def report_and_choose(learning_group):
    """What the shipped learning group does at every meeting but the first."""
    protocol = Protocol.objects.create(
        approach=learning_group, key="report-and-choose", title="Report back and choose", usual_at="every"
    )
    for order, (title, minutes, more) in enumerate(
        [
            ("Welcome", 5, {}),
            ("What happened in our classrooms", 25, {"serves": "report", "in_turn": True}),
            ("What we try next", 20, {"serves": "choose"}),
        ],
        1,
    ):
        protocol.steps.create(order=order, title=title, minutes=minutes, **more)
    return protocol


def titles(meeting):
    return [item.title for item in agenda.agenda_of(meeting)]


def added(meeting, by, title="Book boxes", **fields):
    return agenda.add(meeting, title=title, by=by, at=MONDAY, **{"minutes": 10} | fields)


def page(client, person, name, *args, **data):
    client.force_login(person)
    return client.get(reverse(name, args=args), data).content.decode()


def test_a_meeting_without_its_own_agenda_has_the_usual_one(meeting, report_and_choose):
    assert titles(meeting) == ["Welcome", "What happened in our classrooms", "What we try next"]
    assert Item.objects.count() == 0


def test_the_first_meeting_has_the_protocol_for_beginning(meeting, report_and_choose, learning_group):
    first = Protocol.objects.create(approach=learning_group, key="first", title="Getting organised", usual_at="first")
    first.steps.create(order=1, title="Why each of us came", minutes=10)
    later = Meeting.objects.create(group=meeting.group, starts_at=TUESDAY_17 + timedelta(weeks=3), changed_at=MONDAY)

    assert titles(meeting) == ["Why each of us came"]
    assert titles(later)[0] == "Welcome"


def test_a_way_of_working_without_protocols_still_tells_talks_and_chooses(meeting):
    usual = agenda.usual(meeting)

    assert [item.serves for item in usual] == ["report", "", "choose"]
    assert sum(item.minutes for item in usual) == 75


def test_what_a_member_adds_comes_after_the_usual(meeting, report_and_choose, tom):
    item = added(meeting, tom)

    assert titles(meeting)[-2:] == ["What we try next", "Book boxes"]
    assert [entry.did for entry in Entry.objects.about(item).by(tom)] == ["added"]


def test_the_same_item_twice_is_one(meeting, tom):
    assert added(meeting, tom) == added(meeting, tom)


def test_an_item_moves_one_place_and_stays_within_the_agenda(meeting, report_and_choose, tom):
    item = added(meeting, tom)

    item.move(up=True, by=tom, at=MONDAY)
    once = titles(meeting)
    for _ in range(5):
        item.move(up=True, by=tom, at=MONDAY)
    first = titles(meeting)
    item.move(up=False, by=tom, at=MONDAY)

    assert once[-2:] == ["Book boxes", "What we try next"]
    assert first[0] == "Book boxes"
    assert titles(meeting)[1] == "Book boxes"


def test_what_is_withdrawn_is_gone_and_moves_no_more(meeting, report_and_choose, tom):
    item = added(meeting, tom)

    item.withdraw(by=tom, at=MONDAY)
    item.withdraw(by=tom, at=MONDAY)
    item.move(up=True, by=tom, at=MONDAY)

    assert titles(meeting)[-1] == "What we try next"
    assert [entry.did for entry in Entry.objects.about(item).order_by("pk")] == ["added", "withdrew"]


def test_an_agenda_from_which_all_was_taken_stays_empty(meeting, tom):
    agenda.adopt(meeting)
    for item in meeting.items.all():
        item.withdraw(by=tom, at=MONDAY)
    agenda.adopt(meeting)

    verdict = agenda.look_at(agenda.agenda_of(meeting), meeting, first=False)

    assert (verdict.minutes, verdict.remarks) == (0, ["Nothing stands on the agenda: add the first item."])


def test_an_item_is_changed_and_the_same_again_is_no_news(meeting, tom):
    item = added(meeting, tom)

    item.change(title="Boxes of books", minutes=15, by=tom, at=MONDAY)
    item.change(title="Boxes of books", minutes=15, by=tom, at=MONDAY)

    assert (item.title, item.minutes) == ("Boxes of books", 15)
    assert Entry.objects.about(item).filter(did="changed").count() == 1


@pytest.mark.parametrize(
    ("rows", "remarks"),
    [
        ([("report", 40), ("choose", 35)], []),
        ([("", 40), ("choose", 35)], ["No time to tell what came of last time: add an item for it."]),
        ([("report", 40)], ["No time to choose what each of you tries next: add an item for it."]),
        (
            [("report", 300), ("choose", 300)],
            ["600 minutes are planned, and the meeting has 75: 525 too many."],
        ),
    ],
)
def test_the_agenda_says_in_words_what_it_lacks(meeting, rows, remarks):
    items = [Item(meeting=meeting, title=serves, minutes=minutes, serves=serves) for serves, minutes in rows]

    assert agenda.look_at(items, meeting, first=False).remarks == remarks


def test_a_usual_agenda_too_long_for_the_meeting_is_shortened_with_one_tap(client, meeting, report_and_choose, tom):
    meeting.minutes = 25
    meeting.save()
    before = page(client, tom, "meetings:agenda", meeting.pk)
    client.post(reverse("meetings:length", args=[meeting.pk]))
    client.post(reverse("meetings:length", args=[meeting.pk]))

    assert [item.minutes for item in agenda.agenda_of(meeting)] == [3, 12, 10]
    assert [entry.did for entry in Entry.objects.about(meeting).by(tom)] == ["shortened"]
    after = page(client, tom, "meetings:agenda", meeting.pk)
    assert [words.count("Shorten every part in proportion") for words in (before, after)] == [1, 0]


def test_what_a_colleague_added_gives_up_time_as_the_rest_does(meeting, report_and_choose, tom, ama):
    added(meeting, tom, minutes=100)

    agenda.shorten(meeting, by=ama, at=MONDAY)

    assert [item.minutes for item in agenda.agenda_of(meeting)] == [3, 12, 10, 50]


def test_more_parts_than_minutes_are_left_to_the_group(client, meeting, report_and_choose, tom):
    meeting.minutes = 2
    meeting.save()

    agenda.shorten(meeting, by=tom, at=MONDAY)

    assert [item.minutes for item in agenda.agenda_of(meeting)] == [5, 25, 20]
    assert "Shorten every part" not in page(client, tom, "meetings:agenda", meeting.pk)


def test_a_first_meeting_has_nothing_to_report(meeting):
    items = [Item(meeting=meeting, title="Begin", minutes=10, serves="choose")]

    assert agenda.look_at(items, meeting, first=True).remarks == []


def test_a_protocol_brings_all_its_steps(meeting, report_and_choose, learning_group, tom):
    tuning = Protocol.objects.create(approach=learning_group, key="tuning", title="Tuning")
    tuning.steps.create(order=1, title="The work", minutes=10, speakers="presenter", silent="everyone else")
    tuning.steps.create(order=2, title="Questions", minutes=3, questions_only=True)

    add_course(meeting, tuning.course(), by=tom, at=MONDAY)

    items = agenda.agenda_of(meeting)[-2:]
    assert [(item.title, item.protocol, item.silent, item.questions_only) for item in items] == [
        ("The work", "Tuning", "everyone else", False),
        ("Questions", "Tuning", "", True),
    ]


def test_ones_own_item_is_ones_own_and_that_of_somebody_who_left_is_everybodys(meeting, ama, tom, gwen):
    agenda.adopt(meeting)
    mine = added(meeting, tom, owner=gwen)
    usual = meeting.items.filter(added_by=None).first()
    may = [policies.may_edit_item(person, mine) for person in (tom, gwen, ama)]

    meeting.group.memberships.get(person=tom).leave(by=tom, at=MONDAY)

    assert may == [True, True, False]
    assert policies.may_edit_item(ama, mine) is True
    assert policies.may_edit_item(ama, usual) is True


def test_nobody_changes_the_agenda_of_a_meeting_called_off(meeting, ama):
    mine = added(meeting, ama)
    meeting.cancel(by=ama, at=MONDAY)

    assert policies.may_set_agenda(ama, meeting) is False
    assert policies.may_edit_item(ama, mine) is False


def test_the_page_shows_when_each_item_begins_and_what_opens_the_report_back(
    client, meeting, report_and_choose, ama, tom
):
    Promise.objects.make(group=meeting.group, person=tom, text="Dots instead of ticks", by=tom, at=MONDAY)

    text = page(client, ama, "meetings:agenda", meeting.pk)

    assert [time in text for time in ("15:45", "15:50", "16:15")] == [True, True, True]
    assert "50 of 75 minutes" in text
    assert "Dots instead of ticks" in text
    assert "Change it for this meeting" in text


def test_the_sheet_has_a_line_for_each_member(client, meeting, tom):
    text = page(client, tom, "meetings:paper", meeting.pk)

    assert "What I will try before next time" in text
    assert [name in text for name in ("Ama Boateng", "Tom Weller", "Gwen Hart")] == [True, True, True]


@pytest.mark.parametrize("minutes", ["0", "241", "600", "-5"])
def test_an_item_of_no_length_or_of_ten_hours_is_answered_and_keeps_what_was_typed(client, meeting, tom, minutes):
    client.force_login(tom)

    response = client.post(
        reverse("meetings:items", args=[meeting.pk]), {"title": "Book boxes", "minutes": minutes, "purpose": "decide"}
    )

    assert response.status_code == 422
    assert "An item takes between 1 and 240 minutes." in response.content.decode()
    assert 'value="Book boxes"' in response.content.decode()


def test_a_step_of_a_protocol_stays_one_when_its_minutes_change(client, meeting, report_and_choose, tom):
    agenda.adopt(meeting)
    item = meeting.items.first()
    client.force_login(tom)

    form = client.get(reverse("meetings:item", args=[item.pk])).content.decode()
    client.post(reverse("meetings:wording", args=[item.pk]), {"title": "Tea", "minutes": "7"})

    item.refresh_from_db()
    assert 'name="purpose"' not in form
    assert (item.title, item.minutes, item.purpose) == ("Tea", 7, "protocol")


def test_the_agenda_costs_the_same_for_one_item_and_for_three(client, meeting, ama, tom):
    client.force_login(ama)
    address = reverse("meetings:agenda", args=[meeting.pk])
    counts = []
    for who, number in ((tom, 1), (ama, 3)):
        for each in range(number):
            added(meeting, who, f"Item {number} {each}", owner=who)
        Promise.objects.make(group=meeting.group, person=who, text="Something", by=who, at=MONDAY)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))

    assert counts[0] == counts[1]


@pytest.mark.both
def test_minutes_cannot_be_nothing_in_the_database_either(meeting):
    with pytest.raises(Exception, match="item_takes_time"):
        Item.objects.create(meeting=meeting, place=1, title="Nothing", minutes=0)


def test_an_ended_group_keeps_its_agenda_as_it_was(meeting, ama):
    meeting.group.conclude(by=ama, at=FRIDAY)

    assert policies.may_set_agenda(ama, meeting) is False


@pytest.fixture
def article(tom, meeting):
    return Work.objects.bring(person=tom, at=MONDAY, kind="article", title="Wait time", group=meeting.group,
                              school=None, audience="group")  # fmt: skip


def test_an_item_needs_something_from_the_groups_shelf(client, meeting, ama, tom, article):
    assert "What you read" not in page(client, ama, "meetings:agenda", meeting.pk)

    Shelving.objects.put(article, meeting.group, by=tom, at=MONDAY)
    client.post(
        reverse("meetings:items", args=[meeting.pk]),
        {"title": "Three pages", "minutes": 10, "purpose": "discuss", "work": article.pk},
    )

    assert Item.objects.get(title="Three pages").work == article
    for where in ("meetings:agenda", "meetings:paper", "meetings:meeting"):
        assert "Wait time" in page(client, ama, where, meeting.pk)


def test_each_reader_finds_of_it_what_they_may_see_anyway(client, meeting, ama, tom, article):
    item = added(meeting, ama, "Three pages", work=article)
    Work.objects.filter(pk=article.pk).update(audience="me")

    client.force_login(ama)
    form = client.get(reverse("meetings:item", args=[item.pk])).content.decode()
    client.post(
        reverse("meetings:wording", args=[item.pk]), {"title": "Four pages", "minutes": 10, "purpose": "discuss"}
    )

    item.refresh_from_db()
    assert "Wait time" not in form + page(client, ama, "meetings:agenda", meeting.pk)
    assert (item.title, item.work) == ("Four pages", article)
    assert "Wait time" in page(client, tom, "meetings:agenda", meeting.pk)


def test_what_was_taken_back_stands_on_no_agenda(client, meeting, ama, tom, article):
    added(meeting, ama, "Three pages", work=article)

    article.withdraw(by=tom, at=MONDAY)

    assert agenda.works_on(agenda.agenda_of(meeting), ama) == {}
