"""Timetables come in from a file of the school, from one's own calendar, or by ticking; twice changes nothing."""

from datetime import date, time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from collegium.history.models import Entry
from collegium.people.models import Appointment, Closure, Term
from collegium.visits import bringing
from collegium.visits.dates import Dates, week_numbers, weeks_of
from collegium.visits.models import (
    Lesson,
    Period,
    QuietDays,
    Rhythm,
    Taught,
    Timetable,
    TimetableFile,
    keep_quiet,
    set_day,
)
from collegium.visits.offering import lessons_of
from collegium.visits.reading_calendars import UnreadableCalendar, read_calendar, understand_calendar
from collegium.visits.reading_days import HALVES, USUAL, NotUnderstood, as_lines, understand_day
from collegium.visits.reading_timetables import guess, is_enough, understand
from tests.conftest import FRIDAY, MONDAY
from tests.visits.conftest import stretches, teaches

TODAY = date(2026, 11, 13)


@pytest.mark.parametrize("text", [USUAL, HALVES])
def test_what_is_offered_is_understood(text):
    assert as_lines(understand_day(text)) == text


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("Period 1 08:50–09:50", ("Period 1", time(8, 50), time(9, 50))),
        ("P1: 8.50 - 9.50", ("P1", time(8, 50), time(9, 50))),
        ("Morning, 9:00 until 12:00", ("Morning", time(9), time(12))),
        ("Lesson 3 11:10 to 12:10", ("Lesson 3", time(11, 10), time(12, 10))),
    ],
)
def test_a_line_is_read_as_people_write_it(line, read):
    assert tuple(understand_day(line)[0]) == read


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Period 1",
        "08:50-09:50",
        "P 25:00-26:00",
        "P 10:00-09:00",
        "A 9:00-10:00\nB 9:30-10:30",
        "A 9:00-9:01\n" * 17,
    ],
)
def test_what_is_no_day_is_said(text):
    with pytest.raises(NotUnderstood):
        understand_day(text)


def test_a_period_that_stays_keeps_its_lessons(timetables, northgate, hale):
    before = Lesson.objects.filter(period__order=1).count()

    set_day(northgate, stretches()[:2], weeks=1, a_week_on=None, by=hale, at=FRIDAY)

    assert Period.objects.of(northgate).count() == 2
    assert Lesson.objects.filter(period__order=1).count() == before


def test_two_weeks_take_turns_over_the_weeks_in_which_the_school_is_open():
    rhythm = Rhythm(weeks=2, a_week_on=date(2026, 9, 9))
    days = [date(2026, 9, 7), date(2026, 9, 15), date(2026, 9, 29), date(2026, 10, 7)]

    assert list(week_numbers(rhythm, days).values()) == [0, 1, 0, 1]


def test_holidays_do_not_count_and_quiet_days_are_left_out(northgate, hale):
    year = northgate.years.get()
    Term.objects.create(year=year, name="Autumn", starts_on=date(2026, 9, 1), ends_on=date(2026, 12, 18))
    Closure.objects.create(school=northgate, starts_on=date(2026, 10, 26), ends_on=date(2026, 10, 30))
    set_day(northgate, stretches(), weeks=2, a_week_on=date(2026, 10, 19), by=hale, at=MONDAY)
    keep_quiet(northgate, "Mocks", date(2026, 11, 3), date(2026, 11, 3), by=hale, at=MONDAY)
    keep_quiet(northgate, "Mocks", date(2026, 11, 3), date(2026, 11, 4), by=hale, at=MONDAY)

    dates = Dates(northgate, date(2026, 10, 20), date(2026, 11, 10))

    assert dates.week[date(2026, 10, 20)] == 0
    assert dates.week[date(2026, 11, 2)] == 1
    assert dates.week[date(2026, 11, 9)] == 0
    assert not {date(2026, 10, 27), date(2026, 11, 3), date(2026, 11, 4)} & set(dates.days)
    QuietDays.objects.get().remove(by=hale, at=FRIDAY)
    assert date(2026, 11, 3) in Dates(northgate, date(2026, 10, 20), date(2026, 11, 10)).days


