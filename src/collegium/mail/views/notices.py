"""Devices on which somebody hears that a letter went, on a page of their own account."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from collegium.kit import clock
from collegium.kit.jobs import later
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.mail import kinds
from collegium.mail.forms import Browser
from collegium.mail.models import Device, Stopped
from collegium.mail.posting import is_on
from collegium.mail.ringing import public_key, try_out
from collegium.people.models import Link, Person


@login_required
def notices(request: SignedIn) -> HttpResponse:
    return _page(request, Browser())


@acts
@login_required
def connecting(request: SignedIn) -> HttpResponse:
    ensure(settings.NOTICES)
    form = Browser(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    session = request.session.session_key or ""
    at = clock.now()
    given = form.cleaned_data
    return once(
        request, lambda: Device.objects.connect(request.user, session=session, at=at, **given), "mail:notices"
    )


@acts
@login_required
def trial(request: SignedIn, number: int) -> HttpResponse:
    ensure(settings.NOTICES)
    device = get_object_or_404(Device.objects.visible_to(request.user), pk=number)
    response = once(request, lambda: later(try_out, device.pk), "mail:notices")
    messages.success(request, _("It rings in a moment, if the device is on and lets it."))
    return response


@acts
@login_required
def disconnecting(request: SignedIn, number: int) -> HttpResponse:
    device = get_object_or_404(Device.objects.visible_to(request.user), pk=number)
    response = once(request, lambda: device.disconnect(by=request.user, at=clock.now()), "mail:notices")
    messages.success(request, _("It rings no more."))
    return response


def worker(request: HttpRequest) -> HttpResponse:
    """The part of the browser that shows a notice while no page of ours is open."""
    response = render(request, "mail/notices.js", content_type="text/javascript")
    response["Cache-Control"] = "no-cache"
    return response


def _page(request: SignedIn, form: Browser, *, status: int = 200) -> HttpResponse:
    devices = Device.objects.visible_to(request.user).in_use(clock.now()).order_by("-at", "-pk")
    held = [(device, device.session == request.session.session_key) for device in devices]
    return show(
        request, "mail/notices.html", status=status, form=form, held=held, allowed=settings.NOTICES,
        rings_here=any(here for _each, here in held), letters_go=is_on(),
        our_key=public_key() if settings.NOTICES else "", stopped=_stopped_by(request.user),
    )  # fmt: skip


def _stopped_by(person: Person) -> list[tuple[str, str]]:
    """What somebody wants no more letters about, and the page where they may have them again."""
    names = Stopped.objects.filter(person=person).order_by("at", "pk").values_list("kind", flat=True)
    found = [kind for name in names if (kind := kinds.stoppable(name))]
    token = Link.objects.for_("unsubscribe", person).token if found else ""
    return [(str(kind.title or kind.name), reverse("mail:stop", args=[kind.name, token])) for kind in found]
