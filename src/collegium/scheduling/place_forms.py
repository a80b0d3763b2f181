"""What people type about rooms and ways."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from collegium.people.models import School


class DescribeRoom(forms.Form):
    """A room of a school, and what it has."""

    name = forms.CharField(label=_("Room"), max_length=120, help_text=_("As it stands on the door."))
    seats = forms.IntegerField(label=_("Seats"), min_value=1, max_value=2000, initial=12)
    projector = forms.BooleanField(label=_("It has a projector"), required=False)
    internet = forms.BooleanField(label=_("It has internet"), required=False)

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())


LONGEST_WAY = 600


class Ways(forms.Form):
    """Minutes between each two schools of a network, once for both ways."""

    def __init__(self, *args: Any, schools: Sequence[School], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.schools = schools
        self.pairs = [(one, other) for place, one in enumerate(schools) for other in schools[place + 1 :]]
        for one, other in self.pairs:
            self.fields[way_key(one, other)] = forms.IntegerField(
                label=_("%(one)s to %(other)s") % {"one": one, "other": other},
                min_value=0, max_value=LONGEST_WAY, required=False,
            )  # fmt: skip

    @property
    def rows(self) -> list[tuple[School, list[tuple[School, Any]]]]:
        """Each school with those after it, and the field of the way between them."""
        return [
            (one, [(other, self[way_key(one, other)]) for other in self.schools[place + 1 :]])
            for place, one in enumerate(self.schools[:-1])
        ]

    def said(self) -> list[tuple[School, School, int | None]]:
        return [(one, other, self.cleaned_data[way_key(one, other)]) for one, other in self.pairs]


def way_key(one: School, other: School) -> str:
    return f"way-{one.pk}-{other.pk}"
