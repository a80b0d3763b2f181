"""What an empty choice says: never a row of dashes."""

import inspect
from importlib import import_module
from pkgutil import walk_packages

from django import forms

import collegium


def every_form() -> list[type[forms.BaseForm]]:
    names = [found.name for found in walk_packages(collegium.__path__, "collegium.") if "forms" in found.name]
    found = [thing for name in names for _, thing in inspect.getmembers(import_module(name), inspect.isclass)]
    return [thing for thing in found if issubclass(thing, forms.BaseForm) and hasattr(thing, "base_fields")]


def test_an_empty_choice_says_what_it_means():
    dashes = {
        f"{form.__name__}.{name}"
        for form in every_form()
        for name, field in form.base_fields.items()
        if isinstance(field, forms.ModelChoiceField)
        and not isinstance(field, forms.ModelMultipleChoiceField)
        and field.empty_label == "---------"
    }

    assert dashes == set()
