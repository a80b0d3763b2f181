"""A page's language is known by its name and by how far it has come."""

from django.utils.translation import override

from collegium.kit import languages


def test_a_language_that_has_no_catalogue_is_shown_in_english():
    with override("tlh"):
        assert languages.current() == languages.ENGLISH
    with override(None):
        assert languages.current() == languages.ENGLISH
    with override("fr"):
        assert languages.current().name == "Français"
