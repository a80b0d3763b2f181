"""What a lead fills in to bring wishes from a file."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from collegium.programmes.models import Programme
from collegium.programmes.reading_wishes import MEANINGS


class Bringing(forms.Form):
    """The file itself."""

    file = forms.FileField(
        label=_("File"), help_text=_("CSV, Excel or LibreOffice; the first row names the columns."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.xlsm,.ods"}),
    )  # fmt: skip


def meanings_for(programme: Programme) -> list[tuple[str, str]]:
    """What a column may mean: among the rest, the rank that somebody gives to one theme."""
    themes = programme.themes.wishable().in_order()
    return [*((key, str(word)) for key, word in MEANINGS), *(
        (f"theme:{theme.pk}", str(_("rank of “%(theme)s”") % {"theme": theme})) for theme in themes
    )]  # fmt: skip


def understood(posted: Mapping[str, str], programme: Programme, columns: int) -> tuple[list[str], dict[str, int]]:
    """The meanings of all columns, and the themes of titles that were not known. What is no choice is left out."""
    allowed = {key for key, _word in meanings_for(programme)}
    themes = {"0", *(str(pk) for pk in programme.themes.wishable().values_list("pk", flat=True))}
    given = [posted.get(f"column-{number}", "") for number in range(columns)]
    titles = {
        name.removeprefix("title-"): int(pk)
        for name, pk in posted.items()
        if name.startswith("title-") and pk in themes
    }
    return [meaning if meaning in allowed else "" for meaning in given], titles
