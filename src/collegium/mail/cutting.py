"""A person's own words above what they quote, from the mail programs of six languages.

First what stands under our own line, then what clients write above a quotation, then signatures of programs. Where in
doubt more is kept: the thread shows it, and its author may take it back.
"""

import re
from html.parser import HTMLParser

# The first line of each letter that may be answered. Its dashes are what is looked for, in any language.
RULE = "‒ ‒ ‒"

_ATTRIBUTION = re.compile(
    r"(?i)(\bwrote|\ba [ée]crit|\bschrieb\b.*|\bescribi[óo]|\bnapisał\(a\)|\bnapisał|\bnapisała|\bpisze|\bha scritto"
    r"|\bescreveu|\bschreef\b.*)\s*:$"
)
_BEGINS = re.compile(
    r"(?i)^(on|le|am|el|w dniu|dnia|il|em|op|den|pon|wt|śr|czw|pt|sob|niedz|lun|mar|mi[ée]|jue|vie|s[áa]b|dom"
    r"|\d{1,4}[-./ ])"
)
_FROM = re.compile(r"(?i)^\W*(from|de|von|od|da|van)\s?\**\s?:\s*\**\s*\S")
_SENT = re.compile(
    r"(?i)^\W*(sent|date|envoyé|gesendet|datum|enviado( el)?|fecha|wysłano|wysłane|data|inviato|verzonden|to|à|an"
    r"|para|do|a|aan|subject|objet|betreff|asunto|temat|oggetto)\s?\**\s?:"
)
_DIVIDER = re.compile(
    r"(?i)^\s*(_{10,}|-{2,}\s*(original message|original appointment|message d.origine|message transféré"
    r"|ursprüngliche nachricht|mensaje original|oryginalna wiadomość|wiadomość oryginalna|messaggio originale"
    r"|forwarded message)\s*-{2,})\s*$"
)
_PROGRAM = re.compile(
    r"(?i)^\s*(sent from (my|mail|outlook|samsung|yahoo)|get outlook for|sent via|envoyé (de|depuis) mon"
    r"|envoyé à partir|télécharge[rz] outlook|obtenir outlook|von mein\w+ \S+ gesendet|gesendet (von|mit)"
    r"|holen sie sich outlook"
    r"|outlook für (ios|android)|enviado desde|obtener outlook|wysłan[eo] z|pobierz (program )?outlook"
    r"|inviat[oa] da|scarica outlook|ottieni outlook|provenance\s*:\s*courrier|von meinem)\b.*$"
)
_BANNER = re.compile(r"(?i)^\s*(\[external|external email|caution:|\[extern|attention\s?: (ce|this)|achtung:|uwaga:)")
_SMALL_PRINT = re.compile(
    r"(?i)^\s*\W*(this (e-?mail|message)|the (information|contents?) (contained )?in this|confidential|disclaimer"
    r"|ce (message|courriel)|cet? e-?mail|diese e-?mail|este (correo|mensaje|e-?mail)|aviso|ta wiadomość"
    r"|niniejsza wiadomość|questa e-?mail|questo messaggio|avviso)"
)
_SECRET = re.compile(r"(?i)(confiden|vertraulich|poufn|riservat|intended (solely|only)|privileged)")
_CLOSE = re.compile(
    r"(?i)^\s*(best|best wishes|best regards|kind regards|regards|many thanks|thanks|cheers|yours|warm wishes"
    r"|cordialement|bien à (toi|vous)|amicalement|merci|bonne journée|(mit )?(freundlichen|lieben|besten|herzlichen)"
    r" grüßen|viele grüße|liebe grüße|lg|vg|mfg|beste grüße|danke|saludos|un (cordial )?saludo|un abrazo|gracias"
    r"|pozdrawiam|z poważaniem|serdecznie pozdrawiam|dziękuję|cordiali saluti|un saluto|saluti|grazie|a presto)"
    r"\s*[,.!]*\s*$"
)


def own_words(text: str) -> str:
    """What the person wrote themselves."""
    lines = [line.rstrip().replace("\xa0", " ").replace("\u200b", "") for line in text.split("\n")]
    lines = _without_banner(lines)
    end = _end(lines)
    above = _trimmed(lines[:end])
    if above:
        return above
    # Some write below what they quote.
    below = [line for line in lines[end:] if not line.lstrip().startswith((">", "|"))]
    quoted = any(line.lstrip().startswith(">") for line in lines[end:])
    below = [line for line in below if not _is_attribution([line])]
    return _trimmed(below[: _end(below)]) if quoted else ""


