# ruff: noqa: E402
"""“We asked this before”: what a look finds among the questions of one school, and how long it takes over 10,000.

Goals: under 200 ms for a look (median, processor time), the same question in other words among the first five in at
least 80 of 100. The pairs are those of tests/enquiry/test_questions.py, which we wrote ourselves: they order methods,
and prove no figure. The control in the same run is the search for whole words that a page does. The last line says
what is left among 10,000 that are mixed out of the same words: harder than any school, and no goal.
Run with the environment of the tests: ``python bench/similar.py [questions]``; COLLEGIUM_DATABASE chooses PostgreSQL.
"""

import csv
import itertools
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "src")]
os.environ["COLLEGIUM_DATA"] = tempfile.mkdtemp()
os.environ["DJANGO_SETTINGS_MODULE"] = "collegium.project.settings"

import django

django.setup()

from django.test.utils import setup_databases, teardown_databases
from tests.enquiry.test_questions import PAIRS

from collegium.enquiry import meaning
from collegium.enquiry.likeness import COMMON, stems
from collegium.enquiry.models import Meaning, Question, QuestionWord
from collegium.kit import clock
from collegium.people.models import Appointment, Person, School

GOAL_MS, GOAL_FOUND = 200, 0.8
Look = Callable[[str, Person], list[Question]]
Pairs = list[tuple[str, str]]
with (Path(__file__).parent / "asked_before.csv").open(encoding="utf-8") as file:
    FRESH = [(row["earlier"], row["later"]) for row in csv.DictReader(file)]
OPENINGS = ("How do", "When do", "Why do", "What makes", "Which of")


def fill(number: int, person: Person, school: School, pairs: Pairs) -> None:
    """Questions out of the same words as the pairs, so that each word stands in many of them."""
    dice = random.Random(1844)
    words = sorted({word.strip("?,’.").lower() for pair in pairs for text in pair for word in text.split()} - COMMON)
    texts = [f"{dice.choice(OPENINGS)} {' '.join(dice.sample(words, 5))}?" for _ in range(number)]
    texts += [earlier for earlier, _later in pairs]
    Question.objects.bulk_create(
        [Question(person=person, school=school, audience="school", text=text, at=clock.now()) for text in texts],
        batch_size=500,
    )
    made = Question.objects.values_list("pk", "text").iterator()
    rows = (QuestionWord(question_id=pk, word=word) for pk, text in made for word in stems(text))
    for some in iter(lambda: list(itertools.islice(rows, 2000)), []):
        QuestionWord.objects.bulk_create(some)
    if meaning.folder():
        while Meaning.objects.read(Question.objects.all()):
            pass


def whole_words(text: str, reader: Person) -> list[Question]:
    """The control: what a search for one of the words finds."""
    known = Question.objects.visible_to(reader).standing()
    words = [word.strip("?,’.") for word in text.split() if word.strip("?,’.").lower() not in COMMON]
    found = known.none()
    for word in words:
        found = found | known.filter(text__icontains=word)
    return list(found.order_by("-at", "-pk")[:5])


def measure(look: Look, reader: Person, pairs: Pairs) -> tuple[float, float]:
    """Milliseconds for a look, and the share of pairs that it finds."""
    spent, found = [], 0
    for earlier, later in pairs:
        start = time.process_time()
        seen = look(later, reader)
        spent.append(1000 * (time.process_time() - start))
        found += earlier in {one.text for one in seen}
    return median(spent), found / len(pairs)


def find(name: str, pairs: Pairs, ama: Person, tom: Person, school: School) -> float:
    """How many of these pairs are found among themselves."""
    Question.objects.all().delete()
    fill(0, ama, school, pairs)
    _ms, found = measure(Question.objects.similar_to, tom, pairs)
    _ms, control = measure(whole_words, tom, pairs)
    print(f"{name}: {found:.0%} of {len(pairs)} found (goal {GOAL_FOUND:.0%}), whole words {control:.0%} (control)")
    return found


def main() -> int:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    databases = setup_databases(verbosity=0, interactive=False)
    print("compared by meaning and by words" if meaning.folder() else "compared by words: the extra is not installed")
    try:
        school = School.objects.create(name="Northgate High", slug="northgate")
        ama, tom = Person.objects.create(first_name="Ama"), Person.objects.create(first_name="Tom")
        for person in (ama, tom):
            Appointment.objects.create(person=person, school=school, starts_on=date(2020, 9, 1))
        found = find("pairs by which the words were chosen", PAIRS, ama, tom, school)
        find("pairs written afterwards", FRESH, ama, tom, school)
        Question.objects.all().delete()
        fill(number, ama, school, PAIRS)
        spent, among = measure(Question.objects.similar_to, tom, PAIRS)
        slow, left = measure(whole_words, tom, PAIRS)
        print(f"a look over {number}: {spent:.0f} ms (goal {GOAL_MS}), whole words {slow:.0f} ms (control)")
        print(f"found among {number} of the same words, harder than a school: {among:.0%}, whole words {left:.0%}")
    finally:
        teardown_databases(databases, verbosity=0)
    return 0 if spent <= GOAL_MS and found >= GOAL_FOUND else 1


if __name__ == "__main__":
    sys.exit(main())
