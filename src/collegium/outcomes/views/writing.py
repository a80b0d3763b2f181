"""A report in the making: a sheet of headings, each written on a page of its own, begun from what is there."""

from collections.abc import Collection
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.outcomes import forms, policies
from collegium.outcomes.gathering import Found, gather
from collegium.outcomes.models import Brought, Clash, Picture, Report, Section, TooLong
from collegium.outcomes.showing import readers, yes_of
from collegium.outcomes.views.finding import aspects_for, find_own, find_own_group, find_part, themes_for
from collegium.people.alphabet import by_surname
from collegium.people.models import Person
from collegium.people.models.year import year_starting


def sheet_of(report: Report) -> str:
    return reverse("outcomes:sheet", args=[report.pk])


def there_for(report: Report) -> str:
    return reverse("outcomes:there", args=[report.pk])


@login_required
@acts
def beginning(request: SignedIn, slug: str) -> HttpResponse:
    """A group's report, under its question or its name; then what is there already is offered."""
    group, at = find_own_group(request, slug), clock.now()
    year = group.year_starts_on
    return once(
        request, lambda: Report.objects.begin(group.title, by=request.user, at=at, year_starts_on=year, group=group),
        there_for,
    )  # fmt: skip


@login_required
def own(request: SignedIn) -> HttpResponse:
    """A report of one's own."""
    ensure(policies.may_begin_alone(request.user))
    return show(request, "outcomes/own.html", form=forms.Title())


@login_required
@acts
def beginning_alone(request: SignedIn) -> HttpResponse:
    ensure(policies.may_begin_alone(request.user))
    form, at = forms.Title(request.POST), clock.now()
    if not form.is_valid():
        return show(request, "outcomes/own.html", status=422, form=form)
    school = request.user.schools_now().order_by("pk")[0]
    year = year_starting(clock.today(school.timezone))
    return once(request, lambda: Report.objects.begin(
        form.cleaned_data["title"], by=request.user, at=at, year_starts_on=year, school=school),
        there_for)  # fmt: skip


@login_required
def sheet(request: SignedIn, number: int) -> HttpResponse:
    """Every heading with its words, the authors with their yes, and the one thing to do next."""
    return sheet_page(request, find_own(request, number))


def sheet_page(request: SignedIn, report: Report, *, status: int = 200, **bound: Any) -> HttpResponse:
    me, missing, yes = request.user, report.missing(), yes_of(report)
    sections = report.sections.order_by("place", "pk").select_related("by").prefetch_related("pictures", "brought")
    quoted = Brought.objects.filter(section__report=report, person__isnull=False).values_list("person", flat=True)
    wider = [(reach, readers(report, reach)) for reach in report.wider()]
    first = wider[0][0] if wider else ""
    context = {
        "about": forms.About(themes=themes_for(report, me), aspects=aspects_for(report, me), initial={
            "title": report.title, "themes": report.themes.all(), "aspects": report.aspects.all()}),
        "heading": forms.Heading(), "colleague": forms.Colleague(people=could_be_named(report, me)),
        "asking": forms.Asking(choices=wider, initial={"reach": report.asked_reach or first}),
    }  # fmt: skip
    return show(
        request, "outcomes/sheet.html", status=status, report=report, sections=list(sections), missing=missing,
        authors=yes, quoted=set(quoted),
        asked=readers(report, report.asked_reach) if report.asked_reach else "",
        waits_for_me=any(one.person_id == me.pk and stands != "yes" for one, stands in yes), **(context | bound),
    )  # fmt: skip


def could_be_named(report: Report, person: Person) -> Any:
    """Of a group its members, of one's own report one's colleagues; who is an author already is not asked twice."""
    known = (
        Person.objects.filter(memberships__in=report.group.memberships.current())
        if report.group else Person.objects.on_staff_of(person.schools_now())
    )  # fmt: skip
    others = known.exclude(pk__in=report.authors.values("person"))
    return Person.objects.filter(pk__in=others.values("pk")).order_by(*by_surname(), "pk")


@login_required
def there(request: SignedIn, number: int) -> HttpResponse:
    """What is there already, under the headings it fits."""
    report = find_own(request, number)
    return there_page(request, report, gather(report, request.user))


def there_page(
    request: SignedIn, report: Report, found: list[Found], *, ticked: Collection[str] = (), status: int = 200
) -> HttpResponse:
    headings = [
        (section, [one for one in found if one.heading == section.kind])
        for section in report.sections.order_by("place", "pk")
    ]
    return show(
        request, "outcomes/there.html", status=status, report=report, ticked=ticked,
        headings=[pair for pair in headings if pair[1]],
    )  # fmt: skip