def test_lessons_of_week_b_are_on_days_of_week_b(school_day, northgate, hale, ama):
    set_day(northgate, stretches(), weeks=2, a_week_on=date(2026, 11, 9), by=hale, at=MONDAY)
    teaches(ama, northgate, "Tue 3", week=1)

    days = [day for day, _when in lessons_of(ama, northgate, today=TODAY)]

    assert days == [date(2026, 11, 17), date(2026, 12, 1), date(2026, 12, 15)]


def the_file(northgate, rob, rows, columns=("Teacher", "Day", "Period", "Week", "Class", "Room")):
    return TimetableFile.objects.create(
        school=northgate, by=rob, at=MONDAY, name="t.csv", columns=list(columns), rows=rows,
        numbers=list(range(2, len(rows) + 2)), meanings=guess(columns),
    )  # fmt: skip


ROWS = [
    ["Ama Boateng", "Mon", "1", "", "8x/En", "R3"],
    ["Boateng, Ama", "Tuesday", "Period 3", "", "9y/En", "R3"],
    ["tom@example.org", "Wed", "11:10", "", "10a/Ma", ""],
    ["T Weller", "Thu", "P2", "", "PPA", ""],
]


def test_a_file_comes_in_and_a_second_time_changes_nothing(school_day, northgate, rob, ama, tom):
    first = the_file(northgate, rob, ROWS)
    bringing.bring(first, by=rob, at=MONDAY)
    bringing.bring(first, by=rob, at=FRIDAY)
    second = the_file(northgate, rob, ROWS)
    difference = bringing.look(second)
    bringing.bring(second, by=rob, at=FRIDAY)

    first.refresh_from_db()
    second.refresh_from_db()
    assert first.figures == {"new": 2, "changed": 0, "same": 0}
    assert (difference.new, difference.changed, difference.same, difference.changes) == ([], [], 2, 0)
    assert second.figures == {"new": 0, "changed": 0, "same": 2}
    assert set(Timetable.objects.values_list("at", flat=True)) == {MONDAY}
    assert [lesson.class_name for lesson in Lesson.objects.filter(timetable__person=ama).order_by("weekday")] == [
        "8x/En",
        "9y/En",
    ]
    assert list(Lesson.objects.filter(timetable__person=tom).order_by("weekday").values_list(
        "period__order", "is_protected")) == [(3, False), (2, True)]  # fmt: skip


def test_somebodys_changed_week_takes_the_place_of_the_old_one(school_day, northgate, rob, ama, tom):
    bringing.bring(the_file(northgate, rob, ROWS), by=rob, at=MONDAY)
    changed = the_file(northgate, rob, [["Ama Boateng", "Fri", "5", "", "8x/En", "R9"]])

    assert bringing.look(changed).changed == ["Ama Boateng"]
    bringing.bring(changed, by=rob, at=FRIDAY)

    assert list(Lesson.objects.filter(timetable__person=ama).values_list("weekday", "room")) == [(4, "R9")]
    assert Lesson.objects.filter(timetable__person=tom).count() == 2


def test_rows_that_are_not_understood_are_said_and_stop_no_other(school_day, northgate, rob, ama, tom, sam):
    Appointment.objects.filter(person=sam).update(staff_code="SF")
    bad = [
        ["Nobody Here", "Mon", "1", "", "", ""], ["", "Mon", "1", "", "", ""], ["SF", "Sunday", "1", "", "", ""],
        ["SF", "Mon", "9", "", "", ""], ["SF", "Mon", "23:10", "", "", ""], ["SF", "Mon", "1", "", "7a", ""],
    ]  # fmt: skip
    file = the_file(northgate, rob, bad)

    read = understand(northgate, file.meanings, file.rows, file.numbers, today=TODAY)
    bringing.bring(file, by=rob, at=MONDAY)

    said = [(line.number, line.trouble.column, line.trouble.reason) for line in read.bad]
    assert said == [
        (2, "Teacher", "“Nobody Here” is nobody on the staff"), (3, "Teacher", "is empty"),
        (4, "Day", "“Sunday” is no weekday"), (5, "Period", "“9” is no period of the day"),
        (6, "Period", "“23:10” is no period of the day"),
    ]  # fmt: skip
    assert (read.good, list(read.names.values())) == (1, ["Sam Field"])
    file.refresh_from_db()
    assert len(file.rows) == 5


