"""Sentences about decisions, for pages."""

from django import template

from collegium.groups import words
from collegium.groups.deciding import Tally
from collegium.groups.matters import BY_KEY
from collegium.groups.models import Decision

register = template.Library()


@register.filter
def asks(decision: Decision) -> str:
    return words.what(decision)


@register.filter
def answered(tally: Tally) -> str:
    return words.answered(tally.have, tally.of)


@register.filter
def would_read(decision: Decision) -> str:
    """The point as it would stand in the agreement."""
    matter = BY_KEY[decision.matter]
    said = (matter.titled(decision.choice), matter.number(decision.number), decision.words)
    return ". ".join(str(part) for part in said if part)
