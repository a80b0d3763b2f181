"""What a walk found: counted once for each lesson, told with its range, and nothing that points at one."""

from datetime import date, timedelta

import pytest

from collegium.statistics.agreement import Agreement
from collegium.walks.comparing import series_of
from collegium.walks.concluding import finish
from collegium.walks.models import LookFor, LookingFor, NotNow, Said, Sheet, Walk
from collegium.walks.telling import Finding, findings, may_be_told
from tests.conftest import MONDAY
from tests.walks.conftest import IN_THE_EVENING, NO, ON_THE_DAY, REVIEWED, YES, prepare, write

pytestmark = pytest.mark.django_db


WELL = Agreement(9, 9, 1.0)


def found(seen, of, *, scale="yes-no", counts=None, agreement=WELL):
    return Finding(LookFor(text="x", scale=scale, counts=counts or [of - seen, seen]), seen, of, agreement)


def test_the_sentence():
    assert found(33, 45).sentence == "33 of 45 lessons, 73 % (59 to 84)"


@pytest.mark.parametrize(
    ("cells", "told"),
    [([12, 33], True), ([4, 41], False), ([41, 4], False), ([5, 5], True), ([4, 5], False), ([0, 19], False),
     ([0, 20], True), ([20, 0], True), ([0, 0], False), ([10, 10, 1], False), ([10, 10, 0], True)],
)
def test_small_numbers_are_not_told(cells, told):
    assert may_be_told(cells) is told


def test_what_is_hidden_says_why_and_gives_no_number():
    hidden = found(41, 45)

    assert hidden.sentence == "Not shown: so few lessons differ from the rest that one could be recognised."
    assert (hidden.steps, hidden.may_be_compared) == ([], False)


def test_the_steps_of_a_scale_are_shown_where_none_is_small():
    shown = found(30, 45, scale="pupils", counts=[5, 10, 12, 18])
    small = found(30, 45, scale="pupils", counts=[3, 12, 12, 18])

    assert shown.steps == [("None", 5), ("Some", 10), ("Most", 12), ("All", 18)]
    assert (small.is_shown, small.steps) == (True, [])
    assert found(30, 45).steps == []


def test_nothing_was_counted():
    assert (found(0, 0).share, found(0, 0).is_shown) == (0, False)


@pytest.mark.parametrize(
    ("agreement", "words", "compared"),
    [
        (Agreement(0, 0, None), "No lesson was looked at by both walkers", False),
        (Agreement(6, 6, None), "they said the same of 6; there was nothing to tell apart.", True),
        (Agreement(9, 8, 0.78), "they said the same of 8 (alpha 0.78).", True),
        (Agreement(9, 6, 0.4), "(alpha 0.40). That is too little to compare it with another walk.", False),
    ],
    ids=["nobody looked twice", "always the same", "well", "badly"],
)
def test_how_far_the_walkers_agree_in_words(agreement, words, compared):
    finding = found(33, 45, agreement=agreement)

    assert words in finding.on_agreement
    assert (finding.is_shown, finding.may_be_compared) == (True, compared)


def test_each_lesson_counts_once(walked, ama):
    finish(walked, by=ama, at=IN_THE_EVENING)

    first, second = findings(list(walked.looked_for()))
    assert (walked.lessons, first.of, second.of, first.of - first.seen) == (*[walked.drawn] * 3, 8)
    assert second.look_for.counts == [8, 0, 0, walked.drawn - 8]
    assert (first.agreement.alike, first.agreement.alpha) == (first.agreement.units, 1.0)


def test_where_both_were_the_word_counts_of_whom_the_lot_sent(drawn, ama, tom):
    write(drawn, ama, lambda stop: (YES, 3))
    write(drawn, tom, lambda stop: (NO, 3))
    finish(drawn, by=tom, at=IN_THE_EVENING)

    first, second = drawn.looked_for()
    by_ama = sum(1 for _ in range(first.counts[1]))
    assert sum(first.counts) == drawn.drawn
    assert 0 < by_ama < drawn.drawn
    assert (first.alike, first.alpha < 0, second.alpha) == (0, True, None)


def test_a_lesson_in_which_nobody_could_tell_does_not_count_there(drawn, ama, tom):
    for somebody in (ama, tom):
        write(drawn, somebody, lambda stop: (None, 2))
    finish(drawn, by=ama, at=IN_THE_EVENING)

    first, second = findings(list(drawn.looked_for()))
    assert (first.of, second.of) == (0, drawn.drawn)


def test_lessons_that_nobody_reached_are_forgotten_and_do_not_count(drawn, ama, tom):
    some = list(drawn.stops.filter(first=1)[:3])
    write(drawn, ama, lambda stop: (YES, 3), stops=some)
    finish(drawn, by=ama, at=IN_THE_EVENING)
    finish(drawn, by=ama, at=IN_THE_EVENING)

    assert (drawn.lessons, drawn.stops.count()) == (3, 3)


