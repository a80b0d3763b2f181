"""Choices that cannot be are refused in words."""

import pytest
from django.core.exceptions import ValidationError

from collegium.kit.forms import Several
from collegium.people.models import Person


@pytest.mark.both
@pytest.mark.parametrize("forged", ["9" * 19, "9" * 400, "²", "x", "-1", "0"])
def test_a_number_that_no_row_can_have_is_a_choice_that_is_not_there(db, forged):
    field = Several(Person.objects.all(), required=False)

    with pytest.raises(ValidationError):
        field.clean([forged])


def test_rows_that_are_there_are_found_and_none_is_none(tom, ama):
    field = Several(Person.objects.all(), required=False)

    assert set(field.clean([str(tom.pk), ama.pk])) == {tom, ama}
    assert list(field.clean([])) == []
