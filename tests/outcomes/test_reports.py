"""A report is written together, goes out with everybody's yes, and is then what it was on that day."""

import pytest
from django.db import IntegrityError, transaction

from collegium.files.looking import look_at_picture
from collegium.files.models import File
from collegium.history.models import Entry
from collegium.kit.text import LONGEST
from collegium.outcomes import policies
from collegium.outcomes.models import (
    Author,
    ChangedMeanwhile,
    Clash,
    Report,
    Shown,
    StillQuoted,
    TooLong,
    Unfinished,
)
from collegium.outcomes.privacy import withdraw_their_words
from collegium.people.models import Erasure
from collegium.programmes.models import Aspect
from tests.conftest import FRIDAY, MONDAY, SEPTEMBER, person
from tests.files.test_files import picture
from tests.outcomes.conftest import section, share

pytestmark = pytest.mark.django_db


def names(reports):
    return [one.title for one in reports]


def test_it_begins_with_the_groups_theme_its_headings_and_whoever_began(feedback, northgate, ama, tom):
    theme = feedback.theme
    theme.aspect = Aspect.objects.add("Feedback", northgate, by=ama, at=MONDAY)
    theme.save()

    begun = Report.objects.begin("Marks", by=tom, at=MONDAY, year_starts_on=SEPTEMBER, group=feedback)

    assert [list(begun.themes.all()), list(begun.aspects.all()), list(begun.schools.all())] == [
        [theme], [theme.aspect], [northgate]]  # fmt: skip
    assert [one.kind for one in begun.sections.order_by("place")] == [
        "purpose", "done", "seen", "benefit", "thoughts", "next"]  # fmt: skip
    assert [str(one) for one in begun.authors.all()] == ["Tom Weller"]
    assert (str(begun), begun.year, begun.get_absolute_url()) == (
        "Marks", "2026–27", f"/outcomes/reports/{begun.pk}/")  # fmt: skip


@pytest.mark.both
def test_a_group_goes_on_with_the_report_that_it_has_begun(report, feedback, ama, tom):
    again = Report.objects.begin("Another", by=tom, at=FRIDAY, year_starts_on=SEPTEMBER, group=feedback)
    share(report, ama)
    next_one = Report.objects.begin("Another", by=tom, at=FRIDAY, year_starts_on=SEPTEMBER, group=feedback)

    assert [again, next_one == report] == [report, False]


def test_one_enquirer_writes_alone_or_with_whom_they_name(northgate, sam, tom):
    own = Report.objects.begin("My Year 8", by=sam, at=MONDAY, year_starts_on=SEPTEMBER, school=northgate)
    nowhere = Report.objects.begin("A guest's", by=sam, at=MONDAY, year_starts_on=SEPTEMBER)

    assert own.wider() == ["school", "network", "public"]
    assert nowhere.wider() == []
    assert [policies.may_write(one, own) for one in (sam, tom)] == [True, False]
    own.name(tom, by=sam, at=MONDAY)
    own.name(tom, by=sam, at=FRIDAY)
    assert [policies.may_write(one, own) for one in (sam, tom)] == [True, True]
    assert own.authors.count() == 2


# Writing together


@pytest.mark.both
def test_what_two_write_at_once_is_put_together_and_a_clash_is_said(report, ama, tom):
    seen = section(report, "done")
    seen.write("One\nTwo\nThree", seen=0, base="", by=ama, at=MONDAY)
    seen.write("One\nTwo\nThree more", seen=1, base="One\nTwo\nThree", by=tom, at=MONDAY)

    seen.write("One first\nTwo\nThree", seen=1, base="One\nTwo\nThree", by=ama, at=FRIDAY)

    assert (seen.words, seen.version, seen.by) == ("One first\nTwo\nThree more", 3, ama)
    with pytest.raises(Clash) as clash:
        seen.write("Mine\nTwo\nThree", seen=1, base="One\nTwo\nThree", by=tom, at=FRIDAY)
    assert clash.value.section.words == "One first\nTwo\nThree more"


