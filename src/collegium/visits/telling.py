"""A plan of visits in words: with names for the group's own, in counts that name nobody for whoever is above."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from collegium.groups.models import Group
from collegium.people.models import Person
from collegium.visits.models import LeftOut, Plan

# Above a group, nothing is counted of fewer people or groups: a count of three is three people.
FEWEST_PEOPLE, FEWEST_GROUPS = 10, 2

NAMED = {
    "no_timetable": gettext_lazy("We do not know when %(person)s teaches. Bring the timetable in, or tick the week."),
    "cap": gettext_lazy("%(person)s has been visited as often this year as was agreed."),
    "settling": gettext_lazy("%(person)s is new, and is not visited in the first weeks."),
    "alone": gettext_lazy("Nobody else of the group at the same school is left to visit and be visited."),
    "other_school": gettext_lazy(
        "%(person)s works at another school than the rest of the group. A plan stays within a school, as each has "
        "periods of its own; they can ask a colleague in by hand."
    ),
    "other_group": gettext_lazy("%(person)s has a visit planned in another group of this programme."),
    "never_teaches": gettext_lazy("%(person)s has no lesson on these days that could be visited."),
    "never_there": gettext_lazy("%(person)s and %(other)s are never in school at the time of such a lesson."),
    "never_free": gettext_lazy("%(person)s and %(other)s: one is taken whenever the other could be visited."),
    "at_once": gettext_lazy("However they visit each other, somebody would have to be in two places at once."),
    "not_found": gettext_lazy("No way was found in the time. More days may help."),
}
UNNAMED = {
    "no_timetable": gettext_lazy("Of some colleagues we do not know when they teach: bring the timetables in."),
    "cap": gettext_lazy("Some have been visited as often this year as was agreed."),
    "settling": gettext_lazy("Some are new, and are not visited in their first weeks."),
    "alone": gettext_lazy("Some have nobody of their group at the same school to visit."),
    "other_school": gettext_lazy("Some are the only one of their group at their school: they ask by hand."),
    "other_group": gettext_lazy("Some belong to two groups, and are planned for in one."),
    "never_teaches": gettext_lazy("Some have no lesson on these days that could be visited."),
    "never_there": gettext_lazy("Some are never in school at the same time as their group."),
    "never_free": gettext_lazy("Some are never free while their group teaches."),
    "at_once": gettext_lazy("In some groups somebody would have to be in two places at once."),
    "not_found": gettext_lazy("For some groups no way was found in the time. More days may help."),
}


@dataclass(frozen=True)
class Figures:
    """What the lead of a programme reads of its plan."""

    visits: int
    cover: int
    talks: int
    left_out: int


@dataclass(frozen=True)
class Regrouped:
    """What it would come to if some changed groups, and who: from which group to which."""

    cover: int
    talks: int
    moves: tuple[tuple[Person, Group, Group], ...]

    @property
    def needs_none(self) -> bool:
        return not self.cover


def regrouped(plan: Plan) -> Regrouped | None:
    """Whoever leads the programme formed its groups, and may form them anew; who visits whom is not told by it."""
    found = plan.regrouped
    if not found:
        return None
    people = Person.objects.in_bulk([int(person) for person, _before, _after in found["moves"]])
    groups = Group.objects.select_related("approach").in_bulk({one for move in found["moves"] for one in move[1:]})
    moves = [(people.get(int(who)), groups.get(before), groups.get(after)) for who, before, after in found["moves"]]
    known = tuple((who, before, after) for who, before, after in moves if who and before and after)
    return Regrouped(found["cover"], found["talks"], known)


def with_names(one: LeftOut) -> str:
    person = one.person.name if one.person else ""
    code = one.code if one.other or one.code not in {"never_there", "never_free"} else "at_once"
    return NAMED.get(code, NAMED["not_found"]) % {"person": person, "other": one.other.name if one.other else ""}


def without_names(plan: Plan) -> list[str]:
    """The reasons that occur, each said once; of how many, nobody above learns."""
    codes = Counter(plan.left_out.values_list("code", flat=True))
    return [str(words) for code, words in UNNAMED.items() if codes[code]]


def figures(plan: Plan) -> Figures | None:
    """Counts over the whole plan; none where they would speak of fewer than ten people or two groups."""
    rows = list(plan.planned.values_list("group", "visitor", "visited", "cover", "talk_on"))
    left = list(plan.left_out.values_list("group", "person"))
    people = {person for _g, visitor, visited, _c, _t in rows for person in (visitor, visited)}
    groups = {row[0] for row in rows}
    if len(people) < FEWEST_PEOPLE or len(groups) < FEWEST_GROUPS:
        return None
    return Figures(len(rows), sum(row[3] for row in rows), sum(row[4] is not None for row in rows), len(left))

