"""A school's way from nothing to groups that were shared: what is done, and the one thing to do next."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from collegium.desk.standing import KINDS, Standing
from collegium.desk.today import Lead
from collegium.forming.models import Formation
from collegium.groups.models import Group
from collegium.people.models import Appointment, School, Term
from collegium.programmes.models import Answer, Programme, Slot, Theme

# Head, deputy and office: so many are typed in by hand before a staff list is brought.
FEW = 4


@dataclass(frozen=True)
class Step:
    """One step, ticked by what is there. Without an address somebody else sees to it."""

    title: str
    about: str
    done: bool
    does: str = ""
    url: str = ""


@dataclass(frozen=True)
class Beginnings:
    """The first steps of a school, in their order. Each can wait, and each can be undone."""

    school: School
    steps: list[Step]

    @property
    def next(self) -> Step | None:
        """The first that is not done, of those that whoever looks may do."""
        return next((step for step in self.steps if step.url and not step.done), None)


def beginnings(stands: Standing, lead: Lead | None) -> Beginnings | None:
    """Nothing once the school has groups of a programme, or where somebody else sees to what is left."""
    led, kept = stands.school_of(KINDS.CPD_LEAD), stands.school_of(KINDS.ACCOUNTS)
    school = led or kept
    if school is None or Group.objects.filter(programme__school=school).exists():
        return None
    steps = list(_about_school(school, may_import=school == kept))
    if led:
        steps += _about_programme(school, lead)
    found = Beginnings(school, steps)
    return found if found.next else None


def _about_school(school: School, *, may_import: bool) -> Iterator[Step]:
    yield Step(
        _("The staff list"),
        _("One file from the office is enough.") if may_import else _("Whoever keeps the accounts brings it."),
        done=Appointment.objects.current().filter(school=school).count() > FEW,
        does=_("Bring the staff list"), url=reverse("people:imports", args=[school.slug]) if may_import else "",
    )  # fmt: skip
    yield Step(
        _("Terms and holidays"), _("So that no meeting falls into a day off."),
        done=Term.objects.filter(year__school=school).exists(),
        does=_("Enter the terms"), url=reverse("people:calendar", args=[school.slug]),
    )  # fmt: skip


def _about_programme(school: School, lead: Lead | None) -> Iterator[Step]:
    """A draft is its lead's alone, so these are theirs too."""
    programme = _newest(school)
    yield Step(
        _("This year’s programme"), _("A way of working, and what it is for. Only you see it until you open it."),
        done=programme is not None, does=_("Begin a programme"), url=reverse("programmes:new"),
    )  # fmt: skip
    yield _offers(programme)
    yield _wishes(programme, lead)
    yield Step(
        _("Groups"), _("A plan from the wishes, with reasons. Only you see it."),
        done=bool(programme and programme.has_plan),  # type: ignore[attr-defined]
        does=_("Form groups"), url=_of(programme, "forming:programme"),
    )  # fmt: skip
    yield Step(
        _("Shared with staff"), _("From then on everybody sees their group and its first meeting."),
        done=False, does=_("Look at the plan"), url=_of(programme, "forming:programme"),
    )  # fmt: skip


def _newest(school: School) -> Programme | None:
    def there(of: QuerySet[Any]) -> Exists:
        return Exists(of.filter(programme=OuterRef("pk")))

    return (
        Programme.objects.filter(school=school)
        .annotate(
            has_themes=there(Theme.objects.all()),
            has_times=there(Slot.objects.all()),
            has_answers=there(Answer.objects.all()),
            has_plan=there(Formation.objects.filter(finished_at__isnull=False, failure=[])),
        )
        .order_by("-year_starts_on", "-pk")
        .first()
    )


def _offers(programme: Programme | None) -> Step:
    themes, times = (programme.has_themes, programme.has_times) if programme else (False, False)  # type: ignore[attr-defined]
    return Step(
        _("Themes and times"), _("What staff choose from, and when groups meet."),
        done=themes and times, does=_("Give times") if themes else _("Name themes"),
        url=_of(programme, "programmes:setup", "times" if themes else "themes"),
    )  # fmt: skip


def _wishes(programme: Programme | None, lead: Lead | None) -> Step:
    to = _of(programme, "programmes:desk")
    if lead and lead.step == "collecting" and lead.programme == programme:
        day = date_format(lead.programme.wishes_until, "j F") if lead.programme.wishes_until else ""
        said = {"answered": lead.answered, "asked": lead.asked, "day": day}
        about = _("%(answered)s of %(asked)s have said what they would like; open until %(day)s.") % said
        return Step(_("Wishes"), about, done=False, does=_("See who has answered"), url=to)
    return Step(
        _("Wishes"), _("Ask staff, or bring a file with what they said."),
        done=bool(programme and programme.has_answers),  # type: ignore[attr-defined]
        does=_("Collect wishes"), url=to,
    )  # fmt: skip


def _of(programme: Programme | None, name: str, *more: str) -> str:
    return reverse(name, args=[programme.pk, *more]) if programme else ""
