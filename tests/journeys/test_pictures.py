"""The documentation shows pages that are still there: its scenes are walked through, in a demo of their own."""

import pytest
from PIL import Image

from docs.site.picturing import SCENES, take
from tests.journeys.conftest import running

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def shown_house(tmp_path_factory):
    """A demo of its own: a scene closes wishes, another begins a meeting."""
    with running(tmp_path_factory.mktemp("shown") / "data") as house:
        yield house


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_a_scene_is_there_by_day_and_by_night(shown_house, browser, tmp_path, scene):
    by_day, by_night = take(scene, browser, shown_house, tmp_path)

    with Image.open(by_day) as light, Image.open(by_night) as dark:
        assert light.size == dark.size
        assert light.convert("L").resize((1, 1)).getpixel((0, 0)) > dark.convert("L").resize((1, 1)).getpixel((0, 0))
