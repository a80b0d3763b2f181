"""Between the schools that one person looks after."""

from typing import Any

from django import template

from collegium.people.models import Responsibility, School

register = template.Library()


@register.inclusion_tag("people/schools.html", takes_context=True)
def schools(context: Any, here: School, page: str, *kinds: str) -> dict[str, Any]:
    """The school that a page is about, and the way to this page of each other where its reader has such a duty."""
    duties = Responsibility.objects.current().filter(person=context["request"].user, kind__in=kinds)
    others = School.objects.filter(pk__in=duties.values("school")).exclude(pk=here.pk)
    return {"here": here, "page": page, "others": others.order_by("name")}
