"""A school's own staff list, as it comes from the office, becomes its staff."""

import io
from datetime import date

import pytest
from openpyxl import Workbook

from collegium.history.models import Entry
from collegium.kit import clock
from collegium.kit.tables import read_table
from collegium.people.models import Appointment, Link, Offer, Person, StaffImport
from collegium.people.stafflist import bringing
from collegium.people.stafflist.columns import guess, is_enough, plain
from collegium.people.stafflist.lines import Reader, as_date, as_experience, as_post
from tests.conftest import MONDAY

SIMS = """\
Legal forename,Preferred forename,Surname,Work Email,Home email,Staff Code,Department,Job Title,Manager,Start date
Thomas,Tom,Weller,tom@example.org,x@y.org,TWE,English,Teacher of English,Martin Hale,01/09/2020
Zoë,,Müller,zoe.mueller@example.org,,ZMU,Languages,Teaching assistant,tom@example.org,2026-09-01
"""


def brought(school, text, by, at=MONDAY, name="staff.csv") -> StaffImport:
    content = text if isinstance(text, bytes) else text.encode()
    table = read_table(io.BytesIO(content), name)
    return StaffImport.objects.create(
        school=school, by=by, brought_at=at, name=name, columns=table.columns, rows=table.rows, numbers=table.numbers,
        meanings=guess(table.columns, table.rows),
    )  # fmt: skip


def look(found: StaffImport):
    return bringing.look(found, MONDAY.date())


def bring(found: StaffImport, leaving=()) -> StaffImport:
    difference = look(found)
    found.begin(leaving=list(leaving), total=len(difference.new) + len(difference.changed), by=found.by, at=MONDAY)
    bringing.bring(found, at=MONDAY)
    return StaffImport.objects.get(pk=found.pk)


@pytest.mark.parametrize(
    ("header", "meanings"),
    [
        ("Forename|Surname|Work e-mail|Staff code|Department|Job title|School|Manager",
         ["forename", "surname", "email", "staff_code", "department", "job_title", "school", "manager"]),
        ("Legal Forename|Preferred Forename|Legal Surname|Preferred Surname|Main Work Email Address",
         ["forename", "preferred_forename", "surname", "preferred_surname", "email"]),
        ("Title|Full name|E-Mail|Home e-mail|Initials|Faculty|Role|Reports to",
         [None, "name", "email", None, "staff_code", "department", "job_title", "manager"]),
        ("Vorname|Nachname|E-Mail|Kürzel|Fachbereich|Funktion",
         ["forename", "surname", "email", "staff_code", "department", "job_title"]),
        ("Employee name|Employee number|Teaching staff|Employment start date|Years of experience",
         ["name", "staff_code", "post", "starts_on", "experience"]),
    ],
    ids=["plain", "legal and preferred", "other words", "German", "payroll"],
)  # fmt: skip
def test_columns_are_known_by_the_names_that_offices_give_them(header, meanings):
    columns = header.split("|")

    found = guess(columns)

    assert {columns[position]: meaning for meaning, position in found.items()} == {
        column: meaning for column, meaning in zip(columns, meanings, strict=True) if meaning
    }


def test_a_column_of_addresses_without_a_name_is_known_by_what_it_holds():
    assert guess(["Name", "Column 2"], [["Tom Weller", "tom@example.org"], ["Ama", ""]]) == {"name": 0, "email": 1}


def test_a_list_needs_a_name_and_something_to_know_the_person_by_again():
    assert is_enough({"name": 0, "email": 1})
    assert not is_enough({"name": 0})
    assert not is_enough({"email": 0})


@pytest.mark.parametrize("text", ["2026-09-01", "01/09/2026", "1.9.2026", "1 September 2026", "1st Sept 2026",
                                  "01/09/26", "2026-09-01 00:00", "2026-09-01T00:00:00", "01-Sep-2026"])  # fmt: skip
def test_days_are_read_as_offices_write_them(text):
    assert as_date(text) == date(2026, 9, 1)


@pytest.mark.parametrize("text", ["31/02/2026", "soon", "0001-01-01", "2026"])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(ValueError):
        as_date(text)


@pytest.mark.parametrize(
    ("text", "level"),
    [("0", 0), ("1 year", 0), ("2", 1), ("7 years", 1), ("8", 2), ("ECT 1", 0), ("Experienced", 2), ("some", 1)],
)
def test_experience_is_read_from_years_and_words(text, level):
    assert as_experience(text) == level


