from django.utils.translation import gettext_lazy as _

from collegium.people.exporting import register
from collegium.scheduling.models import Agreement, Choosing, Option, Poll, ProgrammeYear, Reply, Vote

register(Poll, _("Polls I began"), "group__title", "minutes", "closes_on", "at", "closed_at", of=("by",))
register(Option, _("Times I put into polls"), "poll__group__title", "name", "weekday", "starts_at", "at", of=("by",))
register(Reply, _("Polls I answered"), "poll__group__title", "at")
register(Choosing, _("Dates I had chosen for a group"), "group__title", "number", "at", "closed_at", of=("by",))
register(Agreement, _("Dates I agreed to"), "year__choosing__group__title", "at")
register(
    Vote, _("What I said to the times of polls"), "option__poll__group__title", "option__weekday",
    "option__starts_at", "says", of=("reply__person",),
)  # fmt: skip
register(
    ProgrammeYear, _("Years I planned for a programme"), "programme__title", "first_on", "number", "at", of=("by",)
)
