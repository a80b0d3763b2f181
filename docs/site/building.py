"""The documentation as plain pages that need no server, no script and no other host.

``docs/README.md`` is the table of contents: its headings say for whom, its lists which pages, in that order.
"""

import posixpath
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import count
from pathlib import Path
from string import Template
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from PIL import Image

ROOT = Path(__file__).parents[2]
HERE, DOCS, LOOK = Path(__file__).parent, ROOT / "docs", ROOT / "src/collegium/kit/static/kit"
CONTENTS = "docs/README.md"
HTML, DARK = ".html", ".dark"
ENOUGH_HEADINGS = 4
markdown = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass
class Page:
    """One page: where it is written, its address in the site, what it says and what it leads to."""

    source: str
    title: str = ""
    body: str = ""
    anchors: list[tuple[str, str, int]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        return address_of(self.source)


@dataclass
class Shelf:
    """What one kind of reader comes for."""

    title: str
    pages: list[tuple[str, str]] = field(default_factory=list)


def main(arguments: Sequence[str]) -> int:
    """Write the site into a folder, and say what is wrong with it."""
    folder = Path(arguments[0]) if arguments else ROOT / "build/site"
    pages = [read(source) for source in sources()]
    wrong = [*dead(pages), *unshelved(pages)]
    for line in wrong:
        sys.stderr.write(f"{line}\n")
    if wrong:
        return 1
    write(pages, folder)
    sys.stdout.write(f"{len(pages)} pages in {folder}; begin with {folder / 'index.html'}\n")
    return 0


def sources() -> list[str]:
    found = sorted(str(path.relative_to(ROOT)) for path in DOCS.glob("**/*.md"))
    return [*found, "CHANGELOG.md"]


def address_of(source: str) -> str:
    """Where a file stands in the site: docs/mail.md at mail.html, a README.md at the index of its folder."""
    path = re.sub(r"README\.md$", "index.md", source.removeprefix("docs/"))
    return path.lower().removesuffix(".md") + HTML if path.endswith(".md") else path


def read(source: str) -> Page:
    page = Page(source)
    tokens = markdown.parse((ROOT / source).read_text(encoding="utf-8"))
    for token, follower in zip(tokens, [*tokens[1:], None], strict=True):
        if token.type == "heading_open" and follower:
            token.attrSet("id", page_anchor(page, plain(follower), int(token.tag[1])))
        for child in token.children or ():
            lead_on(page, child)
    page.body = renderer(page).renderer.render(tokens, markdown.options, {})
    page.title = next((title for _, title, level in page.anchors if level == 1), source)
    return page


def plain(inline: Token) -> str:
    return "".join(child.content for child in inline.children or ())


def page_anchor(page: Page, title: str, level: int) -> str:
    """The name of a heading, as code hosts make it too, so that a link works in both places."""
    name = re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
    again = sum(bool(re.fullmatch(rf"{re.escape(name)}(-\d+)?", anchor)) for anchor, _, _ in page.anchors)
    page.anchors.append((f"{name}-{again}" if again else name, title, level))
    return page.anchors[-1][0]


def lead_on(page: Page, token: Token) -> None:
    """Keeps where a link or a picture leads, and turns a link to a file into one to its page."""
    if token.type == "image":
        page.links.append(str(token.attrs["src"]))
    if token.type == "link_open":
        href = str(token.attrs["href"])
        page.links.append(href)
        if is_ours(href):
            path, mark, anchor = href.partition("#")
            there = relative(page.address, address_of(target(page.source, path))) if path else ""
            token.attrSet("href", there + mark + anchor)


def is_ours(link: str) -> bool:
    return not re.match(r"[a-z]+:", link)


def target(source: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), path))


def relative(here: str, there: str) -> str:
    return posixpath.relpath(there, posixpath.dirname(here) or ".")


def renderer(page: Page) -> MarkdownIt:
    """Tables and lines of code that a narrow window scrolls by themselves; pictures by day and by night."""
    made = MarkdownIt("commonmark", {"html": False}).enable("table")
    rules: dict[str, Any] = made.renderer.rules
    scroll = '<div class="scroll" tabindex="0" role="region" aria-label="Table {}"><table>\n'
    number = count(1)
    rules["table_open"] = lambda *_: scroll.format(next(number))
    rules["table_close"] = lambda *_: "</table></div>\n"
    rules["fence"] = rules["code_block"] = code
    rules["image"] = lambda tokens, at, *_: picture(page, tokens[at])
    return made


def code(tokens: Sequence[Token], at: int, *_: Any) -> str:
    return f'<pre tabindex="0"><code>{escape(tokens[at].content)}</code></pre>\n'


