"""What a token is for: typed once, by whoever it acts for."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collegium.api.scopes import AREAS, SCOPES, Area, read, write
from collegium.api.telling import NOUNS

DAYS = [
    (30, gettext_lazy("30 days")),
    (90, gettext_lazy("90 days")),
    (365, gettext_lazy("a year")),
]


# Where a program may change anything; the others are only read.
CHANGEABLE = (Area.PROGRAMMES, Area.GROUPS, Area.MEETINGS, Area.ENQUIRY, Area.COMMUNITY)


@dataclass(frozen=True)
class Row:
    """A line of the table in which one ticks what a token is for."""

    area: str
    title: Any
    what: Any
    reads: bool
    changes: bool
    is_changeable: bool


class NewToken(forms.Form):
    title = forms.CharField(
        label=gettext_lazy("Which program is it for?"), max_length=80,
        help_text=gettext_lazy("So that you know later what to take back, such as “figures for the governors”."),
    )  # fmt: skip
    reads = forms.MultipleChoiceField(
        label=gettext_lazy("Read"), required=False, choices=[(area.value, "") for area in Area],
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    changes = forms.MultipleChoiceField(
        label=gettext_lazy("Change"), required=False, choices=[(area.value, "") for area in CHANGEABLE],
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    days = forms.TypedChoiceField(
        label=gettext_lazy("It ends after"), choices=DAYS, coerce=int, initial=90, widget=forms.RadioSelect
    )

    def rows(self) -> list[Row]:
        reads, changes = ([str(one) for one in self[name].value() or []] for name in ("reads", "changes"))
        return [
            Row(area, title, what, area in reads, area in changes, area in CHANGEABLE)
            for area, (title, what) in AREAS.items()
        ]

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if not self.errors and not typed["reads"] and not typed["changes"]:
            raise ValidationError(_("Tick at least one thing that it may read."))
        return typed

    def given(self, at: datetime) -> dict[str, Any]:
        typed = self.cleaned_data
        wanted = {read(area) for area in typed["reads"]} | {write(area) for area in typed["changes"]}
        return {
            "title": typed["title"],
            "scopes": [scope for scope in SCOPES if scope in wanted],
            "until": at + timedelta(days=typed["days"]),
        }


def words_of(scopes: list[str]) -> str:
    """What a token is for, in a line: “Groups; Meetings, also to change”."""
    found = []
    for area in Area:
        if write(area) in scopes:
            found.append(_("%(area)s, also to change") % {"area": AREAS[area][0]})
        elif read(area) in scopes:
            found.append(str(AREAS[area][0]))
    return "; ".join(found)


class NewHook(forms.Form):
    address = forms.CharField(
        label=gettext_lazy("Its address"), max_length=500,
        help_text=gettext_lazy("It begins with https://. Whoever runs it hears that something happened, by number."),
    )  # fmt: skip
    areas = forms.MultipleChoiceField(
        label=gettext_lazy("What it hears of"), choices=[(area.value, AREAS[area][0]) for area in NOUNS],
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"].strip()
        begins = ("https://", "http://") if settings.SIGN_ON_INSIDE else ("https://",)
        if not address.startswith(begins):
            raise ValidationError(_("The address begins with https://."))
        URLValidator(schemes=["https", "http"])(address.replace("//localhost", "//localhost.example", 1))
        if "@" in urlsplit(address).netloc:
            raise ValidationError(_("A name or password does not belong into the address: messages are signed."))
        return address
