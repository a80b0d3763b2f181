"""What the slips of a session said, where there are enough of them to be nobody’s."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Count

from collegium.sharings.models import Contribution, Sharing, Slip

# As everywhere: above a group ten, inside it five.
FEWEST_ABOVE, FEWEST_INSIDE = 10, 5


@dataclass(frozen=True)
class Said:
    """``slips`` is how many were handed in; where they are too few, nothing else is told."""

    slips: int
    enough: bool = False
    takes: list[str] = field(default_factory=list)
    would_try: list[tuple[Contribution, int]] = field(default_factory=list)


def heard(sharing: Sharing, parts: Sequence[Contribution]) -> Said:
    """For whoever leads: all words, and how many would try what. Three queries."""
    slips = Slip.objects.filter(sharing=sharing)
    number = slips.count()
    if sharing.counted_at is None or number < FEWEST_ABOVE:
        return Said(number)
    counts = dict(
        sharing.contributions.filter(slips__in=slips).values_list("pk").annotate(n=Count("slips"))
    )
    tried = [(one, counts.get(one.pk, 0)) for one in parts]
    takes = list(slips.exclude(takes="").order_by("takes").values_list("takes", flat=True))
    return Said(number, True, takes, sorted(tried, key=lambda each: (-each[1], each[0].place)))


def heard_of(part: Contribution, fewest: int) -> Said:
    """For those whose outcome it was: how many would try it, and what these slips said besides."""
    number = Slip.objects.filter(sharing=part.sharing_id).count()
    if part.sharing.counted_at is None or number < fewest:
        return Said(number)
    mine = part.slips.order_by("takes").values_list("takes", flat=True)
    return Said(number, True, [words for words in mine if words], [(part, len(mine))])
