"""The words of the ways of working lie where translators find them."""

from pathlib import Path

from django.core.management import call_command

from collegium.programmes import approaches
from collegium.programmes.approaches import words as marked


def test_the_written_list_is_the_one_that_would_be_written_today(capsys):
    path = Path(approaches.__file__).with_name("words.py")
    before = path.read_text(encoding="utf-8")

    call_command("mark_approaches")

    assert path.read_text(encoding="utf-8") == before
    assert list(marked.WORDS) == approaches.shipped_words()
