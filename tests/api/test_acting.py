"""What a program does for its owner: the verbs of the pages, once for each key, and only what the owner may."""

import json

import pytest

from collegium.api.views.v1 import api, described
from collegium.community.models import HouseRules, Post
from collegium.enquiry.models import Idea, Trial
from collegium.groups.models import Invitation
from collegium.history.models import Entry
from collegium.kit import clock
from collegium.meetings.models import Action, Attendance, Item, Meeting, Promise
from collegium.programmes.models import Answer
from tests.api.asking import program
from tests.conftest import MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(feedback, northgate):
    return Meeting.objects.create(
        group=feedback, starts_at=clock.now(), host=northgate, confirmed_at=MONDAY, changed_at=MONDAY
    )


@pytest.fixture
def idea(ama, northgate):
    return Idea.objects.share(
        person=ama, title="Dot marking", at=MONDAY, audience="school", school=northgate, how="With dots."
    )


POSTS = {
    path.removeprefix("/api/v1"): methods["post"]["x-scope"]
    for path, methods in described()["paths"].items()
    if "post" in methods
}


def test_every_verb_acts_once_and_needs_a_scope_to_change():
    posts = [
        operation
        for _prefix, router in api._routers
        for view in router.path_operations.values()
        for operation in view.operations
        if operation.methods != ["GET"]
    ]

    assert len(posts) == len(POSTS)
    assert all(getattr(one.view_func, "acts", False) for one in posts)
    assert all(scope.endswith(":write") for scope in POSTS.values())


@pytest.mark.parametrize("path", POSTS)
def test_who_may_only_read_changes_nothing(path, tom, feedback):
    reads = POSTS[path].replace(":write", ":read")

    assert program(tom, [reads]).post(path.replace("{number}", "1"), {}).status_code == 403


def test_an_item_on_the_agenda(tom, sam, meeting):
    made = program(tom).post(f"/meetings/{meeting.pk}/agenda", {"title": "Our question", "minutes": 15.0})

    item = Item.objects.get(title="Our question")
    assert made.json() | {"id": item.pk, "minutes": 15, "owner": {"id": tom.pk, "name": "Tom Weller"}} == made.json()
    assert program(sam).post(f"/meetings/{meeting.pk}/agenda", {"title": "Ours"}).status_code == 404


def test_the_same_key_does_it_once_and_another_request_with_it_is_refused(tom, feedback):
    mine, body = program(tom), {"title": "Dots", "goes_to": f"group-{feedback.pk}"}

    first = mine.post("/ideas", body, key="k1")
    second = mine.post("/ideas", body, key="k1")
    other = mine.post("/ideas", body | {"title": "Lines"}, key="k1")
    elsewhere = mine.post("/promises", {"group_id": feedback.pk, "text": "Try dots"}, key="k1")

    assert (first.status_code, first.json()) == (second.status_code, second.json())
    assert (other.status_code, elsewhere.status_code) == (409, 409)
    assert (Idea.objects.count(), Promise.objects.count()) == (1, 0)


def test_a_key_is_one_persons(ama, tom, feedback):
    for somebody in (ama, tom):
        assert program(somebody).post("/ideas", {"title": "Dots"}, key="k1").status_code == 200

    assert Idea.objects.count() == 2


def test_a_repeated_request_shows_only_what_may_still_be_seen(tom, ama, meeting, feedback):
    mine, path = program(tom), f"/meetings/{meeting.pk}/agenda"
    first = mine.post(path, {"title": "Ours"}, key="k1")
    feedback.memberships.get(person=tom).leave(by=tom, at=clock.now())

    assert (first.status_code, mine.post(path, {"title": "Ours"}, key="k1").status_code) == (200, 404)


def test_what_was_refused_may_be_tried_again_with_the_same_key(tom, northgate):
    mine = program(tom)
    refused = mine.post("/posts", {"text": "Hello"}, key="k1")
    HouseRules.accept(by=tom, at=MONDAY)

    assert (refused.status_code, mine.post("/posts", {"text": "Hello"}, key="k1").status_code) == (409, 200)


@pytest.mark.parametrize("body", ["dots", ["title"], None, 3, {"title": "Dots", "person": 1}, {"title": 3}])
def test_a_body_is_what_it_should_be_and_no_more(tom, body):
    """A text has a method ``title``: whoever reads bodies by their attributes takes it for an idea."""
    mine = program(tom)
    answer = mine.client.post(
        "/api/v1/ideas", json.dumps(body), content_type="application/json", headers=mine.headers
    )

    assert (answer.status_code, Idea.objects.count()) == (422, 0)


@pytest.mark.parametrize("key", ["two words", "a" * 201, "ä"])
def test_a_key_that_will_not_do(tom, key):
    assert program(tom).post("/ideas", {"title": "Dots"}, key=key).status_code == 422


def test_an_action_is_kept_done(tom, sam, meeting):
    action = Action.objects.add(meeting, "Book the hall", owner=tom, by=tom, at=MONDAY)
    mine = program(tom)

    assert program(sam).post(f"/actions/{action.pk}/done").status_code == 404
    assert mine.post(f"/actions/{action.pk}/done").json()["done_at"]
    assert mine.post(f"/actions/{action.pk}/done").status_code == 200
    assert list(Entry.objects.about(action).filter(did="did").values_list("by", flat=True)) == [tom.pseudonym]
    assert mine.get("/actions", is_open="true").json()["items"] == []


def test_coming_to_a_meeting(tom, meeting):
    assert program(tom).post(f"/meetings/{meeting.pk}/coming", {"word": "away"}).json()["word"] == "away"
    assert Attendance.objects.get().word == "away"


