from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse

from collegium.kit.web import show


@login_required
def today(request: HttpRequest) -> HttpResponse:
    """What matters to this person today, and what to do next."""
    return show(request, "desk/today.html")
