"""The ways by which a VLE comes here. No page of these knows who is signed in in this browser."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from collegium.kit import clock
from collegium.lti import choosing, launching, showing
from collegium.lti.framing import framed
from collegium.lti.models import Key, Platform
from collegium.lti.models.platform import origin
from collegium.people.models import Person, School


@require_safe
def keys(request: HttpRequest) -> JsonResponse:
    return JsonResponse(Key.objects.published())


@csrf_exempt  # The VLE sends people here by a form of its own; nothing is changed by it.
@never_cache
@require_http_methods(["GET", "POST"])
def login(request: HttpRequest, slug: str) -> HttpResponse:
    school = get_object_or_404(School, slug=slug)
    asked = request.POST if request.method == "POST" else request.GET
    try:
        return HttpResponseRedirect(launching.to_the_vle(school, asked.dict()))
    except launching.Refused as why:
        return _refused(request, school, why)


@csrf_exempt  # The VLE's form; its signature stands in.
@never_cache
@require_POST
def launch(request: HttpRequest, slug: str) -> HttpResponse:
    school = get_object_or_404(School, slug=slug)
    try:
        arrived = launching.arrive(school, request.POST.dict(), at=clock.now())
        return _choose(request, arrived) if arrived.chooses else _open(request, arrived)
    except launching.NotYet as not_yet:
        page = render(request, "lti/not_yet.html", {"number": not_yet.number}, status=403)
        return framed(page, not_yet.platform.origins())
    except launching.Refused as why:
        return _refused(request, school, why)


def _open(request: HttpRequest, arrived: launching.Launch) -> HttpResponse:
    school, person = arrived.platform.school, arrived.person
    found = showing.behind(arrived.target, school, person)
    if found.report:
        page = render(request, "lti/report.html", {
            "report": found.report, "edition": found.report.edition, "parts": showing.read(found.report),
            "authors": showing.authors_of(found.report),
            "address": found.report.get_absolute_url(),
        })  # fmt: skip
    elif found.group:
        page = render(request, "lti/group.html", {
            "group": found.group, "schools": found.group.schools.order_by("name"),
            "address": found.group.get_absolute_url(),
        })  # fmt: skip
    elif found.booklet:
        page = render(request, "lti/booklet.html", {
            "booklet": found.booklet, "address": found.booklet.get_absolute_url(),
        })  # fmt: skip
    else:
        page = render(request, "lti/elsewhere.html", {"address": arrived.target, "school": school, "person": person})
    return framed(page, arrived.origins())


def _choose(request: HttpRequest, arrived: launching.Launch) -> HttpResponse:
    school, person = arrived.platform.school, arrived.person
    said = showing.choices(school, person) | {"token": choosing.remember(arrived), "school": school, "person": person}
    return framed(render(request, "lti/choose.html", said), arrived.origins())


@csrf_exempt  # In a frame no cookie comes; the signed list from which something was chosen stands in.
@never_cache
@require_POST
def chosen(request: HttpRequest, slug: str) -> HttpResponse:
    """What was chosen, once more in words, with the button that gives it to the VLE."""
    school = get_object_or_404(School, slug=slug)
    try:
        held, platform, person = choosing.remembered(slug, request.POST.get("token", ""))
        title, text, address = _named(platform, person, request.POST.get("choice", ""))
    except launching.Refused as why:
        return _refused(request, school, why)
    signed = choosing.answer(
        held, platform, Key.objects.ours(at=clock.now()), title=title, text=text, address=address
    )  # fmt: skip
    page = render(request, "lti/chosen.html", {"title": title, "back": held["back"], "signed": signed,
                                               "platform": platform})  # fmt: skip
    return framed(page, held["origins"], sends_to=origin(held["back"]))


def _named(platform: Platform, person: Person | None, choice: str) -> tuple[str, str, str]:
    """Asked again what they may read: a list may be half an hour old."""
    lists = showing.choices(platform.school, person)
    for report in lists["reports"]:
        if choice == f"report-{report.pk}":
            return report.edition.title, _("A report of colleagues"), report.get_absolute_url()
    for group in lists["groups"]:
        if choice == f"group-{group.pk}":
            return group.title, group.question, group.get_absolute_url()
    for booklet in lists["booklets"]:
        if choice == f"booklet-{booklet.pk}":
            return booklet.title, booklet.subtitle, booklet.get_absolute_url()
    raise launching.Refused(_("Choose a report or a group from the list. Open it again from the VLE."))


def _refused(request: HttpRequest, school: School, why: launching.Refused) -> HttpResponse:
    """In words; in a frame of the VLEs that this school set up, and of no other."""
    known = [one for platform in Platform.objects.going().filter(school=school) for one in platform.origins()]
    return framed(render(request, "lti/refused.html", {"why": str(why)}, status=403), known)
