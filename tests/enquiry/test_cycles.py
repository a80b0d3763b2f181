import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from collegium.enquiry.cycling import round_now
from collegium.enquiry.models import Cycle, LessonPlan, Missing, Note, Prediction, Question
from collegium.history.models import Entry
from collegium.kit import clock
from collegium.programmes.models import Approach, bring_in
from tests.conftest import FRIDAY, MONDAY


@pytest.fixture
def working_as(feedback, northgate):
    """The group works in one of the ways that come with Collegium."""
    bring_in(northgate, at=MONDAY)

    def work(key):
        feedback.approach = Approach.objects.get(school=northgate, key=key)
        feedback.save()
        return feedback

    return work


def begin(group, by, title="Rewrite before the grade"):
    return Cycle.objects.begin(group, title, by=by, at=MONDAY)


def through(cycle, by):
    """Every stage in turn to the end."""
    names = []
    while now := cycle.now_at():
        names.append(now.stage.name)
        if cycle.go_on(by=by, at=FRIDAY) is None:
            break
    return names


METHODS = {
    "staff-enquiry": (["Plan", "Do", "Review"], 1),
    "action-learning-set": (["Discuss", "Try", "Reflect", "Feed back"], 1),
    "improvement-cycle": (["Plan", "Do", "Study", "Act"], 3),
    "lesson-study": (["Plan", "Teach and watch", "Hear from pupils", "Discuss", "Revise"], 3),
    "spiral": (
        ["Scanning", "Focusing", "Developing a hunch", "New professional learning", "Taking action", "Checking"], 1,
    ),
}  # fmt: skip


@pytest.mark.parametrize("key", METHODS)
def test_each_way_of_working_has_its_own_stages_in_their_order(working_as, ama, key):
    cycle = begin(working_as(key), ama)

    assert (through(cycle, ama), cycle.of) == METHODS[key]


def test_a_lesson_goes_round_three_times(working_as, ama):
    first = begin(working_as("improvement-cycle"), ama)
    first.finish(by=ama, at=FRIDAY)
    second = first.next_one(by=ama, at=FRIDAY)
    second.finish(by=ama, at=FRIDAY)
    third = second.next_one(by=ama, at=FRIDAY)

    assert [(one.number, one.is_last, one.title == first.title) for one in (first, second, third)] == [
        (1, False, True), (2, False, True), (3, True, True),
    ]  # fmt: skip


@pytest.mark.both
def test_a_group_is_in_one_cycle_at_a_time(working_as, ama, tom):
    cycle = begin(working_as("spiral"), ama)

    assert begin(cycle.group, tom, "Another") == cycle
    assert Cycle.objects.count() == 1


def test_going_on_early_is_possible_and_remembered(working_as, ama):
    group = working_as("staff-enquiry")
    cycle = begin(group, ama)
    cycle.go_on(by=ama, at=FRIDAY, early=True)

    steps = round_now(group, ama).steps
    assert [(step.tone, step.done_words) for step in steps[:1]] == [("good", "gone on early")]
    assert [step.is_missing for step in steps] == [False] * 3
    assert Entry.objects.about(cycle).filter(did="went on early").exists()


def test_only_what_is_required_shows_as_missing_and_nothing_is_finished_without_it(working_as, ama):
    group = working_as("learning-community")
    cycle = begin(group, ama)
    for _stage in range(5):
        cycle.go_on(by=ama, at=FRIDAY, early=True)

    assert [step.passage.stage.name for step in round_now(group, ama).missing] == ["Hear from pupils"]
    with pytest.raises(Missing, match="Hear from pupils"):
        cycle.finish(by=ama, at=FRIDAY)

    voice = cycle.passages.get(stage__name="Hear from pupils")
    cycle.go_to(voice, by=ama, at=FRIDAY)
    cycle.go_on(by=ama, at=FRIDAY)
    cycle.finish(by=ama, at=FRIDAY)

    assert cycle.finished_at == FRIDAY
    assert round_now(group, ama) is None


def test_what_is_required_and_was_passed_over_is_missing_too(working_as, ama):
    group = working_as("learning-community")
    cycle = begin(group, ama)
    cycle.go_to(cycle.passages.get(stage__name="Report"), by=ama, at=FRIDAY)

    assert [step.passage.stage.name for step in round_now(group, ama).missing] == ["Hear from pupils"]


def test_phases_may_be_revisited_and_what_was_written_there_stays(working_as, ama):
    group = working_as("spiral")
    cycle = begin(group, ama)
    scanning = cycle.now_at()
    cycle.write(person=ama, stage=scanning.stage, text="They say nobody asks them.", at=MONDAY)
    cycle.go_on(by=ama, at=FRIDAY)

    cycle.go_to(scanning, by=ama, at=FRIDAY)
    cycle.go_to(scanning, by=ama, at=FRIDAY)

    seen = round_now(group, ama)
    assert (seen.now.passage.stage.name, seen.now.notes[0].text) == ("Scanning", "They say nobody asks them.")
    assert seen.following.passage.stage.name == "Focusing"


