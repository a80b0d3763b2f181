"""An evening of short talks: everybody speaks, in an order that nobody chose."""

from datetime import UTC, datetime, timedelta

import pytest

from collegium.files.looking import look_at
from collegium.files.models import File
from collegium.history.models import Entry
from collegium.mail.models import Letter
from collegium.teachmeets import policies
from collegium.teachmeets.calendar import teachmeets_of
from collegium.teachmeets.evening import fingerprint, in_drawn_order, needed, timetable, ways_to_fit
from collegium.teachmeets.letters import is_still_off
from collegium.teachmeets.models import Coming, Full, NobodySpeaks, Over, Talk, TeachMeet, TooLittleTime
from collegium.teachmeets.models import talk as talks
from collegium.teachmeets.showing import evening_of
from tests.conftest import FRIDAY, MONDAY
from tests.crowd import asked, at_once, real_database

EVENING = datetime(2026, 11, 12, 16, 0, tzinfo=UTC)


def minute(number):
    return EVENING + timedelta(minutes=number)


@pytest.fixture
def meet(ama, northgate):
    return TeachMeet.objects.announce(
        "Tea and talks", host=ama, at=MONDAY, starts_at=EVENING, place="Library", school=northgate, audience="school"
    )


def sign_up(meet, somebody, minutes=2, title="", at=MONDAY):
    home = somebody.schools_now().first()
    return Talk.objects.sign_up(meet, person=somebody, home=home, title=title or f"{somebody.first_name}’s",
                                minutes=minutes, at=at)  # fmt: skip


def names(meet):
    return [talk.person.first_name for talk in meet.in_order()]


def test_what_an_evening_needs_and_what_may_be_changed():
    lengths = [15, 15, 7, 2]

    assert needed(lengths, 10) == 5 + 10 + 39 + 4
    assert ways_to_fit(lengths, minutes=60, pause=10, longest=15) == []
    ways = ways_to_fit(lengths, minutes=50, pause=10, longest=15)
    assert [(way.minutes, way.pause, way.longest) for way in ways] == [
        (50, 0, 15), (50, 10, 7), (50, 10, 2), (60, 10, 15)]  # fmt: skip
    assert [way.minutes for way in ways_to_fit([15] * 9, minutes=60, pause=0, longest=15)] == [60, 150]


def test_a_later_end_that_was_offered_is_enough():
    for n in range(1, 40):
        for length in (2, 7, 15):
            *_rest, way = ways_to_fit([length] * n, minutes=0, pause=15, longest=15)
            assert needed([min(length, way.longest)] * n, way.pause) <= way.minutes


