"""The hidden key that lets a form arrive twice and act once."""

import secrets

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def key() -> SafeString:
    """``{% key %}`` inside each form of a person: a fresh key for each page shown."""
    return format_html('<input type="hidden" name="key" value="{}">', secrets.token_urlsafe(18))
