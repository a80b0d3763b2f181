"""Collegium as a thing on a phone's home screen: its name, its picture, and three short ways in."""

from django.http import HttpRequest, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

PAPER, BOARD = "#faf8f2", "#1f4f3f"
PICTURES = (("192", 192, "any"), ("512", 512, "any"), ("maskable", 512, "maskable"))


@require_GET
@cache_control(max_age=3600)
def manifest(request: HttpRequest) -> JsonResponse:
    """What a browser asks for before it offers to install. It names nobody and no school."""
    told = {
        "id": "/", "name": "Collegium", "short_name": "Collegium", "lang": get_language(),
        "description": _("Where teachers learn together"), "start_url": reverse("desk:today"), "scope": "/",
        "display": "standalone", "background_color": PAPER, "theme_color": BOARD,
        "icons": [
            {"src": static("kit/favicon.svg"), "sizes": "any", "type": "image/svg+xml"},
            *(_picture(name, size, purpose) for name, size, purpose in PICTURES),
        ],
        "shortcuts": [
            {"name": _("Today"), "url": reverse("desk:today")},
            {"name": _("What I tried"), "url": reverse("enquiry:mine")},
            {"name": _("A minute at the bus stop"), "url": reverse("community:stop")},
        ],
    }  # fmt: skip
    return JsonResponse(told, content_type="application/manifest+json")


def _picture(name: str, size: int, purpose: str) -> dict[str, str]:
    return {"src": static(f"kit/icon-{name}.png"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
