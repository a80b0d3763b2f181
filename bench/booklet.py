# ruff: noqa: E402
"""How long the press takes: `python bench/booklet.py`.

Forty reports of five pages with a picture each, about 200 pages: set, laid out for print, bound as an e-book,
through the code that the worker runs, without a database. The goal is 60 seconds. The control in the same run is the
same booklet of four reports: had the press skipped pieces, the pages would not grow with the reports. Exit status 1
if the goal or the control is missed.
"""

import io
import os
import resource
import sys
import time
from datetime import UTC, date, datetime
from types import SimpleNamespace

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "collegium.project.settings")

import django

django.setup()

from PIL import Image, ImageDraw

from collegium.booklets.binding import as_epub
from collegium.booklets.gathering import Chapter, Printed
from collegium.booklets.models import Booklet
from collegium.booklets.printing import as_pages, as_sheets
from collegium.outcomes.models import Part
from collegium.people.models import School

GOAL_SECONDS, GOAL_PAGES = 60, 200
WORDS = """We asked **every pupil** in Year 9 to answer our written feedback in green before the next task. In
September four of ten did so without being asked; *now it is nine of ten*. The answers are short, but they show what
was understood.

- One question instead of three sentences
- Four minutes in the lesson to answer

| Class | September | November |
|---|---|---|
| 9x1 | 11 of 28 | 25 of 28 |

"""


def main() -> int:
    few, many = run(4), run(40)
    grew = many[1] / few[1]
    print(f"control: {few[1]} pages of 4 reports, {many[1]} of 40: {grew:.1f} times as many")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"goal: {many[1]} pages in {many[0]:.1f} s, at most {GOAL_SECONDS}; {memory:.0f} MB")
    return 0 if many[0] <= GOAL_SECONDS and many[1] >= GOAL_PAGES and 8 < grew <= 10 else 1


def run(reports: int) -> tuple[float, int]:
    booklet = Booklet(
        pk=1, school=School(name="Northgate High"), title="What we found out", reach="network", licence="by",
        year_starts_on=date(2026, 9, 1),
    )  # fmt: skip
    chapters = [Chapter(f"Theme {one}", [piece(number) for number in range(one, reports, 4)]) for one in range(4)]
    begun, at = time.perf_counter(), datetime.now(UTC)
    pages = as_pages(booklet, chapters, at=at)
    sheets, count = as_sheets(pages, title=booklet.title, at=at)
    book = as_epub(booklet, chapters, at=at)
    took = time.perf_counter() - begun
    sizes = " ".join(f"{len(one) / 1e6:.1f} MB" for one in (pages, sheets, book))
    print(f"{reports} reports: {count} pages in {took:.1f} s; {sizes}")
    return took, count


def piece(number: int) -> Printed:
    shown = SimpleNamespace(
        pk=number, describes="Bars that rise from left to right",
        file=SimpleNamespace(path=f"a/{number}.jpg", content=lambda: picture(number)),
    )  # fmt: skip
    kinds = ("purpose", "done", "seen", "benefit", "next")
    parts = [Part(kind, f"Heading of {kind}", WORDS * 3, [shown] if kind == "seen" else [], []) for kind in kinds]
    return Printed(
        number, number, f"What a question is for {number}", ["Amara Bello", "Tom Weller"], "Northgate High",
        "2026–27", [f"Theme {number % 4}"], ["Feedback"], parts, f"https://collegium.example/booklets/1/{number}/",
    )  # fmt: skip


def picture(number: int) -> bytes:
    drawn = Image.new("RGB", (1600, 1000), "#dfe8d8")
    pen = ImageDraw.Draw(drawn)
    for bar in range(30):
        pen.rectangle((40 + bar * 50, 950 - (bar * 37 + number * 53) % 800, 80 + bar * 50, 950), fill="#1f4f3f")
    content = io.BytesIO()
    drawn.save(content, "JPEG", quality=85)
    return content.getvalue()


if __name__ == "__main__":
    sys.exit(main())
