"""A small staff for stories: Ama leads and is experienced, Tom, Priya, Ines and Sam would like to join her."""

from dataclasses import replace

from collegium.planning.groups import Group, GroupsProblem, Person, Size, Theme

AMA = Person("ama", "north", "english", 2, ("feedback", "oracy"), frozenset({"tue", "thu"}), True)
TOM = replace(AMA, id="tom", department="maths", experience=0, can_lead=False)
PRIYA = replace(TOM, id="priya", department="science")
INES = replace(TOM, id="ines", department="art", experience=1)
SAM = replace(TOM, id="sam", department="music")
LEE = replace(AMA, id="lee", department="drama", experience=1)

FEEDBACK = Theme("feedback")
ORACY = Theme("oracy")


def asked(*people: Person, smallest: int = 3, largest: int = 8, **rules) -> GroupsProblem:
    """What the school asks: these people, two themes and two times unless told otherwise."""
    usual = {"themes": (FEEDBACK, ORACY), "slots": ("tue", "thu"), "size": Size(smallest, largest)}
    return GroupsProblem(people=people, **{**usual, **rules})


def group_of(name: str, theme: str, slot: str, *members: str) -> Group:
    return Group(name, theme, slot, members[0], members)


def going(*groups: Group, locked: tuple[str, ...] = ()) -> dict[str, object]:
    return {"previous": groups, "locked": frozenset(locked)}