def test_a_file_that_is_in_is_read_no_other_way(school_day, northgate, rob, ama, tom):
    file = the_file(northgate, rob, ROWS)
    meanings = dict(file.meanings)
    bringing.bring(file, by=rob, at=MONDAY)

    file.understand({"person": 0}, by=rob, at=FRIDAY)

    assert TimetableFile.objects.get().meanings == meanings
    assert not Entry.objects.filter(did="read anew").exists()


def test_two_colleagues_of_one_name_are_asked_about(school_day, northgate, rob):
    from tests.conftest import person

    person("Jo Bell", northgate)
    other = person("Joan Bell", northgate)
    other.first_name = "Jo"
    other.save()

    file = the_file(northgate, rob, [["Jo Bell", "Mon", "1", "", "", ""]])
    read = understand(northgate, file.meanings, file.rows, file.numbers, today=TODAY)

    assert read.bad[0].trouble.mend == "Write the staff code or the work address."


@pytest.mark.parametrize(
    ("week", "day", "weeks"),
    [("A", "Mon", [0]), ("2", "Mon", [1]), ("Week B", "Mon", [1]), ("", "Mon", [0, 1]), ("", "MonB", [1]),
     ("", "1Mon", [0]), ("", "Wk2 Mon", [1])],
)  # fmt: skip
def test_weeks_are_told_apart(school_day, northgate, hale, rob, ama, week, day, weeks):
    set_day(northgate, stretches(), weeks=2, a_week_on=date(2026, 11, 9), by=hale, at=MONDAY)
    file = the_file(northgate, rob, [["Ama Boateng", day, "1", week, "", ""]])

    read = understand(northgate, file.meanings, file.rows, file.numbers, today=TODAY)

    assert [(one.week, one.weekday) for one in read.weeks[ama.pk]] == [(number, 0) for number in weeks]


def test_a_week_that_is_none_is_said(school_day, northgate, hale, rob, ama):
    set_day(northgate, stretches(), weeks=2, a_week_on=date(2026, 11, 9), by=hale, at=MONDAY)
    file = the_file(northgate, rob, [["Ama Boateng", "Mon", "1", "odd", "", ""]])

    read = understand(northgate, file.meanings, file.rows, file.numbers, today=TODAY)

    assert read.bad[0].trouble.reason == "“odd” is no week"


def test_two_classes_in_one_period_are_taught_together(school_day, northgate, rob, ama):
    file = the_file(
        northgate, rob, [["Ama Boateng", "Mon", "1", "", "12a", ""], ["Ama Boateng", "Mon", "1", "", "13a", "R1"]]
    )

    week = understand(northgate, file.meanings, file.rows, file.numbers, today=TODAY).weeks[ama.pk]

    assert [(one.class_name, one.room) for one in week] == [("12a, 13a", "R1")]


@pytest.mark.parametrize(
    ("columns", "enough"),
    [
        (["Staff Code", "Weekday", "Lesson"], True),
        (["Lehrer", "Tag", "Stunde"], True),
        (["Teacher name", "Day"], False),
    ],
)
def test_columns_are_guessed(columns, enough):
    assert is_enough(guess(columns)) == enough


def test_rows_are_forgotten_when_they_have_served(school_day, northgate, rob, ama):
    from collegium.visits.jobs import forget_timetable_files

    file = the_file(northgate, rob, ROWS)
    TimetableFile.objects.update(at=MONDAY.replace(year=2020))

    forget_timetable_files.call()

    file.refresh_from_db()
    assert file.rows == []