@pytest.mark.both
def test_of_two_words_on_a_lesson_the_later_stands(drawn, ama):
    stop = drawn.stops.filter(first=1).first()
    write(drawn, ama, lambda stop: (NO, 0), stops=[stop], changed=20)
    write(drawn, ama, lambda stop: (YES, 3), stops=[stop], changed=30)
    write(drawn, ama, lambda stop: (NO, 1), stops=[stop], changed=10)

    assert list(Sheet.objects.get().steps.values()) == [YES, 3]


def test_what_does_not_fit_is_not_kept(drawn, ama, tom):
    """A step that the scale has not, something that nobody looks for, a lesson that is the other's."""
    walker = drawn.walkers.get(person=ama)
    mine = drawn.stops.filter(first=1).first()
    others = drawn.stops.filter(first=2, is_double=False).first()
    one = drawn.looked_for().first()
    Sheet.objects.keep(
        walker, [Said(mine.pk, {one.pk: 7, 999_999: 1}, 1), Said(others.pk, {one.pk: 1}, 1), Said(10**9, {}, 1)],
        at=ON_THE_DAY,
    )  # fmt: skip

    assert [(sheet.stop_id, sheet.steps) for sheet in Sheet.objects.all()] == [(mine.pk, {})]


def test_nothing_is_written_before_the_draw_or_after_the_end(announced, walked, ama):
    finish(walked, by=ama, at=IN_THE_EVENING)
    with pytest.raises(NotNow):
        write(walked, ama, lambda stop: (YES, 3))


def test_called_off_everything_is_gone_at_once(walked, hale):
    walked.call_off(by=hale, at=ON_THE_DAY)
    walked.call_off(by=hale, at=ON_THE_DAY)

    assert (walked.stops.count(), walked.seed, Sheet.objects.count()) == (0, "", 0)


def test_announced_twice_it_is_announced_once(announced, hale):
    announced.announce(agreed_with="Somebody else", reviewed_on=REVIEWED, by=hale, at=MONDAY + timedelta(hours=1))

    assert (announced.agreed_with, announced.announced_at) == ("Staff meeting of 3 November", MONDAY)


def test_a_draft_is_changed_as_a_whole(draft, aspect, hale, sam):
    draft.change(walkers=[sam], look_fors=[LookingFor("Pupils plan")], focus="Planning", by=hale, at=MONDAY)

    assert (draft.focus, [one.person for one in draft.walkers.all()], [str(one) for one in draft.looked_for()]) == (
        "Planning", [sam], ["Pupils plan"]
    )  # fmt: skip


def walked_before(northgate, aspect, hale, *walks, agreement=(9, 9, 1.0)):
    """Finished walks with these counts, a month apart."""
    made = []
    for number, counts in enumerate(walks):
        on = date(2026, 9, 8) + timedelta(weeks=4 * number)
        walk = prepare(northgate, aspect, [hale], by=hale, on=on, look_fors=[LookingFor("Pupils rework")])
        units, alike, alpha = agreement
        LookFor.objects.filter(walk=walk).update(counts=list(counts), doubled=units, alike=alike, alpha=alpha)
        over = {"announced_at": MONDAY, "reviewed_on": MONDAY.date(), "drawn_at": MONDAY, "finished_at": MONDAY}
        Walk.objects.filter(pk=walk.pk).update(**over)
        made.append(walk)
    return list(Walk.objects.filter(pk__in=[walk.pk for walk in made]).order_by("first_on"))


@pytest.mark.parametrize(
    ("walks", "agreement", "says"),
    [
        ([(20, 20)], (9, 9, 1.0), "One walk so far"),
        ([(30, 10), (10, 30)], (9, 9, 1.0), "In more lessons than the time before."),
        ([(10, 30), (30, 10)], (9, 9, 1.0), "In fewer lessons than the time before."),
        ([(20, 20), (18, 22)], (9, 9, 1.0), "not settled with these numbers"),
        ([(30, 10), (10, 30)], (9, 6, 0.5), "Nothing is compared: the walkers saw too differently"),
        ([(30, 10), (2, 38)], (9, 9, 1.0), "Nothing is compared: one of the last two is not shown"),
    ],
)
def test_walks_side_by_side(northgate, aspect, hale, walks, agreement, says):
    (series,) = series_of(walked_before(northgate, aspect, hale, *walks, agreement=agreement))

    assert len(series.points) == len(walks)
    assert says in series.sentence


def test_other_words_are_another_line(northgate, aspect, hale):
    walks = walked_before(northgate, aspect, hale, (20, 20), (20, 20), (20, 20))
    LookFor.objects.filter(walk=walks[1]).update(text="pupils  REWORK")
    LookFor.objects.filter(walk=walks[2]).update(text="Pupils plan")

    assert [(one.text, len(one.points)) for one in series_of(walks)] == [("Pupils rework", 2), ("Pupils plan", 1)]