@pytest.mark.parametrize(
    ("text", "post"),
    [("Teacher", "teacher"), ("Support staff", "support"), ("Non-teaching", "support"), ("Y", "teacher"),
     ("No", "support"), ("Teaching Assistant", "support"), ("Qualified teacher", "teacher"), ("Leader", "teacher")],
)  # fmt: skip
def test_who_teaches_and_who_supports(text, post):
    assert as_post(text) == post


def read(text: str):
    table = read_table(io.BytesIO(text.encode()), "staff.csv")
    return Reader(table.columns, guess(table.columns, table.rows), "Northgate High").lines(table.rows, table.numbers)


def test_the_preferred_name_counts_and_the_home_address_does_not():
    tom, zoe = read(SIMS)

    assert (tom.first_name, tom.last_name, tom.email, tom.post) == ("Tom", "Weller", "tom@example.org", "teacher")
    assert (zoe.first_name, zoe.last_name, zoe.post, zoe.starts_on) == ("Zoë", "Müller", "support", date(2026, 9, 1))


@pytest.mark.parametrize(
    ("whole", "names"),
    [("Weller, Tom", ("Tom", "Weller")), ("Tom Weller", ("Tom", "Weller")), ("Ana María Gil", ("Ana María", "Gil")),
     ("Tom", ("Tom", "")), ("Weller,", ("Weller", ""))],
)  # fmt: skip
def test_a_whole_name_is_taken_apart(whole, names):
    [line] = read(f'Name;Email\n"{whole}";t@example.org\n')

    assert (line.first_name, line.last_name) == names


@pytest.mark.parametrize(
    ("row", "column", "reason", "mend"),
    [
        (";Weller;tom@@example.org;T1;;", "Email", "“tom@@example.org” is no e-mail address.",
         "Did you mean tom@example.org?"),
        ("Tom;Weller;nonsense;T1;;", "Email", "“nonsense” is no e-mail address.",
         "Write it like name@school.example, or leave it empty where there is a staff code."),
        ("Tom;Weller;;;;", "Email", "There is neither a work address nor a staff code.",
         "Give one: by it we know the person again."),
        (";;tom@example.org;;;", "Forename", "There is no name.", "Write a forename and a surname."),
        ("Tom;Weller;tom@example.org;T1;31/02/2026;", "Start date", "We do not understand “31/02/2026”.",
         "Write it like 2026-09-01 or 01/09/2026."),
        ("Tom;Weller;tom@example.org;T1;;Harbour Primary", "School",
         "This row is about Harbour Primary, and the list is for Northgate High.",
         "Leave the row out, or write Northgate High."),
        (f"Tom;Weller;tom@example.org;{'T' * 31};;", "Code", "This is longer than 30 letters.", "Shorten it."),
    ],
    ids=["likely address", "no address", "neither", "no name", "day", "other school", "long"],
)  # fmt: skip
def test_each_bad_cell_is_named_with_its_reason_and_mend(row, column, reason, mend):
    [line] = read("Forename;Surname;Email;Code;Start date;School\n" + row)

    found = next(trouble for trouble in line.troubles if trouble.column == column)
    assert (line.number, line.is_good, found.reason, found.mend) == (2, False, reason, mend)


def test_a_name_whose_letters_were_lost_on_the_way_does_not_come_in():
    rows = ("Forename;Surname;Work Email", "?tefan;?urcanu;s@example.org", "Ștefan;Țurcanu;t@example.org")

    [broken, whole] = read("\n".join(rows))

    assert not broken.is_good
    assert broken.troubles[0].mend == "Save the list as XLSX, or as CSV in UTF-8, and bring it again."
    assert whole.is_good


def test_of_two_rows_with_the_same_address_the_first_stands():
    one, two, three = read(
        "Name;Email;Code\nTom Weller;tom@example.org;T1\nTom Weller;Tom@Example.org;T1\nAma May;tom@example.org;A1\n"
    )

    assert [line.is_good for line in (one, two, three)] == [True, False, False]
    assert two.troubles[0].reason == "The same as row 2."
    assert three.troubles[0].reason == "Row 2, Tom Weller, has the same."


@pytest.mark.both
def test_a_first_list_brings_everybody_in(northgate, rob):
    found = bring(brought(northgate, SIMS.replace("tom@example.org", "t.weller@example.org"), rob))

    tom, zoe = (Appointment.objects.get(staff_code=code) for code in ("TWE", "ZMU"))
    assert (str(tom.person), tom.department.name) == ("Tom Weller", "English")
    assert (str(zoe.person), zoe.manager, zoe.post) == ("Zoë Müller", tom.person, "support")
    assert found.figures == {"new": 2, "changed": 0, "ended": 0}
    assert (found.state, found.done, found.total) == ("done", 2, 2)
    assert Link.objects.filter(purpose="welcome").count() == 2
    assert Entry.objects.filter(did="appointed").count() == 2


