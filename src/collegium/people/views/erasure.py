"""Being forgotten: what would go and what would stay, the wish itself, and calling it off while it waits."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from collegium.kit import clock
from collegium.kit.configuration import read
from collegium.kit.jobs import later
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.people import erasing, jobs, policies, purposes
from collegium.people.alphabet import by_surname
from collegium.people.forms import Erase, EraseFormer
from collegium.people.letters import AccountLetter, put_in
from collegium.people.models import Erasure, Person, School
from collegium.people.models.erasure import last_worked_at
from collegium.people.views.finding import find_school


@require_GET
@login_required
def mine(request: SignedIn) -> HttpResponse:
    """What would go, what would stay, and the form."""
    return _show(request, Erase())


@acts
@login_required
def asking(request: SignedIn) -> HttpResponse:
    ensure(policies.may_be_erased(request.user))
    form = Erase(request.POST)
    if not form.is_valid():
        return _show(request, form, status=422)
    at_once = form.cleaned_data["when"] == Erase.NOW
    response = once(
        request,
        lambda: _ask(request.user, by=request.user, at_once=at_once, with_words=form.words_go),
        lambda erasure: "people:erased" if erasure.is_at_once else "people:erasure",
    )
    if at_once:
        logout(request)
    return response


@acts
@login_required
def calling_off(request: SignedIn, number: int) -> HttpResponse:
    erasure = get_object_or_404(Erasure.objects.open().visible_to(request.user), pk=number)
    ensure(policies.may_call_off(request.user, erasure))
    mine = erasure.person_id == request.user.pk
    to = reverse("people:erasure") if mine or not erasure.school else _former(erasure.school)
    response = once(request, lambda: erasure.call_off(by=request.user, at=clock.now()), lambda _done: to)
    messages.success(request, _("Called off. Nothing has been erased."))
    return response


@require_GET
def done(request: HttpRequest) -> HttpResponse:
    """Where somebody is who has just asked to be forgotten. It says nothing of anybody."""
    return render(request, "people/erased.html")


# By the school, for who has left


@require_GET
@login_required
def former(request: SignedIn, slug: str) -> HttpResponse:
    """Who worked here last and has left: for them the school answers."""
    school = _kept(request, slug)
    open_of = {one.person_id: one for one in Erasure.objects.open().visible_to(request.user)}
    left = last_worked_at(school).order_by(*by_surname(), "pk")
    rows = [(one.name, one.pk, open_of.get(one.pk)) for one in left]
    return show(request, "people/former.html", school=school, rows=rows)


@require_GET
@login_required
def of_former(request: SignedIn, slug: str, person: int) -> HttpResponse:
    school = _kept(request, slug)
    return _show_former(request, school, _find(school, person), EraseFormer())


@acts
@login_required
def asking_for(request: SignedIn, slug: str, person: int) -> HttpResponse:
    school = _kept(request, slug)
    somebody = _find(school, person)
    ensure(policies.may_erase(request.user, somebody, school))
    form = EraseFormer(request.POST)
    if not form.is_valid():
        return _show_former(request, school, somebody, form, status=422)
    return once(
        request,
        lambda: _ask(somebody, by=request.user, with_words=form.words_go, school=school),
        lambda _erasure: _former(school),
    )


def _ask(
    person: Person, *, by: Person, with_words: bool, at_once: bool = False, school: School | None = None
) -> Erasure:
    now = clock.now()
    erasure = Erasure.objects.ask(person, by=by, at=now, at_once=at_once, with_words=with_words, school=school)
    if erasure.is_at_once:
        later(jobs.erase, erasure.pk)
    elif person.email and erasure.at == now:
        put_in(
            AccountLetter(
                to=person.email, subject=_("What Collegium holds about you will be erased"), at=now, person=person,
                text=_("On %(day)s what Collegium holds about you will be erased. If you do not want that, call it "
                       "off before then on the page “Erase me”, or tell your school.")
                % {"day": clock.day_of(erasure.due_at).strftime("%d.%m.%Y")},
            )
        )  # fmt: skip
    return erasure


def _kept(request: SignedIn, slug: str) -> School:
    school = find_school(request, slug)
    ensure(policies.may_keep(request.user, school))
    return school


def _find(school: School, person: int) -> Person:
    return get_object_or_404(last_worked_at(school), pk=person)


def _former(school: School) -> str:
    return reverse("people:former", args=[school.slug])


def _show(request: SignedIn, form: Erase, status: int = 200) -> HttpResponse:
    return _preview(
        request, "people/erasure.html", form, status,
        waiting=Erasure.objects.open().filter(person=request.user).first(),
        may_be_erased=policies.may_be_erased(request.user), shares=erasing.shares(request.user),
    )  # fmt: skip


def _show_former(
    request: SignedIn, school: School, person: Person, form: EraseFormer, status: int = 200
) -> HttpResponse:
    """In words and without numbers: how much somebody wrote for themselves is nobody's to know."""
    return _preview(
        request, "people/former_erasure.html", form, status, school=school, person=person,
        purposes=purposes.told(),
    )  # fmt: skip


def _preview(request: SignedIn, page: str, form: Any, status: int, **context: Any) -> HttpResponse:
    return show(request, page, status=status, form=form, nights=read(settings.DATA)["backup_nights"], **context)
