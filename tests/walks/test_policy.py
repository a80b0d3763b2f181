"""The union's model policy on learning walks (METHODS 2.13), clause by clause: a rule that the program keeps each."""

import ast
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.urls import reverse

import collegium
from collegium.history.models import Entry
from collegium.mail.models import Letter
from collegium.people.exporting import held_about
from collegium.visits.models import CapReached, Visit, When, had
from collegium.walks import jobs
from collegium.walks.concluding import close, finish
from collegium.walks.drawing import draw, frame_of
from collegium.walks.models import (
    LookedIn,
    LookFor,
    NotEnoughNotice,
    NotNow,
    NotReviewed,
    NotYet,
    Sheet,
    Stop,
    Walk,
    Walker,
)
from collegium.walks.wording import trouble_with
from tests.conftest import MONDAY
from tests.walks.conftest import (
    A_WEEK_LATER,
    DAY_BEFORE,
    IN_THE_EVENING,
    ON_THE_DAY,
    REVIEWED,
    WALK_DAY,
    prepare,
    write,
)

pytestmark = pytest.mark.django_db


def test_clause_1_date_time_focus_and_walkers_are_agreed_beforehand(drawn, announced, northgate, hale, ama):
    """Who announces says with whom it was agreed; afterwards neither day, time, focus nor walkers change."""
    assert announced.agreed_with == "Staff meeting of 3 November"
    with pytest.raises(NotNow):
        announced.change(walkers=[hale], look_fors=[], focus="Something else", by=hale, at=ON_THE_DAY)


def test_clause_1_no_lesson_is_looked_into_that_was_not_announced(draft, ama):
    with pytest.raises(NotNow):
        draw(draft, by=ama, at=DAY_BEFORE)
    with pytest.raises(IntegrityError), transaction.atomic():
        Walk.objects.filter(pk=draft.pk).update(drawn_at=DAY_BEFORE)


def test_clause_1_the_notice_is_five_school_days(northgate, aspect, teachers, ama, hale):
    """Announced on Monday 9 November: the earliest walk is on Tuesday the 17th, after five school days."""
    soon = prepare(northgate, aspect, [ama], by=hale, on=date(2026, 11, 16))
    later = prepare(northgate, aspect, [ama], by=hale, on=date(2026, 11, 17))

    with pytest.raises(NotEnoughNotice):
        soon.announce(agreed_with="Staff meeting", reviewed_on=REVIEWED, by=hale, at=MONDAY)
    later.announce(agreed_with="Staff meeting", reviewed_on=REVIEWED, by=hale, at=MONDAY)

    assert (soon.is_draft, later.is_coming) == (True, True)