def test_the_same_words_are_no_news_and_too_many_are_refused(report, ama):
    done = section(report, "done")
    done.write("As it was", seen=0, base="", by=ama, at=MONDAY, heading="How we went about it")
    entries = Entry.objects.count()
    done.write("As it was\r\n", seen=1, base="As it was", by=ama, at=FRIDAY)

    assert (done.heading, done.version, Entry.objects.count()) == ("How we went about it", 1, entries)
    with pytest.raises(TooLong):
        done.write("a" * (LONGEST + 1), seen=1, base="As it was", by=ama, at=FRIDAY)


def test_headings_come_and_go_but_not_what_it_was_for(report, ama):
    own = report.add_section("A word to parents", by=ama, at=MONDAY)
    for one in (own, section(report, "done"), section(report, "purpose"), section(report, "benefit")):
        one.remove(by=ama, at=MONDAY)

    assert [one.kind for one in report.sections.order_by("place")] == [
        "purpose", "seen", "benefit", "thoughts", "next"]  # fmt: skip
    report.sections.all().delete()
    assert report.add_section("Alone", by=ama, at=MONDAY).place == 0


def test_what_is_brought_in_stands_with_where_it_came_from_and_asks_whose_words_it_is(report, ama, tom):
    done = section(report, "done")
    brought = done.bring("trial", 7, "I marked with dots.", about="A trial", url="/x", person=tom, by=ama, at=MONDAY)
    done.bring("trial", 7, "I marked with dots.", about="A trial", person=tom, by=ama, at=MONDAY)
    done.bring("cycle", 1, "We tried it twice.", by=ama, at=MONDAY)

    assert done.words == "I marked with dots.\n\nWe tried it twice."
    assert ([str(one) for one in report.authors.in_order()], str(brought)) == (
        ["Ama Boateng", "Tom Weller"], "A trial")  # fmt: skip
    with pytest.raises(StillQuoted):
        report.leave_out(tom, by=ama, at=FRIDAY)
    brought.let_go(by=ama, at=FRIDAY)
    report.leave_out(tom, by=ama, at=FRIDAY)
    report.leave_out(tom, by=ama, at=FRIDAY)
    report.leave_out(ama, by=ama, at=FRIDAY)
    assert [one.person for one in report.authors.all()] == [ama]


# Sharing


def test_without_purpose_and_benefit_it_does_not_go_out(feedback, ama):
    bare = Report.objects.begin("Bare", by=ama, at=MONDAY, year_starts_on=SEPTEMBER, group=feedback)

    with pytest.raises(Unfinished) as lacking:
        bare.ask("school", by=ama, at=MONDAY)

    assert [one.kind for one in lacking.value.sections] == ["purpose", "benefit"]


@pytest.mark.both
def test_the_last_yes_shares_it_and_freezes_it(report, ama, tom):
    report.name(tom, by=ama, at=MONDAY)
    report.ask("school", by=ama, at=MONDAY)
    seen = report.print_of()

    assert report.agree(ama, seen=seen, at=MONDAY) is None
    assert report.agree(ama, seen=seen, at=FRIDAY) is None
    assert report.authors.get(person=ama).yes_at == MONDAY
    edition = report.agree(tom, seen=seen, at=FRIDAY)

    assert (report.edition, report.reach, report.is_shared, edition.number, edition.fingerprint) == (
        edition, "school", True, 1, seen)  # fmt: skip
    section(report, "benefit").write("Other words", seen=1, base="They rewrite at once.", by=ama, at=FRIDAY)
    report.describe("Another title", themes=[], aspects=[], by=ama, at=FRIDAY)
    edition.refresh_from_db()
    assert (str(edition), edition.is_sound, edition.parts()[1].words) == (
        "Marks that move", True, "They rewrite at once.")  # fmt: skip


