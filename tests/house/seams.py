"""Where a template puts a sentence together out of pieces, which no other language could put in its own order."""

import re
from dataclasses import dataclass

# A remark in <small>, what only is read aloud beside a button, and a button itself are no part of a sentence.
PIECE = re.compile(
    r"""
    (?P<silent>\{%\ if\ not\ forloop\.last\ %\},\ \{%\ endif\ %\}|\{%\s*comment\b.*?endcomment\s*%\}|\{\#.*?\#\}
      |\{%\s*blocktranslate\s[^%]*\basvar\b.*?endblocktranslate\s*%\}|\{%\s*translate\s[^%]*\sas\s\w+\s*%\}
      |<span\s[^<>]*class="(?:unseen|optional|count)\b[^<>]*>.*?</span>)
    |(?P<button><a\s[^<>]*class="(?:button|linklike)\b(?:[^<>{]|\{%.*?%\}|\{\{.*?\}\})*>.*?</a>)
    |(?P<text>\{%\s*blocktranslate\b.*?endblocktranslate\s*%\}|\{%\s*translate\s+["'].*?%\}|\{\{\s*_\(.*?\}\})
    |(?P<value>\{\{.*?\}\}|\{%\s*translate\s.*?%\})
    |(?P<flow>\{%\s*(?:if|endif|for|endfor|with|endwith)\b.*?%\}
      |</?(?:b|i|em|strong|span|time|q|cite|code)\b(?:[^<>{]|\{%.*?%\}|\{\{.*?\}\})*>)
    |(?P<link></?a\b(?:[^<>{]|\{%.*?%\}|\{\{.*?\}\})*>)
    |(?P<space>\s+)
    |(?P<end>\{%.*?%\}|</?[a-z](?:[^<>{]|\{%.*?%\}|\{\{.*?\}\})*>|.)
    """,
    re.X | re.S,
)


@dataclass(frozen=True)
class Said:
    """A text or a value, and the link that it stands in."""

    kind: str
    words: str
    link: int

    @property
    def begins_a_sentence(self) -> bool:
        return self.kind == "text" and plain(self.words)[:1].isupper()

    @property
    def ends_a_sentence(self) -> bool:
        return self.kind == "text" and plain(self.words)[-1:] in {".", "!", "?", "…", ":"}

    def runs_into(self, other: "Said") -> bool:
        """Two links beside each other are two ways to go."""
        is_one_of_two = self.link and other.link and self.link != other.link
        return "text" in (self.kind, other.kind) and not is_one_of_two and not other.begins_a_sentence


def plain(words: str) -> str:
    """What is between the tags, or between the quotation marks of one."""
    if words.startswith("{% block"):
        return re.sub(r"\{%.*?%\}|<.*?>", "", words).strip()
    found = re.search(r"""(["'])(.*?)\1""", words)
    return found.group(2) if found else ""


def seams(template: str) -> list[str]:
    """Each place where a text runs into another, or into a value, with nothing but a space between."""
    found, before, gap, link, links = [], None, False, 0, 0
    for one in PIECE.finditer(template):
        kind, words = one.lastgroup, one.group()
        if kind == "space":
            gap = True
        elif kind == "link":
            links += 1
            link = 0 if words.startswith("</") else links
        elif kind in ("end", "button"):
            before = None
        elif kind in ("text", "value"):
            now = Said(kind, words, link)
            if before and gap and before.runs_into(now):
                found.append(f"{before.words} {now.words}")
            before, gap = None if now.ends_a_sentence else now, False
    return found
