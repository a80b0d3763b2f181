from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collegium.people.models import School
from collegium.programmes.models import Aspect


class AspectForm(forms.Form):
    """One part of teaching, in a few words."""

    title = forms.CharField(label=gettext_lazy("Aspect of practice"), max_length=80)
    about = forms.CharField(
        label=gettext_lazy("What one would see in a lesson"), required=False, max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, *args: Any, school: School, aspect: Aspect | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = school.aspects.exclude(pk=aspect.pk) if aspect else school.aspects.in_use()

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        if self.others.filter(title__iexact=title).exists():
            raise forms.ValidationError(_("There is an aspect of this title already."))
        return title