def test_the_break_comes_when_half_has_been_said():
    times = timetable([7, 7, 7, 7], EVENING, 10)

    assert times.break_before == 2
    assert [int((at - EVENING).total_seconds() // 60) for at in [*times.begins, times.over]] == [5, 13, 31, 39, 47]
    assert timetable([], EVENING, 10).break_before is None


def test_the_draw_can_be_drawn_again_by_whoever_knows_the_seed():
    numbers = list(range(1, 30))

    assert in_drawn_order("x", numbers) == in_drawn_order("x", numbers[::-1])
    assert sorted(in_drawn_order("x", numbers)) == numbers
    assert in_drawn_order("x", numbers) != in_drawn_order("y", numbers)


def test_every_place_is_as_likely_as_the_others():
    firsts = [in_drawn_order(f"{seed}", range(4))[0] for seed in range(4000)]

    assert all(850 < firsts.count(number) < 1150 for number in range(4))


pages = pytest.mark.django_db


@pages
@pytest.mark.both
def test_everybody_who_signed_up_is_drawn_once(meet, ama, tom, sam, hale):
    laid_down = meet.fingerprint
    for one in (ama, tom, sam, hale):
        sign_up(meet, one)

    meet.draw(by=ama, at=FRIDAY)
    order = names(meet)
    meet.draw(by=ama, at=FRIDAY)

    assert (sorted(order), names(meet)) == (["Ama", "Martin", "Sam", "Tom"], order)
    assert [talk.place for talk in meet.in_order()] == [1, 2, 3, 4]
    assert fingerprint(meet.seed) == laid_down
    assert in_drawn_order(meet.seed, meet.talks.values_list("pk", flat=True)) == [talk.pk for talk in meet.in_order()]
    assert Entry.objects.filter(did="drew").count() == 1


@pages
def test_where_time_does_not_suffice_it_says_so_before_the_draw(meet, ama, tom, sam):
    with pytest.raises(NobodySpeaks):
        meet.draw(by=ama, at=MONDAY)
    meet.fit(minutes=30, pause=0, longest=15, by=ama, at=MONDAY)
    for one in (ama, tom, sam):
        sign_up(meet, one, 15)
    with pytest.raises(TooLittleTime):
        meet.draw(by=ama, at=MONDAY)

    way = evening_of(meet, ama).ways[0]
    meet.fit(minutes=way.minutes, pause=way.pause, longest=way.longest, by=ama, at=MONDAY)
    meet.draw(by=ama, at=FRIDAY)

    assert (way.longest, [line.talk.given for line in evening_of(meet, ama).lines]) == (7, [7, 7, 7])
    assert meet.talks.values_list("minutes", flat=True).distinct().get() == 15


@pages
def test_whoever_comes_late_speaks_last(meet, ama, tom, sam):
    sign_up(meet, ama)
    sign_up(meet, tom)
    meet.draw(by=ama, at=FRIDAY)

    sign_up(meet, sam, at=FRIDAY)
    sign_up(meet, sam, 7, "Better", at=FRIDAY)

    late = meet.in_order().last()
    assert (late.person, late.place, late.title, late.minutes) == (sam, 3, "Better", 7)
    assert evening_of(meet, sam).mine == late
    assert evening_of(meet, sam).ways == []


@pages
@pytest.mark.both
def test_a_second_press_on_another_screen_passes_nobody_over(meet, ama, tom, sam):
    for one in (ama, tom, sam):
        sign_up(meet, one)
    meet.go_on(0, by=ama, at=EVENING)
    assert meet.speaking() is None
    meet.draw(by=ama, at=FRIDAY)
    first, second, third = meet.in_order()

    meet.go_on(0, by=ama, at=minute(5))
    meet.go_on(0, by=ama, at=minute(5))
    assert meet.speaking() == first
    meet.go_on(first.pk, by=ama, at=minute(8))
    assert (meet.speaking(), meet.begun_at, meet.speaking().ends_at) == (second, minute(5), minute(10))
    meet.take_a_break(by=ama, at=minute(11))
    meet.take_a_break(by=ama, at=minute(12))
    assert (meet.speaking(), meet.break_since) == (None, minute(11))
    meet.go_on(0, by=ama, at=minute(25))
    assert (meet.speaking(), meet.break_since) == (third, None)
    meet.go_on(third.pk, by=ama, at=minute(28))
    meet.end(by=ama, at=minute(30))
    meet.end(by=ama, at=minute(31))
    meet.go_on(0, by=ama, at=minute(32))

    evening = evening_of(meet, ama)
    assert (meet.ended_at, evening.heard, evening.next, evening.waiting) == (minute(30), 3, None, [])
    with pytest.raises(Over):
        sign_up(meet, tom)


@pages
def test_who_is_not_there_is_passed_over_and_speaks_last_when_they_come(meet, ama, tom, sam):
    for one in (ama, tom, sam):
        sign_up(meet, one)
    meet.draw(by=ama, at=FRIDAY)
    first, second, third = meet.in_order()
    meet.go_on(0, by=ama, at=minute(5))

    first.miss(by=ama, at=minute(6))
    first.miss(by=ama, at=minute(6))
    third.refresh_from_db()
    third.miss(by=ama, at=minute(6))

    evening = evening_of(TeachMeet.objects.get(), ama)
    assert (evening.speaking, {talk.pk for talk in evening.missing}) == (second, {first.pk, third.pk})
    first.turn_up(by=ama, at=minute(7))
    first.turn_up(by=ama, at=minute(7))
    assert (first.place, first.began_at, [talk.pk for talk in meet.in_order()]) == (4, None, [second.pk, first.pk])


@pages
def test_a_talk_that_was_taken_back_is_gone_with_its_words_and_files(meet, tom, ama):
    talk = sign_up(meet, tom)
    file = File.objects.keep(look_at(b"plain words"), name="notes.txt", by=tom, at=MONDAY)
    talk.hand_out(file, at=MONDAY)
    talk.tell(title="Dots", note="How it goes", link="https://example.org/", at=MONDAY)
    assert (str(talk), list(File.objects.visible_to(ama))) == ("Dots", [file])

    talk.withdraw(by=tom, at=FRIDAY)
    talk.withdraw(by=tom, at=FRIDAY)
    talk.tell(title="Again", note="", link="", at=FRIDAY)

    assert (talk.title, talk.note, talk.link, File.objects.count(), names(meet)) == ("", "", "", 0, [])
    assert str(talk) == "a talk that was taken back"
    assert policies.may_tell(tom, talk) is False
    sign_up(meet, tom)
    assert names(meet) == ["Tom"]


@pages
def test_its_speaker_makes_an_idea_of_a_talk_and_nobody_else(meet, tom, ama, sam, priya):
    talk = sign_up(meet, tom)
    assert (policies.may_make_an_idea(tom, talk), policies.may_make_an_idea(ama, talk)) == (True, False)

    idea = talk.become_an_idea(at=FRIDAY)

    assert talk.become_an_idea(at=FRIDAY) == idea
    assert (idea.person, idea.audience, idea.title) == (tom, "school", "Tom’s")
    assert (policies.may_make_an_idea(tom, talk), talk.idea) == (False, idea)
    assert talk.get_absolute_url() == f"/teachmeets/talks/{talk.pk}/"


@pages
def test_it_stands_in_the_calendar_of_whoever_hosts_speaks_or_comes(meet, ama, tom, sam, hale):
    sign_up(meet, tom)
    Coming.say(meet, by=sam, at=MONDAY, comes=True)
    Coming.say(meet, by=sam, at=MONDAY, comes=True)
    Coming.say(meet, by=hale, at=MONDAY, comes=True)
    Coming.say(meet, by=hale, at=MONDAY, comes=False)

    found = {one.first_name: teachmeets_of(one, MONDAY, FRIDAY) for one in (ama, tom, sam, hale)}

    assert {name: [event.title for event in events] for name, events in found.items()} == {
        "Ama": ["Tea and talks"], "Tom": ["Tea and talks"], "Sam": ["Tea and talks"], "Martin": []}  # fmt: skip
    meet.call_off(by=ama, at=FRIDAY)
    meet.call_off(by=ama, at=FRIDAY)
    assert [event.cancelled for event in teachmeets_of(tom, MONDAY, FRIDAY)] == [True]
    assert teachmeets_of(tom, FRIDAY, FRIDAY + timedelta(days=9)) == []
    Coming.say(meet, by=hale, at=FRIDAY, comes=True)
    assert Coming.objects.count() == 1
    meet.draw(by=ama, at=FRIDAY)
    meet.fit(minutes=60, pause=0, longest=2, by=ama, at=FRIDAY)
    meet.end(by=ama, at=FRIDAY)
    meet.take_a_break(by=ama, at=FRIDAY)
    assert (str(meet), meet.drawn_at, meet.minutes, meet.ended_at) == ("Tea and talks", None, 120, None)


@pages
def test_those_of_other_schools_know_of_it_if_it_reaches_them(meet, priya, gwen, sam, harbour, trust, ama):
    assert [TeachMeet.objects.visible_to(one).count() for one in (sam, priya, gwen)] == [1, 0, 0]
    harbour.networks.add(trust)

    meet.widen("network", by=ama, at=FRIDAY)

    assert [TeachMeet.objects.visible_to(one).count() for one in (sam, priya, gwen)] == [1, 1, 0]
    assert [policies.may_sign_up(one, meet) for one in (priya, gwen)] == [True, False]
    assert [policies.may_host(one, meet) for one in (ama, sam)] == [True, False]
    assert policies.may_fit(ama, meet) is True


@pages
def test_more_than_sixty_talks_are_too_many(meet, tom, sam, monkeypatch):
    monkeypatch.setattr(talks, "MOST_TALKS", 1)
    sign_up(meet, tom)
    sign_up(meet, tom)

    with pytest.raises(Full):
        sign_up(meet, sam)


@pytest.mark.both
def test_those_who_come_late_at_once_have_a_place_each(transactional_db, meet, ama, tom, sam, hale, tmp_path):
    sign_up(meet, ama)
    meet.draw(by=ama, at=FRIDAY)

    with real_database(tmp_path):
        came = at_once([lambda who=who: sign_up(meet, who, at=FRIDAY) for who in (tom, sam, hale, tom)])
        places = asked(lambda: sorted(meet.talks.values_list("place", flat=True)))

    assert ([one for one in came if isinstance(one, Exception)], places) == ([], [1, 2, 3, 4])


@pytest.mark.both
def test_two_screens_pressed_at_once_go_on_by_one(transactional_db, meet, ama, tom, sam, tmp_path):
    for one in (ama, tom, sam):
        sign_up(meet, one)
    meet.draw(by=ama, at=FRIDAY)
    meet.go_on(0, by=ama, at=EVENING)
    first = meet.speaking()

    with real_database(tmp_path):
        at_once([lambda: TeachMeet.objects.get().go_on(first.pk, by=ama, at=minute(3)) for _screen in range(3)])
        heard = asked(lambda: meet.talks.filter(ended_at__isnull=False).count())

    assert heard == 1


def test_called_off_who_speaks_and_who_comes_get_a_letter(meet, ama, tom, sam, hale):
    """Once; not whoever called it off, nor who took their talk back."""
    sign_up(meet, ama)
    sign_up(meet, tom)
    sign_up(meet, hale).withdraw(by=hale, at=MONDAY)
    Coming.say(meet, by=sam, at=MONDAY, comes=True)
    Coming.say(meet, by=tom, at=MONDAY, comes=True)

    meet.call_off(by=ama, at=FRIDAY)
    meet.call_off(by=ama, at=FRIDAY)

    letters = Letter.objects.filter(kind="teachmeet-off", thing=meet.pk)
    assert sorted(letter.person.first_name for letter in letters) == ["Sam", "Tom"]
    assert letters[0].subject == "Tea and talks does not take place"
    said = "“Tea and talks” of Thursday 12 November, 16:00, Library, does not take place: Ama Boateng has called"
    assert said in letters[0].text
    assert [is_still_off(letter) for letter in letters] == [True, True]


def test_where_nobody_signed_up_nobody_is_told(meet, ama):
    meet.call_off(by=ama, at=FRIDAY)

    assert not Letter.objects.filter(kind="teachmeet-off").exists()
