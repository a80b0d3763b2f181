"""A pack as it is told: the same words for the page that is printed and for the list beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collegium.packs.criteria import CriteriaList
from collegium.packs.finding import facts_of
from collegium.packs.kinds import KINDS
from collegium.packs.looking import PUBLIC, Fact, Look
from collegium.packs.models import Pack
from collegium.packs.standing import Line, lines_of, missing


@dataclass(frozen=True)
class Told:
    """What goes into the files: only what was chosen, and of what may not be named only how much of it there is."""

    pack: Pack
    criteria: CriteriaList
    lines: list[Line]
    look: Look

    @property
    def shown(self) -> list[Fact]:
        """Every fact that stands in it, named or counted, once."""
        return list({fact.ref: fact for line in self.lines for fact in line.shown}.values())

    @property
    def named(self) -> list[Fact]:
        return [fact for fact in self.shown if self.may_name(fact)]

    @property
    def missing(self) -> list[Line]:
        return missing(self.lines)

    def may_name(self, fact: Fact) -> bool:
        """For readers outside only what was given to everybody, or is the school’s own to tell."""
        return not self.pack.goes_out or fact.reach == PUBLIC

    def counted(self, line: Line) -> list[str]:
        """What is not named for these readers, kind by kind."""
        left = [fact for fact in line.shown if not self.may_name(fact)]
        return [_counted(kind, left) for kind in line.criterion.kinds if any(fact.kind == kind for fact in left)]


def _counted(kind: str, facts: Sequence[Fact]) -> str:
    number = sum(fact.kind == kind for fact in facts)
    said = ngettext(
        "%(kind)s: one, known to the school and not named here", "%(kind)s: %(number)d, known to the school and not "
        "named here", number,
    )  # fmt: skip
    return said % {"kind": KINDS[kind].title, "number": number}


def told(look: Look, pack: Pack) -> Told:
    """As whoever looks may see it at this moment."""
    criteria = pack.criteria()
    return Told(pack, criteria, lines_of(pack, criteria, facts_of(look)), look)


def span(pack: Pack) -> str:
    return _("%(first)s to %(last)s") % {
        "first": date_format(pack.from_on, "j F Y"), "last": date_format(pack.until_on, "j F Y"),
    }  # fmt: skip
