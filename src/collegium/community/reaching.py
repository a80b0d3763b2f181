"""Whom somebody may write to, as choices, and what each choice means in the row."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from collegium.community.models import Post, PublicPage, Width
from collegium.kit.doors import door
from collegium.people.models import Network, Person, School

Choices = list[tuple[str, Any]]


@door
def choices_for(person: Person, home: School) -> Choices:
    """One's school first: what is typed in a hurry goes the shortest way."""
    found: Choices = [(Width.SCHOOL, _("Everyone at %(school)s") % {"school": home.name})]
    found += [
        (f"{Width.NETWORK}-{network.pk}", _("All schools of %(network)s") % {"network": network.name})
        for network in networks_of(home)
    ]
    found.append((Width.HERE, _("Members of all schools here")))
    if PublicPage.objects.of(person):
        found.append((Width.PUBLIC, _("Everybody, also on the web under your name")))
    return found


def passing_choices(post: Post, person: Person, home: School) -> Choices:
    """No further than it goes itself."""
    fit = post.goes_on_to(home)
    named = f"{Width.NETWORK}-{post.network_id}"
    return [
        (value, words)
        for value, words in choices_for(person, home)
        if (value == named if value.startswith(Width.NETWORK) else value in fit)
    ]


def reach(choice: str) -> dict[str, Any]:
    """The fields that a choice stands for."""
    width, _dash, number = choice.partition("-")
    return {"width": width, "network": Network.objects.get(pk=number) if number else None}


def networks_of(home: School) -> list[Network]:
    return list(home.networks.order_by("name"))
