"""Jobs that failed, for whoever looks after this Collegium: in plain words, to try again or to let be."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from collegium.kit import jobs
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.people import policies

MOST_SHOWN = 50
WHAT = {
    "mail": _("Sending letters"),
    "forming": _("Working out groups"),
    "meetings": _("Telling people of their meetings"),
    "programmes": _("Reminding people of their wishes"),
    "people": _("Bringing in a list of staff"),
    "kit": _("Tidying up at night"),
    "project": _("Keeping a backup at night"),
}
WHY = {
    "CutOff": _("It was cut off three times: the computer may have had too little memory, or was switched off."),
    "OperationalError": _("The database did not answer."),
    "OSError": _("The disk or the network did not answer."),
    "MemoryError": _("The computer had too little memory."),
}


@dataclass(frozen=True)
class Failed:
    """One job that failed, as the page shows it."""

    pk: UUID
    what: str | Promise
    why: str | Promise
    kind: str
    at: datetime


@login_required
def failed_jobs(request: SignedIn) -> HttpResponse:
    """What failed, when and why, the latest first."""
    ensure(policies.may_set_server(request.user))
    found = [
        Failed(
            pk=pk,
            what=WHAT.get(path.split(".")[1], _("Something behind the pages")),
            why=WHY.get(fault.rpartition(".")[2], _("A fault in the program.")),
            kind=f"{path.removeprefix('collegium.')}, {fault.rpartition('.')[2]}",
            at=at,
        )
        for pk, path, fault, at in jobs.failed()[:MOST_SHOWN]
    ]
    return show(request, "desk/failed_jobs.html", failed=found)


@acts
@login_required
def another_try(request: SignedIn, job: UUID) -> HttpResponse:
    """Ask the worker for it once more."""
    ensure(policies.may_set_server(request.user))
    return once(request, lambda: _there(jobs.try_again(job)), "desk:failed-jobs")


@acts
@login_required
def letting_be(request: SignedIn, job: UUID) -> HttpResponse:
    """Nothing more will be done about it."""
    ensure(policies.may_set_server(request.user))
    return once(request, lambda: _there(jobs.let_be(job)), "desk:failed-jobs")


def _there(found: bool) -> None:
    if not found:
        raise Http404
