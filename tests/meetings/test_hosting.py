from collections import Counter
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collegium.meetings.hosting import Turn, draw_turns, next_host

MONDAY = date(2026, 9, 7)
YEAR = [MONDAY + timedelta(days=n) for n in range(320)]


def test_a_school_that_never_hosted_is_next():
    turns = [Turn("northgate", MONDAY), Turn("harbour", MONDAY - timedelta(days=30))]

    assert next_host(["northgate", "harbour", "hillside"], turns) == "hillside"


def test_else_the_one_that_has_waited_longest():
    turns = [Turn("northgate", MONDAY), Turn("harbour", MONDAY - timedelta(days=30))]

    assert next_host(["northgate", "harbour"], turns) == "harbour"


def test_without_history_the_first_named_begins():
    assert next_host(["harbour", "northgate"], []) == "harbour"


def draw(open_days, **more):
    given = {"weekday": 1, "first_on": MONDAY, "last_on": YEAR[-1], "least_days_between": 21} | more
    return draw_turns(open_days, **given)


def test_dates_keep_the_weekday_and_the_time_between():
    turns = draw({"a": YEAR}, number=3)

    assert [turn.on for turn in turns] == [date(2026, 9, 8), date(2026, 9, 29), date(2026, 10, 20)]


def test_a_week_in_which_everybody_is_shut_is_skipped():
    shut = {date(2026, 10, 20), date(2026, 10, 27)}
    turns = draw({"a": [day for day in YEAR if day not in shut]}, number=3)

    assert turns[-1].on == date(2026, 11, 3)


def test_a_school_that_is_shut_at_its_turn_is_next_when_it_is_open():
    open_days = {"a": YEAR, "b": [day for day in YEAR if day != date(2026, 9, 29)]}
    turns = draw(open_days, number=4)

    assert [turn.school for turn in turns] == ["a", "a", "b", "a"]


def test_no_days_between_still_goes_forward():
    assert len(draw({"a": YEAR}, least_days_between=0, number=5)) == 5


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    schools=st.integers(1, 6), number=st.integers(1, 40), weekday=st.integers(0, 4), least=st.integers(0, 40),
    shut=st.sets(st.sampled_from(YEAR), max_size=120),
)  # fmt: skip
def test_turns_are_fair_and_dates_keep_the_rules(schools, number, weekday, least, shut):
    names = [f"s{n}" for n in range(schools)]
    turns = draw(
        {name: [day for day in YEAR if day not in shut] for name in names},
        weekday=weekday, least_days_between=least, number=number,
    )  # fmt: skip

    held = Counter(turn.school for turn in turns)
    days = [turn.on for turn in turns]
    assert max((held[name] for name in names), default=0) - min(held[name] for name in names) <= 1
    assert all(day.weekday() == weekday and day not in shut for day in days)
    assert all((b - a).days >= max(least, 1) for a, b in zip(days, days[1:], strict=False))
    assert len(turns) <= number


@given(st.data())
def test_with_closures_of_its_own_no_school_waits_behind_one_that_hosted_since(data):
    names = ["a", "b", "c"]
    open_days = {name: set(YEAR) - data.draw(st.sets(st.sampled_from(YEAR), max_size=100)) for name in names}
    turns = draw(open_days, least_days_between=7)

    for n, turn in enumerate(turns):
        waited = {name: max((t.on for t in turns[:n] if t.school == name), default=date.min) for name in names}
        assert all(waited[turn.school] <= waited[name] for name in names if turn.on in open_days[name])
