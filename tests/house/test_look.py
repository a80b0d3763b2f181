"""The look keeps its promises: small, one palette, nothing inline, every icon drawn."""

import gzip
import re
from pathlib import Path

import django_htmx
import pytest

SOURCE = Path(__file__).parents[2] / "src" / "collegium"
KIT = SOURCE / "kit" / "static" / "kit"
HTMX = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-2.min.js"
TEMPLATES = sorted(SOURCE.rglob("templates/**/*.html"))
# Letters carry their own styles: mail programs fetch no stylesheet.
PAGES = [path for path in TEMPLATES if path.parent != SOURCE / "mail" / "templates" / "mail"]
STYLES = (KIT / "collegium.css").read_text()

KB = 1024
FIRST_HTML = 14 * KB
FIRST_VISIT = 110 * KB


def zipped(*paths: Path) -> int:
    return sum(len(gzip.compress(path.read_bytes(), 9)) for path in paths)


def without_comments(text: str) -> str:
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


def layer(name: str) -> str:
    """The text inside one @layer block."""
    start = STYLES.index(f"@layer {name} {{")
    depth = 0
    for at in range(start, len(STYLES)):
        depth += {"{": 1, "}": -1}.get(STYLES[at], 0)
        if depth == 0 and STYLES[at] == "}":
            return STYLES[start : at + 1]
    raise AssertionError(f"@layer {name} never ends")


def test_the_stylesheet_stays_small():
    assert len(STYLES.splitlines()) < 600
    assert zipped(KIT / "collegium.css") < 10 * KB


def test_colours_live_in_the_tokens_only():
    rest = without_comments(STYLES.replace(layer("tokens"), ""))

    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[^{]*?;)|\b(?:rgb|hsl|oklch)a?\(", rest) == []


def test_every_colour_that_is_used_has_a_token():
    used = set(re.findall(r"var\((--[\w-]+)\)", STYLES))
    named = set(re.findall(r"(--[\w-]+):", STYLES))

    assert used - named == set()


def test_nothing_shouts():
    assert "!important" not in STYLES


@pytest.mark.parametrize("name", ["tokens", "elements", "layout", "parts", "print"])
def test_the_layers_stand_in_their_order(name):
    assert STYLES.index("@layer tokens, elements, layout, parts, print;") < STYLES.index(f"@layer {name} {{")


def test_a_first_visit_stays_small():
    letters = sum((KIT / "fonts" / f"{name}-latin.woff2").stat().st_size for name in ("literata", "atkinson"))
    rest = zipped(KIT / "collegium.css", KIT / "behave.js", KIT / "icons.svg", HTMX)

    assert FIRST_HTML + letters + rest <= FIRST_VISIT


def test_scripts_stay_small():
    everywhere = [HTMX, KIT / "behave.js", KIT / "unsent.js"]
    apps = [list(app.glob("static/**/*.js")) for app in SOURCE.iterdir() if app.name != "kit"]

    assert zipped(KIT / "behave.js") < 3 * KB
    assert zipped(*everywhere) <= 22 * KB
    assert max(zipped(*everywhere, *scripts) for scripts in apps) <= 29 * KB


@pytest.mark.parametrize("template", PAGES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_page_carries_no_inline_script_or_style(template):
    text = template.read_text()

    run = r"<style\b|<script\b(?![^>]*(?:\bsrc=|/json))|\sstyle=|<[^>]*\son[a-z]+=|javascript:"
    assert re.findall(run, text) == []


def test_every_icon_is_drawn():
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (KIT / "icons.svg").read_text()))
    used = {
        name
        for template in TEMPLATES
        for name in re.findall(r"""(?:\{%\s*icon\s+|\bmark=)["']([\w-]+)""", template.read_text())
    }

    assert used - drawn == set()


def test_the_list_of_icons_is_written_down():
    drawn = re.findall(r'<symbol id="([\w-]+)"', (KIT / "icons.svg").read_text())
    written = re.search(r"^Icons: (.+)\.$", (SOURCE / "kit" / "PARTS.md").read_text(), re.MULTILINE)

    assert written
    assert written[1].split() == drawn