def calendar(*events):
    body = "".join(
        f"BEGIN:VEVENT\r\nUID:{number}\r\n{event}\r\nEND:VEVENT\r\n" for number, event in enumerate(events)
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{body}END:VCALENDAR\r\n".encode()


def event(day, begins="1110", ends="1210", title="Year 8", rule=""):
    lines = [f"DTSTART:{day}T{begins}00", f"DTEND:{day}T{ends}00", f"SUMMARY:{title}", "LOCATION:R3"]
    return "\r\n".join([*lines, f"RRULE:{rule}"] if rule else lines)


def week_of(northgate, *events):
    dates = Dates(northgate, date(2026, 9, 1), date(2027, 3, 1))
    return [(one.week, one.weekday, one.class_name, one.is_protected)
            for one in understand_calendar(read_calendar(calendar(*events)), dates)]  # fmt: skip


def test_a_weekly_rule_is_a_lesson(school_day, northgate):
    assert week_of(northgate, event("20261110", rule="FREQ=WEEKLY"),
                   event("20261109", title="PPA", rule="FREQ=WEEKLY;BYDAY=MO,FR")) == [
        (0, 0, "", True), (0, 1, "Year 8", False), (0, 4, "", True)]  # fmt: skip


def test_every_second_week_is_one_of_the_two(school_day, northgate, hale):
    set_day(northgate, stretches(), weeks=2, a_week_on=date(2026, 11, 9), by=hale, at=MONDAY)

    assert week_of(northgate, event("20261117", rule="FREQ=WEEKLY;INTERVAL=2")) == [(1, 1, "Year 8", False)]
    assert week_of(northgate, event("20261117", rule="FREQ=WEEKLY")) == [
        (0, 1, "Year 8", False), (1, 1, "Year 8", False)]  # fmt: skip


def test_what_comes_in_most_weeks_is_a_lesson_and_the_dentist_is_not(school_day, northgate):
    days = ["20261103", "20261110", "20261117"]

    assert week_of(northgate, *(event(day) for day in days), event("20261111", title="Dentist")) == [
        (0, 1, "Year 8", False)]  # fmt: skip


def test_what_is_no_lesson_is_left_out(school_day, northgate):
    events = [
        "DTSTART;VALUE=DATE:20261110\r\nSUMMARY:Trip", event("20261114", rule="FREQ=WEEKLY"),
        event("20261110", "1155", "1215", rule="FREQ=WEEKLY"), event("20261110", rule="FREQ=MONTHLY"),
        "SUMMARY:nothing", event("20261110", "1210", "1110", rule="FREQ=WEEKLY"),
    ]  # fmt: skip

    assert week_of(northgate, *events) == []


def test_a_rule_for_a_million_days_costs_nothing(school_day, northgate):
    bomb = event("20261110", rule="FREQ=DAILY;COUNT=100000000")

    assert [one[1] for one in week_of(northgate, bomb)] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04",
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n",
        calendar(*[event("20261110")] * 5001),
        b"BEGIN:VCALENDAR" + b"x" * 1024 * 1024,
    ],
    ids=["no calendar", "cut off", "too many", "too large"],
)
def test_a_calendar_that_cannot_be_read_is_refused(content):
    with pytest.raises(UnreadableCalendar):
        read_calendar(content)


def test_one_ticks_ones_week(client, school_day, northgate, tom):
    client.force_login(tom)
    first, second = school_day[0].pk, school_day[1].pk

    client.post(
        "/visits/week/kept/", {f"at-0-1-{first}": "teach", f"at-0-2-{second}": "protected", "school": "northgate"}
    )

    places = [lesson.place[:4] for lesson in Lesson.objects.order_by("weekday")]
    assert places == [(0, 1, first, False), (0, 2, second, True)]
    assert 'value="teach" checked' in client.get("/visits/week/").content.decode()


