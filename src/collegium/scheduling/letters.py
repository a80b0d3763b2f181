"""What groups are written when a year is proposed to them."""

from datetime import datetime

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import override

from collegium.mail.models import Letter
from collegium.mail.writing import write
from collegium.people.models import Person
from collegium.scheduling.models import Choosing

PROPOSAL = "year-proposed"


def propose(choosing: Choosing, *, at: datetime) -> None:
    """To those who look after the group; where nobody does, to every member."""
    current = choosing.group.memberships.current()
    leading = current.coordinating()
    members = leading if leading.exists() else current
    for person in Person.objects.filter(Exists(members.filter(person=OuterRef("pk")))).exclude(email=None):
        with override(person.language or settings.LANGUAGE_CODE):
            words = {"group": choosing.group.title, "who": choosing.by.name}
            write(
                PROPOSAL, person, subject=_("A year of meetings for %(group)s") % words, thing=choosing.pk, at=at,
                text="\n\n".join([
                    _("%(who)s proposes dates for “%(group)s”, planned together with the other groups.") % words,
                    _("Look at them with your group; you can take them, or plan your year yourselves:"),
                    settings.ADDRESS + choosing.get_absolute_url(),
                ]),
            )  # fmt: skip


def is_open(letter: Letter) -> bool:
    """Nothing decided meanwhile, and the person still belongs."""
    choosing = Choosing.objects.open().filter(pk=letter.thing).first()
    return bool(choosing and choosing.group.memberships.current().filter(person=letter.person_id).exists())
