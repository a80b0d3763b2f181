"""Help in a sentence, where newcomers stand puzzled. Each can be put aside by whoever has read it."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from collegium.people.models import Person

# A page and what to know there first: how it is meant, and who sees it. How to press its buttons stands on them.
HELP: Mapping[str, str | Promise] = {
    "today": _(
        "What waits for your answer stands here first, then what comes next. When nothing waits, nothing "
        "is left to do."
    ),
    "group": _(
        "What is written in here stays with the group. Others see its card at most: what it is about and "
        "who belongs."
    ),
    "enquiry": _(
        "An enquiry takes one lesson or one idea through a few stages. Only the stage you are in asks "
        "for anything."
    ),
    "agenda": _(
        "Each meeting needs time to tell what was tried and time to choose what comes next. Any member "
        "may add something."
    ),
    "talk": _("Thinking may take weeks and needs no answer. What has to be settled by a day is an arrangement."),
    "voice": _(
        "Pupils are asked about their learning and never about a teacher. Fewer than five answers are "
        "not shown."
    ),
    "report": _(
        "Most of a report is here already, from what the group did. It leaves the group when its authors "
        "say so."
    ),
    "tries": _("What you promise to a group is seen by that group. A plan of your own is seen by nobody."),
    "ideas": _("“I’ll try this” puts an idea on your Today page. Its author hears of it only if you want that."),
    "dates": _("A proposed date binds nobody. Once the group says yes to it, it stands in everybody’s calendar."),
    "wishes": _(
        "Groups are formed from these wishes and from the times at which you can come. Whoever leads "
        "this reads them once they are closed."
    ),
    "plan": _(
        "This is a proposal. Open a name to read why somebody is there, and move whom you like before "
        "you share it."
    ),
    "staff": _(
        "Whoever leads, arranges cover or keeps accounts has a duty here. Open a name to give one, or to "
        "end it."
    ),
    "impact": _(
        "Say what you will compare before the figures are there. What is looked at afterwards is marked "
        "so for good."
    ),
    "health": _(
        "Each line is a part of Collegium and how it is doing. Where something needs you, it says what "
        "to do."
    ),
}  # fmt: skip

# Cards that lead to a first step, put aside in the same way.
CARDS = frozenset({"first-try"})


def help_for(person: Any, key: str) -> str:
    """The sentence for this page; empty once the person has put it aside, and for whoever has not come in."""
    known = isinstance(person, Person) and key not in person.aside
    return str(HELP[key]) if known else ""
