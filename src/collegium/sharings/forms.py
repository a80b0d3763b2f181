"""What people type about a sharing session."""

from datetime import date, datetime, tzinfo
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from collegium.kit.forms import Several
from collegium.people.models import Department, Person, School
from collegium.people.models.year import in_words, year_starting
from collegium.sharings.models import Contribution
from collegium.sharings.models.slip import WORDS

BEGINS = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
TICKS = forms.CheckboxSelectMultiple


class Where(forms.Form):
    """When, where, and how it is laid out."""

    title = forms.CharField(label=_("What is it called?"), max_length=120)
    starts_at = forms.DateTimeField(label=_("Begins"), widget=BEGINS)
    minutes = forms.TypedChoiceField(
        label=_("Takes"), coerce=int, initial=90,
        choices=[(45, _("three quarters of an hour")), (60, _("an hour")), (90, _("an hour and a half")),
                 (120, _("two hours")), (180, _("three hours"))],
    )  # fmt: skip
    place = forms.CharField(label=_("Where"), max_length=160, help_text=_("The hall, the library: room for stalls."))
    rounds = forms.IntegerField(
        label=_("Rounds at the stalls"), min_value=1, max_value=12, initial=3,
        help_text=_("So many stalls each colleague comes to."),
    )  # fmt: skip
    round_minutes = forms.IntegerField(label=_("Minutes of a round"), min_value=2, max_value=30, initial=8)
    discussion = forms.IntegerField(
        label=_("Minutes to talk about it together"), min_value=0, max_value=60, initial=15
    )
    about = forms.CharField(
        label=_("A line about it"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, zone: tzinfo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone

    def clean_starts_at(self) -> datetime:
        """As the clocks say at the school."""
        found: datetime = self.cleaned_data["starts_at"]
        return found.replace(tzinfo=self.zone)


class Prepare(Where):
    """A new one: also at which school, and whose outcomes."""

    school = forms.ModelChoiceField(School.objects.none(), label=_("School"), empty_label=None)
    year = forms.TypedChoiceField(label=_("Outcomes of the year"), coerce=date.fromisoformat)

    field_order = ("school", "title", "year", "starts_at", "minutes", "place", "rounds", "round_minutes")

    def __init__(self, *args: Any, schools: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["school"].queryset = schools  # type: ignore[attr-defined]
        now = year_starting(today)
        years = [now.replace(year=now.year - back) for back in (1, 0, 2)]
        self.fields["year"].choices = [(one.isoformat(), in_words(one)) for one in years]  # type: ignore[attr-defined]


class Arrange(forms.Form):
    """One outcome: its talk and its stall."""

    minutes = forms.TypedChoiceField(
        label=_("A talk of"), coerce=int,
        choices=[(0, _("no talk")), (2, _("2 minutes")), (5, _("5 minutes")), (7, _("7 minutes")),
                 (10, _("10 minutes")), (15, _("15 minutes"))],
    )  # fmt: skip
    speaker = forms.ModelChoiceField(
        Person.objects.none(), label=_("Who tells it?"), required=False, empty_label=_("not known yet")
    )
    spot = forms.CharField(
        label=_("Where is its stall?"), max_length=80, required=False, help_text=_("Left empty, it has none.")
    )
    brings = forms.CharField(
        label=_("What is there to see?"), max_length=200, required=False,
        help_text=_("Books, a poster, a cup with names."),
    )  # fmt: skip
    keepers = Several(
        Person.objects.none(), label=_("Who stands there?"), required=False, widget=forms.SelectMultiple(
            attrs={"size": 6}),
        help_text=_("With two, each goes round every other time. Somebody always stays."),
    )  # fmt: skip

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("speaker", "keepers"):
            self.fields[name].queryset = people  # type: ignore[attr-defined]


class Slip(forms.Form):
    """One minute on a phone."""

    takes = forms.CharField(
        label=_("What do I take with me?"), max_length=WORDS, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Shown as you write it, to those whose outcome it was and to whoever prepared this. No names."),
    )  # fmt: skip
    would_try = Several(
        Contribution.objects.none(), label=_("What would I try?"), required=False, widget=TICKS
    )
    department = forms.ModelChoiceField(
        Department.objects.none(), label=_("My department"), required=False, empty_label=_("I’d rather not say"),
        help_text=_("Counted apart from your words. Small departments do not stand here."),
    )  # fmt: skip

    def __init__(self, *args: Any, parts: Any, departments: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["would_try"].queryset = parts  # type: ignore[attr-defined]
        self.fields["department"].queryset = departments  # type: ignore[attr-defined]
        if not departments:
            del self.fields["department"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not cleaned.get("takes", "").strip() and not cleaned.get("would_try"):
            raise forms.ValidationError(_("A word, or one tick: either is enough."))
        return cleaned


PRIVATE = _("A colleague signs in with this address. Give one that the school answers together, as an office does.")
MOST_LINKS = 8


def as_lines(links: list[list[str]]) -> str:
    return "\n".join(f"{words} {link}" for words, link in links)


class Summary(forms.Form):
    """A report in a few lines for the open web, with films and links."""

    words = forms.CharField(
        label=_("What you found, in a few lines"), max_length=1500, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("For somebody who has never heard of it. No names of pupils."),
    )  # fmt: skip
    links = forms.CharField(
        label=_("Films and links"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One on each line: what it is, and then its address."),
    )  # fmt: skip

    def clean_links(self) -> list[list[str]]:
        lines = [line.split() for line in self.cleaned_data["links"].splitlines() if line.strip()]
        if len(lines) > MOST_LINKS:
            raise forms.ValidationError(_("Eight at most."))
        return [[" ".join(words) or link, self._address(link)] for *words, link in lines]

    def _address(self, link: str) -> str:
        try:
            URLValidator(schemes=["http", "https"])(link)
        except forms.ValidationError:
            wrong = _("“%(line)s” does not end with an address such as https://example.org.")
            raise forms.ValidationError(wrong, params={"line": link[:60]}) from None
        return link


class Contact(forms.Form):
    """Whom strangers may write to. Left empty, nobody, and nothing stands on the web."""

    who = forms.CharField(
        label=_("Who answers"), max_length=120, required=False,
        help_text=_("As it is to stand there: “Clare Berry, Deputy Head”."),
    )  # fmt: skip
    email = forms.EmailField(
        label=_("An address of the school"), max_length=120, required=False,
        help_text=_("One that is nobody’s own. Left empty, the contact is taken back."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("email") and not cleaned.get("who"):
            self.add_error("who", _("Say who answers."))
        return cleaned