@login_required
@acts
def bringing(request: SignedIn, number: int) -> HttpResponse:
    """What was ticked, each under its heading. Whose words it is becomes an author, and is asked."""
    report, at = find_own(request, number), clock.now()
    ticked = set(request.POST.getlist("found")[:200])
    found = gather(report, request.user)
    chosen = [one for one in found if one.key in ticked]
    sections = {section.kind: section for section in report.sections.order_by("-place", "-pk")}

    def bring() -> None:
        for one in chosen[::-1]:
            if section := sections.get(one.heading):
                section.bring(
                    one.kind, one.thing, one.words, about=one.about, url=one.url, person=one.person, by=request.user,
                    at=at,
                )  # fmt: skip

    try:
        return once(request, bring, sheet_of(report))
    except TooLong:
        messages.warning(request, too_long())
        return there_page(request, report, found, ticked=ticked, status=422)


def too_long() -> str:
    return _("Together with what others wrote it is more than 20,000 characters. Shorten it.")


@login_required
def section(request: SignedIn, number: int) -> HttpResponse:
    return section_page(request, find_part(request, number, Section))


def section_page(request: SignedIn, found: Section, *, status: int = 200, **bound: Any) -> HttpResponse:
    form = forms.Words(initial=beginning_from(found))
    context: dict[str, Any] = {"form": form, "picture": forms.Picture(), "theirs": None}
    return show(
        request, "outcomes/section.html", status=status, section=found, report=found.report,
        pictures=found.pictures.in_order().select_related("file"),
        paragraphs=found.brought.select_related("person").order_by("pk"), **(context | bound),
    )  # fmt: skip


def beginning_from(found: Section) -> dict[str, Any]:
    return {"heading": found.heading, "headed": found.heading, "words": found.words, "base": found.words,
            "seen": found.version}  # fmt: skip


@login_required
@acts
def keeping(request: SignedIn, number: int) -> HttpResponse:
    """The words as this writer has them. Two at once: both texts are shown, and nothing is lost."""
    found: Section = find_part(request, number, Section)
    form, at = forms.Words(request.POST), clock.now()
    if not form.is_valid():
        return section_page(request, found, status=422, form=form)
    given = form.cleaned_data
    try:
        return once(request, lambda: found.write(**given, by=request.user, at=at), sheet_of(found.report))
    except Clash as clash:
        theirs = clash.section
        again = beginning_from(theirs) | {"words": given["words"]}
        if given["heading"] != given["headed"]:
            again["heading"] = given["heading"]
        return section_page(request, found, status=409, form=forms.Words(initial=again), theirs=theirs)
    except TooLong:
        form.add_error("words", too_long())
        return section_page(request, found, status=422, form=form)


@login_required
@acts
def showing(request: SignedIn, number: int) -> HttpResponse:
    """A picture under a heading."""
    found: Section = find_part(request, number, Section)
    form, at = forms.Picture(request.POST, request.FILES), clock.now()
    if not form.is_valid():
        return section_page(request, found, status=422, picture=form)
    name, looked = form.cleaned_data["file"]
    describes = form.cleaned_data["describes"]
    return once(request, lambda: found.show(looked, name=name, describes=describes, by=request.user, at=at),
                reverse("outcomes:section", args=[found.pk]))  # fmt: skip


@login_required
@acts
def removing_picture(request: SignedIn, number: int) -> HttpResponse:
    found, at = find_part(request, number, Picture), clock.now()
    return once(request, lambda: found.remove(by=request.user, at=at),
                reverse("outcomes:section", args=[found.section_id]))  # fmt: skip


@login_required
@acts
def letting_go(request: SignedIn, number: int) -> HttpResponse:
    """A paragraph is no longer in it."""
    found, at = find_part(request, number, Brought), clock.now()
    return once(request, lambda: found.let_go(by=request.user, at=at),
                reverse("outcomes:section", args=[found.section_id]))  # fmt: skip


@login_required
@acts
def adding_heading(request: SignedIn, number: int) -> HttpResponse:
    report = find_own(request, number)
    form, at = forms.Heading(request.POST), clock.now()
    if not form.is_valid():
        return sheet_page(request, report, status=422, heading=form)
    return once(request, lambda: report.add_section(form.cleaned_data["heading"], by=request.user, at=at),
                lambda made: reverse("outcomes:section", args=[made.pk]))  # fmt: skip


@login_required
@acts
def removing_heading(request: SignedIn, number: int) -> HttpResponse:
    found, at = find_part(request, number, Section), clock.now()
    if found.is_needed:
        messages.info(request, _("What it was for, and what pupils had of it, stay in every report."))
    return once(request, lambda: found.remove(by=request.user, at=at), sheet_of(found.report))
