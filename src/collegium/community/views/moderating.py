"""What readers reported, for those who look after the authors' school; and the rules."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from collegium.community import policies
from collegium.community.models import Report
from collegium.community.words import as_post
from collegium.files.views import as_answer
from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show

MOST = 50


@login_required
def rules(request: SignedIn) -> HttpResponse:
    """What is expected of whoever writes, who looks, and help for those who do it for the first time."""
    return show(request, "community/rules.html", tab="rules")


@login_required
def reports(request: SignedIn) -> HttpResponse:
    """What waits for somebody to look; one's own reports are not among them."""
    known = Report.objects.visible_to(request.user).open().exclude(person=request.user)
    rows = known.select_related("post__person", "post__home", "post__picture").order_by("at", "pk")[:MOST]
    return show(request, "community/reports.html", reports=[(one, as_post(one.post.text)) for one in rows])


@login_required
@require_safe
def picture(request: SignedIn, number: int) -> HttpResponse:
    """What hangs on a reported post: whoever decides has to see it."""
    known = Report.objects.visible_to(request.user).open().filter(post__picture__isnull=False)
    found = get_object_or_404(known.select_related("post__home", "post__picture"), pk=number)
    ensure(policies.may_decide(request.user, found))
    assert found.post.picture is not None
    return as_answer(found.post.picture, small=True)


@login_required
@acts
def decision(request: SignedIn, number: int) -> HttpResponse:
    known = Report.objects.visible_to(request.user).select_related("post__home")
    report, at = get_object_or_404(known, pk=number), clock.now()
    ensure(policies.may_decide(request.user, report))
    stays = request.POST.get("stays") == "yes"
    return once(request, lambda: report.decide(stays=stays, by=request.user, at=at), "community:reports")
