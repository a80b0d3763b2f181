"""The two doors of every page about a programme."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from collegium.kit.web import ensure
from collegium.people.models import Person
from collegium.programmes import policies
from collegium.programmes.models import Programme


def seen(person: Person, pk: int) -> Programme:
    """A programme that this person may know of."""
    found: Programme = get_object_or_404(
        Programme.objects.visible_to(person).select_related("school", "approach"), pk=pk
    )
    return found


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
