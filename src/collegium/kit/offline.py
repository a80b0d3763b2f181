"""A page that opens without a network: a part of the browser (a service worker) keeps it, and shows it in time.

What is kept is the same for everybody and holds nobody's words.
"""

import hashlib
import json
from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static

# What every such page needs.
LOOKS = (
    "kit/collegium.css", "kit/behave.js", "django_htmx/htmx-2.min.js",
    "kit/fonts/atkinson-latin.woff2", "kit/fonts/literata-latin.woff2",
)  # fmt: skip


def offline_script(
    request: HttpRequest, *, name: str, page: str, instead_of: str, files: Iterable[str]
) -> HttpResponse:
    """The script that keeps ``page`` and ``files``; another release brings other files, and by them another script.

    ``instead_of``: the addresses, as a pattern, that ``page`` stands in for while no network answers.
    """
    kept = [static(file) for file in (*LOOKS, *files)]
    version = hashlib.sha256(" ".join(kept).encode()).hexdigest()[:12]
    context = {"files": json.dumps(kept), "page": page, "version": version, "name": name, "instead_of": instead_of}
    response = render(request, "kit/offline.js", context, content_type="text/javascript")
    response["Cache-Control"] = "no-cache"
    return response
