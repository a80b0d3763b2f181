"""One letter to those who coordinate: does your group go on next year?"""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from collegium.groups.models import Group
from collegium.mail.models import Letter
from collegium.mail.writing import write
from collegium.people.models import Person
from collegium.programmes.models import Programme
from collegium.years import policies
from collegium.years.outlooks import not_said

NEXT_YEAR = "next-year"


def ask(programme: Programme, *, at: datetime) -> int:
    """To everybody who can say it for a group that has not, once for each group; how many letters were written."""
    asked = set(Letter.objects.filter(kind=NEXT_YEAR).values_list("person", "thing"))
    written = 0
    for group in not_said(programme).order_by("pk"):
        there = group.memberships.current().select_related("person").order_by("pk")
        for membership in there.coordinating() or there:
            if (membership.person_id, group.pk) not in asked:
                _write_to(membership.person, group, at=at)
                written += 1
    return written


def _write_to(person: Person, group: Group, *, at: datetime) -> None:
    with override(person.language or settings.LANGUAGE_CODE):
        address = settings.ADDRESS + reverse("years:outlook", args=[group.slug])
        text = [
            _("The school year of “%(group)s” comes to its end.") % {"group": group.title},
            _("Does your group go on next year? One tap says it, here: %(address)s") % {"address": address},
            _("Either way, all that you wrote together stays there for you to read."),
        ]
        subject = _("Does %(group)s go on next year?") % {"group": group.title}
        write(NEXT_YEAR, person, subject=subject, text="\n\n".join(text), at=at, thing=group.pk)


def is_still_to_say(letter: Letter) -> bool:
    """The group has not said yet, and this person may say it."""
    group = Group.objects.filter(pk=letter.thing, outlook=None).first()
    return group is not None and letter.person is not None and policies.may_say(letter.person, group)