def without_closing(text: str) -> str:
    """Without “Best wishes, Tom” at the end: two or three lines that say nothing of the matter."""
    lines = text.split("\n")
    for index in range(len(lines) - 1, max(-1, len(lines) - 6), -1):
        if _CLOSE.match(lines[index]):
            return "\n".join(lines[:index]).strip()
    return text


def unflow(text: str) -> str:
    """Lines that a program broke for narrow screens, put together again (RFC 3676)."""
    whole: list[str] = []
    is_open = False
    for line in text.split("\n"):
        plain = line[1:] if line.startswith(" ") else line
        if is_open and not plain.startswith(">"):
            whole[-1] += plain
        else:
            whole.append(plain)
        is_open = plain.endswith(" ") and plain != "-- " and not plain.startswith(">")
    return "\n".join(whole)


def _end(lines: list[str]) -> int:
    """The line at which the person's own words end."""
    for index, line in enumerate(lines):
        if RULE in line:
            return _before_attribution(lines, index)
        if line.lstrip().startswith(">"):
            return _before_attribution(lines, index)
        if line.strip() in {"--", "‐‐", "—"} or _DIVIDER.match(line) or _PROGRAM.match(line):
            return index
        if _FROM.match(line) and sum(bool(_SENT.match(other)) for other in lines[index + 1 : index + 6]) >= 2:
            return index
        if any(_is_attribution(lines[index : index + span]) for span in (1, 2, 3)):
            return index
        if _SMALL_PRINT.match(line) and _SECRET.search(" ".join(lines[index : index + 4])):
            return index
    return len(lines)


def _is_attribution(lines: list[str]) -> bool:
    """“On Tuesday Ama wrote:”, over up to three lines, as each client puts it."""
    joined = " ".join(line.strip() for line in lines).strip()
    return bool(joined and lines[0].strip() and _ATTRIBUTION.search(joined) and _BEGINS.match(joined)) or (
        len(joined) < 300 and joined.endswith(">:") and "@" in joined
    )


def _before_attribution(lines: list[str], index: int) -> int:
    """A quotation's own line goes with it."""
    for span in (1, 2, 3, 4):
        start = index - span
        if start >= 0 and _is_attribution([line for line in lines[start:index] if line.strip()] or [""]):
            return start
    return index


def _without_banner(lines: list[str]) -> list[str]:
    """Without what a careful mail server puts on top."""
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if lines[first : first + 1] and _BANNER.match(lines[first]):
        rest = lines[first:]
        blank = next((number for number, line in enumerate(rest) if not line.strip()), 0)
        return rest[blank:] if blank else rest[1:]
    return lines


def _trimmed(lines: list[str]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


_BLOCKS = {"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "table", "ul", "ol", "hr", "blockquote", "pre"}
_SILENT = {"style", "script", "head", "title"}
_VOID = {"br", "hr", "img", "meta", "link", "input", "col", "area", "base", "wbr"}
_QUOTES = re.compile(
    r"gmail_quote|gmail_attr|gmail_extra|yahoo_quoted|moz-cite-prefix|divRplyFwdMsg|OutlookMessageHeader"
    r"|protonmail_quote|appendonsend|mail-editor-reference-message-container|ms-outlook-mobile-reference-message"
    r"|zmail_extra|tutanota_quote",
    re.IGNORECASE,
)


class _Words(HTMLParser):
    """The words of an HTML message, down to where the client begins its quotation."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0
        self.is_over = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        marks = " ".join(value or "" for name, value in attributes if name in {"id", "class"})
        if _QUOTES.search(marks) or tag == "blockquote" or (tag == "hr" and "stopSpelling" in marks):
            self.is_over = self.is_over or bool("".join(self.parts).strip())
        if tag in _SILENT and tag not in _VOID:
            self.silent += 1
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT and self.silent:
            self.silent -= 1
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent and not self.is_over:
            self.parts.append(re.sub(r"\s+", " ", data))


def from_html(html: str) -> str:
    """The words of a message that came as HTML only, without what it quotes."""
    words = _Words()
    words.feed(html)
    words.close()
    lines = [line.strip() for line in "".join(words.parts).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
