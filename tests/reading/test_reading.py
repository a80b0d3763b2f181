"""A group reads a book: who reads along, its parts, and what stays folded."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from collegium.groups.models import Group
from collegium.history.models import Entry
from collegium.kit import clock
from collegium.library.models import Work
from collegium.meetings.models import Meeting
from collegium.reading import policies
from collegium.reading.models import Comment, Place, Reading, Section, Taken
from collegium.reading.showing import reading_now
from tests.conftest import FRIDAY, MONDAY


def meet(group, *days):
    now = clock.now()
    return [
        Meeting.objects.create(group=group, starts_at=now + timedelta(days=day), confirmed_at=now, changed_at=now)
        for day in days
    ]


@pytest.mark.both
def test_one_text_at_a_time(feedback, reading, book, ama, tom, northgate):
    other = Work.objects.bring(person=tom, kind="book", title="Other", school=northgate, audience="school", at=MONDAY)

    assert Reading.objects.begin(feedback, book, by=tom, at=FRIDAY) == reading
    with pytest.raises(Taken):
        Reading.objects.begin(feedback, other, by=tom, at=FRIDAY)
    reading.finish(by=ama, at=FRIDAY)
    reading.finish(by=tom, at=FRIDAY)
    second = Reading.objects.begin(feedback, other, by=tom, at=FRIDAY)

    assert list(Reading.objects.open()) == [second]
    assert (str(reading), reading.ended_at) == ("Making Every Lesson Count", FRIDAY)


def test_whoever_cannot_open_the_work_still_reads_its_title(client, reading, gwen):
    client.force_login(gwen)
    page = client.get(reading.get_absolute_url()).content.decode()

    assert ("Making Every Lesson Count" in page, "In the library" in page) == (True, False)


def test_the_parts_find_the_meetings_to_come(feedback, reading, ama):
    first, second = meet(feedback, 7, 35)
    reading.sections.get(title="Questioning").say("Which page?", person=ama, at=MONDAY)
    reading.lay_out([("Explanation", "41–90"), ("Modelling", "91–120")], by=ama, at=FRIDAY)

    laid = reading.sections.order_by("order", "pk").values_list("title", "pages", "meeting")
    assert list(laid)[:2] == [("Explanation", "41–90", first.pk), ("Modelling", "91–120", second.pk)]
    assert [title for title, _pages, _meeting in laid[2:]] == ["Questioning"]
    part = reading.sections.get(title="Modelling")
    part.plan(first, by=ama, at=FRIDAY)
    assert part.meeting == first


def test_two_who_read_along_stand_in_one_sentence(client, reading, ama, tom):
    for somebody in (tom, ama):
        reading.pledge(somebody, at=MONDAY)
    client.force_login(ama)

    assert "Ama and Tom read along" in client.get(reading.get_absolute_url()).content.decode()


def test_who_reads_along_is_said_and_taken_back_and_nobody_is_counted(client, reading, ama, tom):
    for _twice in range(2):
        reading.pledge(tom, at=MONDAY)
    client.force_login(ama)
    page = client.get(reading.get_absolute_url()).content.decode()
    reading.take_back_pledge(tom, at=FRIDAY)

    assert "Tom reads along" in page
    assert "Gwen" not in page[page.index("We read") : page.index("I’ll read it")]
    did = [entry.did for entry in Entry.objects.filter(kind="reading.pledge")]
    assert (did, reading.pledges.count()) == (["pledged", "took back a pledge"], 0)


@pytest.mark.both
def test_how_far_somebody_has_read_is_theirs_alone_and_told_nowhere(reading, tom):
    reading.mark(tom, 2)
    reading.mark(tom, 1)

    assert list(Place.objects.values_list("person", "order")) == [(tom.pk, 1)]
    assert not Entry.objects.filter(by=tom.pseudonym).exists()


def test_comments_stay_folded_for_those_who_have_not_read_so_far(client, reading, ama, tom):
    section = reading.sections.get(title="Explanation")
    section.say("They never ask why.", person=ama, at=MONDAY)
    client.force_login(tom)

    folded = client.get(section.get_absolute_url()).content.decode()
    opened = client.get(section.get_absolute_url() + "?open").content.decode()
    client.post(reverse("reading:place", args=[section.pk]), {"read": "yes"})
    read = client.get(section.get_absolute_url()).content.decode()
    client.post(reverse("reading:place", args=[section.pk]), {"read": "no"})
    again = client.get(section.get_absolute_url()).content.decode()

    assert ["They never ask why." in page for page in (folded, opened, read, again)] == [False, True, True, False]
    assert "1 comment on these pages stays folded" in folded


def test_a_comment_taken_back_has_no_words_left(reading, tom, ama):
    comment = reading.sections.get(title="Challenge").say("No.", person=tom, at=MONDAY)

    assert [policies.may_take_back(who, comment) for who in (tom, ama)] == [True, False]
    comment.take_back(at=FRIDAY)
    comment.take_back(at=FRIDAY)
    comment.refresh_from_db()

    assert (comment.text, comment.withdrawn_at, list(Comment.objects.standing())) == ("", FRIDAY, [])
    assert [one.did for one in Entry.objects.filter(kind="reading.comment")] == ["commented", "took back a comment"]


def test_everything_is_the_group_s_of_today(reading, ama, tom, finn, sam, gwen):
    seen = {who.first_name: Section.objects.visible_to(who).count() for who in (ama, tom, finn, sam, gwen)}

    assert seen == {"Ama": 3, "Tom": 3, "Finn": 0, "Sam": 0, "Gwen": 3}


def test_a_home_shows_what_is_read_only_where_there_is_something_or_the_approach_asks(feedback, book, ama):
    at = clock.now()
    group = Group.objects.select_related("approach").get(pk=feedback.pk)
    nothing = reading_now(group, ama, at=at)
    group.approach.engine = "book"
    asks = reading_now(group, ama, at=at)
    reading = Reading.objects.begin(group, book, by=ama, at=at)
    meet(group, -3, 4)
    reading.lay_out([("One", ""), ("Two", "")], by=ama, at=at)
    reading.pledge(ama, at=at)
    shown = reading_now(group, ama, at=at)

    assert (nothing, asks.reading) == (None, None)
    assert (shown.reading, shown.part.section.title) == (reading, "One")
    assert (shown.reads_along, shown.readers) == (True, [ama])


def test_an_ended_group_keeps_what_it_read_and_begins_nothing(client, feedback, book, reading, ama):
    reading.finish(by=ama, at=FRIDAY)
    feedback.conclude(by=ama, at=FRIDAY)
    client.force_login(ama)

    assert "Making Every Lesson Count" in client.get(reverse("reading:group", args=[feedback.slug])).content.decode()
    begun = client.post(reverse("reading:beginning", args=[feedback.slug]), {"work": book.pk})
    assert begun.status_code == 403
    assert client.get(reading.get_absolute_url()).status_code == 200


def test_somebody_else_was_quicker(client, feedback, reading, tom, northgate):
    other = Work.objects.bring(person=tom, kind="book", title="Other", school=northgate, audience="school", at=MONDAY)
    client.force_login(tom)
    answer = client.post(reverse("reading:beginning", args=[feedback.slug]), {"work": other.pk})

    assert answer.status_code == 422
    assert "Finish that first" in answer.content.decode()
    assert client.post(reverse("reading:beginning", args=[feedback.slug]), {}).status_code == 422


@pytest.mark.parametrize(
    "lines", ["\n".join(f"Part {n}" for n in range(41)), "x" * 121, "One | " + "9" * 41],
    ids=["too many", "a long title", "long pages"],
)  # fmt: skip
def test_parts_that_do_not_fit_are_said_and_kept_in_the_form(client, reading, ama, lines):
    client.force_login(ama)
    answer = client.post(reverse("reading:laying-out", args=[reading.pk]), {"sections": lines})

    assert answer.status_code == 422
    assert reading.sections.count() == 3


def test_a_comment_without_words_and_a_meeting_of_others_are_refused(client, reading, ama):
    section = reading.sections.get(title="Challenge")
    client.force_login(ama)
    answers = [
        client.post(reverse("reading:commenting", args=[section.pk]), {"text": " "}),
        client.post(reverse("reading:planning", args=[section.pk]), {"meeting": 987}),
    ]

    assert [answer.status_code for answer in answers] == [422, 422]


def test_the_page_costs_the_same_for_one_part_for_three_and_for_three_hundred(client, feedback, reading, ama):
    client.force_login(ama)
    counts = []
    for titles in (["A"], ["A", "B", "C"], [f"{number}" for number in range(300)]):
        reading.lay_out([(title, "") for title in titles], by=ama, at=MONDAY)
        with CaptureQueriesContext(connection) as asked:
            client.get(reading.get_absolute_url())
        counts.append(len(asked))

    assert len(set(counts)) == 1
