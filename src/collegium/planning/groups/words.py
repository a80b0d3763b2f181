"""The planner's codes in plain English, for files and the command line. Pages say them in their own words."""

from collections.abc import Sequence

from collegium.planning.groups.contradictions import Clash
from collegium.planning.groups.plan import Line
from collegium.planning.groups.pricing import Breach

ORDINALS = ("", "first", "second", "third", "fourth", "fifth")

ABOUT_A_WISH = {
    "got_it": "got it",
    "group_kept": "your group goes on as it is",
    "not_offered": "did not run: no group of it is offered",
    "too_few": "did not run: fewer than {count} people wished for it",
    "nobody_leads": "did not run: nobody who can lead wished for it",
    "no_common_time": "did not run: there is no time at which enough of those who wished for it are free",
    "run_costs_others": "did not run: it would have cost others their wishes",
    "other_times": "did not run at your times",
    "full": "full at your times",
    "costs_others": "would have cost others their wishes",
}

ABOUT_A_CHANGE = {
    "if_free": "If you were also free at {slot}, there would be a place in {themes}.",
    "if_wished": "If you also wished for {themes}, there would be a place at {slot}.",
}

ABOUT_SOMEBODY_LEFT_OVER = {
    "by_hand": "Taken out by hand.",
    "never_free": "Not free at any of the times.",
    "not_with_partner": "No group had a place for everybody who is kept together here.",
    "not_offered": "No group of {themes} is offered.",
    "too_few": "Fewer than {count} people wished for {themes}.",
    "too_few_each": "Fewer than {count} people each wished for {themes}.",
    "nobody_leads": "Nobody who can lead wished for {themes}.",
    "no_common_time": "There is no time at which enough of those who wished for {themes} are free.",
    "run_costs_others": "A group of {themes} would have cost others their wishes.",
    "other_times": "No group of {themes} meets at a time when they are free.",
    "full": "Every group of {themes} at their times is full.",
    "costs_others": "A place in {themes} would have cost others their wishes.",
    "no_place": "None of their wishes had a place for them at their times: {themes}.",
}

ABOUT_A_RULE = {
    "locked": "{group} is locked and keeps its members.",
    "too_few": "{group} would have too few members.",
    "nobody_leads": "{group} would have nobody who can lead it.",
    "not_wished": "The theme of {group} is not one of their wishes.",
    "not_free": "They are not free when {group} meets.",
    "too_many": "{group} is full.",
    "apart": "They are kept apart from {other}, who is in {group}.",
    "together": "They are kept together with {other}.",
}

ABOUT_A_CLASH = {
    "in_two": "{people} is a member of {groups}, which are all locked.",
    "too_many": "{groups} are locked, but {theme} may have no more groups than {count}.",
    "torn": "{people} are kept together, but have to be in the locked groups {groups}.",
    "no_room": "{people} would have to join the locked group {groups} with those they are kept together with, "
    "but no group may have more than {count} members.",
    "not_wished": "{people} would have to join the locked group {groups} with those they are kept together with, "
    "but {theme} is not among their wishes.",
    "not_free": "{people} would have to join the locked group {groups} with those they are kept together with, "
    "but is not free at {slot}.",
    "apart": "{people} are kept apart, but would both have to be in the locked group {groups}.",
    "nobody_leads": "The locked group {groups} has nobody who can lead it, and nobody who can lead is able to join.",
}


def say(line: Line) -> str:
    """What a person is told about one of their wishes, or about what would change it."""
    if line.code in ABOUT_A_CHANGE:
        return ABOUT_A_CHANGE[line.code].format(slot=line.slot, themes=listed(line.themes))
    return f"{line.theme}, your {ORDINALS[line.rank]} wish: {ABOUT_A_WISH[line.code].format(count=line.count)}"


def say_reason(line: Line) -> str:
    """Why somebody is left over, as the one who forms the groups reads it."""
    sentence = ABOUT_SOMEBODY_LEFT_OVER[line.code]
    return sentence.format(themes=listed(line.themes, "or"), count=line.count)


def say_breach(breach: Breach) -> str:
    return ABOUT_A_RULE[breach.code].format(group=breach.group, other=breach.other)


def say_clash(clash: Clash) -> str:
    people, groups = listed(clash.people), listed(clash.groups)
    return ABOUT_A_CLASH[clash.code].format(
        people=people, groups=groups, theme=clash.theme, slot=clash.slot, count=clash.count
    )


def listed(names: Sequence[str], last: str = "and") -> str:
    *most, final = names or ("",)
    return f"{', '.join(most)} {last} {final}" if most else final
