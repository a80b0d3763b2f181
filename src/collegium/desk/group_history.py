"""What happened in a group, for its members: who did what and when, never what was written."""

from itertools import groupby
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Model, Q, QuerySet
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from collegium.conversation.models import Thread
from collegium.enquiry.models import Cycle
from collegium.groups.faces import face
from collegium.groups.models import Group, Membership
from collegium.groups.views.finding import find_own
from collegium.history import words
from collegium.history.models import Entry, EntryQuerySet
from collegium.kit import clock
from collegium.kit.web import SignedIn, show
from collegium.meetings.models import Meeting, Series, Sitting
from collegium.people.models import Person
from collegium.safeguarding.models import Look, Opening
from collegium.scheduling.models import Choosing, Option, Poll, Year

SHOWN = 100
# Who answered, came, promised or declined is not among them: that is each member's, and stands where it belongs.
NOT_TOLD = ("answered", "took back", "agreed to")


@require_GET
@login_required
def history(request: SignedIn, slug: str) -> HttpResponse:
    found = find_own(request, slug)
    page = happened_in(found).latest_first(request.GET.get("before", ""))
    rows = list(page.values_list("pk", "at", "by", "did", "kind")[: SHOWN + 1])
    names = {one.pseudonym: one.name for one in Person.objects.filter(pseudonym__in={row[2] for row in rows})}
    seen = face(found, request.user)
    done = [(at, _who(by, names), words.said(kind, did)) for _pk, at, by, did, kind in rows[:SHOWN]]
    return show(
        request, "desk/group_history.html", group=found, face=seen, tab="about",
        days=[(day, list(deeds)) for day, deeds in groupby(done, key=lambda deed: timezone.localdate(deed[0]))],
        older=rows[SHOWN - 1][0] if len(rows) > SHOWN else None,
    )  # fmt: skip


def happened_in(group: Group) -> EntryQuerySet:
    """About the group, who belongs, its meetings, times, talk and rounds."""
    about = Q(kind=Group._meta.label_lower, thing=group.pk)
    for model, of_group in _parts(group):
        about |= Q(kind=model._meta.label_lower, thing__in=of_group.values("pk"))
    return Entry.objects.filter(about).exclude(did__in=NOT_TOLD)


def _parts(group: Group) -> list[tuple[type[Model], QuerySet[Any]]]:
    opened = Opening.objects.told(clock.now()).filter(group=group)
    return [
        (Membership, Membership.objects.filter(group=group)),
        (Series, Series.objects.filter(group=group)),
        (Meeting, Meeting.objects.filter(group=group)),
        (Sitting, Sitting.objects.filter(meeting__group=group)),
        (Poll, Poll.objects.filter(group=group)),
        (Option, Option.objects.filter(poll__group=group)),
        (Choosing, Choosing.objects.filter(group=group)),
        (Year, Year.objects.filter(choosing__group=group)),
        (Thread, Thread.objects.filter(group=group)),
        (Cycle, Cycle.objects.filter(group=group)),
        (Opening, opened),
        (Look, Look.objects.filter(opening__in=opened)),
    ]


def _who(by: Any, names: dict[Any, str]) -> str:
    """Nobody: the program itself. Whose account was deleted has no name any more."""
    return "Collegium" if by is None else names.get(by) or _("A former member")
