import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from collegium.enquiry.models import Trial, waiting_of
from collegium.enquiry.words import buttons, verdict_word
from collegium.history.models import Entry
from collegium.kit import clock
from collegium.meetings.heard import heard_about
from collegium.meetings.models import Promise
from tests.conftest import FRIDAY, MONDAY


@pytest.mark.both
def test_one_tap_is_a_complete_report(promise, tom, feedback):
    trial = Trial.objects.report(promise, "dropped", at=FRIDAY)

    assert (trial.person, trial.group, trial.text, trial.verdict) == (tom, feedback, promise.text, "dropped")
    assert list(waiting_of(tom)) == []
    assert Entry.objects.about(trial).get().did == "told of"


def test_another_tap_is_another_word_on_the_same_trial(promise):
    first = Trial.objects.report(promise, "kept", at=MONDAY)
    again = Trial.objects.report(promise, "changed", at=FRIDAY)
    Trial.objects.report(promise, "changed", at=FRIDAY)

    assert (first, again.verdict, again.at) == (again, "changed", FRIDAY)
    assert [entry.did for entry in Entry.objects.about(first).order_by("pk")] == ["told of", "corrected"]


def test_not_yet_carries_the_promise_on(promise, tom):
    trial = Trial.objects.report(promise, "not-yet", at=FRIDAY)

    assert list(waiting_of(tom)) == [promise]
    assert trial.is_not_yet


def test_letting_go_counts_as_telling_and_needs_no_reason(promise, tom):
    trial = Trial.objects.report(promise, "not-yet", at=MONDAY)
    trial.let_go(at=FRIDAY)
    trial.let_go(at=FRIDAY)

    promise.refresh_from_db()
    assert (promise.let_go_at, verdict_word(trial)) == (FRIDAY, "let go")
    assert list(waiting_of(tom)) == []
    assert Entry.objects.about(trial).filter(did="let go").count() == 1


def test_what_was_tried_without_a_promise_may_be_let_go_too(tom):
    trial = Trial.objects.tell(person=tom, text="Exit cards", verdict="not-yet", at=MONDAY)

    trial.let_go(at=FRIDAY)

    assert (trial.let_go_at, verdict_word(trial)) == (FRIDAY, "let go")


def test_what_was_let_go_may_be_tried_after_all(promise):
    trial = Trial.objects.report(promise, "not-yet", at=MONDAY)
    trial.let_go(at=MONDAY)

    trial.correct("kept", at=FRIDAY)

    assert (trial.verdict, trial.let_go_at) == ("kept", None)


def test_a_promise_in_new_words_is_the_one_that_is_told_of(promise, tom):
    newer = promise.reword("Rewrite two lines", by=tom, at=MONDAY)

    trial = Trial.objects.report(promise, "kept", at=FRIDAY)

    assert (trial.promise, trial.text) == (newer, "Rewrite two lines")


def test_telling_says_yes_to_what_somebody_else_wrote_down(feedback, tom, ama):
    typed = Promise.objects.make(group=feedback, person=tom, text="Dots", by=ama, at=MONDAY)

    Trial.objects.report(typed, "kept", at=FRIDAY)

    typed.refresh_from_db()
    assert typed.confirmed_at == FRIDAY


def test_what_is_taken_back_waits_again(told, promise, tom):
    told.take_back(at=FRIDAY)

    assert list(waiting_of(tom)) == [promise]


def test_who_left_the_group_is_not_asked_any_more(promise, feedback, tom):
    feedback.memberships.get(person=tom).leave(by=tom, at=clock.now())

    assert list(waiting_of(tom)) == []


def test_the_group_of_today_reads_it_and_its_author_always(told, feedback, tom, ama, gwen, finn, sam, hale, ines):
    readers = [who.first_name for who in (tom, ama, gwen, finn, sam, hale, ines)
               if Trial.objects.visible_to(who).exists()]  # fmt: skip
    assert readers == ["Tom", "Ama", "Gwen"]

    feedback.memberships.get(person=tom).leave(by=tom, at=clock.now())

    assert Trial.objects.visible_to(tom).exists()


