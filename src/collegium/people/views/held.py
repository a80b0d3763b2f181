"""What Collegium holds about oneself, to read and to take away; and what one did."""

from itertools import groupby

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils import timezone
from django.utils.text import capfirst
from django.views.decorators.http import require_GET

from collegium.history import words
from collegium.history.models import Entry
from collegium.kit import clock
from collegium.kit.web import SignedIn, show
from collegium.people import exporting

SHOWN = 100


@require_GET
@login_required
def held(request: SignedIn) -> HttpResponse:
    """How much there is of each kind, and the file that has all of it."""
    found = [(title, len(rows)) for _label, title, rows in exporting.held_about(request.user)]
    return show(request, "people/held.html", found=sorted(found))


@require_GET
@login_required
def held_file(request: SignedIn) -> HttpResponse:
    """Everything in one file: once for programs, once to be read."""
    response = HttpResponse(exporting.as_zip(request.user), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="collegium-{clock.today().isoformat()}.zip"'
    return response


@require_GET
@login_required
def history(request: SignedIn) -> HttpResponse:
    """What one did here, the latest first. Nobody else can open it."""
    page = Entry.objects.by(request.user).latest_first(request.GET.get("before", ""))
    rows = list(page.values_list("pk", "at", "did", "kind")[: SHOWN + 1])
    done = [(timezone.localtime(at), capfirst(words.said(kind, did))) for _pk, at, did, kind in rows[:SHOWN]]
    return show(
        request,
        "people/my_history.html",
        days=[(day, list(deeds)) for day, deeds in groupby(done, key=lambda deed: deed[0].date())],
        older=rows[SHOWN - 1][0] if len(rows) > SHOWN else None,
    )
