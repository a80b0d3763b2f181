"""What would change somebody's place: the times of the week that would open a better wish. Read off the plan."""

from collegium.planning.groups.plan import GroupsPlan, Line
from collegium.planning.groups.pricing import price_of
from collegium.planning.groups.problem import GroupsProblem


def levers(problem: GroupsProblem, plan: GroupsPlan, person: str) -> tuple[Line, ...]:
    """Every time of the week that would open a better wish to this person, if they were free then too."""
    who, home = problem.person[person], plan.group_of.get(person)
    granted = who.wishes.index(home.theme) if home and home.theme in who.wishes else len(who.wishes)
    found = []
    for rank, theme in enumerate(who.wishes[:granted], start=1):
        for group in plan.groups:
            if group.theme == theme and group.slot not in who.free:
                price = price_of(problem, plan, person, group.id)
                if price.cost < 0 and [breach.code for breach in price.breaches] == ["not_free"]:
                    found.append(Line("if_free", (theme,), rank, slot=group.slot))
    return tuple(dict.fromkeys(found))
