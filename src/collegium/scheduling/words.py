"""What the pages say about times and years, in whole sentences."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collegium.scheduling.counting import Tally


def number(n: int) -> str:
    """Seven rather than 7: in a sentence, up to ten."""
    words = [
        _("none"), _("one"), _("two"), _("three"), _("four"), _("five"), _("six"), _("seven"), _("eight"),
        _("nine"), _("ten"),
    ]  # fmt: skip
    return words[n] if n < len(words) else str(n)


def listed(names: Sequence[str]) -> str:
    """Ama, Tom and Priya."""
    if len(names) < 2:
        return "".join(names)
    return _("%(some)s and %(last)s") % {"some": ", ".join(names[:-1]), "last": names[-1]}


def who_can(tally: Tally) -> str:
    """All seven, Priya if need be; not Tom; Sam has not said."""
    parts = [_able(tally)]
    if tally.if_need_be:
        parts.append(_("%(names)s if need be") % {"names": listed(tally.if_need_be)})
    said = ", ".join(parts)
    if tally.no and tally.able:
        said = _("%(said)s; not %(names)s") % {"said": said, "names": listed(tally.no)}
    if tally.unsaid:
        unsaid = ngettext("%(names)s has not said", "%(names)s have not said", len(tally.unsaid))
        said = _("%(said)s; %(unsaid)s") % {"said": said, "unsaid": unsaid % {"names": listed(tally.unsaid)}}
    return said[:1].upper() + said[1:]


def _able(tally: Tally) -> str:
    if tally.is_refused:
        return _("nobody who answered can")
    if tally.able == tally.asked:
        return ngettext("the one of you", "all %(n)s", tally.asked) % {"n": number(tally.asked)}
    return _("%(able)s of %(asked)s") % {"able": number(tally.able), "asked": number(tally.asked)}
