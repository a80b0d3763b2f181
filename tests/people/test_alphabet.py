"""A list of names: de Souza stands beside Dawson, not after Zimmer."""

import pytest

from collegium.people.alphabet import by_first_name, by_surname
from collegium.people.models import Appointment, Person
from tests.conftest import person

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_a_small_letter_at_the_beginning_puts_nobody_last(northgate):
    for name in ("Tess Zimmer", "Odile de Souza", "Nora Dawson", "femke van Dijk", "Ann Evans"):
        person(name, northgate)

    def surnames(rows, path=""):
        return list(rows.order_by(*by_surname(path)).values_list(f"{path}last_name", flat=True))

    staff = Person.objects.on_staff_of([northgate])
    assert surnames(Appointment.objects.all(), "person__") == surnames(staff.distinct())
    assert [one.split()[-1] for one in surnames(staff)] == ["Dawson", "Souza", "Evans", "Dijk", "Zimmer"]
    first = staff.order_by(*by_first_name()).values_list("first_name", flat=True)
    assert [name.split()[0] for name in first] == ["Ann", "femke", "Nora", "Odile", "Tess"]
