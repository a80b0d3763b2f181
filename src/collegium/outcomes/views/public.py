"""A report on the open web: no sign-in, no script, no cookie, and only what every author put there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from collegium.community.atom import absolute
from collegium.files.views import as_answer
from collegium.outcomes.models import Report, Shown

# What was taken back is gone by the next request, wherever a page was kept.
fresh = cache_control(public=True, no_cache=True)


@require_safe
@fresh
def report(request: HttpRequest, number: int) -> HttpResponse:
    found = get_object_or_404(Report.objects.public().select_related("edition", "group"), pk=number)
    assert found.edition is not None
    return render(
        request, "outcomes/web/report.html",
        {"report": found, "edition": found.edition, "parts": found.edition.parts(), "title": found.edition.title,
         "authors": found.edition.authors_in_order,
         "schools": list(found.schools.order_by("name")),
         "address": absolute(reverse("outcomes:public", args=[found.pk]))},
    )  # fmt: skip


@require_safe
@fresh
def picture(request: HttpRequest, number: int, picture: int) -> HttpResponse:
    """A picture of it, for as long as it is public."""
    standing = Shown.objects.standing().filter(edition__report__in=Report.objects.public())
    found = get_object_or_404(standing.filter(edition__report=number).select_related("file"), pk=picture)
    return as_answer(found.file)