def test_week_b_may_be_the_same(client, school_day, northgate, hale, tom):
    set_day(northgate, stretches(), weeks=2, a_week_on=date(2026, 11, 9), by=hale, at=MONDAY)
    client.force_login(tom)

    client.post("/visits/week/kept/", {f"at-0-1-{school_day[0].pk}": "teach", "same": "yes"})

    assert [lesson.place[:2] for lesson in Lesson.objects.order_by("week")] == [(0, 1), (1, 1)]


def test_ones_calendar_is_looked_at_before_it_is_kept(client, school_day, tom):
    client.force_login(tom)
    file = SimpleUploadedFile("me.ics", calendar(event("20261110", rule="FREQ=WEEKLY")))

    page = client.post("/visits/week/calendar/", {"calendar": file})
    refused = client.post("/visits/week/calendar/", {"calendar": SimpleUploadedFile("me.ics", b"no")})

    assert "This is what your calendar says" in page.content.decode()
    assert (refused.status_code, client.post("/visits/week/calendar/").status_code) == (422, 422)
    assert not Lesson.objects.exists()


def test_classes_of_before_stay_with_a_lesson_that_stays(client, timetables, school_day, ama):
    client.force_login(ama)
    key = f"0-1-{school_day[2].pk}"

    client.post("/visits/week/kept/", {f"at-{key}": "teach"})

    assert [lesson.place for lesson in Lesson.objects.filter(timetable__person=ama)] == [
        Taught(0, 1, school_day[2].pk, False, "Year 8 Ama", "Room 3")]  # fmt: skip


def test_who_may_read_a_timetable(timetables, northgate, ama, tom, hale, rob, ines, priya):
    Timetable.objects.filter(person=tom).update(by=rob)

    def reads(who):
        return sorted(one.person.first_name for one in Timetable.objects.visible_to(who).select_related("person"))

    assert reads(ama) == ["Ama"]
    assert reads(rob) == ["Tom"]
    assert reads(hale) == ["Ama", "Sam", "Tom"]
    assert (reads(ines), reads(priya)) == ([], [])


def test_weeks_cost_the_same_for_one_and_for_three(timetables, northgate, ama, tom, sam, django_assert_num_queries):
    dates = Dates(northgate, date(2026, 11, 16), date(2026, 11, 20))
    for people in ([ama], [ama, tom, sam]):
        with django_assert_num_queries(2):
            weeks_of(people, dates)


def test_a_school_brings_its_timetable_in(client, school_day, northgate, rob, ama, tom):
    client.force_login(rob)
    csv = "Teacher,Tag,Period,Class\nAma Boateng,Mon,1,8x\nTom Weller,Tue,2,9y\nGhost,Tue,2,9y\n"

    taken = client.post("/visits/schools/northgate/timetables/", {"list": SimpleUploadedFile("t.csv", csv.encode())})
    look = client.get(taken.url)
    assert "What this file would change" in look.content.decode()
    client.post(f"{taken.url}columns/", {"column-0": "person", "column-2": "period"})
    assert "We need to know which columns" in client.get(taken.url).content.decode()
    client.post(
        f"{taken.url}columns/",
        {"column-0": "person", "column-1": "day", "column-2": "period", "column-3": "class_name"},
    )
    client.post(f"{taken.url}beginning/")

    assert Timetable.objects.count() == 2
    done = client.get(taken.url).content.decode()
    assert "The timetables are in" in done
    assert "“Ghost” is nobody on the staff" in done
    assert client.get(f"{taken.url}bad-rows/").content[:2] == b"PK"


def test_a_file_that_cannot_be_read_is_refused_in_words(client, northgate, rob, school_day):
    client.force_login(rob)

    for upload in ({}, {"list": SimpleUploadedFile("t.pdf", b"%PDF-1.4")}):
        assert client.post("/visits/schools/northgate/timetables/", upload).status_code == 422
    Period.objects.all().delete()
    assert (
        client.post(
            "/visits/schools/northgate/timetables/", {"list": SimpleUploadedFile("t.csv", b"a,b\n1,2\n")}
        ).status_code
        == 422
    )
