"""Markdown as a small tree of plain values: for pages that are set, and for books of XHTML."""

from collections.abc import Iterator
from typing import Any

from markdown_it.token import Token

from collegium.kit.shares import share_in
from collegium.kit.text import LONGEST, markdown

Node = dict[str, Any]
_HOLDING = {
    "paragraph": "p", "bullet_list": "ul", "ordered_list": "ol", "list_item": "li", "blockquote": "quote",
    "table": "table", "thead": "head", "tbody": "body", "tr": "row", "th": "cell", "td": "cell", "heading": "h",
    "strong": "strong", "em": "em", "link": "a",
}  # fmt: skip
_LEADS = ("https://", "http://", "mailto:")
# An address longer than this is none that anybody types, and typst refuses those beyond 8,000.
_LONGEST_ADDRESS = 2000


def as_tree(text: str) -> list[Node]:
    """What somebody wrote, as blocks: ``{"is": "p", "in": […]}``. No raw HTML, no pictures, links to the web only."""
    return _gather(iter(markdown.parse(text[:LONGEST])))


def plain(nodes: list[Node]) -> str:
    """The words alone."""
    return " ".join("".join(_words(node) for node in nodes).split())


def _words(node: Node) -> str:
    said = node.get("text", "") + "".join(_words(one) for one in node.get("in", ()))
    return said + " " if node["is"] in {"p", "h", "li", "cell", "code", "br"} else said


def _gather(tokens: Iterator[Token]) -> list[Node]:
    found: list[Node] = []
    for token in tokens:
        if token.nesting < 0:
            break
        if token.type == "inline":
            found += _gather(iter(token.children or ()))
        elif token.nesting > 0:
            found.append(_holding(token, _gather(tokens)))
        elif node := _leaf(token):
            found.append(node)
    return found


def _holding(token: Token, inside: list[Node]) -> Node:
    kind = _HOLDING[token.type.removesuffix("_open")]
    node: Node = {"is": kind, "in": inside}
    if kind == "a":
        to = str(token.attrGet("href") or "")
        return node | {"to": to} if to.startswith(_LEADS) and len(to) < _LONGEST_ADDRESS else node | {"is": "span"}
    if token.type == "td_open" and (share := share_in(plain(inside))) is not None:
        return node | {"share": share}
    if kind == "ol":
        return node | {"from": int(token.attrGet("start") or 1)}
    return node


def _leaf(token: Token) -> Node | None:
    match token.type:
        case "text":
            return {"is": "text", "text": token.content} if token.content else None
        case "softbreak":
            return {"is": "text", "text": " "}
        case "hardbreak":
            return {"is": "br"}
        case "code_inline":
            return {"is": "mono", "text": token.content}
        case "fence" | "code_block":
            return {"is": "code", "text": token.content.rstrip("\n")}
        case "hr":
            return {"is": "rule"}
        case "image":
            return {"is": "text", "text": token.content}
    return {"is": "text", "text": token.content} if token.content else None
