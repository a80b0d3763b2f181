"""Forms look like pages: Django's renderer with our field templates."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting

# No row has a number of more digits, and the database has no room for one.
MOST_DIGITS = 18


class Renderer(TemplatesSetting):
    """Fields with label, hint, input and error, in that order and linked to each other."""

    form_template_name = "kit/forms/div.html"
    field_template_name = "kit/forms/field.html"


class Several(forms.ModelMultipleChoiceField):
    """Several rows of a list. A number that no row can have is a choice that is not there, and no fault of ours."""

    def clean(self, value: Any) -> Any:
        for one in value or ():
            if len(str(one)) > MOST_DIGITS:
                raise ValidationError(
                    self.error_messages["invalid_pk_value"], code="invalid_pk_value", params={"pk": str(one)[:40]}
                )
        return super().clean(value)