def test_a_promise_and_what_became_of_it(tom, sam, feedback, ama):
    mine = program(tom)
    promised = mine.post("/promises", {"group_id": feedback.pk, "text": "Try dots"}).json()
    told = mine.post(f"/promises/{promised['id']}/trial", {"verdict": "kept"})

    assert (told.json()["text"], told.json()["verdict"]) == ("Try dots", "kept")
    assert program(ama).post(f"/promises/{promised['id']}/trial", {"verdict": "kept"}).status_code == 403
    assert program(sam).post("/promises", {"group_id": feedback.pk, "text": "Try dots"}).status_code == 403
    feedback.conclude(by=ama, at=MONDAY)
    assert mine.post("/promises", {"group_id": feedback.pk, "text": "Another"}).status_code == 409


def test_an_idea_is_shared_with_whom_one_may(tom, feedback, northgate):
    mine = program(tom)

    refused = mine.post("/ideas", {"title": "Dots", "goes_to": "school-99"})
    shared = mine.post("/ideas", {"title": "  Dots  ", "goes_to": f"school-{northgate.pk}"})
    assert refused.status_code == 403
    assert f"group-{feedback.pk}" in refused.json()["mend"]
    assert (shared.json()["title"], shared.json()["audience"]) == ("Dots", "school")


def test_i_will_try_this(tom, sam, idea, feedback):
    mine = program(tom)

    planned = mine.post(f"/ideas/{idea.pk}/plan").json()
    promised = mine.post(f"/ideas/{idea.pk}/promise", {"group_id": feedback.pk}).json()
    assert (planned["text"], planned["verdict"], promised["text"]) == ("Dot marking", "not-yet", "Dot marking")
    assert program(sam).post(f"/ideas/{idea.pk}/promise", {"group_id": feedback.pk}).status_code == 403
    idea.withdraw(by=idea.person, at=MONDAY)
    assert mine.post(f"/ideas/{idea.pk}/plan").status_code == 403


def test_what_was_tried_without_a_promise(tom, feedback):
    mine = program(tom)
    mine.post("/trials", {"text": "Dots", "verdict": "changed", "group_id": feedback.pk, "changed": "Fewer"})
    mine.post("/trials", {"text": "Lines", "verdict": "kept"})

    told = Trial.objects.order_by("pk").values_list("group", "verdict")
    assert list(told) == [(feedback.pk, "changed"), (None, "kept")]


def test_an_invitation_is_answered_once(sam, tom, feedback, northgate):
    invitation = Invitation.objects.create(
        group=feedback, person=sam, school=northgate, by=tom, at=MONDAY, agreed_at=MONDAY
    )
    theirs, path = program(sam), f"/invitations/{invitation.pk}/answer"

    assert [one["group"] for one in theirs.get("/invitations").json()["items"]] == ["Feedback that Moves"]
    assert program(tom).post(path, {"accepts": True}).status_code == 404
    assert theirs.post(path, {"accepts": True}).json()["answer"] == "accepted"
    assert theirs.post(path, {"accepts": False}).status_code == 409
    assert feedback.memberships.current().filter(person=sam).exists()


def test_wishes_replace_what_was_wished_before(sam, priya, programme):
    theirs, path = program(sam), f"/programmes/{programme.pk}/wishes"
    feedback, oracy = programme.themes.order_by("order")
    slot = programme.slots.first()
    Programme = type(programme)
    Programme.objects.update(wishes_until=clock.today())

    none = theirs.get(path).status_code
    first = theirs.post(path, {"themes": [feedback.pk]})
    second = theirs.post(path, {"themes": [oracy.pk, feedback.pk], "cannot": [slot.pk], "would_lead": True})
    assert (none, first.json()["themes"], second.json()["themes"]) == (404, [feedback.pk], [oracy.pk, feedback.pk])
    assert theirs.get(path).json()["cannot"] == [slot.pk]
    for themes in ([1] * 4, [999], [oracy.pk] * 2):
        assert theirs.post(path, {"themes": themes}).status_code == 409
    assert program(priya).post(path, {"themes": []}).status_code == 404
    Programme.objects.update(wishes_until=MONDAY.date())
    assert theirs.post(path, {"themes": []}).status_code == 409
    assert Answer.objects.count() == 1


def test_a_post_goes_as_far_as_it_may_and_not_more_than_a_dozen_an_hour(tom, gwen, northgate, feedback):
    HouseRules.accept(by=tom, at=MONDAY)
    mine = program(tom)

    answers = [mine.post("/posts", {"text": f"Hello {number}"}).status_code for number in range(13)]
    assert answers == [200] * 12 + [429]
    assert mine.post("/posts", {"text": "Hello", "goes_to": "public"}).status_code == 403
    assert set(Post.objects.values_list("width", flat=True)) == {"school"}
    assert program(gwen).post("/posts", {"text": "Hello"}).status_code == 403


def test_a_problem_says_where_it_is_and_what_mends_it(tom, feedback):
    mine = program(tom)

    missing = mine.post("/ideas", {"title": "   "})
    broken = mine.client.post("/api/v1/ideas", "{", content_type="application/json", headers=mine.headers)
    nowhere = mine.get("/nowhere")
    assert missing["Content-Type"] == "application/problem+json"
    assert missing.json()["places"][0]["place"] == "body.title"
    assert (broken.status_code, nowhere.status_code) == (400, 404)
    for told in (missing, broken, nowhere):
        assert told.json().keys() == {"type", "title", "status", "detail", "mend", "places", "request"}
        assert told["X-Request-ID"] == told.json()["request"]
    assert "no-store" in missing["Cache-Control"]
