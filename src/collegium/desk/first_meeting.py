"""A group's way to its first meeting: what is done, and the one thing to do next."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from collegium.desk.beginnings import Step
from collegium.groups import policies
from collegium.groups.faces import Face
from collegium.groups.models import Group
from collegium.kit import clock
from collegium.kit.listing import listed
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure
from collegium.meetings.models import Attendance, Invited, Meeting
from collegium.meetings.showing import Row
from collegium.people.letters import mail_works
from collegium.programmes.guides import guide_to


@dataclass(frozen=True)
class Way:
    """The steps in their order. Each can wait, and all of it can be put aside."""

    steps: list[Step]

    @property
    def next(self) -> Step | None:
        return next((step for step in self.steps if step.url and not step.done), None)


def way_to_first_meeting(seen: Face, coming: list[Row], there: Mapping[str, Any]) -> Way | None:
    """For whoever looks after the group, until it has met or they put this aside. ``there``: what its home shows."""
    group = seen.group
    has_no_need = group.has_met or _key(group) in seen.person.aside  # type: ignore[attr-defined]
    if has_no_need or not seen.is_going or not seen.i_coordinate:
        return None
    return Way([*_before(seen, coming, there), *_once_there_is_a_date(seen, coming), *_together(seen, there)])


def _before(seen: Face, coming: list[Row], there: Mapping[str, Any]) -> Iterator[Step]:
    slug = seen.group.slug
    if seen.group.approach.smallest > 1:
        yield Step(
            _("Ask colleagues in"), _("Names from the staff list, or an address from another school."),
            done=len(seen.members) > 1, does=_("Invite"), url=reverse("groups:inviting", args=[slug]),
        )  # fmt: skip
    yield _matter(seen.group, there)
    fixed = any(row.meeting.is_confirmed for row in coming)
    about = _("Dates are proposed. Say yes to them, and they are real.") if coming else _("The first date is enough.")
    yield Step(
        _("Agree when you meet"), about, done=fixed, does=_("Say yes") if coming else _("Find dates"),
        url=reverse("meetings:series", args=[slug]),
    )  # fmt: skip


def _matter(group: Group, there: Mapping[str, Any]) -> Step:
    """What the group is about, in the words of its way of working: a question, a book, a course."""
    guide, slug = guide_to(group.approach.key), group.slug
    title, about = guide.matter if guide else (_("Ask your question"), _("What would you like to know?"))
    if group.approach.reads_a_text:
        done = there["reads"] is not None and there["reads"].reading is not None
        return Step(title, about, done, _("Choose it"), reverse("reading:group", args=[slug]))
    if group.approach.follows_a_course:
        done = there["studies"] is not None and there["studies"].course is not None
        return Step(title, about, done, _("Choose it"), reverse("study:group", args=[slug]))
    return Step(title, about, bool(group.question), _("Write it"), reverse("groups:about", args=[slug]))


def _once_there_is_a_date(seen: Face, coming: list[Row]) -> Iterator[Step]:
    first = next((row.meeting for row in coming if row.meeting.is_confirmed), None)
    yield Step(
        _("The first agenda"), _("Your way of working brings one. Look through it, and change what does not fit."),
        done=first is not None, url=reverse("meetings:agenda", args=[first.pk]) if first else "",
    )  # fmt: skip
    yield _told(seen, first)


def _told(seen: Face, first: Meeting | None) -> Step:
    """Invitations go out by themselves; whoever cannot get one is named, so that somebody tells them."""
    if first is None:
        about = _("Invitations go out by themselves with the first date.")
        return Step(_("Everybody knows of it"), about if mail_works() else _no_letter(), done=False)
    if not mail_works():
        said = Attendance.objects.filter(meeting=first).values_list("person", flat=True)
        unsure = {one.person_id for one in seen.members} - set(said) - {seen.person.pk}
        return Step(_("Everybody knows of it"), _no_letter(), done=not unsure, does=_("See the meeting"),
                    url=first.get_absolute_url() if unsure else "")  # fmt: skip
    invited = set(Invited.objects.filter(meeting=first, cancelled=False).values_list("person", flat=True))
    others = [one.person for one in seen.members if one.person_id not in invited]
    silent = [one.first_name for one in others if not one.email]
    if silent:
        about = _("No letter reaches %(names)s. Tell them yourself.") % {"names": listed(silent)}
    elif others:
        about = _("Invitations are on their way.")
    else:
        about = _("Each of you has an invitation with the date.")
    return Step(_("Everybody knows of it"), about, done=not others, url=first.get_absolute_url() if others else "",
                does=_("See the meeting"))  # fmt: skip


def _no_letter() -> str:
    return _("No letter goes out until mail works here. Tell them yourself; whoever signs in sees the date.")


def _together(seen: Face, there: Mapping[str, Any]) -> Iterator[Step]:
    if seen.group.approach.smallest > 1:
        yield Step(
            _("Set up your group together"),
            _("Nine questions on the projector and on phones; they become your agreement."),
            done=there["has_agreement"], does=_("Go on with it") if there["making"] else _("Set it up"),
            url=reverse("groups:setting-up", args=[seen.group.slug]),
        )  # fmt: skip


def _key(group: Group) -> str:
    return f"first-meeting-{group.pk}"


@login_required
@acts
def aside(request: SignedIn, slug: str) -> HttpResponse:
    """Who knows the way need not see it. The others of the group see it still."""
    group = get_object_or_404(Group.objects.visible_to(request.user), slug=slug)
    ensure(policies.belongs(request.user, group))
    return once(request, lambda: request.user.put_aside(_key(group), at=clock.now()), group.get_absolute_url())