@pytest.mark.both
def test_the_same_list_twice_changes_nothing(northgate, rob, tom, hale):
    bring(brought(northgate, SIMS, rob))
    before = list(Appointment.objects.order_by("pk").values()), list(Person.objects.order_by("pk").values())
    entries = Entry.objects.count()

    difference = look(brought(northgate, SIMS, rob))

    assert (difference.new, difference.changed, difference.same, difference.remarks) == ([], [], 2, [])
    bring(brought(northgate, SIMS, rob))
    assert (list(Appointment.objects.order_by("pk").values()), list(Person.objects.order_by("pk").values())) == before
    assert sorted(Entry.objects.values_list("did", flat=True)[entries:]) == ["began", "brought"]


def test_a_list_that_is_in_is_read_no_other_way(northgate, rob):
    found = bring(brought(northgate, SIMS, rob))
    meanings = dict(found.meanings)

    found.understand({"email": 0}, by=rob, at=MONDAY)

    assert StaffImport.objects.get().meanings == meanings
    assert not Entry.objects.filter(did="read anew").exists()


def test_the_difference_is_shown_field_by_field(northgate, rob, tom, hale):
    [change] = look(brought(northgate, SIMS, rob)).changed

    assert [(name, str(today or ""), str(then)) for name, today, then in change.fields] == [
        ("job_title", "", "Teacher of English"),
        ("staff_code", "", "TWE"),
        ("department", "", "English"),
        ("manager", "", "Martin Hale"),
    ]


def test_an_empty_cell_takes_nothing_away(northgate, rob, ama):
    ama.appointments.update(job_title="Head of English", staff_code="ABO")

    difference = look(brought(northgate, "Name;Email;Code;Job title\nAma Boateng;ama@example.org;;\n", rob))

    assert (difference.changed, difference.same) == ([], 1)


def test_who_is_missing_is_proposed_and_only_the_ticked_ones_leave(northgate, rob, tom, ama):
    found = brought(northgate, "Name;Email\nRob Tate;rob@example.org\n", rob)
    assert [str(place.person) for place in look(found).missing] == ["Ama Boateng", "Tom Weller"]

    bring(found, leaving=[tom.appointments.get().pk])

    assert sorted(str(one) for one in Person.objects.on_staff_of([northgate])) == ["Ama Boateng", "Rob Tate"]
    assert Person.objects.filter(pk=tom.pk).exists()


def test_two_people_of_the_same_name_stay_two(northgate, rob):
    text = "Name;Email;Code\nTom Hill;t1@example.org;TH1\nTom Hill;t2@example.org;TH2\n"
    bring(brought(northgate, text, rob))

    difference = look(brought(northgate, text, rob))

    assert (Person.objects.filter(last_name="Hill").count(), difference.same) == (2, 2)


def test_a_manager_whom_two_people_could_be_is_remarked_and_left_out(northgate, rob):
    text = "Name;Email;Manager\nTom Hill;t1@example.org;\nTom Hill;t2@example.org;\nZoë May;z@example.org;Tom Hill\n"

    [line] = look(brought(northgate, text, rob)).remarks

    assert (line.is_good, line.troubles[0].reason) == (True, "More than one person is called Tom Hill.")


def test_a_manager_whom_nobody_knows_is_remarked_and_left_out(northgate, rob):
    [line] = look(brought(northgate, "Name;Email;Manager\nZoë May;z@example.org;Nobody\n", rob)).remarks

    assert line.troubles[0].reason == "Nobody on the staff or on this list is called Nobody."


def test_a_new_name_keeps_the_account_by_staff_code(northgate, rob, tom):
    tom.appointments.update(staff_code="TWE")

    bring(brought(northgate, "Name;Email;Code\nTom Weller-Reid;t.reid@example.org;TWE\n", rob))

    tom.refresh_from_db()
    assert (str(tom), tom.email) == ("Tom Weller-Reid", "t.reid@example.org")


@pytest.mark.parametrize("row", ["Tina West;t.west@example.org;TWE", "Tina West;tom@example.org;XX"])
def test_a_code_or_address_that_was_somebody_elses_does_not_take_over_the_account(northgate, rob, tom, row):
    tom.appointments.update(staff_code="TWE")

    difference = look(brought(northgate, f"Name;Email;Code\n{row}\n", rob))

    assert difference.bad[0].troubles[0].reason == "This is Tom Weller’s today."
    assert difference.new == difference.changed == []


