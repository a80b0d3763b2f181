"""A row of every model that can be about somebody, with a word in every field that occurs nowhere else."""

import uuid
from datetime import date, time, timedelta
from itertools import count

from django.db import connection, models

from collegium.people.models import Person
from collegium.people.purposes import Fate
from tests.conftest import MONDAY

NUMBERS = count(1)
PLAIN = {
    models.BooleanField: False, models.DateTimeField: MONDAY, models.DateField: date(2026, 9, 1),
    models.TimeField: time(9), models.UUIDField: None, models.DurationField: timedelta(0), models.BinaryField: b"x",
    models.GenericIPAddressField: "192.0.2.1",
}  # fmt: skip


class Aviary:
    """Lets canaries fly, and remembers which were whose. Checks of the database are off: values are made up."""

    def __init__(self, person, other):
        self.person, self.other = person, other
        self.going, self.staying = {}, {}
        self.flying = self.going

    def row(self, line):
        """One row of the line that is the person's by ``line.of``, each with parents of its own."""
        words = set(line.words) if line.fate == Fate.STAYS else None
        self.flying = self.going if line.fate == Fate.GOES else self.staying
        return self.make(line.model, line.of.split("__"), words, dict(where(line)))

    def make(self, model, way=(), words=frozenset(), given=()):
        made = {}
        for one in model._meta.concrete_fields:
            if one.primary_key and not one.is_relation:
                if isinstance(one, models.UUIDField | models.CharField):
                    made[one.attname] = uuid.uuid4() if isinstance(one, models.UUIDField) else uuid.uuid4().hex
            elif one.name in dict(given):
                made[one.attname] = dict(given)[one.name]
            elif one.is_relation:
                made[one.attname] = self.related(one, way)
            else:
                made[one.attname] = self.value(one, words)
        return model._base_manager.bulk_create([model(**made)])[0]

    def related(self, one, way):
        if way and way[0] == one.name:
            return self.person.pk if len(way) == 1 else self.make(one.related_model, way[1:]).pk
        if one.related_model is Person:
            return self.other.pk
        return None if one.null else self.make(one.related_model).pk

    def value(self, one, words):
        if one.choices:
            return one.choices[-1 if self.flying is self.staying else 0][0]
        if isinstance(one, models.JSONField | models.CharField | models.TextField):
            return self.text(one, words)
        for kind, plain in PLAIN.items():
            if isinstance(one, kind):
                return uuid.uuid4() if plain is None else plain
        return next(NUMBERS) % 30_000

    def text(self, one, words):
        """A word of the person's own where all of the row is theirs, or this field is."""
        theirs = words is None or one.name in words
        word = f"zq{next(NUMBERS):06}" if theirs else f"q{next(NUMBERS)}"
        if theirs:
            self.flying[word] = str(one)
        return [word] if isinstance(one, models.JSONField) else word[: one.max_length or None]


def where(line):
    """The values by which a line chooses among the rows of its model."""
    return line.where.children


def everything():
    """All of the database as one text."""
    with connection.cursor() as cursor:
        found = []
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            found.append(f"{table}: {cursor.fetchall()!r}")
    return "\n".join(found)
