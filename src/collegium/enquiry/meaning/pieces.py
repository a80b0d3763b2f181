"""A text cut into the pieces of words that the model was taught with (WordPiece, uncased, as BERT cuts)."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

LONGEST_WORD, LONGEST_TEXT = 100, 256


class Pieces:
    """The vocabulary: 30,522 pieces, one to a line; a piece that goes on within a word begins with ``##``."""

    def __init__(self, vocabulary: Path) -> None:
        lines = vocabulary.read_text(encoding="utf-8").split("\n")
        self.numbers = {piece: number for number, piece in enumerate(lines)}

    def of(self, text: str) -> list[int]:
        """The numbers of a text's pieces, between the mark of a beginning and that of an end."""
        found = [number for word in _words(text) for number in self._cut(word)]
        return [self.numbers["[CLS]"], *found[: LONGEST_TEXT - 2], self.numbers["[SEP]"]]

    def _cut(self, word: str) -> list[int]:
        """The longest piece first, again and again; a word that cannot be cut so is unknown as a whole."""
        unknown = [self.numbers["[UNK]"]]
        found: list[int] = []
        start = 0
        while start < len(word) <= LONGEST_WORD:
            ends = range(len(word), start, -1)
            pieces = ((end, self.numbers.get(f"{'##' if start else ''}{word[start:end]}")) for end in ends)
            end, number = next(((end, number) for end, number in pieces if number is not None), (0, None))
            if number is None:
                return unknown
            found.append(number)
            start = end
        return found or unknown


def _words(text: str) -> Iterator[str]:
    """Words in small letters without accents; each mark of punctuation and each Chinese sign stands alone."""
    seen = "".join(sign if sign.isspace() or not _is_unseen(sign) else "" for sign in text)
    plain = "".join(sign for sign in unicodedata.normalize("NFD", seen) if unicodedata.category(sign) != "Mn")
    spaced = "".join(f" {sign} " if _stands_alone(sign) else sign for sign in plain.lower())
    yield from spaced.split()


def _is_unseen(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cc", "Cf", "Co"} or sign == "\ufffd"


def _stands_alone(sign: str) -> bool:
    is_ascii_mark = sign.isascii() and sign.isprintable() and not sign.isalnum() and not sign.isspace()
    return is_ascii_mark or unicodedata.category(sign).startswith("P") or "一" <= sign <= "鿿"
