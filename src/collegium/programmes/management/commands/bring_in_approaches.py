from typing import Any

from django.core.management.base import BaseCommand

from collegium.kit import clock
from collegium.people.models import School
from collegium.programmes.models import bring_in


class Command(BaseCommand):
    """Give every school the ways of working that came with this release and that it does not have yet."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        for school in School.objects.filter(is_outside=False).order_by("name"):
            bring_in(school, at=clock.now())
            self.stdout.write(school.name)