@pytest.mark.both
def test_predictions_are_their_authors_until_the_lesson_is_over(working_as, ama, tom, sam, finn):
    group = working_as("lesson-study")
    cycle = begin(group, ama)
    plan = cycle.now_at().stage
    cycle.write(person=ama, stage=plan, text="Draws first.", pupil="Otter", kind="prediction", at=MONDAY)

    def readers():
        return [who.first_name for who in (ama, tom, sam, finn) if Prediction.objects.visible_to(who).exists()]

    assert readers() == ["Ama"]
    assert round_now(group, tom).steps[0].hides is True
    cycle.go_on(by=ama, at=FRIDAY)
    assert readers() == ["Ama"]
    cycle.go_on(by=ama, at=FRIDAY)
    assert readers() == ["Ama", "Tom"]
    assert round_now(group, tom).steps[0].hides is False


def test_where_nothing_is_to_be_hidden_a_prediction_is_read_at_once(working_as, ama, tom):
    cycle = begin(working_as("improvement-cycle"), ama)
    made = cycle.write(person=ama, stage=cycle.now_at().stage, text="24 of 28.", kind="prediction", at=MONDAY)

    assert list(Prediction.objects.visible_to(tom)) == [made]
    made.compare("21 of 28.", by=tom, at=FRIDAY)
    assert (made.text, made.seen, made.seen_at) == ("24 of 28.", "21 of 28.", FRIDAY)
    assert round_now(cycle.group, tom).steps[0].short == "We predict: 24 of 28."


def test_each_note_is_its_authors(working_as, ama, tom):
    cycle = begin(working_as("spiral"), ama)
    note = cycle.write(person=tom, stage=cycle.now_at().stage, text="Seven.", at=MONDAY)
    note.write("Eight.", at=FRIDAY)
    assert Note.objects.get().text == "Eight."

    note.write("", at=FRIDAY)

    assert Note.objects.count() == 0


@pytest.mark.both
def test_versions_of_a_lesson_say_what_changed_and_why(working_as, ama, tom):
    cycle = begin(working_as("lesson-study"), ama)
    LessonPlan.objects.add(cycle, "Question last.", by=ama, at=MONDAY)
    cycle.finish(by=ama, at=FRIDAY)
    again = cycle.next_one(by=ama, at=FRIDAY)
    LessonPlan.objects.add(again, "Question first.", why="They had left by then.", by=tom, at=FRIDAY)

    versions = LessonPlan.objects.visible_to(tom).order_by("number")
    assert [(plan.number, plan.text, plan.why) for plan in versions] == [
        (1, "Question last.", ""), (2, "Question first.", "They had left by then."),
    ]  # fmt: skip


def test_what_a_group_writes_is_for_its_members_of_today(working_as, ama, tom, sam, hale, ines, finn, gwen):
    cycle = begin(working_as("spiral"), ama)
    cycle.write(person=ama, stage=cycle.now_at().stage, text="x", at=MONDAY)
    LessonPlan.objects.add(cycle, "y", by=ama, at=MONDAY)

    for nouns in (Cycle, Note, LessonPlan):
        seen = [who.first_name for who in (ama, tom, sam, hale, ines, finn, gwen)
                if nouns.objects.visible_to(who).exists()]  # fmt: skip
        assert seen == ["Ama", "Tom", "Gwen"], nouns
    cycle.group.memberships.get(person=ama).leave(by=ama, at=clock.now())
    assert not Note.objects.visible_to(ama).exists()


