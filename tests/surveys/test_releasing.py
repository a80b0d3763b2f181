"""What is shown of a round, to whom, and that nothing small can be worked out from it."""

import pytest

from collegium.groups.models import Group
from collegium.surveys import asking, policies
from collegium.surveys.models import Release, Survey, Tally, ThemeRelease
from tests.conftest import FRIDAY, MONDAY, member
from tests.surveys.conftest import ACCOUNT, answered


def release_of(wave, by):
    wave.close(by=by, at=FRIDAY)
    return Release.objects.get(wave=wave)


def test_of_fewer_than_five_nothing_is_shown(class_code, wave, ama):
    answered(class_code, 0, 1, 2, 3)

    found = release_of(wave, ama)

    assert (found.answered, found.figures, found.has_too_few) == (4, {}, True)


def test_small_figures_are_hidden_and_others_with_them(class_code, wave, survey, ama):
    """3 say never, 8 sometimes, 12 often, 5 always: 3 alone would be told by the total."""
    answered(class_code, *[0] * 3, *[1] * 8, *[2] * 12, *[3] * 5)

    found = release_of(wave, ama)

    assert found.whole(survey.items.order_by("order")[0].pk) == [None, 8, 12, None, 0]
    assert not found.has_too_few


def test_a_class_is_told_apart_only_where_there_are_three(wave, survey, ama):
    codes = [wave.hand_out(label=f"8{name}", pupils=30, by=ama, at=MONDAY) for name in "ABC"]
    for code in codes:
        answered(code, *[0] * 10, *[1] * 10)
    item = survey.items.order_by("order")[0]

    found = release_of(wave, ama)

    assert found.whole(item.pk) == [30, 30, 0, 0, 0]
    assert found.of_class(item.pk, codes[0].pk) == [10, 10, 0, 0, 0]
    assert found.of_class(item.pk, 0) == []


def test_two_classes_are_only_shown_together(wave, survey, ama):
    codes = [wave.hand_out(label=f"8{name}", pupils=30, by=ama, at=MONDAY) for name in "AB"]
    for code in codes:
        answered(code, *[0] * 10, *[1] * 10)
    item = survey.items.order_by("order")[0]

    found = release_of(wave, ama)

    assert (found.whole(item.pk), found.of_class(item.pk, codes[0].pk)) == ([20, 20, 0, 0, 0], [])


def test_closing_twice_gives_the_same_figures(class_code, wave, ama, tom):
    answered(class_code, *[0] * 6)

    first, second = wave.close(by=ama, at=MONDAY), wave.close(by=tom, at=FRIDAY)

    assert (first, second.at) == (second, MONDAY)


def test_figures_stay_as_they_are_when_the_counts_are_gone(class_code, wave, survey, ama):
    answered(class_code, *[0] * 6, *[1] * 6)
    found = release_of(wave, ama)

    Tally.objects.all().delete()

    assert Release.objects.get(pk=found.pk).figures == found.figures


def test_before_and_after_are_two_rounds_of_the_same_questions(class_code, wave, survey, ama):
    first = survey.ask_again(by=ama, at=MONDAY)
    wave.close(by=ama, at=FRIDAY)
    second = survey.ask_again(by=ama, at=FRIDAY)

    assert first == wave
    assert [str(wave), str(second), str(type(wave)(number=3))] == ["Before", "After", "Round 3"]
    assert survey.ask_again(by=ama, at=FRIDAY) == second
    assert (wave.is_open, second.is_open) == (False, False)


def another_group(programme, northgate, person, title, theme):
    group = Group.objects.create(
        title=title, slug=title.lower(), approach=programme.approach, programme=programme, theme=theme,
        year_starts_on=programme.year_starts_on, started_by=person, started_at=MONDAY,
    )  # fmt: skip
    group.schools.add(northgate)
    member(group, person, northgate)
    return group


