"""How groups were set up, for schools that begin; and how many there were in which year."""

from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpResponse
from django.utils.translation import gettext as _

from collegium.groups.audience import choices_for, reach
from collegium.groups.models import Group
from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.text import as_html
from collegium.kit.web import SignedIn, ensure, show
from collegium.people.models import Person
from collegium.programmes.models import Approach
from collegium.study import forms, policies
from collegium.study.models import Design, NoSuchWay
from collegium.study.prompts import PROMPTS
from collegium.study.views.courses import course_page
from collegium.study.views.finding import find_course, find_design


@login_required
def designs(request: SignedIn) -> HttpResponse:
    """What others did and may be copied; and the years beside each other, of groups whose card one sees."""
    known = Design.objects.visible_to(request.user).standing().select_related("person", "school")
    return show(
        request, "study/designs.html", designs=list(known.order_by("-at", "-pk")[:100]), years=years_of(request.user),
        may_start=request.user.schools_now().exists(),
    )  # fmt: skip


def years_of(person: Person) -> list[tuple[str, int, int]]:
    """Each year's study groups and from how many schools: no figure about people. One query."""
    known = Group.objects.visible_to(person).filter(approach__engine=Approach.Engine.COURSE)
    rows = known.order_by().values("year_starts_on").annotate(
        groups=Count("pk", distinct=True), places=Count("schools", distinct=True)
    )
    found = sorted(rows, key=lambda row: row["year_starts_on"])
    return [(Group(year_starts_on=row["year_starts_on"]).year, row["groups"], row["places"]) for row in found]


@login_required
@acts
def sharing(request: SignedIn, number: int) -> HttpResponse:
    found = find_course(request, number)
    ensure(policies.may_share(request.user, found.group))
    form, at = forms.ShareDesign(request.POST, reaches=choices_for(request.user)), clock.now()
    if not form.is_valid():
        return course_page(request, found, status=422, design_form=form)
    given = reach(form.cleaned_data["reach"], request.user)
    story = form.cleaned_data["story"]
    return once(request, lambda: Design.objects.share(found, person=request.user, story=story, at=at, **given))


def _page(request: SignedIn, found: Design, form: forms.Copy, *, status: int = 200) -> HttpResponse:
    content = found.content
    plan = [(words, content.get("plan", {}).get(prompt, "")) for prompt, words in PROMPTS]
    return show(
        request, "study/design.html", status=status, design=found, form=form, story=as_html(found.story),
        facts=content.get("course", {}), modules=content.get("modules", []), plan=[one for one in plan if one[1]],
        may_copy=policies.may_copy(request.user, found), is_mine=policies.may_withdraw(request.user, found),
    )  # fmt: skip


@login_required
def design(request: SignedIn, number: int) -> HttpResponse:
    found = find_design(request, number)
    form = forms.Copy(schools=request.user.schools_now(), initial={"title": found.title[:120]})
    return _page(request, found, form)


@login_required
@acts
def copying(request: SignedIn, number: int) -> HttpResponse:
    """A group of one's own, set up like that one."""
    found = find_design(request, number)
    ensure(policies.may_copy(request.user, found))
    form, at = forms.Copy(request.POST, schools=request.user.schools_now()), clock.now()
    if form.is_valid():
        try:
            return once(request, lambda: found.start(by=request.user, at=at, **form.cleaned_data))
        except NoSuchWay:
            form.add_error("school", _("This school has no such way of working among its own."))
    return _page(request, found, form, status=422)


@login_required
@acts
def widening(request: SignedIn, number: int) -> HttpResponse:
    found = find_design(request, number)
    ensure(policies.may_withdraw(request.user, found))
    audience, at = request.POST.get("audience", ""), clock.now()
    return once(request, lambda: found.widen(audience, by=request.user, at=at), found)


@login_required
@acts
def withdrawal(request: SignedIn, number: int) -> HttpResponse:
    found = find_design(request, number)
    ensure(policies.may_withdraw(request.user, found))
    at = clock.now()
    return once(request, lambda: found.withdraw(by=request.user, at=at), "study:designs")
