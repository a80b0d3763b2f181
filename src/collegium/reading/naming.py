"""Whether a pupil's name may stand in what somebody quotes. Looked at here, and told to nobody."""

import re

# Words that begin with a capital wherever they stand, and are nobody.
_NOBODY = {"I", "English", "French", "German", "Spanish", "Welsh", "Latin", "Maths", "Science", "History", "Year"}
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_BEGINS = re.compile(r"(^|[.!?:…“\"(\n–—]\s*[“\"‘']?)$")
_SIGNED = re.compile(r"[–—-]\s*([A-ZÀ-Þ][\w’'-]+)\s*(?:,|\(|\d|$)")


def names_in(text: str) -> list[str]:
    """Words with a capital inside a sentence, and whoever signs at the end."""
    found = [
        word.group() for word in _WORD.finditer(text)
        if word.group()[0].isupper() and not word.group().isupper() and not _begins(text, word.start())
    ]  # fmt: skip
    found += _SIGNED.findall(text)
    plain = {word.partition("’")[0].partition("'")[0] for word in found}
    return sorted(plain - _NOBODY)


def _begins(text: str, at: int) -> bool:
    """Whether a sentence begins there."""
    return bool(_BEGINS.search(text[:at].rstrip(" ")))
