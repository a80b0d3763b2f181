"""Each author's yes to each edition, and what a no does."""

import pytest

from collegium.booklets.lacking import states_of
from collegium.booklets.models import Booklet, Making, NothingToPrint, Yes
from collegium.history.models import Entry
from collegium.kit import jobs
from collegium.mail import kinds
from collegium.mail.models import Letter
from collegium.outcomes.models import Shown
from tests.booklets.conftest import say_yes, write
from tests.conftest import FRIDAY, MONDAY, SEPTEMBER
from tests.outcomes.conftest import section, share


def titles(booklet):
    return sorted(piece.report.title for piece in booklet.standing())


def reasons(booklet):
    return {state.title: state.reasons for state in states_of(booklet)}


def test_a_piece_stands_when_all_its_authors_said_yes(booklet, ama, tom, sam):
    say_yes(booklet, ama)
    first = titles(booklet)
    say_yes(booklet, tom, sam)

    assert (first, titles(booklet)) == ([], ["Four seconds", "Marks that move"])


def test_an_answer_is_found_again_and_turned_round(client, booklet, sam, ama):
    yes = Yes.objects.get(person=sam)
    say_yes(booklet, sam, agreed=False)
    client.force_login(sam)
    shown = client.get("/booklets/").content.decode()
    client.post(f"{yes.get_absolute_url()}answer/", {"answer": "yes"})

    assert (yes.get_absolute_url() in shown, titles(booklet)) == (True, ["Four seconds"])
    client.force_login(ama)
    assert "Your yes to a booklet" not in client.get("/booklets/").content.decode()


def test_what_is_missing_is_said_in_plain_words(booklet, ama, tom):
    say_yes(booklet, ama)
    say_yes(booklet, tom, agreed=False)
    Shown.objects.update(describes="")

    assert reasons(booklet) == {
        "Marks that move": [
            "Tom Weller would rather not have it printed.",
            "1 of its pictures have no words that say what they show. Its authors add them in the report.",
        ],
        "Four seconds": ["Sam Field has not answered yet."],
    }


def test_a_withdrawn_report_and_one_shared_less_far_do_not_stand(agreed, marks, ama, hale):
    agreed.word(reach="public", by=hale, at=FRIDAY)
    less = reasons(agreed)["Marks that move"]
    marks.withdraw(by=ama, at=FRIDAY)

    assert less[0] == "Its authors shared it less far than this booklet goes."
    assert reasons(agreed)["Marks that move"] == ["Its authors withdrew the report."]
    assert titles(agreed) == []


def test_other_words_need_another_yes(agreed, marks, ama, tom, hale):
    section(marks, "benefit").write("Other words.", seen=1, base=section(marks, "benefit").words, by=ama, at=FRIDAY)
    share(marks, ama, tom, reach="network", at=FRIDAY)
    before = reasons(agreed)["Marks that move"]
    agreed.choose(agreed.possible(), by=hale, at=FRIDAY)

    assert before[0].endswith("has not been asked about these words. Choose the pieces again.")
    silent = ["Ama Boateng has not answered yet.", "Tom Weller has not answered yet."]
    assert reasons(agreed)["Marks that move"] == silent
    assert titles(agreed) == ["Four seconds"]


@pytest.mark.parametrize("change", [{"licence": "ours"}, {"reach": "school"}])
def test_for_other_readers_or_another_licence_each_author_is_asked_again(agreed, hale, change):
    agreed.word(by=hale, at=FRIDAY, **change)

    assert titles(agreed) == []


def test_another_title_asks_nobody_again(agreed, hale):
    agreed.word(title="Another", by=hale, at=FRIDAY)
    agreed.choose(agreed.possible(), by=hale, at=FRIDAY)

    assert len(titles(agreed)) == 2


def test_saying_the_same_twice_changes_nothing(booklet, sam):
    say_yes(booklet, sam)
    say_yes(booklet, sam)

    assert [entry.did for entry in Entry.objects.by(sam) if entry.kind == "booklets.yes"] == ["agreed to"]


def test_a_sign_that_cannot_be_printed_is_named(booklet, sam, northgate, hale):
    odd = share(write("中文 in class", by=sam, school=northgate), sam, reach="network")
    booklet.choose([odd], by=hale, at=MONDAY)

    assert [state.remarks for state in states_of(booklet)] == [["On paper these signs are left out: 中 文"]]


def test_only_reports_shared_as_far_by_these_schools_can_be_chosen(booklet, harbour, priya, sam, northgate):
    share(write("Elsewhere", by=priya, school=harbour), priya, reach="public")
    share(write("Ours alone", by=sam, school=northgate), sam, reach="school")

    assert sorted(booklet.possible().values_list("title", flat=True)) == ["Four seconds", "Marks that move"]
    booklet.reach = "school"
    assert sorted(booklet.possible().values_list("title", flat=True)) == [
        "Four seconds", "Marks that move", "Ours alone",
    ]  # fmt: skip


