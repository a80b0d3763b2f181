"""Questions that pages ask again and again: their SQL is written once, and asked each time with other values.

Writing the SQL of who may see what takes Django several times as long as the database takes to answer.
"""

import logging
from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import wraps
from typing import Any, NoReturn, ParamSpec, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Model, Prefetch, QuerySet
from django.utils import timezone

from collegium.kit import clock, doors

log = logging.getLogger("collegium.asking")

P = ParamSpec("P")
Row = TypeVar("Row")
Values = Sequence[Any]
# What belongs in one place of the SQL, of the values asked with and of this moment, which is the last of them.
Fill = Callable[[Values], Any]

# Unlike each other in hour, weekday, day of the month, season and leap year, and one of them late in the evening of
# UTC: what moves along with both is only moved.
MOMENTS = (datetime(2003, 2, 27, 9, 41, 7, 123457, UTC), datetime(2012, 8, 5, 23, 33, 52, 765431, UTC))
# Small enough for every kind of number in a table.
NUMBERS = (10_007, 20_011)
# A number that fits no column is one for Django, which knows that nothing is found by it.
LARGEST = 2**31 - 1
# Of more numbers than these at once each length would be kept.
MOST = 20
# The length of 2026-11-23.
DAY = 10


# A question that has no shape stands here with nothing, so that it is looked at once.
_shapes: "dict[Any, Shape | None]" = {}


class Shapeless(Exception):
    """The SQL of this question depends on more than the values that it is asked with."""


@dataclass(frozen=True)
class Shape:
    """One question as SQL, with what fills its places, and which of these fills each of them."""

    question: Callable[..., QuerySet[Any]]
    queryset: QuerySet[Any]
    compiler: Any
    sql: str
    fills: Sequence[Fill]
    places: Sequence[int]
    # What makes a day of the text in which the database keeps it, for each column that wants that.
    converters: dict[int, Any]
    # It holds what ``visible_to`` said when it was written.
    is_door: bool

    def rows(self, args: Values, kwargs: dict[str, Any]) -> list[Any]:
        if self.is_door:
            doors.pass_through()
        params = self.params(args, kwargs)
        compiler = copy(self.compiler)
        # Not by its stand-in for each thread: for each column of each row it would be looked up anew.
        compiler.connection = connections[DEFAULT_DB_ALIAS]
        compiler.as_sql = lambda *_args, **_kwargs: (self.sql, params)
        compiler.get_converters = lambda _columns: self.converters
        # Django's own copy would copy the whole question, in which nothing changes.
        query: Any = copy(self.queryset.query)
        query.get_compiler = lambda *_args, **_kwargs: compiler
        found: QuerySet[Any] = object.__new__(type(self.queryset))
        found.__dict__ |= self.queryset.__dict__ | {"_query": query}
        return list(found)

    def params(self, args: Values, kwargs: dict[str, Any]) -> tuple[Any, ...]:
        values = [*_flat((*args, *kwargs.values())), clock.now()]
        filled = [fill(values) for fill in self.fills]
        return tuple([filled[number] for number in self.places])


def written_once(question: "Callable[P, QuerySet[Any, Row]]") -> Callable[P, list[Row]]:
    """The rows that this question finds; its SQL is written at the first asking, and kept.

    For what is asked with rows, numbers, words, days and moments, and tuples of a few numbers. The question may ask
    the clock. Of a row it is told the number and nothing else; whatever looks at more is refused when the SQL is
    written.
    """

    @wraps(question)
    def asked(*args: P.args, **kwargs: P.kwargs) -> list[Row]:
        if any(map(_is_out_of_bounds, (*args, *kwargs.values()))):
            return list(question(*args, **kwargs))
        zone = timezone.get_current_timezone_name()
        key = (question, zone, *map(_kind, args), *kwargs, *map(_kind, kwargs.values()))
        if key not in _shapes:
            _shapes[key] = _shape_if_any(question, args, kwargs)
        shape = _shapes[key]
        return shape.rows(args, kwargs) if shape else list(question(*args, **kwargs))

    return asked


def hung_on(rows: Sequence[Any], name: str, further: Sequence[Any], by: str) -> None:
    """Gives each of the rows those that hang on it by that field, as ``prefetch_related`` would."""
    hanging: dict[Any, list[Any]] = {row.pk: [] for row in rows}
    for one in further:
        hanging.get(getattr(one, by), []).append(one)
    for row in rows:
        # Something to ask ``all()`` of, which has been asked.
        asked = type(row)._meta.get_field(name).related_model._default_manager.all()
        asked._result_cache, asked._prefetch_done = hanging[row.pk], True
        row._prefetched_objects_cache = getattr(row, "_prefetched_objects_cache", {}) | {name: asked}


def _shape_if_any(question: Callable[..., QuerySet[Any]], args: Values, kwargs: dict[str, Any]) -> "Shape | None":
    try:
        return shape_of(question, args, kwargs)
    except Shapeless:
        put_up_with(question)
        return None


def put_up_with(question: Callable[..., QuerySet[Any]]) -> None:
    """A page is slower then, and right; in every test it is an error (tests/conftest.py)."""
    log.error("The SQL of %s.%s is written anew each time.", question.__module__, question.__qualname__)


