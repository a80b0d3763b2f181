"""Words set as pages: tagged, in reading order, and whatever somebody types."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from collegium.kit import typesetting
from collegium.kit.tree import as_tree, plain
from collegium.kit.typesetting import NotSet, printable, typeset, unprintable

AT = datetime(2026, 11, 13, 12, 0, 5, 7, tzinfo=UTC)
SHEET = """#import "look.typ": look
#import "tree.typ": blocks
#let data = json("data.json")
#show: look.with(data)
"""
EVERYTHING = """
# What we did

We asked **every pupil** to *answer* in `green`, see [the policy](https://example.org/a?b=1&c=2).
A second line\\
after a break.

1. First
2. Second

   with a paragraph
   - and a list

> A pupil: "I read it."

| Class | Answers |
|---|---|
| 9x1 | 24 |
| 9x2 | |

```
code #panic("no") {{ here }}
```

---

![a picture](https://example.org/x.png) <b>raw</b> [bad](javascript:alert) [long](https://example.org/{})
""".replace("{}", "x" * 2000)


@pytest.fixture
def sheet(tmp_path):
    page = tmp_path / "sheet.typ"
    page.write_text(SHEET + "= Title\n#blocks(data.text)\n", encoding="utf-8")
    return page


def lines_of(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def set_text(sheet: Path, text: str, **more) -> bytes:
    told = {"text": as_tree(text)} | more.pop("data", {})
    return typeset(sheet.name, told, title="A title", language="en", at=AT, templates=[sheet], **more)


def test_what_is_written_arrives_as_words_in_their_order(sheet):
    said = " ".join(lines_of(set_text(sheet, EVERYTHING)).split())

    wanted = ["What we did", "every pupil", "green", "the policy", "First", "Second", "and a list",
              "A pupil", "Class", "9x1", "24", '#panic("no")', "a picture", "<b>raw</b>", "bad"]  # fmt: skip
    places = [said.index(words) for words in wanted]
    assert places == sorted(places)


def test_the_pages_are_tagged_and_say_their_language_and_title(sheet):
    reader = PdfReader(io.BytesIO(set_text(sheet, "Hello")))

    root = reader.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], reader.metadata.title) == ("en", True, "A title")
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    assert reader.metadata.creation_date == AT.replace(microsecond=0)


def test_only_the_web_is_linked_to(sheet):
    pages = PdfReader(io.BytesIO(set_text(sheet, EVERYTHING))).pages
    to = {note.get_object()["/A"]["/URI"] for page in pages for note in page.get("/Annots", ())}

    assert to == {"https://example.org/a?b=1&c=2"}


def test_a_sign_without_a_letter_does_not_stop_the_press(sheet):
    said = lines_of(set_text(sheet, "Żółw \U0001f9d1‍\U0001f3eb read 中 \x00\x0b ok"))

    assert "Żółw" in said
    assert "read � � ok" in " ".join(said.split())


def test_what_cannot_be_printed_is_known_before():
    assert unprintable("Żółw 中文中 ok") == "中文"
    assert printable("a\x07b") == "ab"


def test_a_template_that_breaks_the_rules_is_refused_and_says_nothing_of_the_words(tmp_path, caplog):
    page = tmp_path / "bad.typ"
    page.write_text(SHEET + "#figure(rect())\n", encoding="utf-8")

    with pytest.raises(NotSet):
        typeset("bad.typ", {"secret": "words"}, title="T", language="en", at=AT, templates=[page])
    assert "words" not in caplog.text


def test_without_tags_the_rule_does_not_hold(tmp_path):
    page = tmp_path / "free.typ"
    page.write_text(SHEET + "#rect()\n", encoding="utf-8")

    assert typeset("free.typ", {}, title="T", language="en", at=AT, templates=[page], tagged=False)[:5] == b"%PDF-"


def test_no_template_of_ours_asks_for_a_package_of_somebody_else():
    ours = Path(typesetting.__file__).parents[1].glob("**/*.typ")

    assert [page.name for page in ours if "@preview" in page.read_text() or "@local" in page.read_text()] == []


def test_the_tree_says_its_words():
    assert plain(as_tree("# A *b*\n\nc `d`\\\ne [f](https://g.example)")) == "A b c d e f"
    assert plain(as_tree("")) == ""
    assert as_tree("a &amp; b")[0]["in"][0]["text"] == "a & b"


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_whatever_is_typed_makes_pages(tmp_path_factory, text):
    page = tmp_path_factory.mktemp("typed") / "sheet.typ"
    page.write_text(SHEET + "= Title\n#blocks(data.text)\n#data.raw\n", encoding="utf-8")

    assert set_text(page, text, data={"raw": text})[:5] == b"%PDF-"
