"""Names in a sentence, strung together as each language does it."""

from collections.abc import Iterable
from functools import reduce

from django.utils.translation import gettext as _


def listed(names: Iterable[object]) -> str:
    """Ama, Tom and Priya."""
    return _strung(names, _("%(some)s and %(last)s"))


def either(names: Iterable[object]) -> str:
    """Ama, Tom or Priya."""
    return _strung(names, _("%(some)s or %(last)s"))


def in_a_row(names: Iterable[object]) -> str:
    """Ama, Tom, Priya: where none of them is said to be the last."""
    return reduce(_and_next, [str(name) for name in names] or [""])


def quoted(title: object) -> str:
    """Between the marks of a title, as each language sets them."""
    return _("“%(title)s”") % {"title": title}


def _strung(names: Iterable[object], ending: str) -> str:
    *most, last = [str(name) for name in names] or [""]
    return ending % {"some": in_a_row(most), "last": last} if most else last


def _and_next(some: str, name: str) -> str:
    return _("%(some)s, %(next)s") % {"some": some, "next": name}
