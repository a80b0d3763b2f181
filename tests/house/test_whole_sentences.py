"""A sentence is one text: other languages put its words in another order, and string names together otherwise."""

import ast
import re
from pathlib import Path

import pytest

import collegium
from tests.house.seams import seams

HOUSE = Path(collegium.__file__).parent
TEMPLATES = sorted(HOUSE.rglob("templates/**/*.html"))
# The planners speak plain English, in files and on the command line.
MODULES = sorted(one for one in HOUSE.rglob("*.py") if not {"migrations", "planning"} & set(one.parts))
GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy", "npgettext"}

LET_OFF = {
    "mail/composing.py": "the line above which one writes, between two rules of dashes",
    "cpd/printing.py": "a document's title in its properties: what it is, and whose",
    "meetings/letters.py": "a line of a list begins with whose it is, or that nobody has it yet",
    "desk/taking_away.py": "a heading of Markdown",
}


@pytest.mark.parametrize(
    "template",
    [
        '{% translate "by" %} {{ name }}',
        '<b>{{ name }}</b> {% translate "would like to join" %}',
        '{{ place }}{% if video %} {% translate "or by video" %}{% endif %}',
        '{% translate "Say first" %} <a href="x">{% translate "how the day goes" %}</a>',
        "{% blocktranslate count n=n %}{{ n }} member{% plural %}{{ n }} members{% endblocktranslate %}\n"
        " {% blocktranslate %}from {{ k }} schools{% endblocktranslate %}",
        '{% for one in all %}{{ one }}{% if not forloop.last %}, {% endif %}{% endfor %} {% translate "read it" %}',
    ],
)
def test_a_sentence_in_pieces_is_found(template):
    assert seams(template)


@pytest.mark.parametrize(
    "template",
    [
        '{% translate "It is done." %} {{ name }}',
        '{% translate "Apologies:" %} {{ name }}',
        '{{ name }} · {% translate "has not answered" %}',
        '<a href="x">{% translate "older" %}</a> <a href="y">{% translate "newer" %}</a>',
        '{{ line }} {% translate "Moved by hand." %}',
        '<p>{% translate "by" %}</p> {{ name }}',
        '{% if a %}{% translate "mine" %} {% else %}{{ name }}{% endif %}',
        '{% translate "Remove" %}<span class="unseen"> {{ name }}</span>',
        '{% blocktranslate %}Say first <a href="{{ x }}">how the day goes</a>.{% endblocktranslate %}',
    ],
)
def test_what_stands_by_itself_is_left_alone(template):
    assert seams(template) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_puts_a_sentence_together(path):
    text = path.read_text()

    assert seams(text) == []
    # listed, either and in_a_row string names together as each language does it.
    assert re.findall(r"\{% blocktranslate[^%]*\|join:[^%]*%\}|\|join:_\(.*?\)", text) == []
    assert re.findall(r"""\{% translate ["'][ ,;].*?%\}""", text) == []


def test_no_module_puts_a_sentence_together():
    found = {str(path.relative_to(HOUSE)): pieces for path in MODULES if (pieces := pieces_in(path.read_text()))}

    assert {name: pieces for name, pieces in found.items() if name not in LET_OFF} == {}
    assert sorted(found) == sorted(LET_OFF)


@pytest.mark.parametrize(
    "line",
    [
        '_("by") + " " + name', 'name + _(", with %s") % x', "f'{name} {_(1)}'", '_(" and ").join(x)',
        '_("wish").lower()', '_("For %(who)s") % {"who": ", ".join(names)}',
    ],
)  # fmt: skip
def test_a_line_of_a_module_in_pieces_is_found(line):
    assert pieces_in(line)


def pieces_in(source):
    return [ast.unparse(node) for node in ast.walk(ast.parse(source)) if is_in_pieces(node)]


def is_in_pieces(node):
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return any(map(is_text, (node.left, node.right))) and not any(map(is_apart, (node.left, node.right)))
    if isinstance(node, ast.JoinedStr):
        return any(is_text(value.value) for value in node.values if isinstance(value, ast.FormattedValue))
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
        return is_text(node.left) and is_strung(node.right)
    called = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    return called and node.func.attr in ("join", "lower", "capitalize") and is_text(node.func.value)


def is_text(node):
    """What gettext gives, filled or not, or one of two."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
        return is_text(node.left)
    if isinstance(node, ast.IfExp):
        return is_text(node.body) or is_text(node.orelse)
    if isinstance(node, ast.BoolOp):
        return any(map(is_text, node.values))
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") in GETTEXT


def is_apart(node):
    """A line of its own, or an item of a list."""
    return isinstance(node, ast.List) or (
        isinstance(node, ast.Constant | ast.JoinedStr) and "\\n" in ast.unparse(node)
    )


def is_strung(node):
    return isinstance(node, ast.Dict) and any(
        isinstance(one, ast.Call) and ast.unparse(one.func) == "', '.join" for one in node.values
    )
