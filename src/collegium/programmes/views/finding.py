"""The two doors of every page about a programme."""

from django.db.models import QuerySet
from django.http import Http404

from collegium.kit.asking import written_once
from collegium.kit.web import ensure, the_one
from collegium.people.models import Person
from collegium.programmes import policies
from collegium.programmes.models import Programme


def seen(person: Person, pk: int) -> Programme:
    """A programme that this person may know of."""
    return the_one(_numbered(pk, person))


@written_once
def _numbered(pk: int, person: Person) -> QuerySet[Programme]:
    # Whether its groups were shared and its year is closed: the desk asks both.
    known = Programme.objects.visible_to(person).filter(pk=pk)
    return known.select_related("school", "approach", "sharing", "closing")


def led(person: Person, pk: int) -> Programme:
    """A programme that this person leads."""
    programme = seen(person, pk)
    ensure(policies.may_lead(person, programme))
    return programme


def opened(person: Person, pk: int) -> Programme:
    """A programme that staff see. A draft is not there yet, for its lead neither: it has no staff side."""
    programme = seen(person, pk)
    if not programme.is_open:
        raise Http404
    return programme
