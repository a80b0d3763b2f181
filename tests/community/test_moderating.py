"""What readers report, and what becomes of it."""

import pytest

from collegium.community import policies
from collegium.community.feed import feed
from collegium.community.models import Post, Report, home_of
from tests.conftest import FRIDAY, MONDAY, duty

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(tom):
    return Post.objects.share("Buy my book", person=tom, home=home_of(tom), width="here", at=MONDAY)


def report(post, *people):
    return [Report.objects.make(post, why="advert", by=one, at=MONDAY) for one in people]


@pytest.mark.both
def test_three_readers_hide_it_until_somebody_has_looked(post, tom, ama, sam, priya, hale):
    report(post, ama, ama, sam)
    assert [one.post for one in feed(priya).rows] == [post]

    last, = report(post, priya)

    assert (feed(priya).rows, Post.objects.visible_to(ama).count()) == ([], 0)
    assert Post.objects.visible_to(tom).get() == post

    last.decide(stays=True, by=hale, at=FRIDAY)
    post.show_again(by=hale, at=FRIDAY)
    assert ([one.post for one in feed(priya).rows], Report.objects.open().count()) == ([post], 0)


def test_what_was_looked_at_and_goes_is_gone(post, ama, hale, rob):
    one, = report(post, ama)

    one.decide(stays=False, by=hale, at=FRIDAY)
    post.hide(by=hale, at=FRIDAY)
    one.decide(stays=True, by=rob, at=FRIDAY)

    assert (feed(ama).rows, one.decided_by) == ([], hale)


def test_those_who_look_after_the_authors_school_see_reports_and_nobody_learns_of_those_about_oneself(
    post, ama, tom, sam, hale, rob, ines, priya, trust
):
    duty(tom, "cpd-lead", school=home_of(tom))
    duty(ines, "accounts", network=trust)
    one, = report(post, ama)

    cast = (ama, tom, sam, hale, rob, ines, priya)
    seen = {who.first_name for who in cast if Report.objects.visible_to(who).exists()}
    may = {who.first_name for who in cast if policies.may_decide(who, one)}

    assert seen == {"Ama", "Martin", "Rob", "Ines"}
    assert may == {"Martin", "Rob", "Ines"}


def test_one_reports_others_words_that_stand(post, tom, ama):
    assert (policies.may_report(ama, post), policies.may_report(tom, post)) == (True, False)


def test_the_page_of_reports_shows_what_waits(client, post, ama, hale):
    report(post, ama)
    client.force_login(hale)

    page = client.get("/community/reports/")

    assert b"Buy my book" in page.content
    assert b"Ama" not in page.content