def test_the_meeting_hears_what_was_told(told, promise, tom, ama, sam):
    told.describe(with_class="9B", went_well="24 of 28 found theirs.", changed="", at=FRIDAY)

    heard = heard_about([promise], ama)[promise.pk]

    assert (heard.verdict_word, heard.mark, heard.at) == ("kept", "check", FRIDAY)
    assert heard.text == "24 of 28 found theirs."
    assert heard_about([promise], sam) == {}


def test_an_approach_may_have_its_own_words_for_the_verdicts(told, feedback):
    feedback.approach.verdicts = {"kept": ["Adopted it", "adopted"]}
    told.group = feedback

    assert [word for _verdict, word in buttons(feedback.approach.verdicts)] == [
        "Adopted it", "Changed it", "Dropped it", "Not yet",
    ]  # fmt: skip
    assert verdict_word(told) == "adopted"


def test_a_tap_leads_to_what_one_may_add(client, promise, tom):
    client.force_login(tom)
    answer = client.post(f"/enquiry/promises/{promise.pk}/telling/", {"verdict": "changed"}, follow=True)

    assert "If you like" in answer.content.decode()
    more = {"with_class": "9B", "went_well": "", "changed": "A key."}
    page = client.post(answer.request["PATH_INFO"] + "details/", more, follow=True)
    assert page.context["trial"].changed == "A key."


def test_a_try_without_a_promise_is_told_to_the_group_one_chooses(client, feedback, tom, ama):
    client.force_login(tom)
    page = client.get(f"/enquiry/tried/new/?group={feedback.slug}")
    assert page.context["form"].initial["group"] == feedback

    client.post("/enquiry/tried/telling/", {"text": "Silent  start", "verdict": "dropped", "group": feedback.pk})

    trial = Trial.objects.visible_to(ama).get()
    assert (trial.text, trial.verdict, trial.promise) == ("Silent start", "dropped", None)


def test_what_is_missing_is_said_beside_the_field(client, promise, tom, told):
    client.force_login(tom)

    assert client.post("/enquiry/tried/telling/", {"text": "", "verdict": "kept"}).status_code == 422
    assert client.post(f"/enquiry/tried/{told.pk}/details/", {"with_class": "x" * 61}).status_code == 422
    for address in (f"/enquiry/promises/{promise.pk}/telling/", f"/enquiry/tried/{told.pk}/verdict/",
                    f"/enquiry/tried/{told.pk}/echo/"):  # fmt: skip
        assert client.post(address, {"verdict": "great"}).status_code in (302, 403)


def test_a_plan_of_ones_own_is_nobody_elses_business(client, idea, tom, ama):
    plan = idea.take_up(tom, at=MONDAY)
    client.force_login(tom)

    assert "nobody else sees it" in client.get(f"/enquiry/tried/{plan.pk}/").content.decode()
    assert list(Trial.objects.visible_to(ama)) == []
    assert [one.text for one in client.get("/enquiry/tried/").context["plans"]] == [idea.title]


def test_a_thousand_trials_cost_the_same_queries_as_ten(client, feedback, tom, ama):
    def cost(address):
        client.force_login(ama)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        return len(asked)

    pages = [f"/enquiry/groups/{feedback.slug}/tried/", feedback.get_absolute_url(), "/", "/enquiry/tried/"]

    def tell(number):
        Trial.objects.bulk_create(
            Trial(group=feedback, person=who, text=f"Try {n}", verdict="kept", at=FRIDAY)
            for n in range(number) for who in (tom, ama)
        )  # fmt: skip

    tell(5)
    few = [cost(page) for page in pages]
    tell(500)

    assert [cost(page) for page in pages] == few
