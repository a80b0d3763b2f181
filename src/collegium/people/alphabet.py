"""The order of a list of names: capitals do not count, so that de Souza stands beside Dawson and not after Zimmer."""

from typing import Any

from django.db.models.functions import Lower


def by_surname(to: str = "") -> tuple[Any, ...]:
    """As a staff list is ordered. ``to``: the way to the person, such as ``person__``."""
    return Lower(f"{to}last_name"), Lower(f"{to}first_name")


def by_first_name(to: str = "") -> tuple[Any, ...]:
    """As a group of colleagues is ordered, who call each other by their first names."""
    return Lower(f"{to}first_name"), Lower(f"{to}last_name")
