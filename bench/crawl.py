# ruff: noqa: E402
"""Each page in each language, looked at: ``python bench/crawl.py [--language de] [--pages N] [--seconds N]``.

The demo, half of whose names have sixty characters, is read as ten people read it: each kind of page once for each
set of things that it offers to do. Of each in each language: is it valid HTML (where the checker's jar is; see
``tests/demo/html.py``), does it say its language and direction, is every text a message or somebody's own word; and
in a browser, at 1280, 640 (200 %), 360 and 320 px (400 %): is it wider than the window, is a text cut off or written
over; what axe finds at 1280 and 360 px, by day and by night. It prints what it found and a table; nothing fails.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
SCRATCH = Path(tempfile.mkdtemp())
# A folder that is kept from one run to the next: the demo and the list of its pages.
DATA = os.environ.get("CRAWL_DATA") or str(SCRATCH / "data")
LIST = Path(DATA, "pages.json")
# Playwright keeps a loop going in this thread, beside which Django would refuse to ask the database.
SETTINGS = {"DJANGO_SETTINGS_MODULE": "collegium.project.settings", "DJANGO_ALLOW_ASYNC_UNSAFE": "1"}
os.environ |= {"COLLEGIUM_DATA": DATA} | SETTINGS
if not Path(DATA).is_dir():
    Path(DATA).mkdir()
    subprocess.run(
        [sys.executable, "-m", "collegium", "demo"], env=os.environ | {"PYTHONPATH": sys.path[0]}, check=True
    )

import django

django.setup()

import crawl_pages as written
from crawl_looks import HEIGHTS, looked_at
from crawl_pages import Stop
from playwright.sync_api import sync_playwright
from tests.demo.html import JAR, complaints
from tests.house.pseudo import CODE, Outside, bracketed
from tests.house.test_every_text import known, words_of_everybody
from tests.journeys.conftest import CHROMIUM, running

from collegium.kit.languages import LANGUAGES
from collegium.people.models import Person

Finding = tuple[str, str, Stop, str]


def chosen() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    codes = [one.code for one in LANGUAGES]
    parser.add_argument("--language", nargs="*", choices=codes, default=codes)
    parser.add_argument("--pages", type=int, help="no more pages than this in each language")
    parser.add_argument("--kinds", nargs="*", help="only these kinds, as enquiry:trial")
    parser.add_argument("--each-kind-once", action="store_true", help="not once more where it offers something else")
    parser.add_argument("--seconds", type=float, default=7200, help="the browser stops looking after so many")
    parser.add_argument("--no-axe", action="store_true")
    parser.add_argument("--no-browser", action="store_true")
    parser.add_argument("--only-browser", action="store_true")
    return parser.parse_args()


def to_look_at(options: argparse.Namespace) -> list[Stop]:
    if not LIST.exists():
        LIST.write_text(json.dumps([(one.kind, one.who, one.path) for one in written.stops()]))
    found = sorted((Stop(*one) for one in json.loads(LIST.read_text())), key=lambda stop: (stop.who, stop.kind))
    if options.kinds:
        found = [stop for stop in found if stop.kind in options.kinds]
    if options.each_kind_once:
        found = list({stop.kind: stop for stop in reversed(found)}.values())
    return found[: options.pages]


def as_written(found: list[Stop], language: str) -> Iterator[Finding]:
    """What is wrong with the pages before anybody draws them."""
    folder = SCRATCH / language
    folder.mkdir()
    pages = dict(written.pages(found, language))
    for stop, page in pages.items():
        yield from (("language", language, stop, said) for said in written.as_said(page, language))
    if may_ask_vnu():
        yield from (("vnu", language, next(iter(pages)), said) for said in complaints(pages, folder))


def may_ask_vnu() -> bool:
    return JAR.exists() and bool(shutil.which("java"))


def untranslated(found: list[Stop]) -> Iterator[Finding]:
    """In a language whose messages stand between brackets, what stands outside and is nobody's word."""
    own = words_of_everybody() + " ".join(person.name.lower() for person in Person.objects.all())
    with bracketed():
        for stop, page in written.pages(found, CODE):
            pieces = {piece for piece in Outside(page).pieces if not known(piece.rstrip(" …"), own)}
            yield from (("untranslated", "all", stop, piece) for piece in sorted(pieces))


@contextmanager
def served() -> Iterator[str]:
    with running(Path(DATA)) as house:
        yield house.address


def drawn(found: list[Stop], options: argparse.Namespace, counts: Counter[str]) -> Iterator[Finding]:
    until = time.monotonic() + options.seconds
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        for language in options.language:
            for stop, seen in looked_at(browser, address, found, language, until, not options.no_axe):
                counts[language] += 1
                yield from ((check, language, stop, said) for check, said in seen)
        browser.close()


def told(findings: Iterator[Finding], table: Counter[tuple[str, str]]) -> None:
    """The same complaint of the same kind of page is printed once."""
    printed = set()
    for check, language, stop, said in findings:
        table[check, language] += 1
        if (check, stop.kind, said) not in printed:
            printed.add((check, stop.kind, said))
            print(f"{check:20} {language:6} {stop.kind:30} {stop}: {said}", flush=True)


def main() -> None:
    options = chosen()
    print(f"{written.lengthen()} names have {written.LONG} characters now.")
    found = to_look_at(options)
    kinds, people = len({stop.kind for stop in found}), len({stop.who for stop in found})
    print(f"{len(found)} pages of {kinds} kinds, as {people} people see them.")
    table, counts = Counter[tuple[str, str]](), Counter[str]()
    if not may_ask_vnu():
        print("The Nu HTML checker is not here, and was not asked.")
    if not options.only_browser:
        for language in options.language:
            told(as_written(found, language), table)
        told(untranslated(found), table)
    if not options.no_browser:
        told(drawn(found, options, counts), table)
    print(f"\nlooked at in {', '.join(f'{width} px' for width in HEIGHTS)}: ", dict(counts))
    columns = [*options.language, "all"]
    print(f"{'':22}" + "".join(f"{one:>7}" for one in columns))
    for check in sorted({check for check, _ in table}):
        print(f"{check:22}" + "".join(f"{table[check, one]:7}" for one in columns))


main()
