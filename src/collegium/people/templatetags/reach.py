"""Whether what a page promises reaches anybody: letters that wait, links that only this computer opens."""

from typing import Any
from urllib.parse import urlsplit

from django import template
from django.conf import settings

from collegium.people.letters import mail_works
from collegium.people.policies import may_set_server
from collegium.people.signins_of_the_demo import LOOPBACK

register = template.Library()


@register.inclusion_tag("people/reach.html", takes_context=True)
def reach(context: Any, what: str) -> dict[str, Any]:
    """``{% reach "letters" %}`` beside what sends letters, ``{% reach "links" %}`` above what is handed over on
    paper; it says something only where they do not arrive."""
    only_here = what == "links" and urlsplit(settings.ADDRESS).hostname in LOOPBACK
    letters_wait = what == "letters" and not mail_works()
    return {
        "address": settings.ADDRESS if only_here else "",
        "letters_wait": letters_wait,
        "may_set_server": (only_here or letters_wait) and may_set_server(context["request"].user),
    }
