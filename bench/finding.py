# ruff: noqa: E402
"""*Find* over 100,000 posts: how long it takes for a teacher of two groups, and how many queries it asks.

Goal: under 200 ms (median), a query for each kind of thing however much there is. The control in the same run is the
same words looked for in all posts, without asking whose they are: what a search would cost that reads every text.
Run with the environment of the tests: ``python bench/finding.py [posts]``; COLLEGIUM_DATABASE chooses PostgreSQL.
"""

import os
import random
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from statistics import median

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "src")]
os.environ["COLLEGIUM_DATA"] = tempfile.mkdtemp()
os.environ["DJANGO_SETTINGS_MODULE"] = "collegium.project.settings"

import django

django.setup()

from django.db import connection
from django.test.utils import CaptureQueriesContext, setup_databases, teardown_databases

from collegium.conversation.models import Post, Thread
from collegium.desk.finding import everything
from collegium.groups.models import Group, Membership
from collegium.kit import clock
from collegium.kit.finding import having
from collegium.people.models import Appointment, Person, School
from collegium.programmes.models import Approach

GOAL_MS, GROUPS, EACH = 200, 300, 8
WORDS = [
    "comment", "mark", "pupils", "read", "board", "question", "wait", "answer", "silent", "hands", "Tuesday",
    "biscuits", "lesson", "plan", "key", "feedback",
]  # fmt: skip
LOOKS = (["feedback"], ["wait", "answer"], ["nowhere"], ["Tuesday", "biscuits", "key"])


def fill(number: int) -> Person:
    """Three hundred groups of eight; each teacher belongs to two."""
    dice, at = random.Random(7), clock.now()
    school = School.objects.create(name="S", slug="s")
    approach = Approach.objects.create(school=school, title="Learning group")
    people = Person.objects.bulk_create(
        [Person(first_name="P", last_name=str(n), email=f"p{n}@example.org") for n in range(GROUPS * EACH // 2)]
    )
    Appointment.objects.bulk_create(
        [Appointment(person=one, school=school, starts_on=at.date() - timedelta(days=99)) for one in people]
    )
    groups = Group.objects.bulk_create([
        Group(title=f"Group {n}", slug=f"g{n}", approach=approach, year_starts_on=at.date(), started_by=people[0],
              started_at=at) for n in range(GROUPS)
    ])  # fmt: skip
    Membership.objects.bulk_create([
        Membership(group=group, person=people[(number * EACH + place) % len(people)], school=school,
                   joined_on=at.date() - timedelta(days=90))
        for number, group in enumerate(groups) for place in range(EACH)
    ])  # fmt: skip
    threads = Thread.objects.bulk_create([
        Thread(group=dice.choice(groups), kind="thinking", title=" ".join(dice.sample(WORDS, 3)), opened_by=people[0],
               opened_at=at, last_at=at) for _ in range(number // 10)
    ])  # fmt: skip
    Post.objects.bulk_create([
        Post(thread=dice.choice(threads), by=dice.choice(people), text=" ".join(dice.choices(WORDS, k=60)),
             at=at - timedelta(minutes=n)) for n in range(number)
    ], batch_size=2000)  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return people[0]


def milliseconds(look: object) -> float:
    spent = []
    for words in LOOKS * 3:
        start = time.perf_counter()
        look(words)
        spent.append(1000 * (time.perf_counter() - start))
    return median(spent)


def main() -> int:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        reader = fill(number)
        with CaptureQueriesContext(connection) as asked:
            everything(reader, ["feedback"])
        ours = milliseconds(lambda words: everything(reader, words))
        control = milliseconds(lambda words: list(having(Post.objects.all(), words, "text").order_by("-at")[:11]))
    finally:
        teardown_databases(databases, verbosity=0)
    print(f"{connection.vendor}, {number} posts in {GROUPS} groups: {ours:.0f} ms and {len(asked)} queries")
    print(f"  control, the same words in all posts: {control:.0f} ms")
    return 0 if ours < GOAL_MS else 1


if __name__ == "__main__":
    sys.exit(main())