def test_a_yes_is_to_the_words_as_they_were(report, ama, tom):
    report.name(tom, by=ama, at=MONDAY)
    with pytest.raises(ChangedMeanwhile):
        report.agree(ama, seen=report.print_of(), at=MONDAY)
    report.ask("school", by=ama, at=MONDAY)
    seen = report.print_of()
    report.agree(ama, seen=seen, at=MONDAY)
    section(report, "done").write("One more thing.", seen=0, base="", by=ama, at=MONDAY)

    with pytest.raises(ChangedMeanwhile):
        report.agree(tom, seen=seen, at=FRIDAY)
    assert report.agree(tom, seen=report.print_of(), at=FRIDAY) is None
    assert report.agree(ama, seen=report.print_of(), at=FRIDAY)


def test_emptied_again_after_it_was_asked_for_it_waits(report, ama):
    report.ask("school", by=ama, at=MONDAY)
    section(report, "purpose").write("", seen=1, base="That they act on what we write.", by=ama, at=MONDAY)

    with pytest.raises(Unfinished):
        report.agree(ama, seen=report.print_of(), at=MONDAY)


def test_the_next_edition_goes_as_far_or_further(report, ama):
    share(report, ama, reach="network")

    assert report.wider() == ["network", "public"]
    report.ask("school", by=ama, at=FRIDAY)
    assert report.asked_reach == ""
    share(report, ama, reach="public")
    assert [report.edition.number, report.reach, names(Report.objects.public())] == [2, "public", ["Marks that move"]]


def test_nobody_shares_with_nobody(report, ama):
    share(report, ama)

    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.update(reach="")


@pytest.mark.both
def test_an_author_takes_it_back_and_no_words_are_left_to_read(report, ama, tom, sam):
    report.name(tom, by=ama, at=MONDAY)
    share(report, ama, tom)
    edition = report.edition

    report.withdraw(by=tom, at=FRIDAY)
    report.withdraw(by=ama, at=FRIDAY)

    edition.refresh_from_db()
    assert (report.withdrawn_at, edition.title, edition.content, edition.is_sound) == (FRIDAY, "", {}, False)
    assert [names(Report.objects.shared()), names(Report.objects.visible_to(sam))] == [[], []]
    assert names(Report.objects.visible_to(ama)) == ["Marks that move"]
    assert Entry.objects.filter(did="withdrew").count() == 1
    share(report, ama, tom)
    assert [report.withdrawn_at, report.edition.number, report.is_shared] == [None, 2, True]


def test_above_what_was_shared_stand_those_who_said_yes_to_it(report, ama, tom, finn, sam):
    """Tom takes Finn's words into the next version and leaves Sam out of it: readers have what they had."""
    report.name(sam, by=ama, at=MONDAY)
    share(report, ama, sam, reach="group")
    section(report, "done").bring("trial", 7, "I marked with dots.", about="A trial", person=finn, by=tom, at=FRIDAY)
    report.leave_out(sam, by=tom, at=FRIDAY)

    assert [one.name for one in report.edition.authors_in_order] == ["Ama Boateng", sam.name]
    assert [policies.may_withdraw(one, report) for one in (sam, ama, finn)] == [True, True, False]
    assert names(Report.objects.visible_to(sam)) == ["Marks that move"]
    assert names(Report.objects.written_by(sam)) == []
    share(report, ama, finn, reach="group")
    assert [one.name for one in report.edition.authors_in_order] == ["Ama Boateng", finn.name]
    assert [policies.may_withdraw(one, report) for one in (sam, finn)] == [False, True]
    assert not Report.objects.visible_to(sam).exists()


def test_words_go_with_whoever_said_yes_to_them_and_not_with_whom_the_next_version_names(report, ama, tom, sam):
    report.name(sam, by=ama, at=MONDAY)
    share(report, ama, sam)
    report.name(tom, by=ama, at=FRIDAY)
    report.leave_out(sam, by=ama, at=FRIDAY)
    for leaver in (tom, sam):
        Erasure.objects.ask(leaver, by=leaver, at=FRIDAY, at_once=True, with_words=True)
    Erasure.objects.update(begun_at=FRIDAY)

    withdraw_their_words(tom, FRIDAY)
    stood = Report.objects.shared().exists()
    withdraw_their_words(sam, FRIDAY)

    assert [stood, Report.objects.shared().exists()] == [True, False]


# Pictures


