"""For which schools, for whom and for which level something is: fixed words, so that schools find each other's."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

TYPES = [
    ("type-early", _("early childhood")),
    ("type-primary", _("primary")),
    ("type-secondary", _("secondary")),
    ("type-vocational", _("vocational")),
    ("type-special", _("special needs")),
    ("type-adult", _("adult education")),
]
READERS = [
    ("for-teacher", _("teachers")),
    ("for-new", _("teachers in their first years")),
    ("for-support", _("support staff")),
    ("for-head", _("heads and deputies")),
    ("for-adviser", _("pedagogical advisers")),
    ("for-counsellor", _("careers counsellors")),
]
# The international code of levels of education.
LEVELS = [
    ("isced-0", _("ISCED 0, early childhood")),
    ("isced-1", _("ISCED 1, primary")),
    ("isced-2", _("ISCED 2, lower secondary")),
    ("isced-3", _("ISCED 3, upper secondary")),
    ("isced-4", _("ISCED 4, after secondary")),
]
FACETS = [(_("Education type"), TYPES), (_("For whom"), READERS), (_("Level"), LEVELS)]
WORDS: dict[str, Any] = dict([*TYPES, *READERS, *LEVELS])


def words_of(values: Iterable[str]) -> list[Any]:
    """In the order in which forms show them."""
    given = set(values)
    return [words for value, words in WORDS.items() if value in given]
