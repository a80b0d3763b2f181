"""What somebody may not know of looks to them as if it had never been (TRUST.md, invariant 23)."""

from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from tests.house.bytes import masked
from tests.house.test_who_may import rows

NUMBER, SLUG, JOB = 987_654_321, "there-never-was-one", UUID(int=7)


def never_used(arg):
    return {int: NUMBER, str: SLUG, UUID: JOB}[type(arg)]


def hidden():
    """Each address about something that is there for some and not for others, once."""
    found = {}
    for row in rows():
        signed_in = {who: status for who, status in row.expected.items() if who != "nobody"}
        outside = [who for who, status in signed_in.items() if status == 404]
        if outside and len(outside) < len(signed_in):
            found.setdefault((row.name, row.method), (row, outside))
    return list(found.values())


@pytest.mark.parametrize(("row", "outside"), hidden(), ids=lambda value: getattr(value, "name", ""))
def test_what_is_hidden_is_as_if_it_had_never_been(world, row, outside):
    args = row.args(world)
    data = row.data(world)
    others = [[*args[:-1], never_used(args[-1])]] if args else []
    if len(args) > 1:
        others.append([never_used(arg) for arg in args])

    for who in (outside[0], outside[len(outside) // 2]):
        client = Client()
        client.force_login(world.people[who])
        real = masked(getattr(client, row.method)(reverse(row.name, args=args), data))
        if who != outside[0] and real[0] != 404:
            continue  # hidden from them only once somebody earlier in the table has acted
        for other in others:
            assert masked(getattr(client, row.method)(reverse(row.name, args=other), data)) == real, who
