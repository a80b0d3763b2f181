"""Reading XML from strangers: no document type, so no entities to expand; not too large, and not too deep."""

from pathlib import Path
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from collegium.kit.strictly import Unreadable

LARGEST = 32 * 1024 * 1024
DEEPEST = 50


def read(path: str) -> Element:
    """The root of the document. Raises Unreadable where it is none that one should read."""
    with Path(path).open("rb") as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise Unreadable(f"{path}: expected at most {LARGEST // 1024 // 1024} MB")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(f"{path}: byte {error.start}: expected UTF-8") from error
    return _Document(path).parse(text)


class _Document:
    def __init__(self, path: str) -> None:
        self.path = path
        self.builder = TreeBuilder()
        self.depth = 0
        # The text is decoded already, whatever the document says of itself.
        self.parser = expat.ParserCreate("utf-8")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self.builder.data
        self.parser.StartDoctypeDeclHandler = self._refuse_document_type

    def parse(self, text: str) -> Element:
        try:
            self.parser.Parse(text.encode(), True)
        except expat.ExpatError as error:
            said = expat.ErrorString(error.code)
            place = f"line {error.lineno}, column {error.offset + 1}"
            raise Unreadable(f"{self.path}: {place}: expected XML: {said}") from error
        return self.builder.close()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise self._refuse(f"expected at most {DEEPEST} elements inside each other")
        self.builder.start(name, attributes)

    def _end(self, name: str) -> None:
        self.depth -= 1
        self.builder.end(name)

    def _refuse_document_type(self, *_: object) -> None:
        raise self._refuse("expected no document type: it could hide anything")

    def _refuse(self, expected: str) -> Unreadable:
        return Unreadable(f"{self.path}: line {self.parser.CurrentLineNumber}: {expected}")
