"""A film plays on the page only when somebody presses, and only from the place that it is kept at."""

import pytest
from django.urls import reverse

from collegium.library.models import Work
from collegium.library.playing import player_of
from tests.conftest import MONDAY

FILM = "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ"


@pytest.mark.parametrize(
    ("link", "plays"),
    [
        ("https://www.youtube.com/watch?v=aqz-KE-bpKQ&t=20", FILM),
        ("https://youtu.be/aqz-KE-bpKQ?si=abc", FILM),
        ("https://m.youtube.com/watch?v=aqz-KE-bpKQ", FILM),
        ("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?dnt=1"),
        ("https://www.youtube.com/watch?v=%22%3E%3Cscript%3E", None),
        ("https://youtube.com.example/watch?v=aqz-KE-bpKQ", None),
        ("https://vimeo.com/channels/staffpicks", None),
        ("https://films.example/lesson.mp4", None),
        ("", None),
    ],
)  # fmt: skip
def test_only_a_film_of_a_known_place_has_a_player(link, plays):
    player = player_of(link)

    assert (player and player.address) == plays


@pytest.fixture
def film(ama):
    return Work.objects.bring(
        person=ama, title="Wait time in Year 8", audience="school", school=ama.schools_now().first(), at=MONDAY,
        kind="video", link="https://youtu.be/aqz-KE-bpKQ",
    )  # fmt: skip


def test_nothing_is_fetched_before_somebody_presses(client, ama, film):
    client.force_login(ama)

    before = client.get(film.get_absolute_url())
    after = client.get(film.get_absolute_url(), {"watch": ""})

    assert b"<iframe" not in before.content
    assert "frame-src" not in before["Content-Security-Policy"]
    assert f'src="{FILM}"' in after.content.decode()
    assert "frame-src https://www.youtube-nocookie.com;" in after["Content-Security-Policy"] + ";"


def test_an_article_at_the_same_place_has_no_player(client, ama, film):
    Work.objects.filter(pk=film.pk).update(kind="article")
    client.force_login(ama)

    assert b"<iframe" not in client.get(reverse("library:work", args=[film.pk]), {"watch": ""}).content
