"""What stands above and beside the picture, in sentences."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collegium.impact.findings import Row, caveats_of
from collegium.kit.listing import listed
from collegium.statistics.comparing import Caveat, Numbers, Verdict
from collegium.statistics.wording import percent, points, sentence

CAVEATS = {
    Caveat.SELF_SELECTED: gettext_lazy("Members chose to join: they may differ from others in more than this."),
    Caveat.NO_BASELINE: gettext_lazy("There is no count from before: members may have been stronger already."),
    Caveat.NOT_BLIND: gettext_lazy("Whoever judged knew who was a member."),
    Caveat.FEW: gettext_lazy("On one side there are fewer than ten people."),
    Caveat.OBSERVERS_DIFFER: gettext_lazy("Two observers of the same lesson often judged differently."),
    Caveat.LOOKED_AT_AFTERWARDS: gettext_lazy("Looked at afterwards: the question was put when numbers were known."),
    Caveat.STRONGER_BEFORE: gettext_lazy("Members were stronger before they joined."),
    Caveat.SEVERAL_ASPECTS: gettext_lazy("Several aspects were looked at: each must show more to count."),
}


# What is said instead where lessons are counted, and nobody is judged.
OF_LESSONS = {
    Caveat.NO_BASELINE: gettext_lazy("There is no walk from before: it may have been seen with members already."),
    Caveat.NOT_BLIND: gettext_lazy("The walkers were not told who was a member, and may have known it."),
    Caveat.FEW: gettext_lazy("On one side there are fewer than ten lessons."),
    Caveat.STRONGER_BEFORE: gettext_lazy("It was seen more often in lessons of members before they joined."),
}


def headline(rows: Sequence[Row], *, of_lessons: bool = False) -> list[str]:
    """What the comparisons of a year say together, the settled ones first."""
    of = {verdict: [row.title for row in rows if row.finding.verdict is verdict] for verdict in Verdict}
    told = _SEEN if of_lessons else _JUDGED
    return [str(words) % {"aspects": listed(of[verdict])} for verdict, words in told if of[verdict]]


_REST = (
    (Verdict.UNSETTLED, gettext_lazy("In %(aspects)s it is not settled with these numbers.")),
    (Verdict.TOO_FEW, gettext_lazy("In %(aspects)s there are too few to show.")),
)
_JUDGED = (
    (Verdict.MORE, gettext_lazy("Members were more often judged strong than other staff in %(aspects)s.")),
    (Verdict.LESS, gettext_lazy("Members were less often judged strong than other staff in %(aspects)s.")),
    *_REST,
)
_SEEN = (
    (Verdict.MORE, gettext_lazy("In lessons of members %(aspects)s was seen more often than in other lessons.")),
    (Verdict.LESS, gettext_lazy("In lessons of members %(aspects)s was seen less often than in other lessons.")),
    *_REST,
)


def said_of(row: Row) -> str:
    """The sentence beside one aspect."""
    return sentence(row.finding, _, of_lessons=row.of_lessons)


def warnings_of(rows: Iterable[Row]) -> list[str]:
    """What speaks against it, in the order of the list."""
    told = list(rows)
    found = caveats_of(told)
    words = CAVEATS | OF_LESSONS if any(row.of_lessons for row in told) else CAVEATS
    return [str(said) for caveat, said in words.items() if caveat in found]


def points_of(gap: float, low: float, high: float) -> str:
    return _("%(gap)s points (%(low)s to %(high)s)") % {
        "gap": points(gap), "low": points(low), "high": points(high)
    }  # fmt: skip


def of_numbers(numbers: Numbers) -> dict[str, str]:
    """The figures of one aspect, as they stand in the table."""
    change = numbers.change
    return {
        "members": _within(numbers.members.low, numbers.members.high),
        "others": _within(numbers.others.low, numbers.others.high),
        "gap": points_of(numbers.gap, *numbers.interval),
        "times": "" if numbers.times is None or numbers.times_interval is None
        else _("%(times).1f times (%(low).1f to %(high).1f)") % {
            "times": numbers.times, "low": numbers.times_interval.low, "high": numbers.times_interval.high,
        },
        "change": points_of(change.gap, *change.interval) if change else "",
        "p": f"{numbers.p_adjusted:.3f}" if numbers.p_adjusted >= 0.001 else _("less than 0.001"),
        "whole": points(numbers.against_whole_staff),
    }  # fmt: skip


def _within(low: float, high: float) -> str:
    return _("%(low)s to %(high)s") % {"low": percent(low), "high": percent(high)}
