"""A list of names: de Souza stands beside Dawson, not after Zimmer."""

import pytest

from collegium.people.alphabet import by_first_name, by_surname, in_alphabet
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


def test_a_letter_with_a_stroke_or_an_accent_stands_beside_its_own(northgate):
    whole = ("Eva Zimmer", "Jan Łabędź", "Ola Lane", "Per Øster", "Nils Olsen", "Ida Özil", "Ann Čech", "Bea Day")
    for name in whole:
        person(name, northgate)

    staff = Person.objects.on_staff_of([northgate]).order_by(*by_surname())

    names = ["Čech", "Day", "Łabędź", "Lane", "Olsen", "Øster", "Özil", "Zimmer"]
    assert list(staff.values_list("last_name", flat=True)) == names
    assert sorted(reversed(names), key=in_alphabet) == names
    assert (in_alphabet("ŒUVRE Groß İnci"), in_alphabet("王 Ж")) == ("ouvre gros inci", "王 ж")
