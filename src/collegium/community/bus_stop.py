"""One page for the two minutes at the bus stop: who used your idea, two new ones, the week's topic, share, ask."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from collegium.community.models import Topic
from collegium.enquiry import showing
from collegium.enquiry.models import Idea, Trial
from collegium.groups.models import Group
from collegium.meetings.models import Promise
from collegium.people.models import Person

TWO = 2


@dataclass(frozen=True)
class Stop:
    """Everything on the page, and nothing more: it fits a phone without scrolling."""

    local: datetime
    greeting: str
    used: showing.Used | None
    waits: showing.Waits | None
    ideas: list[Idea]
    topic: Topic | None


def stop(person: Person, at: datetime) -> Stop:
    """As many queries as there are things on it."""
    zone = person.timezone or person.schools_now().values_list("timezone", flat=True).first() or settings.TIME_ZONE
    local = at.astimezone(ZoneInfo(zone))
    used = showing.echoes_for(person, local)
    waits = showing.waits_for(person)
    return Stop(
        local, _greeting(person, local), used[0] if used else None, waits[0] if waits else None,
        showing.ideas_for(person)[:TWO], Topic.objects.of_week(local.date()),
    )  # fmt: skip


def _greeting(person: Person, local: datetime) -> str:
    name = {"name": person.first_name}
    if local.hour < 12:
        return _("Good morning, %(name)s") % name
    return _("Good afternoon, %(name)s") % name if local.hour < 18 else _("Good evening, %(name)s") % name


def take_up(idea: Idea, person: Person, *, at: datetime) -> Promise | Trial:
    """One tap: promised to the one group that one has; with several, or none, a plan of one's own."""
    groups = list(Group.objects.of_member(person).going().order_by("pk")[:TWO])
    return idea.take_up(person, at=at, group=groups[0] if len(groups) == 1 else None)
