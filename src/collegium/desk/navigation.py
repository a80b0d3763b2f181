"""The same few words at the side of every page, and at the foot of a phone's."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from collegium.desk.standing import KINDS, Standing, standing
from collegium.groups.models import Decision
from collegium.kit import languages
from collegium.kit.asking import written_once
from collegium.kit.web import address
from collegium.people.models import Person


@dataclass(frozen=True)
class Entry:
    label: str
    url: str
    icon: str
    is_current: bool = False
    count: int = 0


@dataclass(frozen=True)
class Section:
    title: str
    entries: list[Entry] = field(default_factory=list)


def waiting_for(request: HttpRequest) -> list[Decision]:
    """What waits for this person's word: the list on Today and My groups, and its length beside the menu."""
    if not hasattr(request, "_waiting"):
        person: Any = request.user
        request._waiting = _decisions(person) if standing(request).decisions else []  # type: ignore[attr-defined]
    waiting: list[Decision] = request._waiting  # type: ignore[attr-defined]
    return waiting


@written_once
def _decisions(person: Person) -> QuerySet[Decision]:
    return Decision.objects.waiting_for(person).with_all().order_by("due_at", "pk")


def around_every_page(request: HttpRequest) -> dict[str, Any]:
    """Context for the frame of every page. Worked out only by a page that shows it."""
    # A request under a name that is not ours is refused before it is asked who comes.
    known = hasattr(request, "user") and request.user.is_authenticated
    return {
        "demo": settings.DEMO,
        "language": languages.current(),
        "request_id": getattr(request, "id", ""),
        "navigation": SimpleLazyObject(lambda: navigation(request)) if known else [],
        "me": SimpleLazyObject(lambda: me(request)) if known else None,
    }


def me(request: HttpRequest) -> dict[str, str]:
    person: Any = request.user
    return {
        "name": person.name,
        "place": standing(request).place,
        "url": reverse("people:me"),
    }


def navigation(request: HttpRequest) -> list[Section]:
    """What everybody comes for, what belongs to the whole school, and under Leading what one's duties need."""
    stands = standing(request)
    waiting = standing(request).decisions
    own = [
        entry(request, _("Today"), "desk:today", "today"),
        entry(request, _("My groups"), "groups:mine", "groups", count=waiting),
        entry(request, _("Visits"), "visits:mine", "visits"),
        entry(request, _("Ideas"), "enquiry:ideas", "ideas"),
        entry(request, _("Community"), "community:posts", "talk"),
        entry(request, _("Library"), "library:works", "library"),
        entry(request, _("Calendar"), "calendar:mine", "calendar"),
        entry(request, _("Find"), "desk:find", "search"),
        entry(request, _("Guides"), "programmes:guides", "info"),
    ]
    leading = []
    if stands.leads_programme:
        leading.append(entry(request, _("Programme desk"), "programmes:desk", "flag", args=[stands.leads_programme]))
    if school := stands.school_of(KINDS.ACCOUNTS, KINDS.CPD_LEAD):
        leading.append(entry(request, _("Staff"), "people:staff", "people", args=[school.slug]))
        leading.append(entry(request, _("School year"), "people:calendar", "school", args=[school.slug]))
        leading.append(entry(request, _("School day"), "visits:day", "clock", args=[school.slug]))
    leading += about_visits_and_impact(request, stands)
    if stands.holds(KINDS.ACCOUNTS):
        leading.append(entry(request, _("Letters"), "mail:outbox", "talk"))
    if stands.keeps_server:
        leading.append(entry(request, _("Server"), "desk:server", "settings"))
    sections = [
        Section("", own),
        Section(_("The school"), of_the_school(request, stands)),
        Section(_("Leading"), leading),
    ]
    return [section for section in sections if section.entries]


