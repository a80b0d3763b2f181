"""The community's pages, as a browser asks for them."""

import pytest

from collegium.community.models import Following, HouseRules, Post, home_of
from collegium.enquiry.models import Idea, Trial
from collegium.meetings.models import Promise
from tests.conftest import MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(tom):
    return Post.objects.share("Dots", person=tom, home=home_of(tom), width="here", at=MONDAY)


def test_whoever_writes_for_the_first_time_reads_the_rules_and_loses_nothing(client, tom):
    client.force_login(tom)

    refused = client.post("/community/posts/", {"text": "Two colours at the door", "reach": "school"})
    kept = client.post("/community/posts/", {"text": "Two colours at the door", "reach": "school", "rules": "on"})
    again = client.post("/community/posts/", {"text": "And three", "reach": "school"})

    assert (refused.status_code, b"Two colours at the door" in refused.content) == (422, True)
    assert (kept.status_code, again.status_code, Post.objects.count()) == (302, 302, 2)


def test_more_than_twelve_in_an_hour_wait_and_keep_their_words(client, tom):
    HouseRules.accept(by=tom, at=MONDAY)
    client.force_login(tom)
    for number in range(12):
        client.post("/community/posts/", {"text": f"{number}", "reach": "school"})

    response = client.post("/community/posts/", {"text": "The thirteenth", "reach": "school"})

    assert (response.status_code, b"The thirteenth" in response.content) == (422, True)


def test_one_tap_is_a_promise_to_ones_only_group_or_a_plan_of_ones_own(client, ama, sam, tom, feedback, northgate):
    idea = Idea.objects.share(person=tom, title="Dots", school=northgate, audience="school", at=MONDAY)
    for somebody in (ama, sam):
        client.force_login(somebody)
        assert client.post(f"/community/now/ideas/{idea.pk}/trying/").status_code == 302

    assert Promise.objects.get(person=ama).group == feedback
    assert Trial.objects.get(person=sam).idea == idea


def test_what_is_shown_under_each_heading(client, ama, tom, post):
    asked = Post.objects.share("Who knows?", person=tom, home=home_of(tom), width="here", is_question=True, at=MONDAY)
    Following.objects.start(by=ama, whom=tom, at=MONDAY)
    client.force_login(ama)

    shown = {which: [one.post for one in client.get("/community/", {"show": which}).context["leaf"].rows]
             for which in ("", "questions", "following", "mine", "nonsense")}  # fmt: skip

    assert shown[""] == shown["nonsense"] == [asked, post]
    assert (shown["questions"], shown["mine"]) == ([asked], [])


def test_an_answer_is_found_under_its_question(client, ama, tom, post):
    answer = post.answer("Here too.", person=ama, home=home_of(ama), at=MONDAY)
    client.force_login(tom)

    response = client.get(answer.get_absolute_url())

    assert response.url == f"{post.get_absolute_url()}#post-{answer.pk}"


def test_what_goes_wrong_in_a_form_stands_beside_its_field(client, sam, post):
    client.force_login(sam)
    base = f"/community/posts/{post.pk}"

    statuses = [
        client.post(f"{base}/answers/", {"text": ""}).status_code,
        client.post(f"{base}/passing-on/", {"reach": "public", "rules": "on"}).status_code,
        client.post(f"{base}/report/", {"why": "nothing"}).status_code,
        client.post("/community/topics/proposing/", {"question": ""}).status_code,
        client.post("/community/page/opening/", {"about": "x" * 301}).status_code,
    ]

    assert statuses == [422] * 5


def test_taken_back_one_reads_that_it_was(client, ama, tom, post):
    post.withdraw(by=tom, at=MONDAY)
    client.force_login(ama)

    assert "took it back" in client.get(post.get_absolute_url()).content.decode()
