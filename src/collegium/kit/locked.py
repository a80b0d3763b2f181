"""Secrets of others that lie in the database, such as a provider's: locked with a key derived from this folder's own.

A copy of the database alone opens none of them. ``secret.key`` may hold several lines: the first locks, the others
still open what was locked before, until ``relock`` has locked it anew.
"""

import base64
from functools import cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models.functions import Cast

FOR = b"collegium secrets in the database"


class Locked(models.TextField):
    """A text that lies locked in the database. What no key opens any more reads as empty."""

    def get_prep_value(self, value: Any) -> Any:
        return lock(value) if value else value

    def from_db_value(self, value: Any, *_more: Any) -> Any:
        return unlock(value) if value else value


def lock(text: str) -> str:
    return _keys(settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS).encrypt(text.encode()).decode()


def unlock(locked: str) -> str:
    try:
        return _keys(settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS).decrypt(locked.encode()).decode()
    except InvalidToken:
        return ""


def relock() -> int:
    """Everything that an older key locked is locked with the first one; how many that were."""
    number = 0
    for model in apps.get_models():
        for name in (one.name for one in model._meta.concrete_fields if isinstance(one, Locked)):
            number += sum(_relock(row, name) for row in model._base_manager.exclude(**{name: ""}))
    return number


def _relock(row: models.Model, name: str) -> bool:
    table = type(row)._base_manager.filter(pk=row.pk)
    lying = table.annotate(lying=Cast(name, models.TextField())).values_list("lying", flat=True).get()
    try:
        _keys(settings.SECRET_KEY).decrypt(str(lying).encode())
    except InvalidToken:
        return bool(getattr(row, name)) and bool(table.update(**{name: getattr(row, name)}))
    return False


@cache
def _keys(*secrets: str) -> MultiFernet:
    return MultiFernet([Fernet(base64.urlsafe_b64encode(_derived(secret))) for secret in secrets])


def _derived(secret: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=FOR).derive(secret.encode())
