from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from collegium.programmes import approaches

HEAD = '''# ruff: noqa
"""The words of the ways of working, for translators. Made by ``collegium manage mark_approaches``."""

from django.utils.translation import gettext_noop as _

WORDS = (
'''


class Command(BaseCommand):
    """Write down every text of the shipped ways of working where makemessages finds it (for developers)."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        lines = "".join(f"    _({text!r}),\n" for text in approaches.shipped_words())
        path = Path(approaches.__file__).with_name("words.py")
        path.write_text(f"{HEAD}{lines})\n", encoding="utf-8")
        self.stdout.write(str(path.name))
