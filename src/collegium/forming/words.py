"""The planner's codes in the words of the page. They name no person, and say nothing of who is kept apart."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy, pgettext_lazy

from collegium.kit.listing import in_a_row

Names = Mapping[str, str]

WEEKDAYS = (
    gettext_lazy("Mondays"), gettext_lazy("Tuesdays"), gettext_lazy("Wednesdays"), gettext_lazy("Thursdays"),
    gettext_lazy("Fridays"), gettext_lazy("Saturdays"), gettext_lazy("Sundays"),
)  # fmt: skip
WISHES = (
    "", gettext_lazy("First wish"), gettext_lazy("Second wish"), gettext_lazy("Third wish"),
    gettext_lazy("Fourth wish"), gettext_lazy("Fifth wish"),
)  # fmt: skip

ABOUT_A_WISH = {
    "got_it": gettext_lazy("this group."),
    "group_kept": gettext_lazy("this group goes on as it is."),
    "not_offered": gettext_lazy("no group of it is offered."),
    "too_few": ngettext_lazy(
        "fewer than %(count)d person wished for it.", "fewer than %(count)d people wished for it.", "count"
    ),
    "nobody_leads": gettext_lazy("nobody who would lead wished for it."),
    "no_common_time": gettext_lazy("no time suits enough of those who wished for it."),
    "run_costs_others": gettext_lazy("a group of it would have cost others their wishes."),
    "other_times": gettext_lazy("it meets at other times."),
    "full": gettext_lazy("full at the times that are possible."),
    "costs_others": gettext_lazy("a place in it would have cost others their wishes."),
}  # fmt: skip

ABOUT_SOMEBODY_LEFT_OVER = {
    "by_hand": gettext_lazy("Taken out by hand."),
    "never_free": gettext_lazy("Cannot come at any of the times."),
    "not_with_partner": gettext_lazy("No group had a place for everybody who is kept together here."),
    "not_offered": gettext_lazy("No group of their themes is offered."),
    "too_few": gettext_lazy("Too few people wished for it."),
    "too_few_each": gettext_lazy("Too few people wished for each of their themes."),
    "nobody_leads": gettext_lazy("Nobody who would lead wished for it."),
    "no_common_time": gettext_lazy("No time suits enough of those who wished for it."),
    "run_costs_others": gettext_lazy("A group of it would have cost others their wishes."),
    "other_times": gettext_lazy("Their wishes meet at other times."),
    "full": gettext_lazy("Every group at their times is full."),
    "costs_others": gettext_lazy("A place would have cost others their wishes."),
    "no_place": gettext_lazy("None of their wishes had a place at their times."),
}  # fmt: skip

ABOUT_A_PLACE = {
    "placed": gettext_lazy(
        "There was no answer, so the planner chose among the themes, and every time was taken as possible."
    ),
    "induction": gettext_lazy("New staff learn together in their first year, and choose a theme in the next."),
}  # fmt: skip

# A pair that is kept apart is a rule like any other on this page: somebody may look over the lead's shoulder.
ABOUT_A_RULE = {
    "locked": gettext_lazy("That group is to stay as it is"),
    "too_few": gettext_lazy("The group they leave would be too small"),
    "nobody_leads": gettext_lazy("The group they leave would have nobody who would lead it"),
    "not_wished": gettext_lazy("Not one of their wishes"),
    "not_free": gettext_lazy("They cannot come then"),
    "too_many": gettext_lazy("The group would be too large"),
    "apart": gettext_lazy("Against a rule of this programme"),
    "together": gettext_lazy("They would be parted from somebody they stay with"),
}  # fmt: skip

ABOUT_AN_EFFECT = {
    "eased": gettext_lazy("fewer of %(department)s where they are now"),
    "unguided": gettext_lazy("nobody experienced stays where they are now"),
    "crowded": gettext_lazy("more than two of %(department)s together"),
    "guides": gettext_lazy("brings the experience that this group lacks"),
}  # fmt: skip

ABOUT_A_CLASH = {
    "in_two": gettext_lazy("Somebody stands in two groups that are to stay as they are: %(groups)s."),
    "too_many": gettext_lazy(
        "%(groups)s are to stay as they are, but the theme may have no more groups than %(count)d."
    ),
    "nobody_leads": gettext_lazy(
        "%(groups)s is to stay as it is, but nobody who would lead is in it or can join it."
    ),
    "broken": gettext_lazy(
        "The planner stopped without an answer. Trying again may help; if not, tell whoever looks after Collegium."
    ),
}  # fmt: skip
OTHER_CLASH = gettext_lazy("What is to stay as it is in %(groups)s contradicts the other rules.")

NTH = {1: gettext_lazy("1st wish"), 2: gettext_lazy("2nd wish"), 3: gettext_lazy("3rd wish")}
LATER_WISH = pgettext_lazy("4 or 5", "%(rank)dth wish")
LOSSES = {
    1: gettext_lazy("without their 1st wish"), 2: gettext_lazy("without their 2nd wish"),
    3: gettext_lazy("without their 3rd wish"),
}  # fmt: skip
LATER_LOSS = pgettext_lazy("4 or 5", "without their %(rank)dth wish")


def weekly(weekday: int, starts_at: time) -> str:
    """``Tuesdays 15:45``."""
    return f"{WEEKDAYS[weekday]} {time_format(starts_at, 'H:i')}"


def say(line: Mapping[str, Any], themes: Names, slots: Names) -> str:
    """One line of a reason. It is true of the page's person and of the letter's reader alike, so it says neither."""
    code, theme = line["code"], themes.get(line["themes"][0], "") if line["themes"] else ""
    if code in ABOUT_A_PLACE:
        return str(ABOUT_A_PLACE[code])
    if code == "if_free":
        return _("If %(time)s were possible too, there would be a place in %(theme)s.") % {
            "time": slots.get(line["slot"], ""), "theme": theme}  # fmt: skip
    if code == "if_wished":
        return _("With a wish for %(theme)s too, there would be a place (%(time)s).") % {
            "time": slots.get(line["slot"], ""), "theme": theme}  # fmt: skip
    if line["rank"]:
        words = ABOUT_A_WISH[code] % {"count": line["count"]} if code == "too_few" else ABOUT_A_WISH[code]
        return f"{WISHES[line['rank']]}, {theme}: {words}"
    return str(ABOUT_SOMEBODY_LEFT_OVER[code])


def say_clash(clash: Mapping[str, Any], titles: Names) -> str:
    groups = ", ".join(titles.get(key, key) for key in clash.get("groups", ()))
    return str(ABOUT_A_CLASH.get(clash["code"], OTHER_CLASH)) % {"groups": groups, "count": clash.get("count", 0)}


def say_wish(rank: int | None) -> str:
    return str(NTH.get(rank, LATER_WISH % {"rank": rank})) if rank else _("no wish")


def say_loss(rank: int) -> str:
    return str(LOSSES.get(rank, LATER_LOSS % {"rank": rank}))


def say_effect(code: str, department: str) -> str:
    return str(ABOUT_AN_EFFECT[code]) % {"department": department}


def troubles(members: int, smallest: int, largest: int, *, is_led: bool, absent: int) -> list[str]:
    """What a group of a plan breaks of the rules, a word or two each."""
    found = []
    if members > largest:
        found.append(_("%(members)d, and %(largest)d at most") % {"members": members, "largest": largest})
    if members < smallest:
        found.append(_("%(members)d, and %(smallest)d at least") % {"members": members, "smallest": smallest})
    if not is_led:
        found.append(_("nobody leads"))
    if absent:
        found.append(ngettext("%(n)d cannot come then", "%(n)d cannot come then", absent) % {"n": absent})
    return found


def say_what_if(answer: Mapping[str, Any]) -> str:
    """What the others would have given for a wish. It names nobody and no rule."""
    if not answer:
        return _("the planner gave no answer. Try again later.")
    if not answer["is_possible"]:
        return _("no plan was found with it that leaves nobody else without a group.")
    parts = [_("nobody else would have had a worse wish")] if answer["is_free"] else []
    parts += [str(LOST_A_WISH[rank] % {"n": n}) for rank, n in enumerate(answer["lost"]) if n]
    parts += [str(sentence % {"n": answer[code]}) for code, sentence in ABOUT_OTHERS.items() if answer[code]]
    return f"{in_a_row(parts)}."


LOST_A_WISH = (
    ngettext_lazy(
        "%(n)d other would have lost their first wish", "%(n)d others would have lost their first wish", "n"
    ),
    ngettext_lazy(
        "%(n)d other would have lost their second wish", "%(n)d others would have lost their second wish", "n"
    ),
    ngettext_lazy(
        "%(n)d other would have lost their third wish", "%(n)d others would have lost their third wish", "n"
    ),
    ngettext_lazy(
        "%(n)d other would have lost their fourth wish", "%(n)d others would have lost their fourth wish", "n"
    ),
    ngettext_lazy(
        "%(n)d other would have lost their fifth wish", "%(n)d others would have lost their fifth wish", "n"
    ),
)
ABOUT_OTHERS = {
    "left_over": ngettext_lazy("%(n)d of them would be in no group", "%(n)d of them would be in no group", "n"),
    "better": ngettext_lazy("%(n)d would have a better wish", "%(n)d would have a better wish", "n"),
    "moved": ngettext_lazy(
        "%(n)d would be in another group of the same wish", "%(n)d would be in another group of the same wish", "n"
    ),
}
