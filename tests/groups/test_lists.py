"""Lists cost the same for one, for three and for three hundred."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from collegium.groups.models import Group, Membership
from tests.conftest import MONDAY, SEPTEMBER


@pytest.mark.parametrize("address", ["/groups/directory/", "/groups/", "/groups/directory/?q=group&theme=1"])
def test_the_lists_of_groups_cost_the_same_for_one_three_and_three_hundred(client, feedback, tom, northgate, address):
    def cost():
        client.force_login(tom)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        return len(asked)

    def more(numbers):
        groups = Group.objects.bulk_create(
            Group(title=f"Group {n}", slug=f"g{n}", approach=feedback.approach, theme=feedback.theme, listed=True,
                  year_starts_on=SEPTEMBER.replace(year=2020 + n % 7), started_by=tom, started_at=MONDAY)
            for n in numbers
        )  # fmt: skip
        Group.schools.through.objects.bulk_create(
            Group.schools.through(group=group, school=northgate) for group in groups
        )
        Membership.objects.bulk_create(
            Membership(group=group, person=tom, school=northgate, joined_on=SEPTEMBER) for group in groups
        )

    one = cost()
    more(range(2))
    three = cost()
    more(range(2, 300))

    assert (three, cost()) == (one, one)
