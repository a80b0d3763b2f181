"""The words of shipped files lie where translators find them, and the catalogues are whole."""

import shutil
import subprocess
from pathlib import Path

import pytest
from django.core.management import call_command

from collegium.kit import languages
from collegium.project import words
from collegium.project.management.commands import mark_words


def test_the_written_list_is_the_one_that_would_be_written_today(capsys):
    path = Path(words.__file__)
    before = path.read_text(encoding="utf-8")

    call_command("mark_words")

    assert path.read_text(encoding="utf-8") == before
    assert list(words.WORDS) == mark_words.shipped_words()


def catalogues():
    return sorted((Path(words.__file__).parents[1] / "locale").glob("*/LC_MESSAGES/django.po"))


@pytest.mark.parametrize("path", catalogues(), ids=lambda path: path.parts[-3])
def test_a_catalogue_is_whole_and_compiled_as_it_stands(path, tmp_path):
    """``bin/translate`` does both. Placeholders are checked with it: one that is missing would break a page."""
    if not shutil.which("msgfmt"):
        pytest.skip("gettext is not installed")
    again = tmp_path / "again.mo"

    said = subprocess.run(
        ["msgfmt", "--check-format", "--statistics", "-o", again, path], capture_output=True, text=True, check=True
    ).stderr

    assert "untranslated" not in said
    assert "fuzzy" not in said
    assert again.read_bytes() == path.with_suffix(".mo").read_bytes()


def test_each_language_that_is_offered_has_a_catalogue_and_a_glossary():
    codes = {one.code for one in languages.LANGUAGES} - {languages.ENGLISH.code}

    assert {path.parts[-3] for path in catalogues()} == codes
    assert {path.parents[1].name for path in catalogues() if (path.parents[1] / "glossary.csv").exists()} == codes
