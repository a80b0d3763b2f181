"""What colleagues write to each other: how far it goes, what answers it, and that what is taken back is gone."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from collegium.community import policies
from collegium.community.feed import feed, followed
from collegium.community.models import Following, HouseRules, Post, PublicPage, TooMuch, TooWide, home_of
from collegium.history.models import Entry
from collegium.people.models import School
from tests.conftest import FRIDAY, MONDAY, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def near(trust):
    """Another school of the trust."""
    school = School.objects.create(name="Quayside Primary", slug="quayside")
    school.networks.add(trust)
    return school


@pytest.fixture
def kim(near):
    return person("Kim Lowe", near)


def write(somebody, text="Dots instead of ticks", width="school", *, at=MONDAY, **more):
    return Post.objects.share(text, person=somebody, home=home_of(somebody), width=width, at=at, **more)


def reads(reader):
    return [one.post.text for one in feed(reader).rows]


def test_a_post_goes_as_far_as_its_author_lets_it(ama, tom, kim, priya, gwen, trust):
    for width in ("school", "network", "here", "public"):
        write(tom, width, width, network=trust)

    assert reads(ama) == ["public", "here", "network", "school"]
    assert reads(kim) == ["public", "here", "network"]
    assert reads(priya) == ["public", "here"]
    assert reads(gwen) == ["public"]


def test_it_widens_by_its_authors_act_and_never_narrows(tom, priya, trust):
    post = write(tom)

    post.widen("here", by=tom, at=FRIDAY)
    post.widen("network", network=trust, by=tom, at=FRIDAY)

    assert (post.width, reads(priya)) == ("here", ["Dots instead of ticks"])


def test_it_widens_to_one_network_by_name(tom, kim, trust):
    post = write(tom)

    post.widen("network", network=trust, by=tom, at=FRIDAY)

    assert reads(kim) == ["Dots instead of ticks"]


def test_taken_back_it_is_gone_also_where_it_was_passed_on(ama, tom, kim, trust):
    post = write(tom, "Dots #feedback", "network", network=trust)
    passed = write(kim, "", "school", passes_on=post)
    seen = feed(kim).rows[0].passed_on

    post.withdraw(by=tom, at=FRIDAY)
    post.withdraw(by=tom, at=FRIDAY)

    row, = (one for one in feed(kim).rows if one.post == passed)
    assert seen is not None
    assert (seen.post, row.passed_on, row.is_lost) == (post, None, True)
    assert (reads(ama), post.text, post.tags.count()) == ([], "", 0)
    assert Entry.objects.about(post).filter(did="withdrew").count() == 1


@pytest.mark.parametrize(
    ("width", "to"),
    [("school", ["school"]), ("network", ["school", "network"]), ("here", ["school", "here"]),
     ("public", ["school", "here", "public"])],
)  # fmt: skip
def test_a_colleagues_words_go_on_no_further_than_they_go(tom, sam, trust, width, to):
    post = write(tom, width=width, network=trust)

    assert post.goes_on_to(home_of(sam)) == to


def test_beyond_that_they_are_refused(tom, sam, kim):
    post = write(tom)

    with pytest.raises(TooWide):
        write(sam, "", "here", passes_on=post)
    with pytest.raises(TooWide):
        write(kim, "", "school", passes_on=post)


def test_an_answer_reaches_whom_the_question_reaches(tom, kim, priya, trust):
    asked = write(tom, "Who has tried it?", "network", network=trust, is_question=True)

    answer = asked.answer("I have.", person=kim, home=home_of(kim), at=FRIDAY)

    assert list(Post.objects.visible_to(tom).filter(answers_to=asked)) == [answer]
    assert list(Post.objects.visible_to(priya).filter(answers_to=asked)) == []
    assert reads(tom) == ["Who has tried it?"]


def test_an_answer_is_on_the_web_only_if_its_author_is(tom, sam, kim):
    asked = write(tom, "Who has tried it?", "public")
    PublicPage.objects.open(by=tom, at=MONDAY)
    PublicPage.objects.open(by=kim, at=MONDAY)

    widths = [asked.answer("I.", person=one, home=home_of(one), at=FRIDAY).width for one in (sam, kim)]

    assert widths == ["here", "public"]


def test_passed_on_words_and_answers_stay_where_they_are(tom, sam):
    post = write(tom)

    assert write(sam, "", passes_on=post).wider() == []
    assert post.answer("Yes.", person=sam, home=home_of(sam), at=FRIDAY).wider() == []


@pytest.mark.both
def test_nobody_writes_more_than_twelve_in_an_hour(tom):
    for minute in range(12):
        write(tom, at=MONDAY + timedelta(minutes=minute))

    with pytest.raises(TooMuch):
        write(tom, at=MONDAY + timedelta(minutes=50))
    write(tom, at=MONDAY + timedelta(minutes=61))


def test_the_first_three_words_with_a_mark_are_what_it_is_about(tom):
    post = write(tom, "#Oracy and #oracy, &#38; c#sharp #year-7 #marking #fourth https://a.example/#anchor")

    assert sorted(post.tags.values_list("word", flat=True)) == ["marking", "oracy", "year-7"]


def test_one_reads_whom_and_what_one_follows(ama, tom, sam, hale):
    Following.objects.start(by=ama, whom=tom, at=MONDAY)
    Following.objects.start(by=ama, word="oracy", at=MONDAY)
    Following.objects.start(by=ama, word="oracy", at=MONDAY)
    wanted = {write(tom), write(sam, "Silence #oracy")}
    write(hale, "A date")

    assert {row.post for row in followed(ama, FRIDAY).rows} == wanted

    Following.objects.stop(by=ama, whom=tom, at=FRIDAY)
    Following.objects.stop(by=ama, whom=tom, at=FRIDAY)
    assert len(followed(ama, FRIDAY).rows) == 1


@pytest.mark.both
@pytest.mark.parametrize("many", [3, 45])
def test_the_feed_costs_the_same_for_one_and_for_many(ama, tom, sam, trust, many):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            feed(ama)
        return len(queries)

    first = write(tom, "The first", "network", network=trust)
    write(sam, "", at=FRIDAY, passes_on=first)
    one = asked()
    for number in range(many):
        write((tom, sam)[number % 2], f"{number}", ("school", "here", "public")[number % 3],
              at=MONDAY + timedelta(hours=number))  # fmt: skip

    assert asked() == one


def test_the_pages_of_a_feed_hold_each_post_once(ama, tom, trust):
    for number in range(50):
        at = MONDAY + timedelta(minutes=20 * (number // 2))
        write(tom, f"{number}", ("school", "network", "here", "public")[number % 4], network=trust, at=at)
    read, before = [], ""
    while True:
        page = feed(ama, before)
        read += [int(one.post.text) for one in page.rows]
        if not (before := page.older):
            break

    assert read == list(range(49, -1, -1))


def test_who_may_do_what(ama, tom, gwen):
    post = write(tom)
    answer = post.answer("Yes.", person=ama, home=home_of(ama), at=FRIDAY)

    assert (policies.may_share(tom), policies.may_share(gwen)) == (True, False)
    assert (policies.may_answer(ama, post), policies.may_answer(ama, answer)) == (True, False)
    assert (policies.may_pass_on(ama, post), policies.may_pass_on(tom, post)) == (True, False)
    assert (policies.may_widen(tom, post, "here"), policies.may_widen(ama, post, "here")) == (True, False)
    assert policies.may_widen(tom, post, "public") is False
    PublicPage.objects.open(by=tom, at=MONDAY)
    assert policies.may_widen(tom, post, "public") is True
    assert policies.may_widen(tom, post, "school") is False
    post.withdraw(by=tom, at=FRIDAY)
    assert policies.may_take_back(tom, post) is False


def test_the_rules_are_read_once(tom):
    HouseRules.accept(by=tom, at=MONDAY)
    HouseRules.accept(by=tom, at=FRIDAY)

    assert HouseRules.objects.get(person=tom).at == MONDAY
