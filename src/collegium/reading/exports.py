from django.utils.translation import gettext_lazy as _

from collegium.people.exporting import register
from collegium.reading.models import Ballot, Best, Comment, Phrase, Place, Pledge, Reaction, Spotted

register(Pledge, _("What I said I would read"), "reading__group__title", "at")
register(Place, _("How far I have read"), "reading__group__title", "order")
register(Comment, _("My comments on pages"), "section__reading__group__title", "text", "at",
         "withdrawn_at")  # fmt: skip
register(Best, _("Best ideas I picked"), "reading__group__title", "text", "page", "why", "at", "withdrawn_at")
register(Reaction, _("My reactions to best ideas"), "best__reading__group__title", "text", "at")
register(Ballot, _("Where I put my dots"), "reading__group__title", "at")
register(Phrase, _("Phrases I added"), "group__title", "drop", "instead", "why", "audience", "at", "withdrawn_at")
register(Spotted, _("Where I heard a phrase"), "phrase__group__title", "kind", "text", "at", "withdrawn_at")
