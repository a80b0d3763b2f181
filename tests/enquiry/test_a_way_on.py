"""From every stage, and from a cycle that is over, a page says where to go; and a week of echoes is one letter."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from collegium.conversation.digesting import digest_everybody
from collegium.conversation.models import Digest
from collegium.enquiry.doors import doors
from collegium.enquiry.models import Cycle, Echo, Question, Reflection, Trial
from collegium.mail.models import Letter
from collegium.mail.posting import why_not
from collegium.programmes.models import Stage
from collegium.programmes.models.approach import bring_in
from tests.conftest import FRIDAY, MONDAY


@pytest.fixture
def here(client, feedback):
    return lambda: client.get(f"/enquiry/groups/{feedback.slug}/enquiry/").content.decode()


@pytest.fixture
def finished(feedback, tom):
    """The last cycle of all is over."""
    cycle = Cycle.objects.begin(feedback, "Dots", by=tom, at=MONDAY, number=feedback.approach.times)
    cycle.finish(by=tom, at=FRIDAY)
    return cycle


def test_each_thing_that_a_stage_asks_for_has_its_door_once(feedback, db):
    stage = Stage(artefacts=["driving question", "question", "trial", "visit", "reflection", "lesson plan", "cake"])

    assert [door.address for door in doors(stage, feedback, None)] == [
        "#our-question", f"/enquiry/tried/new/?group={feedback.slug}", "/visits/asking/",
        "/enquiry/reflections/new/", "#lesson",
    ]  # fmt: skip


def test_the_record_is_behind_the_question_once_there_is_one(feedback, tom):
    stage, asked = Stage(artefacts=["finding", "what worked"]), Question(pk=7)

    ways = [[door.address for door in doors(stage, feedback, known)] for known in (None, asked)]

    assert ways == [["#our-question", "/enquiry/ideas/new/"], ["/enquiry/questions/7/", "/enquiry/ideas/new/"]]


def test_every_shipped_way_of_working_leads_on_somewhere(northgate, feedback):
    bring_in(northgate, at=MONDAY)
    names = Stage.objects.filter(approach__school=northgate).values_list("approach__key", flat=True)

    without = {
        key for key in set(names)
        if not any(doors(stage, feedback, None) for stage in Stage.objects.filter(approach__key=key))
    }  # fmt: skip

    assert without <= {"coaching", "self-training", "induction-pathway"}


def test_what_is_finished_asks_what_was_found(client, here, finished, feedback, tom):
    client.force_login(tom)
    assert "“Dots” is finished" in here()

    typed = {"text": feedback.question, "record": "yes"}
    answer = client.post(f"/enquiry/groups/{feedback.slug}/enquiry/wording/", typed)

    asked = Question.objects.get()
    assert answer["Location"] == asked.get_absolute_url()
    assert asked.text == feedback.question
    asked.write_down(by=tom, at=FRIDAY, finding="They read it when they must answer it.")
    assert "They read it when they must answer it." in here()


def test_a_reflection_shared_with_the_group_stands_beside_its_enquiry(client, here, feedback, tom, ama):
    mine = Reflection.objects.begin(person=ama, text="Quieter now.", at=MONDAY)
    client.force_login(tom)
    assert "Reflections shared with us" not in here()

    version = mine.share(group=feedback, people=[], at=MONDAY)

    assert version.get_absolute_url() in here()
    version.withdraw(at=FRIDAY)
    assert "Reflections shared with us" not in here()


def test_what_one_tried_begins_a_card_in_ones_own_words(client, told, tom, ama):
    told.describe(with_class="", went_well="Half rewrote.", changed="Ten minutes.", at=FRIDAY)
    address = f"/enquiry/ideas/new/?tried={told.pk}"

    client.force_login(tom)
    assert client.get(address).context["form"].initial["how"] == "Half rewrote.\n\nTen minutes."
    client.force_login(ama)
    assert "title" not in client.get(address).context["form"].initial
    assert "title" not in client.get("/enquiry/ideas/new/?tried=x").context["form"].initial


def test_that_somebody_used_ones_idea_stands_in_the_letter_on_friday(idea, ama, tom):
    used(idea, tom)

    digest_everybody(at=FRIDAY)

    letter = Letter.objects.get(kind="digest")
    assert (letter.person, letter.subject) == (ama, "What became of your ideas")
    assert "– Hinge question at minute 20 (1 colleague used it): http" in letter.text
    assert "Tom" not in letter.text
    assert why_not(letter) == ""


def test_whoever_is_in_no_group_any_more_still_hears_of_their_ideas(idea, feedback, ama, tom):
    used(idea, tom)
    feedback.memberships.get(person=ama).leave(by=ama, at=MONDAY)

    digest_everybody(at=FRIDAY)

    letter = Letter.objects.get(kind="digest")
    assert (letter.person, why_not(letter)) == (ama, "")


def test_an_echo_called_back_leaves_no_letter(idea, ama, tom):
    echo = used(idea, tom)
    digest_everybody(at=FRIDAY)

    echo.call_back(at=FRIDAY)

    assert why_not(Letter.objects.get(kind="digest")) != ""
    digest_everybody(at=FRIDAY + timedelta(days=7))
    assert Digest.objects.count() == 1


def used(idea, person):
    trial = Trial.objects.tell(person=person, text=idea.title, verdict="kept", idea=idea, at=MONDAY)
    return Echo.objects.send(trial, named=True, at=MONDAY + timedelta(hours=1))


@pytest.mark.parametrize("page", ["/groups/{}/", "/enquiry/groups/{}/enquiry/", "/enquiry/groups/{}/tried/"])
def test_a_group_with_a_thousand_trials_costs_what_one_with_ten_does(client, feedback, tom, page):
    client.force_login(tom)

    def cost(many):
        trial = {"group": feedback, "person": tom, "verdict": "kept", "at": MONDAY}
        Trial.objects.bulk_create(Trial(text=f"Try {number}", **trial) for number in range(many))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page.format(feedback.slug)).status_code == 200
        return len(asked)

    cost(1)
    assert cost(9) == cost(990)
