from django.utils.translation import gettext_lazy as _

from collegium.people.exporting import register
from collegium.sharings.models import Contact, Contribution, Keeper, Presence, Sharing, SummaryYes, Uptake

register(Sharing, _("Sharing sessions I prepared"), "title", "about", "starts_at", "place", "announced_at",
         "cancelled_at", of=("by",))  # fmt: skip
register(Contribution, _("My talks at sharing sessions"), "sharing__title", "minutes", "spot", "brings",
         of=("speaker",))  # fmt: skip
register(Keeper, _("Stalls I keep at sharing sessions"), "contribution__sharing__title", "contribution__spot")
register(Presence, _("Sharing sessions I was at"), "sharing__title", "at")
register(Uptake, _("What I read and tried of colleagues’ outcomes"), "report__edition__title", "policy__title",
         "step", "at")  # fmt: skip
register(SummaryYes, _("My yes to pages for everybody"), "summary__report__edition__title", "at")
register(Contact, _("Contacts for strangers that I named"), "school__name", "who", "email", "at", of=("by",))
