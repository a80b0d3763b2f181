"""The pages on which a group sets itself up and decides."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from collegium.groups import answering, deciding, inviting, policies
from collegium.groups.matters import LASTING, NEWCOMERS, PURPOSE
from collegium.groups.models import Agreement, CatchUp, Decision
from collegium.kit import clock
from collegium.mail.models import Letter
from collegium.mail.questions import Closed
from collegium.meetings.models import Meeting, Promise
from tests.conftest import FRIDAY, MONDAY, person

HOME = "/groups/feedback-that-moves/"
SETUP, AGREEMENT = f"{HOME}setting-up/", f"{HOME}agreement/"


@pytest.fixture
def as_(client):
    def sign_in(who):
        client.force_login(who)
        return client

    return sign_in


@pytest.fixture
def making(feedback, ama):
    return Agreement.objects.begin(feedback, by=ama, at=MONDAY)


@pytest.fixture
def agreed(making, ama):
    making.write_down(PURPOSE, words="To mark less.", by=ama, at=MONDAY, seen=0)
    making.agree(by=ama, at=MONDAY)
    return making


@pytest.fixture
def thursdays(feedback, tom):
    return deciding.put_question(feedback, words="Shall we move?", by=tom, at=clock.now(), days=7)


def words(page):
    return page.content.decode()


def test_a_group_begins_answers_and_agrees(as_, feedback, ama, tom):
    assert "Set up your group together" in words(as_(ama).get(SETUP))
    as_(ama).post(f"{SETUP}beginning/")
    assert "What are we together for?" in words(as_(tom).get(SETUP))
    as_(tom).post(f"{SETUP}purpose/", {"words": "To mark less.", "seen": 0, "deed": "say"})
    as_(ama).post(f"{SETUP}purpose/", {"words": "To mark better.", "seen": 0, "deed": "write"})

    page = words(as_(tom).get(SETUP))

    assert "To mark less." in page
    assert "Ama writes down that this is your agreement" in page
    as_(tom).post(f"{SETUP}question/", {"to": "lasting"})
    assert "How many times do we meet?" in words(as_(ama).get(SETUP))
    as_(tom).post(f"{SETUP}question/", {"to": "nothing"})
    assert as_(ama).post(f"{SETUP}agreeing/").url == AGREEMENT
    assert as_(ama).get(SETUP).url == AGREEMENT
    assert "1 of 3 have seen it" in words(as_(tom).get(AGREEMENT))


def test_every_question_has_its_page_in_both_directions(as_, making, feedback, ama, tom):
    feedback.memberships.get(person=ama).give_up_role("coordinator", by=ama, at=MONDAY)
    for key in ("when", "coordinates", "newcomers", "stays"):
        as_(ama).post(f"{SETUP}question/", {"to": key})
        page = words(as_(tom).get(SETUP))
        assert ("Next question" in page) == (key != "stays")
        assert "Back" in page


def test_nothing_yet_is_no_agreement(as_, making, ama):
    assert as_(ama).post(f"{SETUP}agreeing/").url == SETUP
    assert as_(ama).get(AGREEMENT).url == SETUP


def test_what_somebody_else_wrote_meanwhile_is_shown_and_nothing_typed_is_lost(as_, making, ama, tom):
    making.write_down(PURPOSE, words="Mine.", by=ama, at=MONDAY, seen=0)

    page = as_(tom).post(f"{SETUP}purpose/", {"words": "Yours.", "seen": 0, "deed": "write"})

    assert page.status_code == 409
    assert all(said in words(page) for said in ("Mine.", "Yours.", "Somebody wrote an answer down just now"))


def test_an_empty_answer_is_asked_for_words(as_, making, tom):
    page = as_(tom).post(f"{SETUP}purpose/", {"seen": 0, "deed": "say"})

    assert (page.status_code, "Choose one, or write it in your words." in words(page)) == (422, True)
    assert as_(tom).post(f"{SETUP}weather/", {"words": "x"}).status_code == 404


def test_a_screen_asks_for_what_is_new(as_, making, ama, tom, sam):
    quiet = as_(tom).get(f"{SETUP}after/{making.moves}/")
    making.write_down(PURPOSE, words="Mine.", by=ama, at=MONDAY, seen=0)
    news = as_(tom).get(f"{SETUP}after/{making.moves}/")
    making.agree(by=ama, at=MONDAY)

    assert (quiet.status_code, news.status_code) == (204, 200)
    assert "Mine." in words(news)
    assert as_(tom).get(f"{SETUP}after/99/").status_code == 404


def test_setting_up_costs_the_same_however_much_is_said(as_, making, feedback, northgate, ama, tom):
    def cost():
        as_(tom).get(SETUP)
        with CaptureQueriesContext(connection) as asked:
            as_(tom).get(SETUP)
        return len(asked)

    making.say(PURPOSE, words="One.", by=ama, at=MONDAY)
    first = cost()
    for number in range(3):
        one = person(f"M{number} Field", northgate)
        feedback.admit(one, school=northgate, by=one, at=MONDAY)
        making.say(PURPOSE, words="More.", by=one, at=MONDAY)

    assert cost() == first


def test_a_role_taken_while_setting_up_leads_back_there(as_, making, feedback, ama):
    given = {"member": feedback.memberships.get(person=ama).pk, "role": "coordinator", "deed": "take",
             "from": "setting-up"}  # fmt: skip

    assert as_(ama).post(f"{HOME}role/", given).url == SETUP


def test_seen_from_today_goes_back_there(as_, agreed, tom):
    assert "Your group has an agreement" in words(as_(tom).get("/"))
    assert "Your group has an agreement" in words(as_(tom).get(HOME))

    assert as_(tom).post(f"{AGREEMENT}seen/", {"from": "today"}).url == "/"

    assert "Your group has an agreement" not in words(as_(tom).get("/"))
    assert as_(tom).post(f"{AGREEMENT}seen/").url == AGREEMENT


def test_a_change_is_asked_for_in_its_own_words_and_every_version_stays(as_, agreed, feedback, ama, tom, gwen):
    assert "It reads now:" in words(as_(tom).get(f"{AGREEMENT}purpose/"))
    assert as_(tom).post(f"{AGREEMENT}lasting/asking/", {"choice": "fixed", "days": 7}).status_code == 422
    to = as_(tom).post(f"{AGREEMENT}purpose/asking/", {"words": "To mark less, better.", "days": 7}).url
    assert "It would read: “To mark less, better.”" in words(as_(ama).get(to))
    assert "a change is asked for" in words(as_(ama).get(AGREEMENT))
    for who in (ama, gwen):
        as_(who).post(f"{to}word/", {"says": "agree"})

    assert "To mark less, better." in words(as_(ama).get(AGREEMENT))
    assert "This is how it stood then." in words(as_(ama).get(f"{AGREEMENT}?version=1"))


def test_without_an_agreement_one_sets_up_first(as_, feedback, tom):
    given = {"words": "To mark less.", "days": 7}

    assert as_(tom).post(f"{AGREEMENT}purpose/asking/", given).url == SETUP


def test_the_rule_in_the_agreement_is_no_longer_one_persons_to_set(as_, making, ama):
    making.write_down(NEWCOMERS, choice="whole-group", by=ama, at=MONDAY, seen=0)
    making.agree(by=ama, at=MONDAY)

    assert "Newcomers</h2>" not in words(as_(ama).get(f"{HOME}about/"))
    assert as_(ama).post(f"{HOME}rule/", {"entry": "open"}).status_code == 403


def test_something_is_put_to_all_answered_and_settled(as_, feedback, ama, tom, gwen):
    assert as_(tom).post(f"{HOME}decisions/asking/", {"words": "", "days": 7}).status_code == 422
    to = as_(tom).post(f"{HOME}decisions/asking/", {"words": "Shall we move?", "days": 7}).url
    assert "your turn" in words(as_(ama).get(f"{HOME}decisions/"))
    assert "You see the others’ answers after yours." in words(as_(ama).get(to))

    assert as_(ama).post(f"{to}word/", {"says": "object"}).status_code == 422
    as_(ama).post(f"{to}word/", {"says": "object", "reason": "I teach until six."})
    assert "Talk with Ama" in words(as_(gwen).get(to))
    assert "Ama objects" in words(as_(ama).get(to))
    assert "stopped" in words(as_(gwen).get(f"{HOME}decisions/"))
    as_(ama).post(f"{to}word/", {"says": "agree"})
    assert as_(gwen).post(f"{to}word/", {"says": "agree", "from": "today"}).url == "/"

    assert "all who had to say so agreed" in words(as_(tom).get(to))
    assert "What became of it" in words(as_(tom).get(f"{HOME}decisions/"))


def test_a_group_is_asked_whether_it_ends(as_, feedback, tom):
    to = as_(tom).post(f"{HOME}decisions/ending/", {"end-words": "We answered it.", "end-days": 3}).url

    assert "Shall we end this group?" in words(as_(tom).get(to))
    assert as_(tom).post(f"{to}taking-back/").url == f"{HOME}decisions/"
    assert "Withdrawn on" in words(as_(tom).get(f"{HOME}decisions/"))


def test_a_decision_stands_on_today_and_on_the_groups_page(as_, thursdays, feedback, ama, tom):
    for page in ("/", HOME, "/groups/"):
        assert "Shall we move?" in words(as_(ama).get(page))
    assert "1 of 3 has answered" in words(as_(tom).get(HOME))


def test_the_coordinators_rule_says_so_on_the_page(as_, feedback, ama, tom, sam):
    feedback.welcome("coordinators", by=ama, at=MONDAY)
    decision = inviting.invite(feedback, sam, by=tom, at=clock.now()).decision

    assert "By your rule a coordinator agrees." in words(as_(tom).get(decision.get_absolute_url()))
    assert "a coordinator is deciding" in words(as_(tom).get(HOME))


def test_one_who_was_not_let_in_in_time_reads_so_on_my_groups(as_, feedback, sam):
    inviting.ask_to_join(feedback, sam, at=clock.now())
    Decision.objects.get().close(at=clock.now())

    assert "Not decided in time." in words(as_(sam).get("/groups/"))


# By mail


def test_agree_or_talk_first_by_mail_and_nothing_when_it_is_over(thursdays, ama, tom):
    letter = Letter.objects.get(person=ama)
    question = answering.of_decision(letter, 0)
    assert ([answer.code for answer in question.answers], question.said) == (["agree", "talk"], "")

    question.take("talk", "", FRIDAY)

    assert answering.of_decision(letter, 0).said == "talk"
    thursdays.withdraw(by=tom, at=FRIDAY)
    assert answering.of_decision(letter, 0) is None
    with pytest.raises(Closed):
        question.take("agree", "", FRIDAY)


def test_an_objection_is_not_taken_back_by_mail_unseen(thursdays, ama):
    thursdays.answer("object", by=ama, at=FRIDAY, reason="No.")

    assert answering.of_decision(Letter.objects.get(person=ama), 0).said == ""


# To catch up


def test_a_newcomer_reads_what_was_ticked_and_nothing_else(as_, agreed, feedback, ama, northgate):
    Promise.objects.make(group=feedback, person=ama, text="Dots, not ticks", by=ama, at=MONDAY)
    ella = person("Ella Reed", northgate)
    feedback.admit(ella, school=northgate, by=ella, at=clock.now())
    assert "Catch up" in words(as_(ella).get(HOME))
    assert "Catch up" not in words(as_(ama).get(HOME))

    page = words(as_(ella).get(f"{HOME}catching-up/"))

    assert "To mark less." in page
    assert "Dots, not ticks" not in page
    as_(ama).post(f"{HOME}catching-up/parts/", {"promises": "on", "minutes": "on"})
    page = words(as_(ella).get(f"{HOME}catching-up/"))
    assert "Dots, not ticks" in page
    assert "To mark less." not in page
    assert "No meeting has been held yet." in page


def test_the_minutes_of_the_last_meeting(as_, feedback, ama):
    meeting = Meeting.objects.create(group=feedback, starts_at=MONDAY, confirmed_at=MONDAY, changed_at=MONDAY)
    item = meeting.items.create(place=1, title="Marking", minutes=5, added_by=ama)
    meeting.items.create(place=2, title="Tea", minutes=5, added_by=ama)
    from collegium.meetings.models import Note, Sitting

    Note.objects.create(item=item, text="Half the class read it.", by=ama, at=MONDAY, version=1)
    Sitting.objects.create(meeting=meeting, began_at=MONDAY, began_by=ama, chair=ama, item_since=MONDAY,
                           stirred_at=MONDAY, closed_at=FRIDAY)  # fmt: skip
    CatchUp.tick(feedback, dict.fromkeys(CatchUp.PARTS, True), by=ama, at=MONDAY)

    assert "Half the class read it." in words(as_(ama).get(f"{HOME}catching-up/"))


def test_nothing_ticked_is_told_in_person(as_, feedback, ama):
    as_(ama).post(f"{HOME}catching-up/parts/", {})

    assert "The group tells it in person." in words(as_(ama).get(f"{HOME}catching-up/"))


def test_points_say_what_they_were_asked(agreed, making, feedback, ama):
    feedback.conclude(by=ama, at=FRIDAY)

    assert (agreed.points.get().asked, str(agreed.points.get().chosen)) == (PURPOSE, "")
    assert not policies.may_set_up(ama, feedback)
    assert not policies.may_agree(ama, agreed)
    assert LASTING.titled("open") == "Open-ended"
