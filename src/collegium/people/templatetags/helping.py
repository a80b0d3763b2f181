"""Help in a sentence on a page, until it is put aside."""

from typing import Any

from django import template

from collegium.people.helping import help_for

register = template.Library()


@register.inclusion_tag("people/help.html", takes_context=True, name="help")
def help_on(context: Any, key: str) -> dict[str, Any]:
    """``{% help "agenda" %}`` outside of any form; it asks the database nothing."""
    request = context["request"]
    words = help_for(getattr(request, "user", None), key)
    return {"words": words, "about": key, "back": request.path, "csrf_token": context.get("csrf_token")}
