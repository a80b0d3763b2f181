"""What the pages say about times and years, in whole sentences."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext

from collegium.kit.listing import listed
from collegium.people.models import School
from collegium.scheduling.counting import Tally


def number(n: int) -> str:
    """Seven rather than 7: in a sentence, up to ten."""
    words = [
        _("none"), _("one"), _("two"), _("three"), _("four"), _("five"), _("six"), _("seven"), _("eight"),
        _("nine"), _("ten"),
    ]  # fmt: skip
    return words[n] if n < len(words) else str(n)


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
        return ngettext("the one who answered", "all %(n)s", tally.asked) % {"n": number(tally.asked)}
    return _("%(able)s of %(asked)s") % {"able": number(tally.able), "asked": number(tally.asked)}


REASONS = {
    "no_days": _l("None of the schools is open on these days."),
    "no_hosts": _l("No school hosts the group."),
    "no_room_at_all": _l("There is no room at %(school)s."),
    "no_room_has": _l("No room at %(school)s has what you need: %(names)s."),
    "no_room_seats": _l("No room at %(school)s has %(count)s seats."),
    "no_room_for": _l("No room at %(school)s has %(count)s seats and %(names)s."),
    "no_quorum": _l("There is no day on which %(count)s of the %(of)s members can come."),
    "no_free_room": _l("On the days on which enough members can come, no host has a room free."),
    "too_few_days": _l(
        "There are not %(count)s days, far enough and not too far apart, on which enough members can come and the "
        "school whose turn it is can host."
    ),
    "others_first": _l("On the days that would do, other groups have the rooms or the people."),
}
ATTEMPTS = {
    "only_at": _l("Meet at %(names)s only."),
    "fewer": _l("Meet %(count)s times instead of %(of)s."),
    "half": _l("Meet when half of the members can come."),
    "longer_gap": _l("Let up to %(count)s days pass between two meetings."),
    "online": _l("Meet by video, without a host."),
    "other_days": _l("Ask the members for other days."),
}
NEEDS = {"projector": _l("a projector"), "internet": _l("internet")}


def say(line: Mapping[str, Any], schools: Mapping[str, str]) -> str:
    """A line of the planner, with the names of schools and needs instead of their numbers."""
    names = [schools.get(name) or str(NEEDS.get(name, name)) for name in line["names"]]
    words = {
        "names": listed(names), "school": schools.get(line["school"], ""),
        "count": number(line["count"]), "of": number(line["of"]),
    }  # fmt: skip
    return str({**REASONS, **ATTEMPTS}[line["code"]]) % words


def say_unmet(unmet: Mapping[str, Any] | None) -> tuple[str, str]:
    """Why there is no possible year, and the smallest change that would give one."""
    if not unmet:
        return _("No such year could be found."), _("Begin later, or let fewer days pass between two meetings.")
    numbers = {unmet["reason"]["school"], *unmet["reason"]["names"], *unmet["attempt"]["names"]}
    known = School.objects.filter(pk__in=[int(one) for one in numbers if one.isdecimal()])
    schools = {str(school.pk): school.name for school in known}
    return say(unmet["reason"], schools), say(unmet["attempt"], schools)
