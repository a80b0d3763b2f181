# ruff: noqa: E402
"""A page of the community's feed with 1,000 posts and with 1,000,000: the same queries, and the same time.

Goals: as many queries for both, and at most twice the time (median of whole requests). Readers: one at a school of a
network, one at a school of its own that few posts reach, whoever follows ten colleagues and a word, and whoever
looks for questions without an answer. The control in the same run is the one query over all posts that a simpler
feed would ask, for the reader whom few reach.
Run with the environment of the tests and COLLEGIUM_DATABASE for PostgreSQL: ``python bench/feed.py [posts]``.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from statistics import median

sys.path[:0] = [str(Path(__file__).parents[1] / "src")]
os.environ["COLLEGIUM_DATA"] = tempfile.mkdtemp()
os.environ["DJANGO_SETTINGS_MODULE"] = "collegium.project.settings"

import django

django.setup()

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_databases, teardown_databases

from collegium.community.feed import with_authors
from collegium.community.models import Following, Post
from collegium.community.views.posts import VIEWS
from collegium.kit import clock
from collegium.people.models import Appointment, Network, Person, School

GOAL_TIMES = 2.0
SCHOOLS, STAFF, LOOKS = 50, 20, 15
WIDTHS = "(ARRAY['school','school','school','network','here','public'])[1 + n %% 6]"


def main(most: int) -> int:
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.ALLOWED_HOSTS = ["*"]
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        return measure(most)
    finally:
        teardown_databases(databases, verbosity=0)


def measure(most: int) -> int:
    people = populate()
    readers = {"in a network": people[0], "alone": people[-1], "following": people[1], "questions": people[2]}
    for whom in people[40:50]:
        Following.objects.start(by=people[1], whom=whom, at=clock.now())
    Following.objects.start(by=people[1], word="talk", at=clock.now())
    figures: dict[str, list[tuple[int, float]]] = {name: [] for name in readers}
    for size in (1000, most):
        fill(size)
        for name, reader in readers.items():
            figures[name].append(cost(reader, f"?show={name}" if name in VIEWS else ""))
    is_good = True
    for name, ((few, quick), (many, slow)) in figures.items():
        good = few == many and slow <= GOAL_TIMES * quick
        is_good &= good
        print(f"{name}: {few} queries, {quick:.0f} ms with 1,000; {many} queries, {slow:.0f} ms with {most:,}: "
              f"{'reached' if good else 'NOT REACHED'}")  # fmt: skip
    print(f"control, one query over all for the reader alone: {timed(lambda: naive(people[-1])):.0f} ms")
    return 0 if is_good else 1


def populate() -> list[Person]:
    networks = [Network.objects.create(name=f"N{number}", kind="trust") for number in range(5)]
    people = []
    for number in range(SCHOOLS):
        school = School.objects.create(name=f"School {number}", slug=f"s{number}")
        if number < SCHOOLS - 1:
            school.networks.add(networks[number % 5])
        for one in range(STAFF):
            person = Person.objects.create(first_name=f"P{one}", email=f"p{number}-{one}@example.org")
            Appointment.objects.create(person=person, school=school, starts_on=date(2020, 9, 1))
            people.append(person)
    return people


def fill(size: int) -> None:
    """Up to so many posts over three years. The school alone has one in five thousand of them."""
    have = Post.objects.count()
    with connection.cursor() as cursor:
        cursor.execute(
            f"""INSERT INTO community_post (person_id, home_id, school_id, network_id, width, text, is_question, at)
                SELECT p.person_id, p.school_id, p.school_id,
                       CASE WHEN {WIDTHS} = 'network' THEN
                         (SELECT network_id FROM people_school_networks l WHERE l.school_id = p.school_id) END,
                       CASE WHEN p.alone THEN 'school' ELSE {WIDTHS} END,
                       'Post ' || n || ' about what worked this week', n %% 7 = 0,
                       now() - n * interval '95 seconds'
                FROM generate_series(%s::int, %s::int) n
                JOIN (SELECT person_id, school_id, row_number() OVER (ORDER BY person_id) - 1 AS place,
                             school_id = (SELECT max(id) FROM people_school) AS alone
                      FROM people_appointment) p
                  ON p.place = CASE WHEN n %% 5000 = 0 THEN %s ELSE (n * 7) %% %s END""",
            [have + 1, size, SCHOOLS * STAFF - 1, (SCHOOLS - 1) * STAFF],
        )
        cursor.execute(
            "INSERT INTO community_tag (post_id, word, at) SELECT id, 'talk', at FROM community_post"
            " WHERE id > %s AND id %% 40 = 0", [have]
        )  # fmt: skip
        cursor.execute("ANALYZE")


def cost(reader: Person, query: str) -> tuple[int, float]:
    client = Client()
    client.force_login(reader)

    def look() -> None:
        assert client.get(f"/community/{query}").status_code == 200

    look()
    with CaptureQueriesContext(connection) as asked:
        look()
    return len(asked), timed(look)


def naive(reader: Person) -> list[Post]:
    since = clock.now() + timedelta(days=1)
    return list(with_authors(Post.objects.visible_to(reader).in_the_feed(), reader).filter(at__lt=since)
                .order_by("-at", "-id")[:21])  # fmt: skip


def timed(look: Callable[[], object]) -> float:
    taken = []
    for _ in range(LOOKS):
        began = time.perf_counter()
        look()
        taken.append(1000 * (time.perf_counter() - began))
    return median(taken)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000))
