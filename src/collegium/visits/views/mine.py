"""One's own visits: what waits, what comes, what was; and asking a colleague in."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpResponse
from django.utils.translation import gettext as _

from collegium.groups.models import Group, Membership
from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.people.alphabet import by_first_name
from collegium.people.models import Person
from collegium.visits import forms, offering
from collegium.visits.models import CapReached, Clash, Period, Record, Rules, Timetable, Visit, When, had
from collegium.visits.showing import RELATED, rows_of

SHOWN = 30


@login_required
def mine(request: SignedIn) -> HttpResponse:
    """What waits for one's word, what comes, and what is to be done after a visit."""
    me, at = request.user, clock.now()
    visits = Visit.objects.of(me).select_related(*RELATED)
    coming = rows_of(visits.upcoming(at).order_by("starts_at", "pk"), me, at=at)
    past = list(visits.held(at).order_by("-starts_at", "-pk")[:SHOWN])
    records = {record.visit_id: record for record in Record.objects.visible_to(me).filter(visit__in=past)}
    schools = list(me.schools_now().order_by("name"))
    return show(
        request,
        "visits/mine.html",
        waiting=[row for row in coming if row.waits],
        asked=[row for row in coming if not row.waits and not row.visit.is_agreed],
        coming=[row for row in coming if row.visit.is_agreed],
        past=[(row, records.get(row.visit.pk)) for row in rows_of(past, me, at=at)],
        shown_to_me=_shown_to(me),
        groups=Group.objects.of_member(me).going().order_by("title", "pk"),
        schools=schools,
        has_timetable=Timetable.objects.filter(person=me).exists(),
        has_periods=Period.objects.filter(school__in=schools).exists(),
        had=len(had(me, schools[0], clock.day_of(at), at=at)) if schools else 0,
        most=Rules.objects.of(None).most_visits,
    )


def _shown_to(me: Person) -> list[Record]:
    """Records of others that both of them let this person read."""
    others = Record.objects.visible_to(me).exclude(Q(visit__visitor=me) | Q(visit__visited=me))
    related = ("visit__visited", "visit__visitor", "visit__school")
    return list(others.select_related(*related).order_by("-given_at", "-pk"))


@login_required
def asking(request: SignedIn) -> HttpResponse:
    """Come and see my Year 8 on Tuesday, period 3, and look at …"""
    return _show(request, _form(request))


@acts
@login_required
def asked(request: SignedIn) -> HttpResponse:
    """Put it to the colleague. Whoever asks has said yes; the other is asked."""
    form = _form(request, request.POST)
    if not form.is_valid():
        return _show(request, form, status=422)
    said, me, at = form.cleaned_data, request.user, clock.now()
    school, visitor = form.school, said["visitor"]
    assert school is not None
    group = shared_group(me, visitor)
    rules = Rules.objects.of(group.programme if group else None)
    when: When = said["when"]
    when = offering.with_both(when.starts_at, visitor, me, school, rules) or when
    when = when._replace(class_name=said["class_name"] or when.class_name)
    try:
        response = once(
            request,
            lambda: Visit.objects.arrange(
                visitor, me, when, school=school, by=me, at=at, group=group, focus=said["focus"]
            ),
        )
    except CapReached:
        form.add_error(None, _("You have been visited as often this year as your school has agreed on."))
        return _show(request, form, status=422)
    except Clash:
        form.add_error(None, _("One of you two is in another visit then. Choose another time."))
        return _show(request, form, status=422)
    messages.success(request, _("%(name)s has been asked. Nobody else hears of it.") % {"name": visitor.first_name})
    return response


def shared_group(one: Person, other: Person) -> Group | None:
    """The group that both belong to: a visit within it is one of its visits. Of several, a programme's first."""
    both = Group.objects.of_member(one).going() & Group.objects.of_member(other).going()
    return both.select_related("programme").order_by("programme", "pk").first()


def colleagues_of(me: Person) -> Any:
    """Whom one may ask: the staff of one's schools, and the members of one's groups."""
    fellows = Membership.objects.current().filter(group__in=Group.objects.of_member(me)).values("person")
    return (
        Person.objects.filter(Q(pk__in=Person.objects.visible_to(me).values("pk")) | Q(pk__in=fellows))
        .exclude(pk=me.pk)
        .order_by(*by_first_name(), "pk")
    )


def _form(request: SignedIn, data: Any = None) -> forms.Ask:
    """The lessons of the next weeks at the first of one's schools that has a day."""
    schools = list(request.user.schools_now().order_by("name"))
    ensure(bool(schools))
    today = clock.today(schools[0].timezone)
    lessons: list[tuple[date, When]] = []
    school = schools[0]
    for one in schools:
        if not lessons:
            lessons = offering.lessons_of(request.user, one, today=today)
            school = one if lessons else school
    start = request.GET.get("colleague", "")
    return forms.Ask(
        data, offers=[when for _day, when in lessons], school=school, today=today,
        colleagues=colleagues_of(request.user), initial={"visitor": start if start.isdecimal() else None},
    )  # fmt: skip


def _show(request: SignedIn, form: forms.Ask, *, status: int = 200) -> HttpResponse:
    by_day: dict[date, list[tuple[str, When]]] = {}
    for value, when in form.offers.items():
        by_day.setdefault(when.starts_at.date(), []).append((value, when))
    return show(
        request, "visits/asking.html", status=status, form=form, days=list(by_day.items()),
        chosen=form.data.get("offer", ""), own=not by_day or bool(form.data.get("day")),
    )  # fmt: skip