def shape_of(question: Callable[..., QuerySet[Any]], args: Values, kwargs: dict[str, Any]) -> Shape:
    """The question written twice with stand-ins, so that what comes from its values shows."""
    sqls, params, stood = [], [], []
    for turn in range(len(MOMENTS)):
        values = [_stand_in(value, turn, place) for place, value in enumerate((*args, *kwargs.values()), start=1)]
        with clock.standing_at(MOMENTS[turn]), connection.execute_wrapper(_refuse), doors.watched():
            queryset = question(*values[: len(args)], **dict(zip(kwargs, values[len(args) :], strict=True)))
            compiler = queryset.query.get_compiler(connection=connection)
            try:
                sql, filled = compiler.as_sql()
            except EmptyResultSet as nothing:
                raise Shapeless(question) from nothing
            is_door = doors.was_asked()
        sqls.append(sql)
        params.append(filled)
        stood.append([*_flat(values), MOMENTS[turn]])
    if sqls[0] != sqls[1] or _brings_more(queryset):
        raise Shapeless(question)
    # Today stands in most questions several times: what was alike in both turns is worked out once.
    pairs = [(type(first), first, second) for first, second in zip(*params, strict=True)]
    unlike = [pair for number, pair in enumerate(pairs) if pair not in pairs[:number]]
    fills = [_fill((first, second), list(zip(*stood, strict=True))) for _type, first, second in unlike]
    places = [unlike.index(pair) for pair in pairs]
    return Shape(question, queryset, compiler, sql, fills, places, _converters(compiler), is_door)


def _converters(compiler: Any) -> dict[int, Any]:
    """They outlive the thread that asks first, and so belong to a connection that is never opened."""
    compiler.connection = connection.copy()
    found: dict[int, Any] = compiler.get_converters([column for column, *_ in compiler.select[: compiler.col_count]])
    return found


def _is_out_of_bounds(value: Any) -> bool:
    if isinstance(value, tuple):
        return not 0 < len(value) <= MOST or any(map(_is_out_of_bounds, value))
    return isinstance(value, int) and abs(value) > LARGEST


def _flat(values: Values) -> list[Any]:
    """Each as the database is given it, the numbers of a tuple one by one."""
    found: list[Any] = []
    for value in values:
        found += value if isinstance(value, tuple) else [value.pk if isinstance(value, Model) else value]
    return found


def _brings_more(queryset: Any) -> bool:
    """Rows of the stand-ins themselves, or a further question of whose values nothing is known here."""
    further = (isinstance(one, Prefetch) and one.queryset is not None for one in queryset._prefetch_related_lookups)
    return bool(queryset._known_related_objects) or any(further)


def _refuse(*_query: object) -> NoReturn:
    raise Shapeless("It asks the database while its SQL is written.")


def _kind(value: Any) -> object:
    """What of a value decides over the SQL."""
    if isinstance(value, Model):
        return value._meta.label
    if isinstance(value, tuple):
        return len(value)
    return value if isinstance(value, bool) or value is None else value.__class__


def _stand_in(value: Any, turn: int, place: int) -> Any:
    # Of each turn other distances, in whole weeks, so that no value passes for another one that was moved.
    moment = MOMENTS[turn] + timedelta(days=1001 * place * (turn + 1), seconds=7 * place)
    number = NUMBERS[turn] + place
    if isinstance(value, Model):
        return value._meta.model.from_db(connection.alias, [value._meta.pk.attname], [number])
    if isinstance(value, tuple):
        return tuple(number + 100 * more for more in range(1, len(value) + 1))
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, datetime):
        return moment
    if isinstance(value, date):
        return moment.date()
    if isinstance(value, int):
        return number
    if isinstance(value, str):
        return f"stand-in {number}"
    raise Shapeless(value)


def _fill(pair: Values, values: Sequence[Values]) -> Fill:
    """What belongs in a place that held the one for the first stand-ins, and the other for the second."""
    kind = type(pair[0])
    if pair[0] == pair[1]:
        return lambda _values: pair[0]
    for place, stood in enumerate(values):
        if pair == stood and not isinstance(stood[0], date):
            return lambda values, place=place: kind(values[place])  # type: ignore[misc]
        if fill := _moved(place, pair, stood):
            return fill
    raise Shapeless(pair)


def _moved(place: int, pair: Values, stood: Values) -> Fill | None:
    """A moment, so long before or after one of the values; or a day, so many days from its day."""
    for read, of, write in (
        (_moment, _itself, _moment_as_written), (_day, _day_of, _day_as_written),
    ):  # fmt: skip
        held: Values = [read(one) for one in pair]
        froms: Values = [of(one) for one in stood]
        if None not in (*held, *froms) and held[0] - froms[0] == (apart := held[1] - froms[1]):
            return lambda values, of=of, write=write: write(of(values[place]) + apart)  # type: ignore[misc]
    return None


def _itself(value: Any) -> datetime | None:
    return value if isinstance(value, datetime) else None


def _day_of(value: Any) -> date | None:
    if isinstance(value, datetime):
        return clock.day_of(value)
    return value if isinstance(value, date) else None


def _moment(held: Any) -> datetime | None:
    """A moment as the database is given it."""
    if isinstance(held, str) and len(held) > DAY and held[:4].isdecimal():
        return datetime.fromisoformat(held).replace(tzinfo=connection.timezone)
    return _itself(held)


def _day(held: Any) -> date | None:
    """A day as the database is given it."""
    if isinstance(held, str) and len(held) == DAY and held[:4].isdecimal():
        return date.fromisoformat(held)
    return held if isinstance(held, date) and not isinstance(held, datetime) else None


def _moment_as_written(moment: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(moment)


def _day_as_written(day: date) -> Any:
    return connection.ops.adapt_datefield_value(day)
