"""An author's yes: what would be printed, for whom, under which licence."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from collegium.booklets import policies
from collegium.booklets.gathering import gather
from collegium.booklets.models import Piece, Yes
from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.outcomes.models import Report


@require_GET
@login_required
def yes(request: SignedIn, number: int) -> HttpResponse:
    found = _find(request, number)
    shared = Piece.objects.filter(pk=found.piece_id, report__in=Report.objects.shared())
    read = gather(found.piece.booklet, shared)
    return show(request, "booklets/yes.html", yes=found, booklet=found.piece.booklet, piece=read[0] if read else None)


@acts
@login_required
def answering(request: SignedIn, number: int) -> HttpResponse:
    found = _find(request, number)
    agreed = request.POST.get("answer") == "yes"
    response = once(request, lambda: found.answer(agreed, at=clock.now()), "booklets:booklets")
    messages.success(
        request, _("Thank you. You can take it back at any time.") if agreed else _("It stays out of the booklet.")
    )
    return response


def _find(request: SignedIn, number: int) -> Yes:
    known = Yes.objects.visible_to(request.user)
    found = get_object_or_404(known.select_related("piece__booklet__school", "piece__report", "person"), pk=number)
    ensure(policies.may_answer(request.user, found))
    return found