def test_a_cycle_by_its_pages(client, working_as, feedback, tom):
    working_as("lesson-study")
    client.force_login(tom)
    home = f"/enquiry/groups/{feedback.slug}/enquiry/"
    assert "Begin a cycle" in client.get(home).content.decode()
    assert client.post(home + "beginning/", {"title": ""}).status_code == 422

    client.post(home + "beginning/", {"title": "Rewrite before the grade"})
    cycle = Cycle.objects.get()
    address, plan = f"/enquiry/cycles/{cycle.pk}/", cycle.now_at().stage
    assert "Cycle 1 of 3 · “Rewrite before the grade”" in client.get(feedback.get_absolute_url()).content.decode()
    assert client.post(address + "writing/", {"stage": plan.pk, "text": ""}).status_code == 422
    long = {"stage": plan.pk, "text": "x" * 401, "kind": "prediction"}
    assert client.post(address + "writing/", long).status_code == 422
    otter = {"stage": plan.pk, "text": "Draws first.", "kind": "prediction", "pupil": "Otter"}
    client.post(address + "writing/", otter)
    client.post(address + "writing/", {"stage": plan.pk, "text": "One question for all."})
    assert client.post(address + "plan/", {"text": ""}).status_code == 422
    client.post(address + "plan/", {"text": "Question first.", "why": "Time."})
    client.post(address + "going-on/", {"early": "yes"})

    page = client.get(home).content.decode()
    assert all(words in page for words in ("Otter", "One question for all.", "Question first.", "gone on early"))
    client.post(address + "stage/", {"stage": cycle.passages.first().pk})
    assert client.post(address + "stage/", {"stage": "x"}).status_code == 404
    client.post(f"/enquiry/notes/{Note.objects.get().pk}/", {"text": "Two questions."})
    client.post(address + "finishing/")
    assert "once more?" in client.get(home).content.decode()
    assert "Two questions." in client.get(address).content.decode()
    client.post(address + "again/")
    assert Cycle.objects.going().get().number == 2


def test_the_page_says_what_is_missing(client, working_as, feedback, tom):
    cycle = begin(working_as("learning-community"), tom)
    client.force_login(tom)

    answer = client.post(f"/enquiry/cycles/{cycle.pk}/finishing/")

    assert answer.status_code == 422
    assert "It cannot be finished without: Hear from pupils." in answer.content.decode()


def test_an_ended_group_is_read_and_not_written(client, working_as, feedback, tom, ama):
    cycle = begin(working_as("spiral"), ama)
    feedback.conclude(by=ama, at=FRIDAY)
    client.force_login(tom)

    assert client.get(f"/enquiry/groups/{feedback.slug}/enquiry/").status_code == 200
    assert client.post(f"/enquiry/cycles/{cycle.pk}/going-on/").status_code == 403


def test_the_groups_question_heads_its_pages_and_keeps_its_wordings(client, feedback, tom, ama):
    client.force_login(tom)
    address = f"/enquiry/groups/{feedback.slug}/enquiry/wording/"
    assert client.post(address, {"text": ""}).status_code == 422
    client.post(address, {"text": "Who reads the comment?"})
    client.post(address, {"text": "Who acts on the comment?", "why": "Reading is not enough."})

    question = Question.objects.get()
    feedback.refresh_from_db()
    assert feedback.question == "Who acts on the comment?"
    assert [one.why for one in question.wordings.order_by("pk")] == ["", "Reading is not enough."]
    page = client.get(feedback.get_absolute_url()).content.decode()
    assert '<h1 class="question">Who acts on the comment?</h1>' in page


def test_a_group_that_wrote_much_costs_the_same_queries(client, working_as, feedback, tom, ama):
    cycle = begin(working_as("lesson-study"), ama)

    def write(times):
        for number in range(times):
            stage = cycle.now_at().stage
            cycle.write(person=tom, stage=stage, text=f"{number}", at=MONDAY)
            cycle.write(person=tom, stage=stage, text=f"{number}", kind="prediction", at=MONDAY)
            LessonPlan.objects.add(cycle, "x", by=tom, at=MONDAY)

    def cost():
        client.force_login(tom)
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/enquiry/groups/{feedback.slug}/enquiry/"), client.get(feedback.get_absolute_url())
        return len(asked)

    write(1)
    few = cost()
    write(20)

    assert cost() == few


def test_a_cycle_that_is_over_goes_nowhere_and_finishing_twice_is_finishing_once(working_as, ama, tom):
    cycle = begin(working_as("spiral"), ama)
    through(cycle, ama)
    first = cycle.passages.order_by("stage__order").first()
    cycle.finish(by=ama, at=FRIDAY)
    cycle.finish(by=tom, at=clock.now())
    before = Entry.objects.count()

    assert cycle.go_on(by=tom, at=FRIDAY) is None
    cycle.go_to(first, by=tom, at=FRIDAY)

    assert (cycle.finished_at, cycle.now_at()) == (FRIDAY, None)
    assert Entry.objects.about(cycle).filter(did="finished").count() == 1
    assert Entry.objects.count() == before


def test_gone_through_to_the_end_any_stage_may_be_looked_at_again(working_as, ama):
    cycle = begin(working_as("spiral"), ama)
    through(cycle, ama)
    assert cycle.go_on(by=ama, at=FRIDAY) is None
    first = cycle.passages.order_by("stage__order").first()

    cycle.go_to(first, by=ama, at=FRIDAY)
    cycle.go_to(first, by=ama, at=FRIDAY)

    assert cycle.now_at() == first
    assert Entry.objects.about(cycle).filter(did="went to").count() == 1
