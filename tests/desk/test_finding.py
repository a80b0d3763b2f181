"""One box for everything that one may read."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from collegium.conversation.models import Post, Thread
from collegium.enquiry.models import Idea, Trial
from collegium.groups import deciding
from collegium.meetings.models import Meeting, Note, Promise
from tests.conftest import MONDAY


@pytest.fixture
def dots(feedback, northgate, ama, tom):
    """Tom tried dots, Ama thinks about dots, and an idea of dots went to the school."""
    thread = Thread.open(
        feedback, "Instead of ticks", "Half of 8B found the **dots** at once, says Élodie’s class.", kind="thinking",
        by=ama, at=MONDAY,
    )  # fmt: skip
    Idea.objects.share(
        person=tom, title="Dots instead of ticks", how="A dot beside the line.", at=MONDAY, audience="school",
        school=northgate,
    )  # fmt: skip
    Trial.objects.tell(
        person=tom, text="Dots with 8B", verdict="kept", at=MONDAY, group=feedback, went_well="24 of 28"
    )
    return thread


def titles(client, who, words):
    client.force_login(who)
    page = client.get("/find/", {"words": words})
    return {kind.title: [hit.title for hit in kind.hits] for kind in page.context["found"]}


def test_a_member_finds_talk_ideas_and_what_was_tried(client, dots, tom):
    assert titles(client, tom, "DOTS") == {
        "Talk": ["Instead of ticks"], "Ideas": ["Dots instead of ticks"], "What was tried": ["Dots with 8B"],
    }  # fmt: skip


def test_a_member_finds_what_was_noted_promised_and_decided(client, feedback, northgate, ama, tom, sam):
    meeting = Meeting.objects.create(group=feedback, starts_at=MONDAY, host=northgate, changed_at=MONDAY)
    item = meeting.items.create(place=1, title="What happened", minutes=5)
    Note.objects.write(item, "Zebra crossings helped.", seen=0, base="", by=ama, at=MONDAY)
    Promise.objects.make(
        group=feedback, person=tom, text="A zebra on the board", meeting=meeting, by=tom, at=MONDAY
    )
    deciding.put_question(feedback, words="Shall we paint a zebra?", by=tom, at=MONDAY, days=7)

    assert titles(client, ama, "zebra") == {
        "Meetings": ["What happened"], "Promises": ["A zebra on the board"], "Decisions": ["Shall we paint a zebra?"],
    }  # fmt: skip
    assert titles(client, sam, "zebra") == {}


def test_every_word_must_occur_and_case_does_not_matter(client, dots, tom):
    assert titles(client, tom, "8b élodie") == {"Talk": ["Instead of ticks"]}
    assert titles(client, tom, "8B zebra") == {}


def test_nobody_finds_what_they_may_not_read(client, dots, sam, priya, hale, ines, finn):
    assert titles(client, sam, "dots") == {"Ideas": ["Dots instead of ticks"]}
    assert titles(client, hale, "dots") == {"Ideas": ["Dots instead of ticks"]}
    assert titles(client, finn, "8B") == {}
    assert titles(client, priya, "dots") == {}
    assert titles(client, ines, "dots") == {}


def test_a_card_is_found_by_its_question(client, feedback, sam):
    assert titles(client, sam, "actively engage") == {"Groups": ["Feedback that Moves"]}


def test_what_was_taken_back_is_not_found(client, dots, ama, tom):
    dots.posts.get().take_back(by=ama, at=MONDAY)

    assert "Talk" not in titles(client, tom, "dots")


@pytest.mark.parametrize("words", ["%", "_", "'; drop", "\x00", "<script>", "a " * 90, "“”"])
def test_odd_words_find_nothing_and_break_nothing(client, dots, tom, words):
    client.force_login(tom)

    assert client.get("/find/", {"words": words}).status_code == 200
    assert titles(client, tom, "%") == {}


def test_it_says_where_a_long_text_holds_the_word(client, feedback, ama, tom):
    Thread.open(feedback, "Long", "before " * 60 + "DOTS" + " after" * 90, kind="thinking", by=ama, at=MONDAY)
    client.force_login(tom)

    hit = client.get("/find/", {"words": "dots"}).context["found"][0].hits[0]

    assert hit.words.startswith("… before")
    assert hit.words.endswith("after …")
    assert "DOTS" in hit.words


def test_finding_costs_the_same_for_one_three_and_three_hundred(client, dots, ama, tom):
    client.force_login(tom)

    def cost():
        with CaptureQueriesContext(connection) as asked:
            client.get("/find/", {"words": "dots"})
        return len(asked)

    def more(n):
        Post.objects.bulk_create(
            Post(thread=dots, by=ama, text=f"dots {i}", at=MONDAY + timedelta(seconds=i)) for i in range(n)
        )

    one = cost()
    more(2)
    three = cost()
    more(297)

    assert (three, cost()) == (one, one)
    assert "One more word makes the list shorter" in client.get("/find/", {"words": "dots"}).content.decode()