def asked(group, by, *answers, goes_up=True):
    made = Survey.objects.prepare(
        title="?", group=group, by=by, at=MONDAY,
        items=[*asking.find("feedback").items[:1], {"kind": "yes-no", "text": "Our own?", "options": ["Yes", "No"]}],
    )  # fmt: skip
    made.account_for(by=by, at=MONDAY, checker=by, **ACCOUNT | {"goes_up": goes_up})
    code = made.wave_now().hand_out(label="8B", pupils=60, by=by, at=MONDAY)
    answered(code, *answers)
    made.wave_now().close(by=by, at=FRIDAY)
    return made


def test_two_groups_that_let_theirs_go_up_are_shown_together(feedback, programme, northgate, ama, sam, hale):
    other = another_group(programme, northgate, sam, "Marking", feedback.theme)

    asked(feedback, ama, *[0] * 8, *[1] * 9, *[2] * 11)
    assert not ThemeRelease.objects.exists()
    asked(other, sam, *[0] * 7, *[1] * 8, *[2] * 6)

    found = ThemeRelease.objects.get()
    assert (found.groups, found.answered, found.number) == (2, 49, 1)
    assert [one["whole"] for one in found.figures.values()] == [[15, 17, 17, 0, 0]]
    assert list(found.figures) == ["feedback.understand"]
    assert [ThemeRelease.objects.visible_to(one).count() for one in (hale, ama, sam)] == [1, 0, 0]


def test_a_total_that_would_tell_what_a_group_hides_is_hidden(feedback, programme, northgate, ama, sam):
    other = another_group(programme, northgate, sam, "Marking", feedback.theme)

    asked(feedback, ama, *[0] * 8, *[1] * 9, *[2] * 8, *[3] * 3)
    asked(other, sam, *[0] * 6, *[1] * 7, *[2] * 9, *[3] * 6)

    shown = ThemeRelease.objects.get().figures["feedback.understand"]["whole"]
    assert shown[3] is None
    assert shown.count(None) >= 2


def test_three_classes_are_weighed_with_the_theme(feedback, programme, northgate, ama, sam):
    other = another_group(programme, northgate, sam, "Marking", feedback.theme)
    made = Survey.objects.prepare(
        title="?", group=feedback, by=ama, at=MONDAY, items=asking.find("feedback").items[:1]
    )
    made.account_for(by=ama, at=MONDAY, checker=ama, **ACCOUNT | {"goes_up": True})
    for name in "ABC":
        answered(made.wave_now().hand_out(label=name, pupils=30, by=ama, at=MONDAY), *[0] * 10, *[1] * 10)
    made.wave_now().close(by=ama, at=FRIDAY)

    asked(other, sam, *[0] * 10, *[1] * 10)

    assert ThemeRelease.objects.get().figures["feedback.understand"]["whole"] == [40, 40, 0, 0, 0]


def test_a_third_group_does_not_change_what_was_shown(feedback, programme, northgate, ama, sam, tom):
    """The difference would be that one group."""
    asked(feedback, ama, *[0] * 8, *[1] * 9)
    asked(another_group(programme, northgate, sam, "Marking", feedback.theme), sam, *[0] * 7, *[1] * 8)
    before = ThemeRelease.objects.get().figures

    asked(another_group(programme, northgate, tom, "Books", feedback.theme), tom, *[0] * 20)

    assert [one.figures for one in ThemeRelease.objects.all()] == [before]


def test_what_a_group_keeps_for_itself_stays_there(feedback, programme, northgate, ama, sam):
    asked(feedback, ama, *[0] * 8, *[1] * 9, goes_up=False)
    asked(another_group(programme, northgate, sam, "Marking", feedback.theme), sam, *[0] * 7, *[1] * 8)

    assert not ThemeRelease.objects.exists()


@pytest.mark.parametrize(
    ("who", "sees"),
    [("ama", True), ("tom", True), ("sam", False), ("priya", False), ("hale", False), ("finn", False)],
)
def test_a_groups_figures_are_for_its_members(class_code, wave, request, ama, who, sees):
    release_of(wave, ama)
    person = request.getfixturevalue(who)

    assert Release.objects.visible_to(person).exists() is sees
    assert Survey.objects.visible_to(person).exists() is sees


def test_a_single_class_is_for_whoever_asked_it(class_code, ama, tom):
    assert (policies.may_see_class(ama, class_code), policies.may_see_class(tom, class_code)) == (True, False)
