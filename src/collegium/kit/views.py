import sys

from django.db import DatabaseError
from django.db.models import Max
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache

from collegium.kit import clock
from collegium.kit.faults import fault_of
from collegium.kit.jobs import SILENCE
from collegium.kit.models import Pulse


@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """For whoever watches: 503 when pages cannot be served; a worker that is late is said, and pages go on."""
    try:
        seen = Pulse.objects.aggregate(last=Max("seen_at"))["last"]
    except DatabaseError:
        return JsonResponse({"ok": False, "database": False, "worker_seconds": None}, status=503)
    age = (clock.now() - seen).total_seconds() if seen else None
    working = age is not None and age < SILENCE.total_seconds()
    return JsonResponse({"ok": working, "database": True, "worker_seconds": None if age is None else round(age)})


def broken(request: HttpRequest) -> HttpResponse:
    """Our fault. Shown without a look at the database, which may be what is broken, and with the request's number."""
    fault = fault_of(sys.exc_info()[1])
    page = render_to_string(fault.page, {"request_id": getattr(request, "id", "")})
    response = HttpResponse(page, status=fault.status)
    # Said here, nobody asks on the way out who is signed in: the database, which is away, would be asked once more.
    response["Cache-Control"] = "no-store"
    if fault.again_after:
        response["Retry-After"] = str(fault.again_after)
    return response
