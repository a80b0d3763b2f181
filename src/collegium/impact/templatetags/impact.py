from django import template

from collegium.impact.wording import points_of
from collegium.statistics.strata import Together

register = template.Library()


@register.filter
def as_points(together: Together) -> str:
    """The common difference of departments, and what is plausible."""
    return points_of(together.difference, *together.interval)
