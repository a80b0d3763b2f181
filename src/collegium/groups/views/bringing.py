"""A list of groups from a file: read, looked at, kept."""

import json
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from collegium.groups import bringing as lists
from collegium.kit import clock
from collegium.kit.listing import listed
from collegium.kit.once import acts, once
from collegium.kit.tables import Table, UnreadableTable, read_table
from collegium.kit.tongues import YES
from collegium.kit.web import SignedIn, ensure, show
from collegium.programmes.models import Programme


class Choose(forms.Form):
    programme = forms.ModelChoiceField(
        Programme.objects.none(), label=gettext_lazy("For which programme?"), empty_label=None
    )

    def __init__(self, *args: Any, led: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        programme: Any = self.fields["programme"]
        programme.queryset = led


class Upload(Choose):
    file = forms.FileField(label=gettext_lazy("The list"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = _("A spreadsheet or CSV file with these columns: %(columns)s.")
        self.fields["file"].help_text = said % {"columns": listed(lists.HEADINGS.values())}


class Keep(Choose):
    """The rows as they were read: nothing is stored before somebody has looked at them."""

    rows = forms.JSONField(widget=forms.HiddenInput)

    def clean_rows(self) -> Table:
        said = self.cleaned_data["rows"]
        try:
            columns, rows = said["columns"], said["rows"]
            numbers = [int(number) for number in said["numbers"]]
        except (KeyError, TypeError, ValueError):
            raise forms.ValidationError(_("Please choose the file again.")) from None
        cells = [columns, *rows] if isinstance(rows, list) else [None]
        if not all(isinstance(row, list) and all(isinstance(cell, str) for cell in row) for row in cells):
            raise forms.ValidationError(_("Please choose the file again."))
        return Table(columns, rows, numbers)


def led(request: SignedIn) -> Any:
    """The programmes for which this person may bring groups; without one the page is refused."""
    programmes = Programme.objects.led_by(request.user).order_by("-year_starts_on", "title", "pk")
    ensure(programmes.exists())
    return programmes


@login_required
def bringing(request: SignedIn) -> HttpResponse:
    form = Upload(led=led(request), initial={"programme": request.GET.get("programme")})
    return choosing(request, form)


def choosing(request: SignedIn, form: forms.Form, *, status: int = 200, **more: Any) -> HttpResponse:
    """The file, and which columns it has."""
    return show(request, "groups/bringing.html", status=status, form=form, headings=lists.HEADINGS, yes=YES, **more)


@login_required
@require_POST
def preview(request: SignedIn) -> HttpResponse:
    """What the list would bring. Nothing is kept yet, and nobody is told."""
    form = Upload(request.POST, request.FILES, led=led(request))
    if not form.is_valid():
        return choosing(request, form, status=422)
    file, programme = form.cleaned_data["file"], form.cleaned_data["programme"]
    try:
        table = read_table(file, file.name)
    except UnreadableTable as error:
        form.add_error("file", str(error))
        return choosing(request, form, status=422)
    return looked_at(request, table, programme)


def looked_at(request: SignedIn, table: Table, programme: Programme) -> HttpResponse:
    rows = json.dumps({"columns": table.columns, "rows": table.rows, "numbers": list(table.numbers)})
    return show(
        request, "groups/bringing_preview.html",
        reading=lists.read(table, programme, by=request.user), programme=programme,
        form=Keep(led=led(request), initial={"programme": programme, "rows": json.loads(rows)}),
    )  # fmt: skip


@login_required
@acts
def keeping(request: SignedIn) -> HttpResponse:
    """Keep the good rows, all of them or none."""
    form = Keep(request.POST, led=led(request))
    if not form.is_valid():
        return choosing(request, Upload(led=led(request)), status=422, again=True)
    programme, at = form.cleaned_data["programme"], clock.now()
    reading = lists.read(form.cleaned_data["rows"], programme, by=request.user)

    def keep() -> None:
        came = lists.bring(programme, reading.rows, by=request.user, at=at)
        words = {"groups": came.groups, "members": came.members}
        if came.members:
            messages.success(request, _("Kept. New groups: %(groups)d; people in them: %(members)d.") % words)
        else:
            messages.info(request, _("All of that was here already. Nothing was changed."))

    return once(request, keep, reverse("groups:directory"))
