"""A group talks between two meetings."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from collegium.conversation.models import ChangedMeanwhile, Closed, Mention, Post, Thread
from collegium.groups.models import Group
from collegium.history.models import Entry
from tests.conftest import FRIDAY, MONDAY, SEPTEMBER, member

TUESDAY = MONDAY + timedelta(days=1)


def address(name, *args):
    return reverse(f"conversation:{name}", args=args)


def test_a_thread_begins_with_its_first_words(wondering, ama):
    (post,) = wondering.posts.all()

    assert wondering.title == "Who reads the comment?"
    assert (post.text, post.by) == ("Half of 8B read *only* the mark.", ama)
    assert list(Entry.objects.order_by("pk").values_list("did", "kind")) == [
        ("opened", "conversation.thread"), ("said", "conversation.post")
    ]  # fmt: skip


def test_members_read_it_and_nobody_else(wondering, ama, tom, gwen, sam, priya, hale, ines, rob, finn):
    readers = [one for one in (ama, tom, gwen, sam, priya, hale, ines, rob, finn) if
               Thread.objects.visible_to(one).exists() or Post.objects.visible_to(one).exists()]  # fmt: skip

    assert readers == [ama, tom, gwen]


def test_where_something_was_said_last_stands_first(feedback, wondering, tom):
    biscuits = Thread.open(feedback, "Biscuits", "Whose turn?", kind="arranging", by=tom, at=TUESDAY)
    assert list(Thread.objects.lately_first()) == [biscuits, wondering]

    wondering.say("So do half of 9A.", by=tom, at=FRIDAY)

    assert list(Thread.objects.lately_first()) == [wondering, biscuits]
    assert list(Thread.objects.thinking()) == [wondering]
    assert list(Thread.objects.arranging()) == [biscuits]


def test_what_is_said_to_somebody_stands_on_their_today_until_they_answer(client, at_monday, wondering, ama, tom):
    wondering.say("Tom, what do yours do?", by=ama, at=MONDAY, to=[tom.pk, ama.pk])
    client.force_login(tom)
    assert "Tom, what do yours do?" in client.get("/").content.decode()
    assert list(Mention.objects.values_list("person", flat=True)) == [tom.pk]

    wondering.say("They compare marks first.", by=tom, at=MONDAY + timedelta(minutes=1))

    assert "what do yours do" not in client.get("/").content.decode()


def test_being_named_can_be_set_aside_without_a_word(client, at_monday, wondering, ama, tom):
    post = wondering.say("Tom, what do yours do?", by=ama, at=MONDAY, to=[tom.pk])
    client.force_login(tom)

    client.post(address("setting_aside", post.pk))

    assert "what do yours do" not in client.get("/").content.decode()
    assert [one.did for one in Entry.objects.filter(by=tom.pseudonym)] == ["set aside"]


def test_only_members_are_named(wondering, ama, sam):
    wondering.say("Sam?", by=ama, at=MONDAY, to=[sam.pk])

    assert not Mention.objects.exists()


def test_its_author_mends_words_and_the_others_see_that(wondering, ama):
    (post,) = wondering.posts.all()

    post.mend("Half of 8B read the mark first.", seen=1, by=ama, at=TUESDAY)

    post.refresh_from_db()
    assert (post.text, post.version, post.mended_at) == ("Half of 8B read the mark first.", 2, TUESDAY)


def test_words_mended_in_another_window_are_not_overwritten(client, at_monday, wondering, ama):
    (post,) = wondering.posts.all()
    post.mend("In the other window.", seen=1, by=ama, at=MONDAY)
    with pytest.raises(ChangedMeanwhile):
        post.mend("In this one.", seen=1, by=ama, at=MONDAY)
    client.force_login(ama)

    page = client.post(address("words", post.pk), {"text": "In this one.", "seen": 1})

    assert page.status_code == 409
    assert "In the other window." in page.content.decode()
    assert "In this one." in page.content.decode()
    again = page.context["form"]["seen"].value()
    assert client.post(address("words", post.pk), {"text": "In this one.", "seen": again}).status_code == 302


def test_what_is_taken_back_is_gone_and_its_place_remains(client, at_monday, wondering, ama, tom):
    post = wondering.say("Tom, that was unfair of Year 8.", by=ama, at=MONDAY, to=[tom.pk])

    post.take_back(by=ama, at=TUESDAY)
    post.take_back(by=ama, at=FRIDAY)

    post.refresh_from_db()
    assert (post.text, post.taken_back_at) == ("", TUESDAY)
    assert not Mention.objects.exists()
    client.force_login(tom)
    page = client.get(address("thread", wondering.pk)).content.decode()
    assert "Ama has taken this back" in page
    assert "unfair" not in page
    assert list(Thread.objects.saying("unfair")) == []
    assert Entry.objects.filter(did="took back").count() == 1


def test_a_thread_may_turn_out_to_be_the_other_kind(wondering, ama):
    wondering.sort_under("arranging", by=ama, at=TUESDAY)
    wondering.sort_under("arranging", by=ama, at=TUESDAY)

    assert list(Thread.objects.arranging()) == [wondering]
    assert Entry.objects.filter(did="sorted").count() == 1


def test_a_group_that_has_ended_keeps_its_talk_and_takes_no_more(client, at_monday, feedback, wondering, ama, tom):
    feedback.conclude(by=ama, at=MONDAY)
    client.force_login(tom)

    with pytest.raises(Closed):
        wondering.say("One more thing.", by=tom, at=MONDAY)

    assert "Half of 8B" in client.get(address("thread", wondering.pk)).content.decode()
    assert client.post(address("saying", wondering.pk), {"text": "One more thing."}).status_code == 403
    assert client.get(address("talk", feedback.slug)).status_code == 200


def test_the_end_of_a_group_while_somebody_writes_loses_nothing(client, at_monday, wondering, tom, monkeypatch):
    """The page was let through a moment before the group ended."""
    def ended(self, *args, **kwargs):
        raise Closed

    monkeypatch.setattr(Thread, "say", ended)
    client.force_login(tom)

    page = client.post(address("saying", wondering.pk), {"text": "A long thought."})
    opening = {"title": "T", "kind": "thinking", "text": "A thought"}
    new = client.post(address("opening", wondering.group.slug), opening)

    assert (page.status_code, new.status_code) == (422, 422)
    assert "A long thought." in page.content.decode()
    assert "A thought" in new.content.decode()


def test_talk_is_found_by_its_words_in_any_case(client, at_monday, feedback, wondering, tom):
    Thread.open(feedback, "Biscuits", "Whose turn?", kind="arranging", by=tom, at=MONDAY)

    assert list(Thread.objects.saying("MARK only")) == [wondering]
    assert list(Thread.objects.saying("comment mark")) == [wondering]
    assert list(Thread.objects.saying("biscuits")) == [Thread.objects.get(title="Biscuits")]
    client.force_login(tom)
    nothing = client.get(address("talk", feedback.slug), {"words": "<zebra> & co", "kind": "arranging"})
    assert "Nothing found" in nothing.content.decode()
    found = client.get(address("talk", feedback.slug), {"kind": "thinking"})
    assert [thread.title for thread in found.context["leaf"].rows] == ["Who reads the comment?"]


def test_a_thread_is_begun_on_a_page_of_its_own_and_may_be_about_a_meeting(client, at_monday, feedback, ama, tom):
    from collegium.meetings.models import Meeting

    meeting = Meeting.objects.create(
        group=feedback, starts_at=FRIDAY, minutes=60, changed_at=MONDAY, confirmed_at=MONDAY
    )
    client.force_login(tom)
    page = client.get(address("new", feedback.slug), {"meeting": meeting.pk, "kind": "arranging"})
    assert "About the meeting of Friday 13 November" in page.content.decode()

    form = {"title": "Room", "kind": "arranging", "text": "Is 12 free?", "meeting": meeting.pk, "to": [ama.pk]}
    answer = client.post(address("opening", feedback.slug), form)

    thread = Thread.objects.get()
    assert answer.url == thread.get_absolute_url()
    assert (thread.meeting, thread.kind, thread.opened_by) == (meeting, "arranging", tom)
    assert "About the meeting of" in client.get(answer.url).content.decode()


@pytest.mark.parametrize("given", [{"text": ""}, {"text": "x" * 20_001}])
def test_too_little_or_too_much_is_said_beside_the_words(client, at_monday, wondering, tom, given):
    client.force_login(tom)

    page = client.post(address("saying", wondering.pk), given)

    assert page.status_code == 422
    assert given["text"][:50] in page.content.decode()
    assert wondering.posts.count() == 1


def test_what_is_written_is_words_and_never_a_script(client, at_monday, wondering, ama):
    wondering.say("<script>alert(1)</script> [x](javascript:alert(1)) **bold**", by=ama, at=MONDAY)
    client.force_login(ama)

    page = client.get(address("thread", wondering.pk)).content.decode()

    assert "<strong>bold</strong>" in page
    assert "<script>alert" not in page
    assert 'href="javascript' not in page


def test_talk_costs_the_same_for_one_three_and_three_hundred(client, at_monday, wondering, feedback, ama, tom):
    client.force_login(tom)

    def cost(*where):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address(*where)).status_code == 200
        return len(asked)

    def more(n):
        Thread.objects.bulk_create(
            Thread(group=feedback, kind="thinking", title=f"Thought {i}", opened_by=ama, opened_at=MONDAY,
                   last_at=MONDAY) for i in range(n)
        )  # fmt: skip
        posts = Post.objects.bulk_create(
            Post(thread=wondering, by=ama, text=f"Thought {i}", at=MONDAY + timedelta(seconds=i)) for i in range(n)
        )
        Mention.objects.bulk_create(Mention(post=post, person=tom) for post in posts)

    pages = [("talk", feedback.slug), ("thread", wondering.pk)]
    wondering.say("Tom?", by=ama, at=MONDAY, to=[tom.pk])
    one = [cost(*page) for page in pages]
    more(2)
    three = [cost(*page) for page in pages]
    more(297)

    assert ([cost(*page) for page in pages], three) == (one, one)
    assert "Older" in client.get(address("talk", feedback.slug)).content.decode()
    assert "Thought 296" in client.get(address("thread", wondering.pk)).content.decode(), "the last words first seen"


def test_somebody_who_leaves_reads_no_more_and_is_named_no_more(client, at_monday, wondering, feedback, tom, ama):
    wondering.say("Tom?", by=ama, at=MONDAY, to=[tom.pk])
    feedback.memberships.get(person=tom).leave(by=tom, at=MONDAY)
    client.force_login(tom)

    assert client.get(address("thread", wondering.pk)).status_code == 404
    assert "Tom?" not in client.get("/").content.decode()


def test_another_groups_meeting_is_not_taken_for_the_subject(client, at_monday, feedback, northgate, ama, tom):
    from collegium.meetings.models import Meeting

    other = Group.objects.create(
        title="Other", slug="other", approach=feedback.approach, year_starts_on=SEPTEMBER, started_by=ama,
        started_at=MONDAY,
    )  # fmt: skip
    member(other, tom, northgate)
    meeting = Meeting.objects.create(
        group=other, starts_at=FRIDAY, minutes=60, changed_at=MONDAY, confirmed_at=MONDAY
    )
    client.force_login(tom)

    for number in (meeting.pk, "9" * 30, "x"):
        client.post(address("opening", feedback.slug),
                    {"title": "T", "kind": "thinking", "text": "words", "meeting": number})  # fmt: skip

    assert set(Thread.objects.values_list("meeting", flat=True)) == {None}
