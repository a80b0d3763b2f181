"""Staff who are in no group of a shared programme, as its lead is asked about them: whoever has just come, first."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from collegium.forming.midyear import without_a_group
from collegium.kit import clock
from collegium.people.models import Appointment, Person
from collegium.programmes.models import Programme


@dataclass(frozen=True)
class Waiting:
    """Somebody without a group, and since when they are on the staff if that is later than the groups are shared."""

    pk: int
    name: str
    department: str
    since: date | None

    @property
    def told(self) -> str:
        """``Noor Haddad · Science · on the staff since 3 November``."""
        since = _("on the staff since %(day)s") % {"day": date_format(self.since, "j F")} if self.since else ""
        return " · ".join(filter(None, (self.name, self.department, since)))


def waiting_for_a_group(programme: Programme, *, at: datetime) -> list[Waiting]:
    """Everybody whom the lead could give a place, by name; those who came after the sharing before all others."""
    numbers = [somebody.id for somebody in without_a_group(programme, at=at)]
    people = Person.objects.in_bulk(numbers)
    shared_on = clock.day_of(programme.sharing.at, programme.school.timezone)
    here = Appointment.objects.current().filter(person__in=numbers, school__in=programme.schools.values("pk"))
    rows = here.order_by("-pk").values_list("person", "department__name", "starts_on", "start_is_known")
    places = {person: (department or "", day if known else None) for person, department, day, known in rows}
    found = [
        Waiting(pk, people[pk].name, department, day if day and day > shared_on else None)
        for pk, (department, day) in places.items()
    ]
    return sorted(found, key=lambda one: (one.since is None, one.name.casefold()))
