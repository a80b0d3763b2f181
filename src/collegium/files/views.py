"""A file, for whoever may read what it hangs on: its bytes, as an answer that never runs as a page of ours."""

import hashlib

from django.contrib.auth.decorators import login_required
from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from collegium.files.models import File
from collegium.kit.web import SignedIn


@require_GET
@login_required
def file(request: SignedIn, number: int) -> HttpResponse:
    """In whole; of a picture the small one if that is asked for."""
    found = get_object_or_404(File.objects.visible_to(request.user), pk=number)
    return as_answer(found, small="small" in request.GET)


def as_answer(found: File, *, small: bool = False) -> HttpResponse:
    """Pictures are shown, everything else is taken away. Whoever asks was let through by the caller."""
    small = small and bool(found.small)
    path = found.small if small else found.path
    if not default_storage.exists(path):
        raise Http404
    with default_storage.open(path) as file:
        response = HttpResponse(file.read(), content_type="image/webp" if small else found.kind)
    header = content_disposition_header(not found.is_picture, found.name)
    response["Content-Disposition"] = header or "attachment"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["ETag"] = f'"{hashlib.sha256(path.encode()).hexdigest()[:20]}"'
    return response
