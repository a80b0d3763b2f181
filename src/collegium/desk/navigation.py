"""The same few words at the side of every page, and at the foot of a phone's."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def around_every_page(request: HttpRequest) -> dict[str, Any]:
    """Context for the frame of every page."""
    return {"demo": settings.DEMO, "navigation": [], "request_id": getattr(request, "id", "")}
