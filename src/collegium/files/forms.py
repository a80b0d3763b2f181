"""A file in somebody's form, looked at before anything else happens with it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from collegium.files.looking import LARGEST, Looked, Refused, look_at, look_at_picture


class Upload(forms.FileField):
    """Gives the ``Looked`` of a file, with its ``name``; a refusal is said beside the field."""

    def __init__(self, *, pictures: bool = False, **more: Any) -> None:
        super().__init__(**{"allow_empty_file": True} | more)
        self.look = look_at_picture if pictures else look_at

    def clean(self, data: Any, initial: Any = None) -> tuple[str, Looked] | None:
        sent = super().clean(data, initial)
        if not sent:
            return None
        try:
            return sent.name, self.look(sent.read(LARGEST + 1))
        except Refused as error:
            raise ValidationError(str(error)) from error
        finally:
            sent.seek(0)
