"""What came of it: reports as far as their authors let them go, proposals as numbers, policies, booklets."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collegium.booklets.models import Booklet
from collegium.kit.listing import in_a_row
from collegium.outcomes.models import Policy, Proposal, Report
from collegium.outcomes.models.proposal import State
from collegium.packs.looking import PUBLIC, Fact, Look
from collegium.sharings.models import Sharing


def in_reports(look: Look) -> Iterable[Fact]:
    """Of this school’s, the edition that readers have: another edition is another fact."""
    shared = Report.objects.shared().filter(
        schools=look.school, reach__in=["school", "network", "public"], **look.between("shared_at")
    )
    for one in look.known(shared).select_related("edition").order_by("pk"):
        day = look.day(one.shared_at)
        title, stamp = one.edition.title, str(one.edition_id)
        url = one.get_absolute_url()
        yield Fact("report", str(one.pk), title, day, _readers(one.reach), url, one.reach, stamp, one.edition)
        if one.reach == PUBLIC:
            yield Fact("public", f"report-{one.pk}", title, day, _("a report"), url, PUBLIC, stamp)


def _readers(reach: str) -> str:
    return {
        "school": _("shared with everyone at the school"), "network": _("shared with the schools we work with"),
        "public": _("shared with everybody, also on the web"),
    }[reach]  # fmt: skip


def in_proposals(look: Look) -> Iterable[Fact]:
    """How many, and what became of them: no title, no name."""
    put = Proposal.objects.filter(**look.between("at"))
    figures = put.figures(look.school, look.last)
    if not figures["put"]:
        return
    title = ngettext("One proposal to the leadership", "%(number)d proposals to the leadership", figures["put"])
    became = in_a_row(f"{state.label}: {n}" for state in State if (n := figures[state.name.lower()]))
    yield Fact("proposal", str(look.school.pk), title % {"number": figures["put"]}, look.last, became,
               reverse("outcomes:outcomes"), PUBLIC)  # fmt: skip


def in_policies(look: Look) -> Iterable[Fact]:
    made = Policy.objects.in_force().filter(school=look.school, **look.between("at"))
    for one in look.known(made).order_by("pk"):
        said = _("looked at again on %(day)s") % {"day": date_format(one.review_on, "j F Y")}
        yield Fact("policy", str(one.pk), one.title, look.day(one.at), said, one.get_absolute_url(), PUBLIC)


def in_booklets(look: Look) -> Iterable[Fact]:
    given = Booklet.objects.filter(school=look.school, **look.between("published_at"))
    for one in look.known(given).order_by("pk"):
        day = look.day(one.published_at)
        yield Fact("booklet", str(one.pk), one.title, day, str(one.get_reach_display()), one.get_absolute_url(),
                   one.reach)  # fmt: skip
        if one.reach == PUBLIC:
            yield Fact("public", f"booklet-{one.pk}", one.title, day, _("a booklet"), one.get_absolute_url(), PUBLIC)


def in_sessions(look: Look) -> Iterable[Fact]:
    """Last year's outcomes, told to the whole staff."""
    held = Sharing.objects.standing().filter(school=look.school, **look.held("starts_at"))
    for one in look.known(held).order_by("pk"):
        yield Fact("session", str(one.pk), one.title, look.day(one.starts_at), _("told to the whole staff"),
                   one.get_absolute_url())  # fmt: skip


SOURCES = (in_reports, in_proposals, in_policies, in_booklets, in_sessions)
