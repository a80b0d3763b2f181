"""The first door of every page about visits."""

from django.shortcuts import get_object_or_404

from collegium.kit.web import SignedIn
from collegium.people.models import School
from collegium.visits.models import Record, Showing, Visit
from collegium.visits.showing import RELATED


def find_visit(request: SignedIn, number: int) -> Visit:
    related = ("record", *RELATED, "group__programme", "group__approach")
    return get_object_or_404(Visit.objects.visible_to(request.user).select_related(*related), pk=number)


def find_record(request: SignedIn, number: int) -> Record:
    known = Record.objects.visible_to(request.user)
    related = ("visit__school", "visit__visitor", "visit__visited", "visit__period", "visit__group")
    return get_object_or_404(known.select_related(*related), visit=number)


def find_showing(request: SignedIn, number: int) -> Showing:
    """Of a record that this person is one of the two of."""
    mine = Showing.objects.filter(record__in=Record.objects.visible_to(request.user))
    return get_object_or_404(mine.select_related("record__visit"), pk=number)


def find_school(request: SignedIn, slug: str) -> School:
    """Guests and colleagues of other schools learn nothing of its day."""
    return get_object_or_404(School.objects.served_by(request.user), slug=slug)
