"""Wishes that were collected elsewhere: choose the file, look at every row, keep the good ones or nothing."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, resolve_url
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.tables import Table, UnreadableTable, as_csv, read_table
from collegium.kit.web import SignedIn, show
from collegium.programmes import bringing_wishes, forms
from collegium.programmes.models import Programme, WishFile
from collegium.programmes.views.finding import led


@login_required
def bringing(request: SignedIn, pk: int) -> HttpResponse:
    return _choose(request, led(request.user, pk), forms.Bringing())


def _choose(request: SignedIn, programme: Programme, form: forms.Bringing, status: int = 200) -> HttpResponse:
    return show(
        request, "programmes/bringing.html", status=status, programme=programme, form=form,
        waiting=WishFile.objects.visible_to(request.user).filter(programme=programme).first(),
    )  # fmt: skip


@login_required
@acts
def files(request: SignedIn, pk: int) -> HttpResponse:
    """Put a file aside to be looked at."""
    programme = led(request.user, pk)
    form = forms.Bringing(request.POST, request.FILES)
    table = _table(form)
    if not table:
        return _choose(request, programme, form, status=422)
    name = form.cleaned_data["file"].name
    return once(
        request, lambda: bringing_wishes.take(programme, table, name, by=request.user, at=clock.now()),
        lambda file: resolve_url("programmes:wish_file", pk, file.pk),
    )  # fmt: skip


def _table(form: forms.Bringing) -> Table | None:
    if not form.is_valid():
        return None
    file = form.cleaned_data["file"]
    try:
        table = read_table(file, file.name, most_rows=3_000)
    except UnreadableTable as error:
        form.add_error("file", str(error))
        return None
    if not table.rows:
        form.add_error("file", _("There is no row under the first one. The first row names the columns."))
        return None
    return table


@login_required
def wish_file(request: SignedIn, pk: int, file: int) -> HttpResponse:
    """Every row, what it would do, and what is wrong with it."""
    programme = led(request.user, pk)
    found = _found(request, programme, file)
    return show(
        request, "programmes/bringing_preview.html", programme=programme, file=found,
        preview=bringing_wishes.look(found),
        columns=list(zip(found.columns, found.meanings, strict=True)),
        meanings=forms.meanings_for(programme),
        themes=programme.themes.wishable().in_order(),
    )  # fmt: skip


def _found(request: SignedIn, programme: Programme, file: int) -> WishFile:
    found: WishFile = get_object_or_404(
        WishFile.objects.visible_to(request.user).filter(programme=programme).select_related("programme__approach"),
        pk=file,
    )
    return found


@login_required
@acts
def meanings(request: SignedIn, pk: int, file: int) -> HttpResponse:
    """What the columns mean, and which themes unknown titles stand for."""
    programme = led(request.user, pk)
    found = _found(request, programme, file)
    said, titles = forms.understood(request.POST, programme, len(found.columns))
    return once(
        request,
        lambda: found.understand(said, titles, by=request.user, at=clock.now()),
        resolve_url("programmes:wish_file", pk, file),
    )


@login_required
@acts
def keeping(request: SignedIn, pk: int, file: int) -> HttpResponse:
    programme = led(request.user, pk)
    found = _found(request, programme, file)
    kept = 0

    def keep() -> None:
        nonlocal kept
        kept = bringing_wishes.keep(found, by=request.user, at=clock.now())

    done = once(request, keep, resolve_url("programmes:desk", pk))
    said = ngettext("One answer is kept.", "%(count)d answers are kept.", kept) if kept else _("Nothing has changed.")
    messages.success(request, " ".join([said % {"count": kept}, _("Nobody has been told anything.")]))
    return done


@login_required
@acts
def file_removal(request: SignedIn, pk: int, file: int) -> HttpResponse:
    programme = led(request.user, pk)
    found = _found(request, programme, file)
    return once(
        request, lambda: found.remove(by=request.user, at=clock.now()), resolve_url("programmes:bringing", pk)
    )


@login_required
def bad_rows(request: SignedIn, pk: int, file: int) -> HttpResponse:
    """The rows to mend, as they came, with what is wrong with each."""
    found = _found(request, led(request.user, pk), file)
    bad = bringing_wishes.look(found).bad
    empty = [""] * len(found.columns)
    rows = [
        [*(line.cells + empty)[: len(empty)], " ".join(f"{one.reason} {one.mend}".strip() for one in line.problems)]
        for line in bad
    ]
    content = as_csv([*found.columns, _("To mend")], rows)
    name = "wishes-to-mend.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)
