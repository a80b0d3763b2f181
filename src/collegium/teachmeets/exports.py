from django.utils.translation import gettext_lazy as _

from collegium.people.exporting import register
from collegium.teachmeets.models import Coming, Talk, TeachMeet

register(TeachMeet, _("TeachMeets I hosted"), "title", "about", "starts_at", "place", "audience", "withdrawn_at",
         of=("person",))  # fmt: skip
register(Talk, _("My talks at TeachMeets"), "title", "minutes", "note", "link", "at", "began_at", "withdrawn_at",
         of=("person",))  # fmt: skip
register(Coming, _("TeachMeets I come to"), "meet__title", "meet__starts_at", "at", of=("person",))
