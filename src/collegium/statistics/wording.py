"""The sentence beside a comparison: counts first, the word after the interval, and what it does not prove."""

from collections.abc import Callable

from collegium.statistics.comparing import Arms, Caveat, Change, Finding, Numbers, Verdict

Say = Callable[[str], str]


def sentence(finding: Finding, _: Say = str, *, of_lessons: bool = False) -> str:
    """What may be said, in whole sentences. ``_`` puts them into another language.

    ``of_lessons``: what is counted are lessons in which something was seen, and nobody was judged.
    """
    numbers = finding.numbers
    if numbers is None:
        return _("There are too few people here to show: one could tell who they are.")
    if of_lessons:
        words = [_lessons(finding, _), _gap_of_lessons(finding, numbers, _)]
    else:
        words = [_counts(finding, _), _gap(finding, numbers, _)]
    if numbers.change:
        words.append(_changed(numbers.change, _))
    return " ".join([*words, *_warnings(finding, _)])


def _counts(finding: Finding, _: Say) -> str:
    now = finding.aspect.now
    return _(
        "%(title)s: %(strong)s of %(of)s members (%(share)s) and %(other_strong)s of %(other_of)s other staff"
        " (%(other_share)s) were judged strong."
    ) % {"title": finding.aspect.title, **_numbers_of(now)}


def _lessons(finding: Finding, _: Say) -> str:
    now = finding.aspect.now
    return _(
        "%(title)s: it was seen in %(strong)s of %(of)s lessons of members (%(share)s) and in %(other_strong)s of"
        " %(other_of)s lessons of other staff (%(other_share)s)."
    ) % {"title": finding.aspect.title, **_numbers_of(now)}


def _gap_of_lessons(finding: Finding, numbers: Numbers, _: Say) -> str:
    low, high = points(numbers.interval.low), points(numbers.interval.high)
    if finding.verdict is Verdict.MORE:
        return _("It was seen more often in lessons of members: by %(gap)s points, plausibly %(low)s to"
                 " %(high)s.") % {
            "gap": points(numbers.gap), "low": low, "high": high}  # fmt: skip
    if finding.verdict is Verdict.LESS:
        return _("It was seen less often in lessons of members: by %(gap)s points, plausibly %(low)s to"
                 " %(high)s.") % {
            "gap": points(-numbers.gap), "low": points(-numbers.interval.high), "high": points(-numbers.interval.low),
        }  # fmt: skip
    return _(
        "Whether lessons of members differ is not settled with these numbers: the gap is %(gap)s points, plausibly"
        " %(low)s to %(high)s."
    ) % {"gap": points(numbers.gap), "low": low, "high": high}


def _numbers_of(now: Arms) -> dict[str, object]:
    return {
        "strong": now.members.strong, "of": now.members.of, "share": percent(now.members.share),
        "other_strong": now.others.strong, "other_of": now.others.of, "other_share": percent(now.others.share),
    }  # fmt: skip


def _gap(finding: Finding, numbers: Numbers, _: Say) -> str:
    low, high = points(numbers.interval.low), points(numbers.interval.high)
    if finding.verdict is Verdict.MORE:
        return _("Members were judged strong more often: by %(gap)s points, plausibly %(low)s to %(high)s.") % {
            "gap": points(numbers.gap), "low": low, "high": high}  # fmt: skip
    if finding.verdict is Verdict.LESS:
        return _("Members were judged strong less often: by %(gap)s points, plausibly %(low)s to %(high)s.") % {
            "gap": points(-numbers.gap), "low": points(-numbers.interval.high), "high": points(-numbers.interval.low),
        }  # fmt: skip
    return _(
        "Whether members differ is not settled with these numbers: the gap is %(gap)s points, plausibly %(low)s to"
        " %(high)s."
    ) % {"gap": points(numbers.gap), "low": low, "high": high}


def _changed(change: Change, _: Say) -> str:
    words = {"points": points(abs(change.gap)), "low": points(change.interval.low),
             "high": points(change.interval.high)}  # fmt: skip
    if change.interval.low > 0:
        return _("Since the baseline the gap has moved in their favour, by %(points)s points"
                 " (plausibly %(low)s to %(high)s).") % words  # fmt: skip
    if change.interval.high < 0:
        return _("Since the baseline the gap has moved against them, by %(points)s points"
                 " (the change is plausibly %(low)s to %(high)s).") % words  # fmt: skip
    return _("Whether the gap has changed since the baseline cannot be told yet (plausibly %(low)s to %(high)s"
             " points).") % words  # fmt: skip


def _warnings(finding: Finding, _: Say) -> list[str]:
    caveats, found = set(finding.caveats), []
    if Caveat.STRONGER_BEFORE in caveats:
        found.append(_("They were stronger before, so this is not proof that taking part made the difference."))
    elif Caveat.SELF_SELECTED in caveats and Caveat.NO_BASELINE in caveats:
        found.append(_("They chose to join and may have been stronger before, so this is not proof that taking part"
                       " made the difference."))  # fmt: skip
    elif Caveat.SELF_SELECTED in caveats:
        found.append(_("They chose to join, so this is not proof that taking part made the difference."))
    if Caveat.OBSERVERS_DIFFER in caveats:
        found.append(_("Observers often judged differently, which speaks against reading anything into it."))
    if Caveat.LOOKED_AT_AFTERWARDS in caveats:
        found.append(_("Looked at afterwards: the question was put when the numbers were known."))
    return found


def percent(share: float) -> str:
    return f"{100 * share:.0f}%"


def points(difference: float) -> str:
    """Percentage points, whole, with a proper minus sign."""
    rounded = round(100 * difference)
    return f"−{-rounded}" if rounded < 0 else str(rounded)
