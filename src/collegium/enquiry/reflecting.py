"""What one may be asked while thinking: the questions of one's ways of working, and three for oneself."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from collegium.groups.models import Group, Membership
from collegium.people.models import Person
from collegium.programmes.models import Stage

MOST = 12


def prompts_for(person: Person) -> list[tuple[str, list[str]]]:
    """Under each way of working of one's groups what its method asks; the last three are for anybody."""
    mine = Group.objects.of_member(person).going().values("approach")
    found: dict[str, list[str]] = {}
    stages = Stage.objects.filter(approach__in=mine).select_related("approach")
    for stage in stages.order_by("approach__title", "approach", "order"):
        found.setdefault(stage.approach.title, []).extend(stage.questions)
    ways = [(title, list(dict.fromkeys(questions))[:MOST]) for title, questions in found.items()]
    return [*ways, (_("For oneself"), for_anybody())]


def for_anybody() -> list[str]:
    """A model to improve, what one does well, and what comes next."""
    return [
        _("Here is something I thought was good. What would make it better, and what of that is true of mine?"),
        _("What do I do well, and how do I know?"),
        _("What is one thing that I would like to do better, and what is the smallest step?"),
    ]


def colleagues_of(person: Person) -> QuerySet[Person]:
    """Whom one may name: the staff of one's schools, and the members of one's groups."""
    here = Person.objects.visible_to(person).values("pk")
    beside = Membership.objects.current().filter(group__in=Group.objects.of_member(person)).values("person")
    return Person.objects.filter(Q(pk__in=here) | Q(pk__in=beside)).exclude(pk=person.pk).order_by(
        "last_name", "first_name", "pk"
    )
