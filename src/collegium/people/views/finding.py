"""The first door of every page about a school: one's own schools are there, others are not."""

from django.shortcuts import get_object_or_404

from collegium.kit.web import SignedIn
from collegium.people.models import School


def find_school(request: SignedIn, slug: str) -> School:
    """Guests and colleagues of other schools learn nothing of its staff, not even that it exists."""
    return get_object_or_404(School.objects.served_by(request.user), slug=slug)
