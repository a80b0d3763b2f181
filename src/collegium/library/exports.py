from django.utils.translation import gettext_lazy as _

from collegium.library.models import Shelving, Use, Work
from collegium.people.exporting import register

register(Work, _("What I brought into the library"), "kind", "title", "authors", "year", "isbn", "provider",
         "language", "minutes", "link", "about", "shows_people", "consent", "audience", "at",
         "withdrawn_at")  # fmt: skip
# A work's title is its bringer's word, and may be out of reach by now.
register(Shelving, _("What I put on a group’s shelf"), "group__title", "at", of=("by",))
register(Use, _("What I used from the library"), "words", "at")
