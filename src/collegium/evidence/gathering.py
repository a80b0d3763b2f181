"""What there is of each kind of evidence for a group's question: its own, its school's, and what others know of."""

from dataclasses import dataclass

from django.db.models import Q

from collegium.evidence.kinds import KINDS, SIX, Kind
from collegium.evidence.models import Remark, Results
from collegium.evidence.sources import Line, lines_of
from collegium.groups.models import Group
from collegium.people.models import Person


@dataclass(frozen=True)
class Gathered:
    """One of the six kinds, its rules, and what there is."""

    kind: Kind
    lines: list[Line]


def gather(group: Group, person: Person) -> list[Gathered]:
    """All six, in order, and empty ones too. Of what is a school's, whatever fits the theme's aspect."""
    own = {"remark": _remarks(group, person), "results": _results(group, person)}
    return [Gathered(KINDS[key], own.get(key, []) + lines_of(key, group, person)) for key in SIX]


def _fits(group: Group) -> Q:
    aspect = group.theme.aspect_id if group.theme else None
    return Q(aspect=None) | Q(aspect=aspect) if aspect else Q()


def _remarks(group: Group, person: Person) -> list[Line]:
    known = Remark.objects.visible_to(person).filter(_fits(group), group=None, school__in=group.schools.all())
    return [
        Line(f"“{one.text}” {one.source}", one.said_on, one.address)
        for one in known.order_by("-said_on", "-pk")[:20]
    ]


def _results(group: Group, person: Person) -> list[Line]:
    known = Results.objects.visible_to(person).filter(_fits(group), school__in=group.schools.all())
    return [Line(one.title, one.measured_on, one.get_absolute_url()) for one in known.order_by("-measured_on")[:20]]