def looked():
    return look_at_picture(picture("PNG"))


def test_a_picture_goes_along_with_its_words_and_stays_in_what_was_shared(client, report, ama, sam):
    place = section(report, "benefit")
    first = place.show(looked(), name="wall.png", describes="A wall of rewritten pages", by=ama, at=MONDAY)
    place.show(looked(), name="book.png", describes="A book", by=ama, at=MONDAY)
    file = first.file
    assert not File.objects.visible_to(sam).exists()
    share(report, ama)
    first.remove(by=ama, at=FRIDAY)

    (_purpose, part) = report.edition.parts()
    assert [str(one) for one in part.pictures] == ["A wall of rewritten pages", "A book"]
    assert File.objects.visible_to(sam).count() == 2
    share(report, ama)
    assert [str(one) for one in Shown.objects.standing()] == ["A book"]
    report.withdraw(by=ama, at=FRIDAY)
    assert File.objects.filter(pk=file.pk).count() == 0
    assert [File.objects.count(), File.objects.visible_to(sam).count()] == [1, 0]
    assert [str(one) for one in place.pictures.in_order()] == ["A book"]


def test_a_picture_that_nobody_was_shown_goes_with_its_heading(report, ama):
    own = report.add_section("A word", by=ama, at=MONDAY)
    own.show(looked(), name="wall.png", describes="A wall", by=ama, at=MONDAY)
    own.remove(by=ama, at=MONDAY)

    assert File.objects.count() == 0


# Who


def test_who_reads_it(report, trust, harbour, ama, tom, sam, priya, hale, ines, finn, gwen):
    everybody = {"ama": ama, "tom": tom, "gwen": gwen, "finn": finn, "sam": sam, "hale": hale, "priya": priya,
                 "ines": ines}  # fmt: skip

    def readers():
        return [name for name, one in everybody.items() if Report.objects.visible_to(one).exists()]

    assert readers() == ["ama", "tom", "gwen"]
    share(report, ama, reach="group")
    assert readers() == ["ama", "tom", "gwen"]
    share(report, ama, reach="school")
    assert readers() == ["ama", "tom", "gwen", "finn", "sam", "hale"]
    harbour.networks.add(trust)
    assert "priya" not in readers()
    share(report, ama, reach="network")
    assert readers() == ["ama", "tom", "gwen", "finn", "sam", "hale", "priya"]
    share(report, ama, reach="public")
    assert readers() == list(everybody)


def test_what_a_whole_staff_may_read(report, northgate, harbour, trust, ama):
    share(report, ama, reach="group")
    assert not Report.objects.reaching_all_at(northgate).exists()
    share(report, ama, reach="school")
    assert [Report.objects.reaching_all_at(one).exists() for one in (northgate, harbour)] == [True, False]
    harbour.networks.add(trust)
    share(report, ama, reach="network")
    assert Report.objects.reaching_all_at(harbour).exists()
    harbour.networks.clear()
    share(report, ama, reach="public")
    assert Report.objects.reaching_all_at(harbour).exists()


def test_an_author_who_left_the_group_still_says_yes_and_takes_back(report, northgate, ama, finn, sam):
    report.name(finn, by=ama, at=MONDAY)

    assert [policies.may_write(finn, report), policies.may_agree(finn, report)] == [False, False]
    report.ask("school", by=ama, at=MONDAY)
    assert [policies.may_agree(one, report) for one in (finn, sam)] == [True, False]
    assert list(Author.objects.asked().filter(person=finn)) == list(report.authors.filter(person=finn))
    assert not policies.may_withdraw(finn, report)
    share(report, ama, finn)
    assert [policies.may_withdraw(one, report) for one in (finn, sam)] == [True, False]


def test_who_may_begin(feedback, ama, sam, finn, ines):
    assert [policies.may_begin(one, feedback) for one in (ama, sam, finn)] == [True, False, False]
    feedback.conclude(by=ama, at=FRIDAY)
    assert policies.may_begin(ama, feedback)
    assert [policies.may_begin_alone(one) for one in (sam, ines, person("Nobody Yet"))] == [True, False, False]
