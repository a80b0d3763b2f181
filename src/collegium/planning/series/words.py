"""The series planner's codes in plain English, for files and the command line. Pages say them in their own words."""

from collections.abc import Sequence

from collegium.planning.series.plan import Clash, Line

REASONS = {
    "no_days": "There are no days to meet on.",
    "no_hosts": "No school hosts the group.",
    "no_room_at_all": "There is no room in {school}.",
    "no_room_has": "No room in {school} has: {names}.",
    "no_room_seats": "No room in {school} has {count} seats.",
    "no_room_for": "No room in {school} has {count} seats and: {names}.",
    "no_quorum": "There is no day on which {count} of the {of} members can come.",
    "no_free_room": "On the days on which enough members can come, no host has a room free.",
    "too_few_days": "There are not {count} days, far enough and not too far apart, on which enough members can come "
    "and the school whose turn it is has a room free.",
    "others_first": "On the days that would do, other groups have the rooms or the people.",
}

ATTEMPTS = {
    "only_at": "Meet at {names} each time.",
    "fewer": "Meet {count} times instead of {of}.",
    "half": "Meet when half of the members can come: {count} of {of}.",
    "longer_gap": "Let up to {count} days pass between two meetings, instead of {of}.",
    "online": "Meet online, without a host.",
    "other_days": "Ask the members for other days.",
}

CLASHES = {
    "two_lengths": "The way between {schools} is given twice, once with {minutes} minutes.",
}


def say(line: Line) -> str:
    if line.code == "only_at" and len(line.names) > 1:
        return f"Meet at {_listed(line.names)} in turn."
    if line.code == "fewer" and line.count == 1:
        return f"Meet once instead of {line.of} times."
    words = {**REASONS, **ATTEMPTS}[line.code]
    return words.format(names=_listed(line.names), school=line.school, count=line.count, of=line.of)


def say_clash(clash: Clash) -> str:
    minutes = " and once with ".join(map(str, clash.minutes))
    return CLASHES[clash.code].format(schools=_listed(clash.schools), minutes=minutes)


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + f" and {names[-1]}" if names else ""
