"""Groups that show their card to the staff, how often they met, and the programmes they belong to.

A group that does not show its card is in no pack, not even as a number. Nothing of what a group said or wrote is.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collegium.groups.models import Group, Membership, RoleHeld
from collegium.meetings.hours import in_hours
from collegium.meetings.models import Meeting
from collegium.packs.looking import PUBLIC, Fact, Look
from collegium.programmes.models import Programme, Theme

YEAR = timedelta(days=365)
# A group of two is a pair.
FEWEST_MEMBERS = 3
# Two terms, as a standard that asks for them counts.
TWO_TERMS = timedelta(weeks=16)


@dataclass
class _Life:
    """What may be told of one group."""

    group: Group
    people: set[int] = field(default_factory=set)
    schools: set[int] = field(default_factory=set)
    dates: list[date] = field(default_factory=list)
    minutes: int = 0


def in_groups(look: Look) -> Iterable[Fact]:
    lives = _lives(look)
    for life in lives:
        yield from _told(life)
    yield from _leading(look, [life.group.pk for life in lives])


def _lives(look: Look) -> list[_Life]:
    shown = Group.objects.filter(
        listed=True, schools=look.school, year_starts_on__gt=look.first - YEAR, year_starts_on__lte=look.last
    )
    lives = {group.pk: _Life(group) for group in look.known(shown).order_by("title", "pk")}
    there = Membership.objects.filter(group__in=lives, joined_on__lte=look.last)
    there = there.filter(Q(left_on=None) | Q(left_on__gt=look.first))
    for number, person, school in there.values_list("group", "person", "school"):
        lives[number].people.add(person)
        lives[number].schools.add(school)
    met = Meeting.objects.filter(group__in=lives, cancelled_at=None, confirmed_at__isnull=False)
    met = met.filter(**look.held("starts_at")).order_by("starts_at")
    for number, starts_at, minutes in met.values_list("group", "starts_at", "minutes"):
        lives[number].dates.append(look.day(starts_at))
        lives[number].minutes += minutes
    return list(lives.values())


def _told(life: _Life) -> Iterable[Fact]:
    group, began = life.group, life.group.year_starts_on
    url = group.get_absolute_url()

    def fact(kind: str, says: str, on: date = began) -> Fact:
        return Fact(kind, str(group.pk), group.title, on, says, url)

    size = len(life.people)
    members = ngettext("%(number)d member", "%(number)d members", size) % {"number": size}
    if size >= FEWEST_MEMBERS:
        yield fact("group", members)
        if len(life.schools) > 1:
            yield fact("beyond", _("%(members)s from %(schools)d schools") % {
                "members": members, "schools": len(life.schools)})  # fmt: skip
    if group.question:
        yield fact("question", group.question)
    if life.dates:
        said = ngettext("met once, %(hours)s hours", "met %(number)d times, %(hours)s hours in all", len(life.dates))
        said %= {"number": len(life.dates), "hours": in_hours(life.minutes)}
        yield fact("meeting", said, life.dates[-1])
        if life.dates[-1] - life.dates[0] >= TWO_TERMS:
            weeks = (life.dates[-1] - life.dates[0]).days // 7
            yield fact("sustained", _("%(said)s, over %(weeks)d weeks") % {"said": said, "weeks": weeks},
                       life.dates[-1])  # fmt: skip


def _leading(look: Look, groups: list[int]) -> Iterable[Fact]:
    held = RoleHeld.objects.filter(
        Q(until_on=None) | Q(until_on__gt=look.first), membership__group__in=groups, role__leads=True,
        from_on__lte=look.last,
    )  # fmt: skip
    found = held.order_by().values("membership__person", "membership__group").distinct()
    people = {one["membership__person"] for one in found}
    if people:
        title = ngettext("One colleague leads a group", "%(number)d colleagues lead a group", len(people))
        yield Fact("leading", str(look.school.pk), title % {"number": len(people)}, look.last,
                   url=reverse("groups:directory"))  # fmt: skip


def in_programmes(look: Look) -> Iterable[Fact]:
    """What the leadership itself gave to staff: its own words, to be told to whom it likes."""
    opened = Programme.objects.opened().filter(
        school=look.school, year_starts_on__gt=look.first - YEAR, year_starts_on__lte=look.last
    )
    for one in look.known(opened).order_by("pk"):
        yield Fact("programme", str(one.pk), one.title, one.year_starts_on, _shortened(one.vision),
                   one.get_absolute_url(), PUBLIC)  # fmt: skip
    themes = Theme.objects.filter(programme__in=opened, priority__isnull=False)
    for theme in look.known(themes).select_related("programme", "priority").order_by("order", "pk"):
        said = _("answers the priority “%(priority)s”") % {"priority": theme.priority}
        yield Fact("priority", str(theme.pk), theme.title, theme.programme.year_starts_on, said,
                   theme.programme.get_absolute_url(), PUBLIC)  # fmt: skip


def _shortened(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 240 else plain[:239].rstrip() + "…"


SOURCES = (in_groups, in_programmes)