def picture(page: Page, token: Token) -> str:
    """By night the picture beside it, where there is one. Its size is said, so that the page keeps its lines."""
    source = str(token.attrs["src"])
    path = ROOT / target(page.source, source)
    if not path.exists():
        return ""
    night = path.with_name(f"{path.stem}{DARK}{path.suffix}")
    beside = posixpath.join(posixpath.dirname(source), night.name)
    dark = f'<source srcset="{escape(beside)}" media="(prefers-color-scheme: dark)">' if night.exists() else ""
    with Image.open(path) as opened:
        wide, high = opened.size
    kind = ' class="phone"' if high > wide else ""
    return (
        f'<picture{kind}>{dark}<img src="{escape(source)}" alt="{escape(plain(token))}" width="{wide}"'
        f' height="{high}" loading="lazy"></picture>'
    )


def shelves() -> list[Shelf]:
    """The table of contents, as it is written: a heading for each kind of reader, a list of pages below."""
    found: list[Shelf] = []
    for line in (ROOT / CONTENTS).read_text(encoding="utf-8").splitlines():
        if heading := re.match(r"## (.+)", line):
            found.append(Shelf(heading[1]))
        elif found and (entry := re.match(r"- \[([^\]]+)\]\(([^)#]+)\)", line)):
            found[-1].pages.append((target(CONTENTS, entry[2]), entry[1]))
    return found


def unshelved(pages: Sequence[Page]) -> Iterator[str]:
    """Pages that no reader would come to from the table of contents."""
    named = {source for shelf in shelves() for source, _ in shelf.pages}
    yield from (f"{page.source}: not in {CONTENTS}" for page in pages if page.source not in {*named, CONTENTS})


def dead(pages: Sequence[Page]) -> Iterator[str]:
    """Links of our own that lead nowhere: a file that is not there, a heading that no page has."""
    known = {page.source: page for page in pages}
    for page in pages:
        for link in filter(is_ours, page.links):
            path, _, anchor = link.partition("#")
            there = target(page.source, path) if path else page.source
            if not (ROOT / there).exists():
                yield f"{page.source}: {link} is not there"
            elif anchor:
                found = known.get(there) or read(there)
                if anchor not in [name for name, _, _ in found.anchors]:
                    yield f"{page.source}: {link} names no heading"


def write(pages: Sequence[Page], folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(LOOK / "fonts", folder / "look/fonts")
    for path in (LOOK / "collegium.css", LOOK / "favicon.svg", HERE / "site.css"):
        shutil.copy(path, folder / "look")
    for path in DOCS.glob("**/*"):
        if path.is_file() and path.suffix != ".md" and HERE not in path.parents:
            kept = folder / path.relative_to(DOCS)
            kept.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, kept)
    frame = Template((HERE / "page.html").read_text(encoding="utf-8"))
    contents = shelves()
    for page in pages:
        made = folder / page.address
        made.parent.mkdir(parents=True, exist_ok=True)
        made.write_text(framed(frame, page, contents), encoding="utf-8")


def framed(frame: Template, page: Page, contents: Sequence[Shelf]) -> str:
    return frame.substitute(
        title=escape(page.title), body=with_headings(page), home=relative(page.address, "index.html"),
        look=relative(page.address, "look"), contents="\n".join(listed(page, contents)),
        onward="\n".join(onward(page, contents)),
    )  # fmt: skip


def with_headings(page: Page) -> str:
    """Below the title of a long page stand its headings, for whoever came for one of them."""
    title, mark, rest = page.body.partition("</h1>\n")
    return "\n".join([title + mark, *within(page), rest])


def within(page: Page) -> Iterator[str]:
    headings = [(anchor, title) for anchor, title, level in page.anchors if level == 2]
    if len(headings) >= ENOUGH_HEADINGS and page.source != CONTENTS:
        yield '<nav class="within" aria-label="On this page"><ul>'
        yield from (f'<li><a href="#{anchor}">{escape(title)}</a></li>' for anchor, title in headings)
        yield "</ul></nav>"


def listed(page: Page, contents: Sequence[Shelf]) -> Iterator[str]:
    """All pages; the shelf on which this one stands lies open."""
    for shelf in contents:
        is_here = page.source in [source for source, _ in shelf.pages]
        yield f"<details{' open' if is_here else ''}><summary>{escape(shelf.title)}</summary><ul>"
        yield from (f"<li>{link(page, source, title)}</li>" for source, title in shelf.pages)
        yield "</ul></details>"


def link(page: Page, source: str, title: str) -> str:
    current = ' aria-current="page"' if source == page.source else ""
    return f'<a href="{relative(page.address, address_of(source))}"{current}>{escape(title)}</a>'


def onward(page: Page, contents: Sequence[Shelf]) -> Iterator[str]:
    """The next page for the same reader."""
    for shelf in contents:
        for (source, _), (after, title) in zip(shelf.pages, shelf.pages[1:], strict=False):
            if source == page.source:
                yield f'<p class="onward">Next on this shelf: {link(page, after, title)}</p>'
                return


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
