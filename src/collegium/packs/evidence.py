"""What lies behind a fact, as files that open everywhere: a report’s words, tables of what was counted."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from collegium.impact.findings import rows_of
from collegium.impact.wording import said_of, warnings_of
from collegium.kit.tables import as_csv
from collegium.kit.text import as_address
from collegium.packs.looking import Fact
from collegium.surveys.showing import Distribution, distributions, of_theme
from collegium.walks.telling import findings

Files = dict[str, bytes]


def files_of(fact: Fact) -> Files:
    """By the names under which they lie in the pack. Most facts are said in their own line, and have none."""
    made = _MAKERS.get(fact.kind)
    name = as_address(fact.title)[:40] or "untitled"
    return made(fact, f"evidence/{fact.kind}-{fact.number}-{name}") if made else {}


def _report(fact: Fact, name: str) -> Files:
    """The edition that readers have, with its pictures. Its authors are named as they are there."""
    edition = fact.row
    lines = [f"# {edition.title}", ", ".join(one.name for one in edition.authors_in_order)]
    pictures: Files = {}
    for part in edition.parts():
        lines += [f"## {part.heading}", part.words.strip()]
        for one in part.pictures:
            there = f"{name}-{one.pk}.{one.file.path.rpartition('.')[2]}"
            pictures[there] = one.file.content()
            lines.append(f"![{one.describes}]({there.rpartition('/')[2]})")
    return {f"{name}.md": "\n\n".join(line for line in lines if line).encode(), **pictures}


def _staff(fact: Fact, name: str) -> Files:
    release = fact.row
    return {f"{name}.csv": _distributions(distributions(release.wave.survey, [release]))}


def _pupils(fact: Fact, name: str) -> Files:
    return {f"{name}.csv": _distributions(of_theme(fact.row.figures))}


def _distributions(found: Iterable[Distribution]) -> bytes:
    rows = [[one.text, line.option, line.shares[-1].words] for one in found for line in one.lines]
    return as_csv([_("question"), _("answer"), _("how many")], rows)


def _walk(fact: Fact, name: str) -> Files:
    seen = findings(sorted(fact.row.look_fors.all(), key=lambda one: one.order))
    rows = [[one.text, one.sentence, one.on_agreement] for one in seen]
    return {f"{name}.csv": as_csv([_("looked for"), _("seen in"), _("how far two walkers agreed")], rows)}


def _comparison(fact: Fact, name: str) -> Files:
    """With everything that speaks against it, in the same file."""
    told = rows_of(fact.row)
    rows = [[row.title, said_of(row)] for row in told] + [["", warning] for warning in warnings_of(told)]
    return {f"{name}.csv": as_csv([_("aspect"), _("what may be said")], rows)}


def _results(fact: Fact, name: str) -> Files:
    return {f"{name}.csv": as_csv(fact.row.columns, fact.row.rows)}


_MAKERS: dict[str, Callable[[Fact, str], Files]] = {
    "report": _report, "staff-voice": _staff, "voice": _pupils, "walk": _walk, "comparison": _comparison,
    "results": _results,
}  # fmt: skip