@pytest.mark.parametrize(
    "day", [date(2025, 11, 8), date(2026, 11, 10)], ids=["more than a year ago", "still to come"]
)
def test_clause_1_how_walks_are_done_is_reviewed_with_the_staff_every_year(draft, hale, day):
    """The regular review: no walk by rules that nobody has looked at with the staff within a year."""
    with pytest.raises(NotReviewed):
        draft.announce(agreed_with="Staff meeting", reviewed_on=day, by=hale, at=MONDAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Walk.objects.filter(pk=draft.pk).update(announced_at=MONDAY)
    draft.announce(agreed_with="Staff meeting", reviewed_on=date(2025, 11, 9), by=hale, at=MONDAY)

    assert (draft.is_coming, Walk.objects.reviewed(draft.school)) == (True, date(2025, 11, 9))


def test_clause_1_the_staff_read_when_that_was(announced, sam):
    jobs.tell_staff.call(announced.pk)

    letter = Letter.objects.get(kind="walk", person=sam)
    assert "How walks are done was last looked at with the staff on 3 September 2026." in letter.text


def test_clause_1_all_staff_are_told_of_all_four(announced, northgate, sam, hale, priya):
    jobs.tell_staff.call(announced.pk)
    jobs.tell_staff.call(announced.pk)

    letters = Letter.objects.filter(kind="walk", thing=announced.pk)
    assert letters.count() == 34
    text = letters.get(person=sam).text
    for said in ("Thursday 19 November", "Ama Boateng and Tom Weller", "Time to act on written feedback",
                 "Pupils rework a piece of writing", "Staff meeting of 3 November", "10 minutes"):  # fmt: skip
        assert said in text
    assert not letters.filter(person=priya).exists()


def test_clause_2_the_purpose_is_never_about_an_individual(sam):
    names = [(sam.first_name, sam.last_name)]

    assert "colleague’s name" in trouble_with("Questions in the lessons of Sam Field", names)
    assert "colleague’s name" in trouble_with("What happens when Field asks", names)
    assert "speaks of a person" in trouble_with("How long the teacher waits", names)
    assert trouble_with("Pupils have time to think before an answer", names) == ""


def test_clause_2_nor_is_a_walk_of_so_few_that_it_would_be(northgate, aspect, teachers, ama, tom, hale):
    from collegium.visits.models import Timetable  # noqa: PLC0415

    Timetable.objects.filter(person__in=teachers[9:]).delete()
    walk = prepare(northgate, aspect, [ama, tom], by=hale)

    assert not frame_of(walk, [ama, tom], at=MONDAY).is_enough


def test_clause_3_two_walkers_at_the_most(draft, sam, ama, hale):
    with pytest.raises(IntegrityError), transaction.atomic():
        Walker.objects.create(walk=draft, person=sam, place=3)
    with pytest.raises(IntegrityError), transaction.atomic():
        Walker.objects.create(walk=draft, person=ama, place=1)


def test_clause_3_and_never_more_than_two_in_one_lesson(walked):
    assert max(stop.sheets.count() for stop in walked.stops.all()) == 2
    assert {stop.sheets.count() for stop in walked.stops.filter(is_double=False)} == {1}


def test_clause_4_pupils_are_not_asked_about_a_teacher():
    assert trouble_with("Pupils say what they think of their teacher", []).startswith("Pupils are not asked")
    assert trouble_with("Ask students whether miss explains well", []).startswith("Pupils are not asked")


def test_clause_4_nothing_that_anybody_says_can_be_written_down(client, drawn, ama):
    client.force_login(ama)
    page = client.get(reverse("walks:walking", args=[drawn.pk])).content.decode()

    assert "pupils are asked nothing about anybody" in page
    sheet = page.split("data-plain")[1].split("data-finish")[0]
    assert ("<textarea" in sheet, 'type="text"' in sheet) == (False, False)


def test_clause_5_the_teacher_may_see_every_written_record(client, walked, teachers):
    stop = walked.stops.filter(is_double=True).select_related("teacher").first()
    client.force_login(stop.teacher)

    page = client.get(reverse("walks:walks")).content.decode()

    assert set(Sheet.objects.visible_to(stop.teacher)) == set(stop.sheets.all())
    assert page.count("<b>Yes</b>") + page.count("<b>No</b>") == 2


def test_clause_5_for_a_week_after_the_walk(walked, ama, teachers):
    stop = walked.stops.first()
    finish(walked, by=ama, at=IN_THE_EVENING)

    assert Sheet.objects.visible_to(stop.teacher).count() >= 1
    assert not Walk.objects.to_close(A_WEEK_LATER - timedelta(minutes=1)).exists()
    assert list(Walk.objects.to_close(A_WEEK_LATER)) == [walked]


@pytest.mark.parametrize("said", ["Outstanding questioning", "Feedback is good", "Behaviour grade", "Weak starts"])
def test_clause_6_no_evaluation_of_an_individual_in_what_is_looked_for(said):
    assert "is a judgement" in trouble_with(said, [])


def test_clause_6_no_result_of_a_person_exists_anywhere(walked, ama):
    """What a walk leaves behind names a person nowhere, but for a number in the year that is the teacher's own."""
    finish(walked, by=ama, at=IN_THE_EVENING)
    close(walked, at=A_WEEK_LATER)

    named = {
        (model._meta.label_lower, field.name)
        for model in apps.get_app_config("walks").get_models() if model.objects.exists()
        for field in model._meta.get_fields() if getattr(field, "related_model", None) and field.concrete
        and field.related_model._meta.label_lower == "people.person"
    }  # fmt: skip
    assert named == {("walks.walk", "by"), ("walks.walker", "person"), ("walks.lookedin", "person")}
    assert {field.name for field in LookedIn._meta.concrete_fields} == {
        "id", "person", "school", "year_starts_on", "minutes"
    }  # fmt: skip


@pytest.mark.parametrize("said", ["For appraisal", "Evidence for capability", "Performance in Year 9", "Pay"])
def test_clause_7_no_use_in_capability_or_appraisal(said):
    assert "never used for it" in trouble_with(said, [])


def test_clause_7_nothing_else_in_the_program_reads_the_lessons_of_a_walk():
    """Neither impact, nor desk, nor evidence, nor anything that a school counts by hand."""
    readers = set()
    for path in Path(collegium.__file__).parent.rglob("*.py"):
        names = {
            alias.name for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("collegium.walks")
            for alias in node.names
        }  # fmt: skip
        if names & {"Stop", "Sheet", "LookedIn", "places", "lessons_of"}:
            readers.add(path.relative_to(Path(collegium.__file__).parent).parts[0])

    assert readers - {"demo"} == {"walks"}


def test_clause_8_it_counts_towards_three_in_the_year(walked, ama, northgate):
    stop = walked.stops.first()

    assert had(stop.teacher, northgate, WALK_DAY, at=ON_THE_DAY) == [10]
    finish(walked, by=ama, at=IN_THE_EVENING)
    close(walked, at=A_WEEK_LATER)
    assert had(stop.teacher, northgate, WALK_DAY, at=A_WEEK_LATER) == [10]


def test_clause_8_whoever_was_looked_into_three_times_is_visited_no_more(walked, northgate, sam):
    stop = walked.stops.first()
    LookedIn.objects.bulk_create(
        LookedIn(person=stop.teacher, school=northgate, year_starts_on=date(2026, 9, 1), minutes=10) for _ in "12"
    )
    when = When(A_WEEK_LATER, A_WEEK_LATER + timedelta(hours=1))

    with pytest.raises(CapReached):
        Visit.objects.arrange(sam, stop.teacher, when, school=northgate, by=sam, at=ON_THE_DAY)


def test_clause_8_nor_is_anybody_drawn_who_had_three_or_too_long(draft, teachers, northgate, ama, tom):
    often, long, before = teachers[:3]
    year = date(2026, 9, 1)
    LookedIn.objects.bulk_create(
        [LookedIn(person=often, school=northgate, year_starts_on=year, minutes=10)] * 3
        + [LookedIn(person=long, school=northgate, year_starts_on=year, minutes=171)]
        + [LookedIn(person=before, school=northgate, year_starts_on=date(2025, 9, 1), minutes=60)] * 3
    )

    drawable = {lesson.teacher for lesson in frame_of(draft, [ama, tom], at=MONDAY).lessons}

    assert drawable & {often.pk, long.pk, before.pk} == {before.pk}


@pytest.mark.both
@pytest.mark.parametrize("minutes", [4, 16, 60])
def test_clause_9_an_observation_is_never_an_hour_but_a_few_minutes(draft, minutes):
    with pytest.raises(IntegrityError), transaction.atomic():
        Walk.objects.filter(pk=draft.pk).update(minutes=minutes)


def test_clause_9_and_three_hours_in_a_year_are_the_most_in_all(draft, teachers, northgate, sam, ama, tom):
    """Two visits of 85 minutes leave ten minutes for a walk; of 86, they do not."""
    for somebody, minutes in ((teachers[0], 85), (teachers[1], 86)):
        for day in (1, 2):
            starts = datetime(2026, 12, day, 9, tzinfo=MONDAY.tzinfo) + timedelta(hours=2 * teachers.index(somebody))
            when = When(starts, starts + timedelta(minutes=minutes))
            Visit.objects.arrange(sam, somebody, when, school=northgate, by=somebody, at=MONDAY)

    drawable = {lesson.teacher for lesson in frame_of(draft, [ama, tom], at=MONDAY).lessons}

    assert drawable & {teachers[0].pk, teachers[1].pk} == {teachers[0].pk}


def test_nobody_can_learn_later_who_was_seen(walked, ama, tom, hale, teachers, northgate):
    """When the walk is closed: no list, no sheet, no seed that would draw the list again, no trace in history."""
    finish(walked, by=ama, at=IN_THE_EVENING)
    close(walked, at=A_WEEK_LATER)
    close(walked, at=A_WEEK_LATER)

    walked.refresh_from_db()
    assert (Stop.objects.count(), Sheet.objects.count(), walked.seed) == (0, 0, "")
    assert {entry.kind for entry in Entry.objects.filter(did__contains="")} & {"walks.stop", "walks.sheet"} == set()
    assert [entry.did for entry in Entry.objects.about(walked).order_by("pk")] == [
        "prepared", "announced", "drew the lessons of", "finished", "closed"
    ]  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Walk.objects.filter(pk=walked.pk).update(seed="again")


def test_no_export_tells_who_was_seen(walked, ama, tom, hale, teachers):
    """Neither the walkers' nor the leadership's box of all that is held about them, at any time."""
    seen = {stop.teacher.name for stop in walked.stops.select_related("teacher")}
    rooms = {stop.room for stop in walked.stops.all()} | {stop.class_name for stop in walked.stops.all()}

    for somebody in (ama, tom, hale):
        box = str([rows for _name, title, rows in held_about(somebody) if "walk" in str(title).lower()])
        assert [word for word in seen | rooms if f"'{word}'" in box] == []


def test_only_the_walkers_see_the_list_and_only_while_they_walk(drawn, ama, tom, hale, sam, teachers):
    drawn_teacher = drawn.stops.select_related("teacher").first().teacher

    knows = {who.first_name: Stop.objects.visible_to(who).count() for who in (ama, tom, hale, sam, drawn_teacher)}
    assert knows == {"Ama": drawn.drawn, "Tom": drawn.drawn, "Martin": 0, "Sam": 0, drawn_teacher.first_name: 0}
    write(drawn, ama, lambda stop: (1, 1))
    finish(drawn, by=ama, at=IN_THE_EVENING)
    assert [Stop.objects.visible_to(who).count() for who in (ama, tom, hale)] == [0, 0, 0]


def test_neither_walker_sees_what_the_other_wrote(walked, ama, tom):
    assert set(Sheet.objects.visible_to(ama).values_list("walker__person__first_name", flat=True)) == {"Ama"}


def test_lessons_are_drawn_on_the_last_school_day_before_at_the_earliest(announced, ama):
    with pytest.raises(NotYet):
        draw(announced, by=ama, at=DAY_BEFORE - timedelta(days=1))


def test_what_stays_of_a_walk_cannot_be_matched_with_the_timetable(walked, ama):
    """The result is a count for each step. A walk whose lessons come in another order leaves the same behind."""
    finish(walked, by=ama, at=IN_THE_EVENING)
    close(walked, at=A_WEEK_LATER)

    kept = LookFor.objects.filter(walk=walked).order_by("order").values_list("counts", "doubled", "alike")
    assert [len(counts) for counts, _doubled, _alike in kept] == [2, 4]
    assert sum(kept[0][0]) == walked.lessons
