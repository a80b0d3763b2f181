"""docs/methods explains each approach that is shipped, by the names that its rows have."""

import re
from pathlib import Path
from typing import Any

import pytest

from collegium.programmes.approaches import shipped

PAGES = Path(__file__).parents[2] / "docs" / "methods"
FOR_ONE = ("coaching", "individual-project", "self-training", "induction-pathway")


def page_of(key: str) -> str:
    return (PAGES / f"{'for-one' if key in FOR_ONE else key}.md").read_text(encoding="utf-8").replace("\n", " ")


APPROACHES = sorted(shipped().items())


@pytest.mark.parametrize(("key", "approach"), APPROACHES)
def test_a_method_has_a_page_that_names_its_stages_in_their_order(key: str, approach: dict[str, Any]) -> None:
    page = " ".join(page_of(key).split())

    one_after_another = ".*".join(rf"\*\*{re.escape(stage['name'])}\*\*" for stage in approach["stages"])

    assert re.search(one_after_another, page)


@pytest.mark.parametrize(("key", "approach"), APPROACHES)
def test_the_page_gives_the_minutes_of_each_meeting_as_the_rows_have_them(key: str, approach: dict[str, Any]) -> None:
    page = page_of(key)

    minutes = {each["title"]: sum(step["minutes"] for step in each["steps"]) for each in approach["protocols"]}

    assert [title for title, long in minutes.items() if f"*{title}* ({long} minutes" not in page] == []


def test_every_page_ends_with_its_source_and_is_listed() -> None:
    pages = sorted(path.name for path in PAGES.glob("*.md") if path.name != "README.md")

    assert [name for name in pages if "*Source: " not in (PAGES / name).read_text(encoding="utf-8")] == []
    assert [name for name in pages if f"({name})" not in (PAGES / "README.md").read_text(encoding="utf-8")] == []
