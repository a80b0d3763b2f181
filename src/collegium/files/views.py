"""A file, for whoever may read what it hangs on."""

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
    """Pictures are shown, everything else is taken away: nothing that was uploaded ever runs as a page of ours."""
    found = get_object_or_404(File.objects.visible_to(request.user), pk=number)
    if not default_storage.exists(found.path):
        raise Http404
    response = HttpResponse(found.content(), content_type=found.kind)
    header = content_disposition_header(not found.is_picture, found.name)
    response["Content-Disposition"] = header or "attachment"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["ETag"] = f'"{hashlib.sha256(found.path.encode()).hexdigest()[:20]}"'
    return response
