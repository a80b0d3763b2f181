"""The kinds of facts that can speak for a criterion, and what is said where there is none."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Kind:
    """Facts of one sort: their name, what is missing without any, and the page where that is mended."""

    key: str
    title: Any
    missing: Any
    mend: Any
    page: str

    @property
    def url(self) -> str:
        return reverse(self.page)


# Pages that every colleague may open, whatever their duties.
_GROUPS = (_("All groups"), "groups:directory")
_FOUND = (_("What we found"), "outcomes:outcomes")
_PROGRAMMES = (_("Programmes"), "programmes:programmes")
_TEACHMEETS = (_("TeachMeets"), "teachmeets:teachmeets")
_VISITS = (_("Visits"), "visits:mine")
_LIBRARY = (_("Library"), "library:works")
_IDEAS = (_("Ideas"), "enquiry:ideas")
_WALKS = (_("Learning walks"), "walks:walks")
_BOOKLETS = (_("Booklets"), "booklets:booklets")
_BULLETINS = (_("Bulletins"), "bulletins:bulletins")
_TODAY = (_("Today"), "desk:today")

KINDS = {
    one.key: one
    for one in (
        Kind("programme", _("Programmes"), _("No programme was opened to staff."), *_PROGRAMMES),
        Kind("priority", _("Themes that answer a priority"),
             _("No theme says which of the school’s priorities it answers."), *_PROGRAMMES),
        Kind("group", _("Groups of three or more"),
             _("No group of three or more colleagues shows its card to the staff."), *_GROUPS),
        Kind("question", _("Questions of groups"),
             _("No group that shows its card has put its question there."), *_GROUPS),
        Kind("leading", _("Colleagues who lead a group"),
             _("No group that shows its card has somebody who coordinates it."), *_GROUPS),
        Kind("beyond", _("Groups with other schools"),
             _("No group has members from two schools or more."), *_GROUPS),
        Kind("meeting", _("Meetings held"), _("No group that shows its card has met."), *_GROUPS),
        Kind("sustained", _("Groups that met over two terms"),
             _("No group has met over sixteen weeks or more yet."), *_GROUPS),
        Kind("report", _("Reports"), _("Nobody’s report has been shared with the school."), *_FOUND),
        Kind("proposal", _("Proposals"), _("Nothing has been proposed to the leadership."), *_FOUND),
        Kind("policy", _("Policies"), _("No proposal has become a policy."), *_FOUND),
        Kind("staff-voice", _("What staff said"),
             _("No survey of staff was closed with answers enough to show."), *_PROGRAMMES),
        Kind("change", _("You said, we changed"),
             _("Staff were not told of anything that changed because they said so."), *_PROGRAMMES),
        Kind("voice", _("What pupils said"),
             _("What pupils said has not been put together over several groups."), *_PROGRAMMES),
        Kind("results", _("Results"), _("No results were brought, as totals."), *_TODAY),
        Kind("remark", _("Remarks of visitors"), _("No remark of an inspector or visitor was kept."), *_TODAY),
        Kind("walk", _("Learning walks"), _("No learning walk was finished."), *_WALKS),
        Kind("comparison", _("Comparisons"), _("No comparison was shared with the leadership team."), *_TODAY),
        Kind("visit", _("Visits to lessons"),
             _("Visits to lessons are not counted yet: that is done at the end of a term, and never of a few."),
             *_VISITS),
        Kind("idea", _("Ideas that were tried"),
             _("No idea that the school may read has come back as tried."), *_IDEAS),
        Kind("book", _("What colleagues read and used"),
             _("Nobody has said that they used something of the library."), *_LIBRARY),
        Kind("teachmeet", _("TeachMeets"), _("The school has held no TeachMeet."), *_TEACHMEETS),
        Kind("session", _("Sharing sessions"),
             _("What groups found was not told to the whole staff in a session."), *_FOUND),
        Kind("webinar", _("Webinars"), _("No webinar was offered to the staff."), *_LIBRARY),
        Kind("booklet", _("Booklets"), _("No booklet was given to its readers."), *_BOOKLETS),
        Kind("bulletin", _("Bulletins"), _("No bulletin has appeared."), *_BULLETINS),
        Kind("public", _("On the web"),
             _("No report and no booklet is open to everybody."), *_FOUND),
    )
}  # fmt: skip
