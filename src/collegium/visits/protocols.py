"""The steps of the talk after a visit: as the group's way of working has them, else the school's, else the usual."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from collegium.programmes.models import ProtocolStep
from collegium.visits.models import Visit

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

KEY = "after-the-lesson"


@dataclass(frozen=True)
class Step:
    title: "StrOrPromise"
    minutes: int
    speakers: "StrOrPromise" = ""
    silent: "StrOrPromise" = ""


USUAL = (
    Step(_("How it felt"), 3, _("the one who taught")),
    Step(_("What pupils did and said, in answer to the focus"), 7, _("the one who watched"), _("the one who taught")),
    Step(_("What surprised us both"), 5, _("both")),
    Step(_("One thing each of us takes away"), 5, _("both")),
)


def steps_for(visit: Visit) -> list[Step]:
    """Never the words of an approach by name: whichever has a protocol for after a lesson lends it."""
    steps = ProtocolStep.objects.filter(protocol__key=KEY).order_by("order")
    found = list(steps.filter(protocol__approach=visit.group.approach_id)) if visit.group else []
    if not found:
        found = list(steps.filter(protocol__approach__school=visit.school_id).order_by("protocol", "order"))
        found = [step for step in found if step.protocol_id == found[0].protocol_id]
    return [Step(step.title, step.minutes, step.speakers, step.silent) for step in found] or list(USUAL)
