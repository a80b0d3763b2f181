"""A language in which each text stands between brackets: what stands outside is somebody's word, or was forgotten."""

import re
from contextlib import contextmanager
from html.parser import HTMLParser

from django.utils import translation
from django.utils.translation import trans_real

CODE = "pl"
OPEN, CLOSE = "⟦", "⟧"
SHOWN = ("alt", "aria-label", "placeholder", "title", "data-unsent", "data-no", "data-confirm", "data-said")
SILENT = ("script", "style", "template", "svg", "code")


class Bracketed(trans_real.DjangoTranslation):
    """English, each message between brackets."""

    def __init__(self):
        super().__init__("en-gb")

    def to_language(self):
        return CODE

    def gettext(self, message):
        # What a word means here stands before it.
        words = message.rpartition(trans_real.CONTEXT_SEPARATOR)[2]
        return f"{OPEN}{super().gettext(words)}{CLOSE}" if words else ""

    def ngettext(self, one, many, number):
        return f"{OPEN}{super().ngettext(one, many, number)}{CLOSE}"


@contextmanager
def bracketed():
    """Whoever asks for Polish gets the brackets."""
    kept = trans_real._translations.get(CODE)
    trans_real._translations[CODE] = Bracketed()
    try:
        yield
    finally:
        # A request leaves its language behind in the thread.
        translation.deactivate()
        if kept is None:
            del trans_real._translations[CODE]
        else:
            trans_real._translations[CODE] = kept


class Outside(HTMLParser):
    """What of a page stands outside of brackets, piece by piece."""

    def __init__(self, page):
        super().__init__()
        self.depth, self.silent, self.pieces = 0, 0, []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.silent += tag in SILENT
        for name, value in attributes:
            if name in SHOWN and value:
                self.pieces += outside(value)

    def handle_endtag(self, tag):
        self.silent -= tag in SILENT

    def handle_data(self, text):
        if self.silent:
            return
        piece = ""
        for letter in text:
            if letter in OPEN + CLOSE:
                self.say(piece)
                self.depth += 1 if letter == OPEN else -1
                piece = ""
            else:
                piece += letter
        self.say(piece)

    def say(self, piece):
        if self.depth == 0:
            self.pieces += parts(piece)


def outside(value):
    """Of one attribute."""
    while (shorter := re.sub(rf"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}", "\n", value)) != value:
        value = shorter
    return parts(value)


def parts(text):
    """What has letters, between the marks with which lists and dates are put together."""
    return [one.strip() for one in re.split(r"[·,:;()–—\n/“”]|\s-\s", text) if re.search(r"[^\W\d_]{2}", one)]