def of_the_school(request: HttpRequest, stands: Standing) -> list[Entry]:
    """What belongs to everybody there. Who looks after a network sees its groups."""
    found = []
    if stands.schools or stands.holds(KINDS.NETWORK_LEAD):
        found.append(entry(request, _("All groups"), "groups:directory", "enquiry"))
    if stands.schools:
        found.append(entry(request, _("Programmes"), "programmes:programmes", "programme"))
        found.append(entry(request, _("Learning walks"), "walks:walks", "map-pin"))
        found.append(entry(request, _("Evidence"), "evidence:school", "file", args=[stands.schools[0].slug]))
        found.append(entry(request, _("What we found"), "outcomes:outcomes", "copy"))
    return found


def about_visits_and_impact(request: HttpRequest, stands: Standing) -> list[Entry]:
    """Planning visits, standing in for a visitor; for those above how many there were, and what was shared."""
    found = []
    if stands.leads_programme:
        found.append(entry(request, _("Plan visits"), "visits:programme", "visits", args=[stands.leads_programme]))
    if school := stands.school_of(KINDS.COVER):
        found.append(entry(request, _("Cover"), "visits:cover", "people", args=[school.slug]))
    if school := stands.school_of(KINDS.LEADERSHIP, KINDS.CPD_LEAD):
        found.append(entry(request, _("Visits held"), "visits:figures", "visits", args=[school.slug]))
        found.append(entry(request, _("Impact"), "impact:overview", "impact", args=[school.slug]))
        found.append(entry(request, _("Proposals"), "outcomes:queue", "proposals"))
    elif stands.holds(KINDS.NETWORK_LEAD):
        found.append(entry(request, _("Impact"), "impact:networks", "impact"))
    return found


def entry(
    request: HttpRequest, label: str, name: str, icon: str, *, count: int = 0, args: Sequence[object] = ()
) -> Entry:
    """A word of the menu; the one whose page this is, is marked."""
    match = request.resolver_match
    shown = getattr(request, "shown_under", match.view_name if match else "")
    return Entry(label, address(name, *args), icon, PLACES.get(shown, shown) == name, count)


