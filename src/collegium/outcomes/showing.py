"""What pages say of reports and proposals, in whole sentences."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from collegium.groups.models import Group
from collegium.kit.listing import listed
from collegium.outcomes.models import Author, Policy, Proposal, Reach, Report
from collegium.people.models import Person


def readers(report: Report, reach: str) -> str:
    """Who reads it if it is shared so."""
    schools = listed(school.name for school in report.schools.order_by("name"))
    words = {
        Reach.GROUP: report.group.title if report.group else "",
        Reach.SCHOOL: _("everyone at %(schools)s") % {"schools": schools},
        Reach.NETWORK: _("all schools that %(schools)s works with") % {"schools": schools},
        Reach.PUBLIC: _("everybody, also on the open web"),
    }
    return words[Reach(reach)]


def yes_of(report: Report) -> list[tuple[Author, str]]:
    """Each author, and how they stand to the words as they are now: yes, earlier (to other words), or nothing yet."""
    now = report.print_of() if report.asked_reach else ""
    stands = {"": "", now: "yes"}
    return [(author, stands.get(author.yes_to, "earlier")) for author in report.authors.in_order()]


def outcomes_of(group: Group, person: Person, today: date) -> dict[str, Any]:
    """The four kinds of what a group ended with so far, and its reports."""
    known = Proposal.objects.visible_to(person).filter(group=group)
    return {
        "reports": list(Report.objects.visible_to(person).filter(group=group).order_by("-at", "-pk")),
        "proposals": [(one, one.is_overdue(today)) for one in known.order_by("-at", "-pk")],
        "policies": list(Policy.objects.visible_to(person).filter(proposal__group=group).order_by("-at", "-pk")),
    }
