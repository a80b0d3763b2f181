"""What the other two schools worked on last year: with Northgate's they are enough for a figure over the schools."""

from datetime import date, datetime, time

from collegium.demo.network import DemoNetwork
from collegium.demo.year import admit
from collegium.groups.starting import start
from collegium.people.models import School
from collegium.programmes.models import Approach, Programme
from collegium.years.models import Closing

HARBOUR = (
    "Thinking aloud", "What do we hear when we think aloud before they begin?",
    ("Kirsty Bain", "Josh Linden", "Amelia Crewe", "Nikhil Rao", "Elsie Tanner", "Ravi Menon"),
)  # fmt: skip
BRANNOCS = (
    "Plan, do, check", "Who checks an answer without being asked?",
    ("Kate Ridley", "Oscar Penn", "Mabel Trent", "Jonah Price", "Ellen Duffy"),
)  # fmt: skip


def remember_partners(made: DemoNetwork, *, at: datetime) -> None:
    """One community at each, about the same aspect of practice as two of Northgate's, ended in July."""
    _northgate, harbour, brannocs = made.schools
    _remember(made, harbour, "Margaret Noble", *HARBOUR)
    _remember(made, brannocs, "Kate Ridley", *BRANNOCS)


def _remember(
    made: DemoNetwork, school: School, lead: str, title: str, question: str, names: tuple[str, ...]
) -> None:
    by, first = made.people[lead], made.year_starts_on.year - 1
    began, ended = _noon(date(first, 9, 22)), _noon(date(first + 1, 7, 9))
    approach = Approach.objects.get(school=school, key="learning-community")
    programme = Programme.objects.draft(
        approach, year_starts_on=date(first, 9, 1), by=by, at=began, title="Learning communities"
    )
    programme.open(by=by, at=began)
    theme = programme.add_theme(title, by=by, at=began, aspect="Metacognition")
    group = start(
        by=by, at=began, approach=approach, title=title, question=question, schools=[school], programme=programme,
        theme=theme, listed=True,
    )  # fmt: skip
    admit(made, group, names, at=began)
    group.conclude(by=made.people[names[0]], at=ended, reason="We told the whole staff in July what we found.")
    Closing.objects.close(programme, by=by, at=ended)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12)).astimezone()