def test_a_code_and_an_address_of_two_people_stop_the_row(northgate, rob, tom, ama):
    tom.appointments.update(staff_code="TWE")

    [line] = look(brought(northgate, "Name;Email;Code\nTom Weller;ama@example.org;TWE\n", rob)).bad

    assert line.troubles[0].reason == "The staff code is Tom Weller’s and the address is Ama Boateng’s."


def test_two_rows_about_one_person_stop_the_second(northgate, rob, tom):
    tom.appointments.update(staff_code="TWE")
    text = "Name;Email;Code\nTom Weller;;TWE\nTom Weller;tom@example.org;\n"

    difference = look(brought(northgate, text, rob))

    assert (difference.same, [line.number for line in difference.bad]) == (1, [3])


@pytest.mark.both
def test_somebody_of_another_school_is_asked_and_the_preview_tells_nothing(northgate, harbour, rob, priya):
    text = "Name;Email;Code;Job title\nPia Nayar;priya@example.org;PNA;Coach\nNew Person;new@example.org;NPE;Coach\n"
    rows = Person.objects.filter(pk=priya.pk), Appointment.objects.filter(person=priya)
    before = [list(some.values()) for some in rows]

    found = brought(northgate, text, rob)
    difference = look(found)
    bring(found)

    assert [item.line.name for item in difference.new] == ["Pia Nayar", "New Person"]
    assert [list(some.all().values()) for some in rows] == before
    offer = Offer.objects.get()
    assert (offer.person, offer.school, offer.typed["name"], offer.typed["job_title"]) == (
        priya, northgate, "Pia Nayar", "Coach")  # fmt: skip
    assert look(brought(northgate, text, rob)).same == 2


def test_an_offer_that_was_declined_is_not_made_again(northgate, rob, priya):
    text = "Name;Email\nPriya Nair;priya@example.org\n"
    bring(brought(northgate, text, rob))
    Offer.objects.get().decline(at=MONDAY)

    [line] = look(brought(northgate, text, rob)).bad

    assert line.troubles[0].reason == "This person has answered that they do not work here."


def test_an_accepted_offer_gives_a_place_at_both_schools_and_this_list_no_word_about_the_name(
    northgate, harbour, rob, priya
):
    text = "Name;Email;Code;Job title;Department\nPia Nair;priya@example.org;PNA;Coach;Music\n"
    bring(brought(northgate, text, rob))

    Offer.objects.get().accept(at=MONDAY)
    Offer.objects.get().accept(at=MONDAY)

    assert {str(school) for school in priya.schools_now()} == {"Northgate High", "Harbour Primary"}
    place = priya.appointments.get(school=northgate)
    assert (place.staff_code, place.job_title, place.department.name) == ("PNA", "Coach", "Music")
    assert look(brought(northgate, text, rob)).same == 1


def test_an_address_of_another_school_cannot_be_given_to_a_colleague_of_ours(northgate, rob, tom, priya):
    tom.appointments.update(staff_code="TWE")

    [line] = look(brought(northgate, "Name;Email;Code\nTom Weller;priya@example.org;TWE\n", rob)).bad

    assert line.troubles[0].reason == "We cannot use this address."


def test_somebody_who_left_comes_back_as_the_same_person(northgate, rob, tom):
    tom.appointments.get().end(on=date(2026, 7, 31), by=rob, at=MONDAY)

    bring(brought(northgate, "Name;Email;Start date\nTom Weller;tom@example.org;2026-11-01\n", rob))

    assert Person.objects.filter(last_name="Weller").count() == 1
    assert tom.appointments.count() == 2


def test_a_new_colleague_does_not_get_the_account_of_one_who_left(northgate, rob, tom):
    tom.appointments.get().end(on=date(2026, 7, 31), by=rob, at=MONDAY)

    [line] = look(brought(northgate, "Name;Email\nTina West;tom@example.org\n", rob)).bad

    assert line.troubles[0].reason == "This was Tom Weller’s, who has left."


def test_cells_that_would_calculate_are_text(northgate, rob):
    bring(brought(northgate, 'Name;Email;Job title\nTom May;t@example.org;"=HYPERLINK(""http://x"")"\n', rob))

    assert Appointment.objects.get(person__email="t@example.org").job_title == '=HYPERLINK("http://x")'


