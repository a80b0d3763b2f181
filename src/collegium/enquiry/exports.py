from django.utils.translation import gettext_lazy as _

from collegium.enquiry.models import Echo, Idea, Trial
from collegium.people.exporting import register

register(Trial, _("What I tried"), "group__title", "text", "verdict", "with_class", "went_well", "changed", "at",
         "let_go_at")  # fmt: skip
register(Idea, _("Ideas I passed on"), "title", "how", "subject", "ages", "audience", "at", "withdrawn_at")
register(Echo, _("What I told of others’ ideas"), "idea__title", "named", "with_words", "at")
