"""The sentences over and around a plan, from its figures. Each figure says what it is out of."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from collegium.forming.board import Board, Outside
from collegium.forming.figures import Figures, Finding
from collegium.forming.models import Change
from collegium.forming.rules import Rules
from collegium.kit.listing import either, in_a_row

Fields = list[tuple[str, object]]


def out_of(n: int, total: int) -> str:
    return _("%(n)d of %(total)d") % {"n": n, "total": total}


def groups(figures: Figures) -> str:
    """``groups of 4 to 6, each with a time all can do.``"""
    if figures.smallest == figures.largest:
        sizes = ngettext("group of %(n)d", "groups of %(n)d", figures.groups) % {"n": figures.largest}
    else:
        sizes = _("groups of %(smallest)d to %(largest)d") % vars(figures)
    if figures.cannot_come:
        times = ngettext("%(n)d person cannot come then.", "%(n)d people cannot come when theirs meets.",
                         figures.cannot_come) % {"n": figures.cannot_come}  # fmt: skip
    else:
        times = _("each with a time all can do.")
    return f"{sizes}, {times}" if figures.groups else _("groups.")


def proof(figures: Figures) -> str:
    """How good the plan is, as far as it is known."""
    if figures.by_hand:
        return ngettext("%(n)d person was moved by hand.", "%(n)d people were moved by hand.", figures.by_hand) % {
            "n": figures.by_hand
        }
    if figures.is_best:
        return _("No arrangement would be better.")
    if figures.gap is None or figures.gap >= USELESS:
        return _("A longer search may find a better one.")
    return _("No arrangement can beat this by more than %(gap)d %%.") % {"gap": figures.gap}


# Half as good or better: such a bound tells nobody anything.
USELESS = 50


WHY_LEFT_OVER = {
    "times": gettext_lazy("Their wishes meet when they cannot. Ask them about the times, or find places by hand."),
    "few": gettext_lazy("Too few wished for %(themes)s. Groups of %(size)d might let it run."),
    "leader": gettext_lazy("Nobody who wished for %(themes)s would lead it. Ask somebody, or let anybody lead."),
    "full": gettext_lazy("The groups at their times are full. With up to %(size)d in a group there may be room."),
    "others": gettext_lazy(
        "Their places would have cost others their wishes. See what each place costs, and choose by hand."
    ),
}


def decision(finding: Finding) -> str:
    """The one thing to decide, and what would change it."""
    n = finding.people
    who = ngettext("%(n)d person is in no group.", "%(n)d people are in no group.", n) % {"n": n}
    themes = either(f"“{theme}”" for theme in finding.themes)
    return f"{who} {WHY_LEFT_OVER[finding.code] % {'themes': themes, 'size': finding.size}}"


def deed(finding: Finding) -> str:
    """What the button beside the decision does. The present plan is kept, so both can be compared."""
    if finding.code == "leader":
        return _("Try with anybody leading")
    if finding.code == "full":
        return _("Try with up to %(size)d") % {"size": finding.size}
    return _("Try with groups of %(size)d") % {"size": finding.size}


def other_rules(finding: Finding, rules: Rules) -> Fields:
    """The rules of the try that the finding suggests, as the fields of the form; nothing where no rule would help."""
    if finding.code not in {"few", "leader", "full"}:
        return []
    fields: Fields = [
        ("smallest", finding.size if finding.code == "few" else rules.smallest),
        ("largest", finding.size if finding.code == "full" else rules.largest),
        ("seconds", rules.seconds),
        *(("place", person) for person in rules.place),
    ]
    if rules.anybody_leads or finding.code == "leader":
        fields.append(("anybody_leads", "on"))
    return [*fields, ("place_new_staff", "on")] if rules.place_new_staff else fields


def unanswered(board: Board) -> str:
    if board.placed:
        return ngettext(
            "left out. %(n)d who did not answer was placed.", "left out. %(n)d who did not answer were placed.",
            board.placed,
        ) % {"n": board.placed}  # fmt: skip
    return _("left over. Everybody has answered.")


def outside(left: Outside) -> str:
    kinds = [
        (len(left.unanswered), ngettext_lazy("%(n)d did not answer", "%(n)d did not answer", "n")),
        (len(left.undecided), ngettext_lazy("%(n)d asked an own question", "%(n)d asked own questions", "n")),
        (len(left.alone), ngettext_lazy("%(n)d works alone this year", "%(n)d work alone this year", "n")),
        (len(left.new), ngettext_lazy("%(n)d is new this year", "%(n)d are new this year", "n")),
    ]
    return in_a_row(words % {"n": n} for n, words in kinds if n)


def last_deed(change: Change | None) -> str:
    if change is None:
        return ""
    name = change.person.name if change.person else ""
    return {
        "moved": _("You moved %(name)s.") % {"name": name},
        "left out": _("You took %(name)s out.") % {"name": name},
        "split": _("A group was split in two."),
        "arranged": _("A group’s name, leader or time was changed."),
    }.get(change.did, "")


def rules(asked: Rules) -> str:
    found = [_("%(smallest)d to %(largest)d in a group") % vars(asked)]
    if asked.place:
        n = len(asked.place)
        found.append(ngettext("%(n)d without an answer placed", "%(n)d without an answer placed", n) % {"n": n})
    if asked.anybody_leads:
        found.append(_("anybody leads"))
    return in_a_row(found)