def test_somebody_without_an_address_is_known_by_the_code(northgate, rob):
    text = "Name;Email;Code\nPetra Lowe;;PLO\nColin Strang;;CST\n"
    bring(brought(northgate, text, rob))

    assert Person.objects.filter(email=None).count() == 2
    assert look(brought(northgate, text, rob)).same == 2


def test_a_workbook_with_numbers_for_codes_keeps_their_zeros(northgate, rob):
    book = Workbook()
    sheet = book.active
    sheet.append(["Forename", "Surname", "Staff code", "Start date"])
    sheet.append(["Ünal", "Ößtürk", 7, date(2026, 9, 1)])
    sheet["C2"].number_format = "000"
    out = io.BytesIO()
    book.save(out)

    bring(brought(northgate, out.getvalue(), rob, name="staff.xlsx"))

    place = Appointment.objects.get(staff_code="007")
    assert (str(place.person), place.starts_on) == ("Ünal Ößtürk", date(2026, 9, 1))


def long_list(rows: int) -> str:
    lines = [
        f"Vorname{n};Nachname{n};n{n}@example.org;C{n:05};Department {n % 9};n{n // 9}@example.org"
        for n in range(rows)
    ]
    return "Forename;Surname;Email;Code;Department;Manager\n" + "\n".join(lines)


def test_a_list_costs_the_same_few_queries_whatever_its_length(northgate, rob, django_assert_max_num_queries):
    found = brought(northgate, long_list(300), rob)

    with django_assert_max_num_queries(12):
        difference = look(found)
    with django_assert_max_num_queries(90):
        bring(found)

    assert (len(difference.new), Appointment.objects.exclude(manager=None).count()) == (300, 299)


def test_a_stopped_import_takes_no_further_step(northgate, rob):
    found = brought(northgate, long_list(3), rob)
    found.begin(leaving=[], total=3, by=rob, at=MONDAY)
    found.stop(by=rob, at=MONDAY)

    bringing.bring(found, at=MONDAY)

    assert Person.objects.filter(first_name__startswith="Vorname").count() == 0


def test_an_import_that_was_killed_half_way_goes_on_where_it_was(northgate, rob, monkeypatch):
    monkeypatch.setattr(bringing, "STEP", 2)
    found = brought(northgate, long_list(5), rob)
    found.begin(leaving=[], total=5, by=rob, at=MONDAY)
    steps = iter([True, True])
    step = StaffImport.step

    def killed(self, rows, gained):
        if not next(steps, False):
            raise KeyboardInterrupt
        return step(self, rows, gained)

    with monkeypatch.context() as kill:
        kill.setattr(StaffImport, "step", killed)
        with pytest.raises(KeyboardInterrupt):
            bringing.bring(found, at=MONDAY)
    assert StaffImport.objects.get().done == 4

    bringing.bring(StaffImport.objects.get(), at=MONDAY)

    assert Person.objects.filter(first_name__startswith="Vorname").count() == 5
    assert (StaffImport.objects.get().state, StaffImport.objects.get().figures["new"]) == ("done", 5)


def test_only_the_bad_rows_are_kept_when_it_is_done(northgate, rob):
    found = bring(brought(northgate, "Name;Email\nTom May;t@example.org\nBad Row;nonsense\n", rob))

    assert (found.rows, found.numbers) == ([["Bad Row", "nonsense"]], [3])
    found.forget()
    assert StaffImport.objects.forgettable(clock.now()).count() == 0


def test_letters_of_every_alphabet_are_compared():
    assert plain("Élodie  Ößtürk") == "elodie oßturk".replace("ß", "ss")
    assert plain("Ελένη") != plain("Мария") != ""


def test_an_import_is_seen_by_those_who_keep_the_accounts_only(northgate, rob, ama, priya):
    found = brought(northgate, SIMS, rob)

    assert [list(StaffImport.objects.visible_to(one)) for one in (rob, ama, priya)] == [[found], [], []]


def test_a_second_colleague_of_that_name_is_somebody_else(northgate, rob, tom):
    bring(brought(northgate, "Name;Email\nTom Weller;tom2@example.org\nTom Weller;tom@example.org\n", rob))

    assert Person.objects.filter(last_name="Weller").count() == 2


@pytest.mark.parametrize("understand", [as_experience, as_post])
def test_what_is_neither_experience_nor_post_is_refused(understand):
    with pytest.raises(ValueError):
        understand("purple")


def test_an_unusual_address_is_an_address():
    [line] = read("Name;Email\nTom Weller;t+weller@example.org\n")

    assert line.is_good