def test_nothing_is_given_to_readers_or_to_the_press_before_a_piece_stands(booklet, hale):
    with pytest.raises(NothingToPrint):
        booklet.publish(by=hale, at=MONDAY)
    with pytest.raises(NothingToPrint):
        booklet.make(by=hale, at=MONDAY)


def test_readers_have_it_once_and_lose_it_once(agreed, hale, tom, priya):
    before = Booklet.objects.visible_to(priya).exists()
    for _again in range(2):
        agreed.publish(by=hale, at=MONDAY)
    sams = Booklet.objects.visible_to(tom).exists()
    for _again in range(2):
        agreed.take_back(by=hale, at=MONDAY)

    assert (before, sams, agreed.is_published) == (False, True, False)
    done = [entry.did for entry in Entry.objects.by(hale) if entry.kind == "booklets.booklet"]
    assert done == ["began", "chose pieces of", "published", "took back"]


@pytest.mark.parametrize(
    ("who", "reach", "sees"),
    [("rob", "school", True), ("priya", "network", False), ("rob", "network", True), ("priya", "public", True),
     ("ines", "school", False), ("ines", "network", True), ("gwen", "school", False)],
)  # fmt: skip
def test_it_reaches_whom_it_is_for(agreed, hale, request, who, reach, sees):
    Booklet.objects.update(reach=reach, published_at=MONDAY)

    assert Booklet.objects.visible_to(request.getfixturevalue(who)).exists() is sees
    assert Booklet.objects.public().exists() is (reach == "public")


def test_an_author_sees_their_own_question_and_an_editor_all(booklet, sam, hale, rob):
    assert [str(yes) for yes in Yes.objects.visible_to(sam)] == ["Sam Field"]
    assert Yes.objects.visible_to(hale).count() == 3
    assert Yes.objects.visible_to(rob).count() == 0
    assert Yes.objects.waiting().filter(person=sam).count() == 1


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_a_no_takes_the_files_away_at_once_and_has_new_ones_made(agreed, hale, sam):
    agreed.make(by=hale, at=MONDAY)
    jobs.run_waiting()
    old = Making.objects.current(agreed)

    say_yes(agreed, sam, agreed=False)
    none = Making.objects.current(agreed)
    jobs.run_waiting()

    assert none is None
    new = Making.objects.current(agreed)
    assert (Making.objects.filter(pk=old.pk).exists(), len(old.holds), len(new.holds)) == (False, 2, 1)
    with pytest.raises(FileNotFoundError):
        old.content("pdf")


@pytest.mark.django_db(transaction=True)
def test_the_last_piece_taken_back_leaves_no_file(agreed, hale, ama, sam):
    agreed.make(by=hale, at=MONDAY)
    jobs.run_waiting()
    say_yes(agreed, ama, sam, agreed=False)
    jobs.run_waiting()

    assert (Making.objects.made().count(), Making.objects.current(agreed)) == (0, None)


def test_who_is_named_for_the_next_version_is_not_asked_and_who_is_left_out_of_it_still_is(booklet, marks, ama, tom,
                                                                                           sam, gwen):  # fmt: skip
    say_yes(booklet, ama, sam)
    marks.name(gwen, by=ama, at=MONDAY)
    marks.leave_out(tom, by=ama, at=MONDAY)
    without_tom = len(titles(booklet))
    say_yes(booklet, tom)

    assert [without_tom, len(titles(booklet))] == [1, 2]


def test_a_booklet_of_a_year(northgate, hale):
    begun = Booklet.objects.begin(northgate, title="T", reach="school", licence="ours", year_starts_on=SEPTEMBER,
                                  by=hale, at=MONDAY)  # fmt: skip
    assert (str(begun), begun.year) == ("T", "2026–27")


def test_each_author_gets_a_letter_once_and_none_after_their_answer(booklet, hale, sam):
    letter = Letter.objects.get(kind="booklet-yes", person=sam)
    booklet.choose(booklet.possible(), by=hale, at=FRIDAY)
    before = kinds.find("booklet-yes").still_wanted(letter)
    say_yes(booklet, sam)

    assert (before, kinds.find("booklet-yes").still_wanted(letter)) == (True, False)
    assert Letter.objects.filter(kind="booklet-yes").count() == 3
    assert letter.subject == "May it stand in “What we found out”?"


def test_a_yes_that_waits_stands_on_its_authors_today_until_they_answer(client, booklet, sam, hale):
    def today(somebody):
        client.force_login(somebody)
        return "May it stand in “What we found out”?" in client.get("/").content.decode()

    before = [today(one) for one in (sam, hale)]
    say_yes(booklet, sam)

    assert (before, today(sam)) == ([True, False], False)