# Pages that belong to a word of the menu without being its own.
BELOW = {
    "groups:mine": (
        "desk:group", "desk:group-history", "desk:everything-of-group",
        "desk:guides", "desk:guide", "desk:begin", "desk:invitation",
        "groups:new", "groups:start", "groups:members", "groups:about", "groups:inviting",
        "groups:invitations", "groups:words", "groups:rule", "groups:seats", "groups:conclusion",
        "groups:decisions", "groups:decision", "groups:word", "groups:asking", "groups:ending", "groups:setting-up",
        "groups:answering", "groups:agreement", "groups:change", "groups:changing", "desk:catching-up",
        "scheduling:times", "scheduling:poll", "scheduling:year", "scheduling:choosing", "scheduling:move",
        "meetings:series", "meetings:meeting", "meetings:agenda", "meetings:item", "meetings:live",
        "meetings:minutes", "meetings:afterwards", "meetings:joining", "meetings:practicalities", "meetings:food",
        "meetings:promise", "conversation:talk", "conversation:thread", "conversation:new", "conversation:post",
        "enquiry:heard",
        "enquiry:group", "enquiry:cycle", "enquiry:promising", "library:shelf", "reading:group",
        "reading:reading", "reading:section", "reading:laying-out", "reading:words",
        "study:group", "study:course", "study:laying-out", "study:planning", "study:modules", "study:plan",
        "surveys:group", "surveys:survey", "surveys:account", "surveys:class", "surveys:typing",
        "surveys:looking-through", "surveys:answers", "surveys:drawing", "outcomes:group", "outcomes:proposing",
        "evidence:group", "evidence:new-group-remark", "evidence:group-remarks", "evidence:new-sample",
        "evidence:samples", "years:outlook",
    ),
    "library:works": (
        "study:designs", "study:design", "study:webinars", "study:webinar", "study:mentors", "library:work",
        "library:bringing", "library:wording",
    ),
    "enquiry:ideas": (
        "enquiry:idea", "enquiry:sharing", "enquiry:wording", "enquiry:mine", "enquiry:trying", "enquiry:trial",
        "enquiry:questions", "enquiry:asking", "enquiry:question", "enquiry:reflections", "enquiry:reflecting",
        "enquiry:reflection", "enquiry:shared-reflection",
    ),
    "community:posts": (
        "community:stop", "community:writing", "community:shared", "community:post", "community:author",
        "community:word", "community:following", "community:page", "community:topics", "community:topic",
        "community:rules", "community:chats", "community:chat", "community:new-chat", "community:summary",
        "community:answering", "community:passing-on", "community:reports",
        "bulletins:bulletins", "bulletins:issue", "bulletins:writing",
        "bulletins:slots", "bulletins:starting", "bulletins:keeping", "bulletins:arranging", "teachmeets:teachmeets",
        "teachmeets:new", "teachmeets:announcing", "teachmeets:teachmeet", "teachmeets:signing-up",
        "teachmeets:drawing", "teachmeets:screen", "teachmeets:talk", "teachmeets:words", "teachmeets:files",
    ),
    "visits:mine": (
        "visits:visit", "visits:asking", "visits:asked", "visits:week", "visits:week-keeping", "visits:week-calendar",
        "visits:times", "visits:time", "visits:talk", "visits:notes", "visits:record", "visits:group", "visits:plan",
    ),
    "outcomes:outcomes": (
        "outcomes:report", "outcomes:section", "outcomes:proof", "outcomes:own", "outcomes:policy",
        "outcomes:going-on",
        "booklets:booklets", "booklets:new", "booklets:beginning", "booklets:booklet", "booklets:piece",
        "booklets:desk", "booklets:words", "booklets:wording", "booklets:yes",
        "sharings:sharings", "sharings:new", "sharings:prepared", "sharings:sharing", "sharings:desk",
        "sharings:wording", "sharings:slips", "sharings:part", "sharings:arranging", "sharings:came-of",
        "sharings:year", "sharings:summary",
        "packs:packs", "packs:new", "packs:beginning", "packs:pack", "packs:words", "packs:wording",
        "packs:criterion", "packs:answering", "packs:new-list", "packs:list-beginning", "packs:own-list",
        "packs:adding",
    ),
    "outcomes:queue": ("outcomes:proposal",),
    "programmes:guides": ("programmes:guide",),
    "mail:outbox": ("mail:letter", "mail:test"),
    "desk:server": ("desk:failed-jobs",),
    "evidence:school": (
        "evidence:result", "evidence:kinds", "evidence:new-results", "evidence:results", "evidence:new-remark",
        "evidence:remarks",
    ),
    "walks:walks": (
        "walks:walk", "walks:how", "walks:new", "walks:prepared", "walks:wording", "walks:changing",
        "walks:announcement", "walks:draw", "walks:walking", "walks:aspect",
    ),
    "impact:overview": ("impact:new", "impact:comparison", "impact:shared", "impact:taking_part", "impact:networks"),
    "visits:day": ("visits:timetables", "visits:timetable-file", "visits:timetable"),
    "people:staff": (
        "people:sign-on", "people:directory", "people:newcomer", "people:imports", "people:import", "people:person",
        "people:slips", "people:former", "people:former-erasure", "people:assessment",
        "lti:platforms", "safeguarding:school", "safeguarding:asked", "safeguarding:opening",
        "safeguarding:reading", "safeguarding:notes", "safeguarding:thread",
    ),
    "people:calendar": ("people:words", "people:calendar-reading", "scheduling:rooms", "scheduling:travel"),
    "programmes:programmes": (
        "programmes:programme", "programmes:wishes", "programmes:approach", "surveys:programme",
    ),
    "programmes:desk": (
        "programmes:setup", "programmes:aspects", "programmes:aspect",
        "programmes:unanswered", "programmes:apart", "programmes:slips", "forming:programme", "forming:adjusting",
        "forming:weighing", "forming:outside",
        "forming:formation", "forming:sharing", "forming:place", "scheduling:programme", "scheduling:programme_year",
        "groups:bringing", "groups:bringing_preview", "years:closing",
    ),
}  # fmt: skip
PLACES = {page: name for name, pages in BELOW.items() for page in pages}
