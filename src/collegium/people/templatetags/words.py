"""A school's own words in a page."""

from typing import Any

from django import template
from django.template.defaultfilters import capfirst

from collegium.people.models import School
from collegium.people.words import words_for, words_of

register = template.Library()


@register.simple_tag(takes_context=True)
def word(context: Any, key: str, school: School | None = None) -> str:
    """``{% word "inset" %}`` as the reader's school says it; ``{% word "inset" school %}`` as that school does."""
    return words_of(school)[key] if school else words_for(context["request"])[key]


@register.simple_tag(takes_context=True)
def Word(context: Any, key: str, school: School | None = None) -> str:
    """The same at the beginning of a sentence."""
    return str(capfirst(word(context, key, school)))
