"""The class page, which shows how many have answered and nothing else; and answers on paper."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.tables import UnreadableTable, as_csv, read_table
from collegium.kit.web import SignedIn, ensure, show
from collegium.surveys import answering, forms, paper
from collegium.surveys.models import ClassCode, Closed
from collegium.surveys.views.finding import find_code


@login_required
def class_page(request: SignedIn, number: int) -> HttpResponse:
    """For the board: the code, and how many have answered."""
    code = find_code(request, number)
    return _class_page(request, code, forms.More(initial={"number": 5}))


def _class_page(request: SignedIn, code: ClassCode, form: forms.More, *, status: int = 200) -> HttpResponse:
    tickets = code.tickets
    return show(
        request, "surveys/class.html", "count", status=status, code=code, survey=code.wave.survey, wave=code.wave,
        answered=tickets.filter(used=True).count(), given=tickets.count(), form=form,
        sheets=tickets.filter(on_paper=True).count(), address=address_of(code.code),
    )  # fmt: skip


def address_of(code: str) -> str:
    """What a phone opens."""
    return str(settings.ADDRESS + reverse("surveys:answering", args=[code]))


@login_required
@acts
def more(request: SignedIn, number: int) -> HttpResponse:
    """A few codes more, or sheets of paper with their own codes."""
    code, at, form = find_code(request, number), clock.now(), forms.More(request.POST)
    ensure(code.wave.is_open)
    on_paper = request.POST.get("on") == "paper"
    if not form.is_valid():
        return _class_page(request, code, form, status=422)
    to = reverse("surveys:paper", args=[code.pk]) if on_paper else code.get_absolute_url()
    return once(request, lambda: code.issue_more(
        form.cleaned_data["number"], by=request.user, at=at, on_paper=on_paper), to)  # fmt: skip


@login_required
def sheets(request: SignedIn, number: int) -> HttpResponse:
    """One sheet for each pupil, to print."""
    code = find_code(request, number)
    return show(
        request, "surveys/paper.html", code=code, survey=code.wave.survey, account=code.wave.survey.account,
        items=_items(code), sheets=[(one, address_of(one)) for one in paper.sheets_of(code)],
    )  # fmt: skip


def _items(code: ClassCode) -> Sequence[Any]:
    return list(code.wave.survey.items.order_by("order"))


@login_required
def typing(request: SignedIn, number: int) -> HttpResponse:
    """A sheet to type in, and another."""
    code = find_code(request, number)
    return _typing(request, code)


def _typing(request: SignedIn, code: ClassCode, *, status: int = 200, **typed: Any) -> HttpResponse:
    context: dict[str, Any] = {"form": forms.Sheet(items=_items(code)), "table_form": forms.Table(), "problems": []}
    return show(
        request, "surveys/typing.html", status=status, code=code, survey=code.wave.survey,
        left=len(paper.sheets_of(code)), **context | typed,
    )  # fmt: skip


@login_required
@require_POST
def typed(request: SignedIn, number: int) -> HttpResponse:
    """One sheet. Its own code works once: no key is kept that would remember what was typed."""
    code = find_code(request, number)
    items = _items(code)
    form = forms.Sheet(request.POST, items=items)
    ensure(code.wave.is_open)
    if not form.is_valid():
        return _typing(request, code, status=422, form=form)
    ticket = answering.ticket_of(form.cleaned_data["code"])
    if ticket is None or ticket.code_of_id != code.pk:
        form.add_error("code", _("No sheet of this class has this code."))
        return _typing(request, code, status=422, form=form)
    try:
        answering.answer(ticket, items, form.chosen, form.said)
    except answering.Used:
        form.add_error("code", _("This sheet was typed in before. Nothing was kept from this page."))
    except answering.NothingSaid:
        form.add_error(None, _("Nothing is answered on this sheet. Put it aside."))
    except Closed:
        form.add_error(None, _("This round is over. Nothing was kept."))
    if form.errors:
        return _typing(request, code, status=422, form=form)
    messages.success(request, _("This sheet is counted. The next one?"))
    return redirect("surveys:typing", code.pk)


@login_required
def blank(request: SignedIn, number: int) -> HttpResponse:
    """A table to fill in at a desk."""
    code = find_code(request, number)
    answer = HttpResponse(as_csv(*paper.blank(code, _items(code))), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="sheets-{code.pk}.csv"'
    return answer


@login_required
@require_POST
def table(request: SignedIn, number: int) -> HttpResponse:
    """Many sheets at once: all, or none and why."""
    code, form = find_code(request, number), forms.Table(request.POST, request.FILES)
    ensure(code.wave.is_open)
    if not form.is_valid():
        return _typing(request, code, status=422, table_form=form)
    file = form.cleaned_data["file"]
    try:
        found = read_table(file, file.name, most_rows=500, most_columns=20)
        number = paper.bring(code, found, _items(code))
    except UnreadableTable as error:
        return _typing(request, code, status=422, problems=[str(error)])
    except paper.Unfit as unfit:
        return _typing(request, code, status=422, problems=unfit.problems)
    except Closed:
        return _typing(request, code, status=422, problems=[_("This round is over. Nothing was kept.")])
    messages.success(request, ngettext("%(number)d sheet is counted.", "%(number)d sheets are counted.", number)
                     % {"number": number})  # fmt: skip
    return redirect(code)
