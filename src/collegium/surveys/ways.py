"""The way from a stage of an enquiry that asks for pupils' voice to where they are asked."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from collegium.enquiry.doors import Door
from collegium.groups.models import Group

ARTEFACTS = frozenset({"student voice", "what pupils said", "what learners say", "what learners say now"})


def door(group: Group) -> Door:
    return Door(_("Ask our pupils"), reverse("surveys:group", args=[group.slug]), "talk")
