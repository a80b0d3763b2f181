"""The languages of pages and letters, each under its own name, and how far it has come."""

from dataclasses import dataclass

from django.utils.translation import get_language


@dataclass(frozen=True)
class Language:
    """A catalogue is a draft, and says so on each page, until a teacher who speaks it has read it through."""

    code: str
    name: str
    is_draft: bool = True


ENGLISH = Language("en-gb", "English", is_draft=False)
LANGUAGES = (
    ENGLISH,
    Language("ar", "العربية"),
    Language("de", "Deutsch"),
    Language("es", "Español"),
    Language("fr", "Français"),
    Language("it", "Italiano"),
    Language("pl", "Polski"),
)


def current() -> Language:
    """What this page or letter is written in."""
    code = get_language() or ENGLISH.code
    return next((one for one in LANGUAGES if one.code == code), ENGLISH)
