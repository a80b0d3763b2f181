"""What is kept of a plan's question, and handed to the planner's own process. No Django here: the child is small."""

from dataclasses import dataclass, field

from collegium.planning.visits import Period, Teacher, VisitsProblem


@dataclass
class Part:
    """One school's share of a plan, as it is kept and read by the planner's own process. Periods: id, day, order."""

    school: int
    feedback_days: int
    periods: list[tuple[str, int, int]] = field(default_factory=list)
    teachers: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    groups: list[tuple[int, list[str]]] = field(default_factory=list)

    def problem(self) -> VisitsProblem:
        return VisitsProblem(
            tuple(Period(*one) for one in self.periods),
            tuple(
                Teacher(name, **{key: frozenset(ids) for key, ids in of.items()})
                for name, of in self.teachers.items()
            ),
            tuple(tuple(members) for _group, members in self.groups),
            feedback_days=self.feedback_days,
        )
