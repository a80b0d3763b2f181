"""What a missed wish would have cost the others."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRefresh

from collegium.forming import weighing as activity
from collegium.forming.jobs import weigh
from collegium.forming.models import Weighing
from collegium.forming.policies import may_change
from collegium.forming.views.finding import find_place
from collegium.kit import clock
from collegium.kit.jobs import later
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show


@acts
@login_required
def weighings(request: SignedIn, place: int) -> HttpResponse:
    """Ask what one wish would have cost; the answer comes to the page of the place."""
    found = find_place(request, place)
    ensure(may_change(found.formation))
    theme = request.POST.get("theme", "")
    ensure(theme in activity.missed(found))

    def ask() -> None:
        weighing = activity.ask(found, theme, by=request.user, at=clock.now())
        if weighing and weighing.finished_at is None:
            later(weigh, weighing.pk)

    return once(request, ask, found)


@require_safe
@login_required
def weighing(request: SignedIn, weighing: int) -> HttpResponse:
    """Whether the answer is there; then the page is fetched anew."""
    seen = Weighing.objects.visible_to(request.user).select_related("theme")
    found = get_object_or_404(seen, pk=weighing)
    if found.finished_at is None:
        return show(request, "forming/weighing.html", weighing=found)
    return HttpResponseClientRefresh()
