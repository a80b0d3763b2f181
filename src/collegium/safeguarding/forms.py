"""What whoever asks writes down: which group, why, for how long, and who else decides."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from collegium.people.alphabet import by_surname
from collegium.people.models import Person, Responsibility, School
from collegium.safeguarding.models import Asking


class Ask(forms.Form):
    called = forms.CharField(
        label=_("Which group"), max_length=200,
        help_text=_("Its exact title, or the address of its page. Whether there is such a group shows only once it "
                    "is granted."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Why"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("You and whoever decides read it. The group does not: it may name a pupil."),
    )  # fmt: skip
    hours = forms.TypedChoiceField(
        label=_("For how long"), choices=Asking.Hours.choices, coerce=int, initial=Asking.Hours.FOUR,
        widget=forms.RadioSelect,
    )  # fmt: skip
    to = forms.ModelChoiceField(
        label=_("Who else decides"), queryset=Person.objects.none(), empty_label=_("Choose a colleague"),
        help_text=_("Another keeper of accounts at this school. You both may read then."),
    )  # fmt: skip
    could_harm = forms.BooleanField(
        label=_("Telling the group at once could put a pupil at risk"), required=False,
        help_text=_("Then its members are told within a day; otherwise at the moment when it opens."),
    )  # fmt: skip

    def __init__(self, *args: Any, school: School, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = Responsibility.objects.current().of(school).filter(kind=Responsibility.Kind.ACCOUNTS)
        others = Person.objects.filter(pk__in=held.values("person")).exclude(pk=person.pk)
        self.fields["to"].queryset = others.order_by(*by_surname(), "pk")  # type: ignore[attr-defined]

    def somebody_else_is_there(self) -> bool:
        found: bool = self.fields["to"].queryset.exists()  # type: ignore[attr-defined]
        return found
