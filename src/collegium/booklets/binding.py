"""The booklet as an e-book: EPUB 3.3, a zip of XHTML. Nothing in it is fetched from anywhere."""

import io
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from html import escape
from uuid import NAMESPACE_URL, uuid5

from django.utils.translation import gettext as _

from collegium.booklets.gathering import Chapter, Printed, index_of, picture_name, trees_of
from collegium.booklets.models import Booklet
from collegium.booklets.printing import language, words
from collegium.kit.tree import Node, as_tree
from collegium.kit.typesetting import seen

CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="book/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>
"""
STYLE = """body { font-family: serif; line-height: 1.5; margin: 1em; }
h1, h2, h3, h4, .by, .cover p { font-family: sans-serif; }
.by { color: #5b665f; } .cover { text-align: center; margin-top: 20%; }
img { max-width: 100%; } figcaption { font-size: 0.85em; color: #5b665f; }
blockquote { margin-left: 0; padding-left: 1em; border-left: 2px solid #d9d4c8; }
table { border-collapse: collapse; }
.bar { display: block; width: 6em; height: 0.3em; background: #d9d4c8; }
.bar span { display: block; height: 100%; background: #1d2622; }
th, td { border-bottom: 1px solid #d9d4c8; padding: 0.3em 0.5em; text-align: left; }
"""
PAGE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="{lang}" xml:lang="{lang}">
<head><title>{title}</title><link rel="stylesheet" type="text/css" href="style.css"/></head>
<body>{body}</body>
</html>
"""
TAGS = {"p": "p", "ul": "ul", "li": "li", "quote": "blockquote", "head": "thead", "body": "tbody", "row": "tr",
        "strong": "strong", "em": "em", "span": "span", "h": "h3",
        "cell": "td", "table": "table"}  # fmt: skip
KINDS = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}


def as_epub(booklet: Booklet, chapters: list[Chapter], *, at: datetime) -> bytes:
    """The same booklet of the same hour gives the same bytes."""
    pieces = [piece for chapter in chapters for piece in chapter.pieces]
    pages = {"cover": (booklet.title, _cover(booklet))}
    if booklet.preface:
        pages["preface"] = (words()["preface"], _titled(words()["preface"], _xhtml(as_tree(booklet.preface))))
    pages |= {f"piece-{piece.number}": (piece.title, _piece(piece)) for piece in pieces}
    pages["index"] = (words()["index"], _index(chapters))
    pictures = {picture_name(one): one.file.content() for piece in pieces for one in piece.pictures}
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as book:
        _put(book, "mimetype", "application/epub+zip", at, stored=True)
        _put(book, "META-INF/container.xml", CONTAINER, at)
        _put(book, "book/book.opf", _package(booklet, pages, pictures, at), at)
        _put(book, "book/style.css", STYLE, at)
        _put(book, "book/nav.xhtml", _page(words()["contents"], _contents(booklet, chapters)), at)
        for name, (title, body) in pages.items():
            _put(book, f"book/{name}.xhtml", _page(title, body), at)
        for name, content in pictures.items():
            _put(book, f"book/{name}", content, at)
    return whole.getvalue()


def _put(book: zipfile.ZipFile, name: str, content: str | bytes, at: datetime, *, stored: bool = False) -> None:
    entry = zipfile.ZipInfo(name, date_time=at.timetuple()[:6])
    entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    book.writestr(entry, content)


def _page(title: str, body: str) -> str:
    return PAGE.format(lang=language(), title=_safe(title), body=body)


def _safe(text: str) -> str:
    return escape(seen(text))


def _titled(title: str, body: str) -> str:
    return f"<section><h1>{_safe(title)}</h1>{body}</section>"


def _cover(booklet: Booklet) -> str:
    licence = f"{words()['licence']}: {booklet.get_licence_display()}"
    return (
        f'<section class="cover" epub:type="titlepage"><p>{_safe(booklet.school.name)}</p>'
        f"<h1>{_safe(booklet.title)}</h1><p>{_safe(booklet.subtitle or booklet.year)}</p></section>"
        f"<p>{_safe(licence)}</p><p>{_safe(words()['consent'])}</p>"
        f'<p>{_safe(words()["online"])}: <a href="{_safe(booklet.address)}">{_safe(booklet.address)}</a></p>'
    )


def _piece(piece: Printed) -> str:
    by = " · ".join(word for word in (", ".join(piece.authors), piece.place, piece.year) if word)
    parts = "".join(
        f"<section><h2>{_safe(part['heading'])}</h2>{_xhtml(part['text'])}{_figures(part['pictures'])}</section>"
        for part in trees_of(piece)
    )
    online = f'<a href="{_safe(piece.address)}">{_safe(words()["piece_online"])}</a>'
    return _titled(piece.title, f'<p class="by">{_safe(by)}</p>{parts}<p class="by">{online}</p>')


def _figures(pictures: Iterable[dict[str, str]]) -> str:
    return "".join(
        f'<figure><img src="{one["name"]}" alt="{_safe(one["alt"])}"/>'
        f"<figcaption>{_safe(one['alt'])}</figcaption></figure>"
        for one in pictures
    )


def _xhtml(nodes: Iterable[Node]) -> str:
    return "".join(_element(node) for node in nodes)


def _element(node: Node) -> str:
    kind, inside = node["is"], _xhtml(node.get("in", ()))
    match kind:
        case "text":
            return _safe(node["text"])
        case "br" | "rule":
            return "<br/>" if kind == "br" else "<hr/>"
        case "mono" | "code":
            return f"<code>{_safe(node['text'])}</code>" if kind == "mono" else f"<pre>{_safe(node['text'])}</pre>"
        case "a":
            return f'<a href="{_safe(node["to"])}">{inside}</a>' if inside else ""
        case "cell" if "share" in node:
            width = f"{node['share']:.0%}"
            return f'<td>{inside}<span class="bar" aria-hidden="true"><span style="width:{width}"></span></span></td>'
        case "ol":
            return f'<ol start="{node["from"]}">{inside}</ol>'
        case "head":
            return f"<thead>{inside.replace('<td>', '<th>').replace('</td>', '</th>')}</thead>"
    return f"<{TAGS[kind]}>{inside}</{TAGS[kind]}>"


def _index(chapters: list[Chapter]) -> str:
    body = ""
    for title, found in index_of(chapters):
        entries = "".join(
            f"<li>{_safe(word)}<ul>{''.join(_to(piece) for piece in pieces)}</ul></li>" for word, pieces in found
        )
        body += f"<section><h2>{_safe(title)}</h2><ul>{entries}</ul></section>"
    return _titled(words()["index"], body or f"<p>{_safe(_('Nothing here has a theme.'))}</p>")


def _to(piece: Printed) -> str:
    return f'<li><a href="piece-{piece.number}.xhtml">{_safe(piece.title)}</a></li>'


def _contents(booklet: Booklet, chapters: list[Chapter]) -> str:
    listed = "".join(
        f"<li><span>{_safe(chapter.title)}</span><ol>{''.join(_to(piece) for piece in chapter.pieces)}</ol></li>"
        for chapter in chapters
    )
    first = f'<li><a href="cover.xhtml">{_safe(booklet.title)}</a></li>'
    preface = f'<li><a href="preface.xhtml">{_safe(words()["preface"])}</a></li>' if booklet.preface else ""
    last = f'<li><a href="index.xhtml">{_safe(words()["index"])}</a></li>'
    title = _safe(words()["contents"])
    return f'<nav epub:type="toc"><h1>{title}</h1><ol>{first}{preface}{listed}{last}</ol></nav>'


def _package(booklet: Booklet, pages: Iterable[str], pictures: Iterable[str], at: datetime) -> str:
    names = list(pages)
    items = [f'<item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml"/>' for name in names]
    items += [
        f'<item id="{name}" href="{name}" media-type="{KINDS[name.rpartition(".")[2]]}"/>' for name in pictures
    ]
    spine = "".join(f'<itemref idref="{name}"/>' for name in names)
    changed = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="{language()}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:{uuid5(NAMESPACE_URL, booklet.address)}</dc:identifier>
<dc:title>{_safe(booklet.title)}</dc:title><dc:language>{language()}</dc:language>
<dc:publisher>{_safe(booklet.school.name)}</dc:publisher><dc:rights>{_safe(booklet.get_licence_display())}</dc:rights>
<meta property="dcterms:modified">{changed}</meta>
<meta property="schema:accessMode">textual</meta><meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">alternativeText</meta>
<meta property="schema:accessibilityFeature">tableOfContents</meta>
<meta property="schema:accessibilityHazard">none</meta>
</metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="style" href="style.css" media-type="text/css"/>{"".join(items)}</manifest>
<spine>{spine}</spine>
</package>
"""
