"""Pictures in posts: seen by whoever sees the post, and gone with it."""

import io

import feedparser
import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from collegium.community.models import HouseRules, Post, PublicPage, Report, home_of
from collegium.files.looking import look_at_picture
from collegium.files.models import File
from tests.conftest import FRIDAY, MONDAY

pytestmark = pytest.mark.django_db
WEB = "/community/web/posts"


def drawing(size=(1600, 900), form="JPEG"):
    kept = io.BytesIO()
    Image.effect_noise(size, 80).convert("RGB").save(kept, form)
    return kept.getvalue()


@pytest.fixture
def wall(tom):
    """Tom's wall of good answers, for everybody."""
    PublicPage.objects.open(by=tom, at=MONDAY)
    kept = File.objects.keep(look_at_picture(drawing()), name="wall.jpg", describes="A wall of cards", by=tom,
                             at=MONDAY)  # fmt: skip
    return Post.objects.share(
        "Our wall #walls", person=tom, home=home_of(tom), width="public", at=MONDAY, picture=kept
    )


def signed_in(somebody):
    window = Client()
    window.force_login(somebody)
    return window


def test_a_picture_is_small_in_a_list_and_whole_on_request(wall, sam):
    window = signed_in(sam)

    small, whole = (window.get(f"/community/posts/{wall.pk}/picture/{more}") for more in ("", "?whole"))

    assert [Image.open(io.BytesIO(one.content)).size for one in (small, whole)] == [(640, 360), (1600, 900)]
    assert (small["Content-Type"], len(small.content) < 80_000) == ("image/webp", True)
    page = window.get("/community/").content.decode()
    assert f'src="/community/posts/{wall.pk}/picture/" alt="A wall of cards" loading="lazy"' in page


def test_strangers_see_what_is_public_and_feeds_and_previews_name_it(wall):
    stranger = Client()
    page = stranger.get(f"{WEB}/{wall.pk}/").content.decode()
    [entry] = feedparser.parse(stranger.get("/community/web/feed.atom").content).entries
    address = f"{settings.ADDRESS}{WEB}/{wall.pk}/picture/"

    assert stranger.get(f"{WEB}/{wall.pk}/picture/").status_code == 200
    assert f'<meta property="og:image" content="{address}">' in page
    assert f'src="{address}"' in entry.summary
    assert 'alt="A wall of cards"' in entry.summary


@pytest.mark.parametrize("what", ["withdraw", "hide", "close", "erase"])
def test_it_is_gone_with_its_post_by_the_next_request(wall, tom, ama, what, django_capture_on_commit_callbacks):
    page, paths = tom.public_page, [wall.picture.path, wall.picture.small]
    passed = Post.objects.share("", person=ama, home=home_of(ama), width="here", at=MONDAY, passes_on=wall)
    deeds = {"withdraw": wall.withdraw, "hide": wall.hide, "close": page.close}

    with django_capture_on_commit_callbacks(execute=True):
        deeds[what](by=tom, at=FRIDAY) if what in deeds else tom.delete()

    assert Client().get(f"{WEB}/{wall.pk}/picture/").status_code == 404
    colleagues = signed_in(ama).get(f"/community/posts/{wall.pk}/picture/").status_code
    assert colleagues == (200 if what == "close" else 404)
    assert ("picture/" in signed_in(ama).get(passed.get_absolute_url()).content.decode()) is (what == "close")
    if what == "withdraw":
        assert [default_storage.exists(path) for path in paths] == [False, False]
        assert not File.objects.exists()


def test_a_moderator_sees_what_was_reported_and_its_reporter_no_more(wall, rob, ama, sam):
    report = Report.objects.make(wall, why="pupil", by=ama, at=MONDAY)
    wall.hide(by=None, at=MONDAY)
    at = f"/community/reports/{report.pk}/picture/"

    assert [signed_in(one).get(at).status_code for one in (rob, ama, sam)] == [200, 403, 404]
    assert f'src="{at}"' in signed_in(rob).get("/community/reports/").content.decode()


def test_a_picture_comes_with_a_word_on_what_it_shows(client, tom):
    HouseRules.accept(by=tom, at=MONDAY)
    client.force_login(tom)

    def send(**more):
        sent = SimpleUploadedFile("wall.jpg", drawing((80, 60)))
        return client.post("/community/posts/", {"text": "Our wall", "reach": "school", "picture": sent} | more)

    assert (send().status_code, Post.objects.count(), File.objects.count()) == (422, 0, 0)
    assert send(describes="Cards", picture=SimpleUploadedFile("a.jpg", b"no picture")).status_code == 422
    assert send(describes="A wall of cards").status_code == 302
    assert Post.objects.get().picture.describes == "A wall of cards"


def test_more_pictures_than_a_day_has_are_refused_beside_their_field(client, tom, monkeypatch):
    monkeypatch.setattr("collegium.files.models.MOST_IN_A_DAY", 0)
    HouseRules.accept(by=tom, at=MONDAY)
    client.force_login(tom)
    sent = SimpleUploadedFile("wall.jpg", drawing((80, 60)))

    refused = client.post(
        "/community/posts/", {"text": "W", "reach": "school", "picture": sent, "describes": "A wall"}
    )

    assert (refused.status_code, "Go on tomorrow" in refused.content.decode()) == (422, True)
    assert Post.objects.count() == 0
