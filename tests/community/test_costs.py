"""Every list of the community asks as many questions for one row, for three and for three hundred."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from collegium.community.models import Chat, Following, Post, PublicPage, Report, Tag, Topic
from collegium.community.models.topic import monday_of
from collegium.kit import clock
from tests.conftest import MONDAY, duty

PAGES = ["", "?show=questions", "?show=following", "people/{tom}/", "words/dots/", "topics/", "following/", "chats/",
         "reports/", "web/", "web/words/dots/", "web/chats/", "web/feed.atom", "web/chats/feed.atom",
         "web/chats/chats.ics"]  # fmt: skip


@pytest.fixture
def lists(northgate, tom, sam, ama):
    """Tom has written, hosted and proposed so much that each list has its rows; Sam looks after what is reported."""
    duty(sam, "accounts", school=northgate)
    PublicPage.objects.open(by=tom, at=MONDAY)
    now, week = clock.now(), monday_of(clock.today()) + timedelta(days=7)
    words = {"person": tom, "home": northgate, "school": northgate, "width": "public"}

    def fill(many):
        for model in (Following, Report, Tag, Post, Chat, Topic):
            model.objects.all().delete()
        posts = Post.objects.bulk_create([
            Post(**words, text=f"{number} #dots", at=now - timedelta(minutes=number), is_question=True)
            for number in range(many)
        ])  # fmt: skip
        Tag.objects.bulk_create([Tag(post=post, word="dots", at=post.at) for post in posts])
        Report.objects.bulk_create([Report(post=post, person=ama, why="other", at=now) for post in posts])
        Topic.objects.bulk_create([Topic(week=week, question=f"{n}?", person=tom, at=now) for n in range(many)])
        Chat.objects.bulk_create([
            Chat(**words, title=f"{number}", at=now, starts_at=now + sign * timedelta(hours=2 + number),
                 ends_at=now + sign * timedelta(hours=2 + number), published_at=now if sign < 0 else None)
            for number in range(many) for sign in (1, -1)
        ])  # fmt: skip
        Following.objects.start(by=sam, whom=tom, at=now)
        Following.objects.bulk_create([Following(person=sam, word=f"w{n}", at=now) for n in range(many)])

    return fill


@pytest.mark.django_db
def test_lists_cost_the_same_for_one_three_and_three_hundred(lists, tom, sam):
    asked = {page: [] for page in PAGES}
    for many in (1, 3, 300):
        lists(many)
        for page, counts in asked.items():
            window = Client()
            if not page.startswith("web/"):
                window.force_login(sam)
            address = f"/community/{page.format(tom=tom.pk)}"
            with CaptureQueriesContext(connection) as queries:
                assert window.get(address).status_code == 200, address
            counts.append(len(queries))

    # A page that has older ones asks no more than one that has none.
    assert {page: counts for page, counts in asked.items() if len(set(counts)) > 1} == {}
