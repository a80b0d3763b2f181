"""The first door of every page, and the second of those on which a report is written."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from collegium.groups.models import Group
from collegium.kit.web import SignedIn, ensure
from collegium.outcomes import policies
from collegium.outcomes.models import Brought, Picture, Proposal, Report, Section
from collegium.people.models import Person
from collegium.programmes.models import Aspect, Theme


def find(request: SignedIn, number: int) -> Report:
    known = Report.objects.visible_to(request.user).select_related("group", "edition")
    return get_object_or_404(known, pk=number)


def find_own(request: SignedIn, number: int) -> Report:
    """One that this person may write in: of others no more than that it is not theirs to write."""
    found = find(request, number)
    ensure(policies.may_write(request.user, found))
    return found


def find_part(request: SignedIn, number: int, of: "type[Section | Picture | Brought]") -> Any:
    """A heading, a picture or a paragraph of a report that this person may know of and may write in."""
    way = "report" if of is Section else "section__report"
    known: QuerySet[Any] = of._default_manager.filter(**{f"{way}__in": Report.objects.visible_to(request.user)})
    found: Any = get_object_or_404(known.select_related(f"{way}__group"), pk=number)
    ensure(policies.may_write(request.user, report_of(found)))
    return found


def report_of(part: Any) -> Report:
    found: Report = part.report if isinstance(part, Section) else part.section.report
    return found


def find_own_group(request: SignedIn, slug: str) -> Group:
    """A group whose space this person may enter: its card alone is refused, an unknown one is not there."""
    known = Group.objects.visible_to(request.user).select_related("approach", "theme", "conclusion")
    group = get_object_or_404(known, slug=slug)
    ensure(policies.may_begin(request.user, group))
    return group


def find_proposal(request: SignedIn, number: int) -> Proposal:
    known = Proposal.objects.visible_to(request.user).select_related("group", "school", "person", "report__edition")
    return get_object_or_404(known, pk=number)


def themes_for(report: Report, person: Person) -> QuerySet[Theme]:
    """Of the programmes this writer may know of, and those that stand above the report already."""
    known = Theme.objects.visible_to(person).filter(is_induction=False)
    both = Theme.objects.filter(pk__in=[*known.values_list("pk", flat=True), *_numbers(report.themes)])
    return both.filter(is_induction=False).order_by("-programme__year_starts_on", "title")


def aspects_for(report: Report, person: Person) -> QuerySet[Aspect]:
    known = Aspect.objects.in_use().filter(school__in=report.schools.all()).values_list("pk", flat=True)
    return Aspect.objects.filter(pk__in=[*known, *_numbers(report.aspects)]).in_order()


def _numbers(things: Any) -> list[int]:
    return list(things.values_list("pk", flat=True))


def number_in(request: HttpRequest, name: str) -> int | None:
    """A number from the address, or none."""
    said = request.GET.get(name, "") if request.method == "GET" else request.POST.get(name, "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 18 else None
