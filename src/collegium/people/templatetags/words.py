"""A school's own words in a page."""

from typing import Any

from django import template
from django.template.defaultfilters import capfirst

from collegium.people.models import Responsibility, School
from collegium.people.words import word_of_duty, words_for, words_of

register = template.Library()


@register.simple_tag(takes_context=True)
def word(context: Any, key: str, school: School | None = None) -> str:
    """``{% word "inset" %}`` as the reader's school says it; ``{% word "inset" school %}`` as that school does."""
    return words_of(school)[key] if school else words_for(context["request"])[key]


@register.simple_tag
def duty(held: Responsibility) -> str:
    """``{% duty held %}``: what somebody looks after, as their school calls it."""
    return str(capfirst(word_of_duty(held.kind, held.school)))


@register.simple_tag(takes_context=True)
def Word(context: Any, key: str, school: School | None = None) -> str:
    """The same at the beginning of a sentence."""
    return str(capfirst(word(context, key, school)))
