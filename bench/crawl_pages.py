"""What there is to look at: the demo with long names, and its pages as each person gets them.

No browser is needed for this half. ``crawl.py`` has set Django up on a data folder of its own.
"""

import re
import sys
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urldefrag, urlsplit

from django.apps import apps
from django.conf import settings
from django.db import models
from django.test import Client
from tests.demo.html import kind_of

from collegium.people.models import Person

NOBODY = "nobody"
WHO = (NOBODY, *(f"{name}@northgate.example" for name in (
    "teacher", "coordinator", "leader", "cpd", "head", "newstaff", "admin")), "teacher@harbour.example",
    "network@trust.example")  # fmt: skip
LONG = 60
MORE = " who ask what they heard and write down why it may be so, together"
FAMILY = "-Featherstonehaugh Cholmondeley of the Upper Valley and the Lower"
LETTERS = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenkasse"
# A second look at the same kind of page is worth it where it offers something else to do.
MOST_OF_A_KIND, MOST_PAGES = 3, 250


@dataclass(frozen=True)
class Stop:
    """A page of one kind as one person gets it."""

    kind: str
    who: str
    path: str

    def __str__(self) -> str:
        return f"{self.path} ({self.who.split('@')[0]})"


def lengthen() -> int:
    """Every second name of the demo has sixty characters, and every tenth of those not one place to break."""
    changed = 0
    for model in apps.get_models():
        if not model.__module__.startswith("collegium."):
            continue
        for field in model._meta.fields:
            if field.name in ("name", "title", "label") and isinstance(field, models.CharField) and not field.choices:
                changed += longer(model, field)
    for person in Person.objects.order_by("pk")[::2]:
        if len(person.name) < LONG:
            last = f"{person.last_name}{FAMILY}"[: LONG - 1 - len(person.first_name)]
            changed += Person.objects.filter(pk=person.pk).update(last_name=last)
    Person.objects.exclude(language="").update(language="")
    return changed


def longer(model: type[models.Model], field: models.CharField) -> int:
    changed = 0
    for number, (pk, name) in enumerate(model._base_manager.order_by("pk").values_list("pk", field.name)):
        if number % 2 or not name or len(name) >= LONG or (field.max_length or 0) < LONG:
            continue
        grown = (name + MORE)[:LONG] if number % 20 else f"{name.split()[0]}{LETTERS}"[:LONG]
        changed += model._base_manager.filter(pk=pk).update(**{field.name: grown.ljust(LONG, "g")})
    return changed


def visitor(who: str, language: str) -> Client:
    client = Client(raise_request_exception=False, SERVER_NAME="localhost")
    if who != NOBODY:
        client.force_login(Person.objects.get(email=who))
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return client


def stops() -> Iterator[Stop]:
    """Each kind of page once for each set of things that it offers to do, as the first who comes to it."""
    faces: set[tuple[str, ...]] = set()
    for who in WHO:
        for path, kind, page in within_reach(who):
            face = (kind, *sorted(offers(page)))
            if face not in faces:
                faces.add(face)
                yield Stop(kind, who, path)


def within_reach(who: str) -> Iterator[tuple[str, str, str]]:
    client, waiting = visitor(who, "en-gb"), deque(["/", "/me/", "/help/"])
    seen, kinds = set(), Counter[str]()
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.popleft()
        kind = kind_of(urlsplit(path).path)
        if path in seen or kind is None or kinds[kind] >= MOST_OF_A_KIND or "logout" in path:
            continue
        seen.add(path)
        kinds[kind] += 1
        response = client.get(path)
        if response.status_code in (301, 302):
            waiting.append(urlsplit(response["Location"]).path)
        elif response.status_code >= 400:
            print(f"  {who} follows a link to {path} and finds {response.status_code}", file=sys.stderr)
        elif response.headers.get("Content-Type", "").startswith("text/html"):
            page = response.getvalue().decode()
            yield path, kind, page
            waiting += ways_on(page)
        response.close()


def ways_on(page: str) -> list[str]:
    """A letter's links are for whom it was written; an address with a question is the same page again."""
    its_own = re.sub(r'<(\w+)[^>]* id="letter".*?</\1>', "", page, flags=re.DOTALL)
    links = {urldefrag(link).url for link in re.findall(r'<a[^>]* href="(/[^"]*)"', its_own)}
    return sorted(link for link in links if "?" not in link and not link.startswith("/static/"))


def offers(page: str) -> set[str]:
    return {kind_of(urlsplit(action).path) or "" for action in re.findall(r'<form[^>]* action="([^"]+)"', page)}


def pages(found: Iterable[Stop], language: str) -> Iterator[tuple[Stop, str]]:
    """Each page as it is written in a language."""
    visitors: dict[str, Client] = {}
    for stop in found:
        client = visitors.setdefault(stop.who, visitor(stop.who, language))
        response = client.get(stop.path)
        if response.status_code == 200:
            yield stop, response.getvalue().decode()
        else:
            print(f"  {stop} in {language}: {response.status_code}", file=sys.stderr)
        response.close()


def as_said(page: str, language: str) -> list[str]:
    """What the page says of its language and its direction, where that is wrong."""
    head = re.search(r"<html([^>]*)>", page)
    wanted = f' lang="{language}"' + (' dir="rtl"' if language == "ar" else "")
    return [] if head and head[1].startswith(wanted) else [f"begins {head and head[0]}"]
