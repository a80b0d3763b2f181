"""To whoever is asked to grant; and to every member of a group that was opened; where
nobody belongs to it any more, to the last who did and to the other keepers of the accounts."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from collegium.kit import clock
from collegium.mail.writing import write
from collegium.people.models import Person

if TYPE_CHECKING:
    from collegium.mail.models import Letter
    from collegium.safeguarding.models import Asking, Opening

ASKED, OPENED = "safeguarding.asked", "safeguarding.opened"


def ask(asking: "Asking", *, at: datetime) -> None:
    """Without the reason and the group: letters are read over shoulders."""
    with override(asking.to.language or settings.LANGUAGE_CODE):
        words = {"who": asking.by.name, "address": settings.ADDRESS + asking.get_absolute_url()}
        text = [
            _("%(who)s asks you to open a group for safeguarding.") % words,
            _("Read why, and grant or refuse it, within a day: %(address)s") % words,
            _("Nothing is open unless you grant it. What either of you looks at then is written down."),
        ]
        subject = _("%(who)s needs your word, for safeguarding") % words
        write(ASKED, asking.to, subject=subject, text="\n\n".join(text), at=at, thing=asking.pk)


def tell(opening: "Opening", *, at: datetime) -> int:
    """Who reads what until when, and never why: the reason may name a pupil. How many letters there are."""
    there = Person.objects.signing_in()
    members = opening.group.memberships.current().filter(person__in=there).select_related("person").order_by("pk")
    for membership in members:
        _tell(opening, membership.person, at, is_member=True)
    instead = list(opening.told_instead())
    for person in instead:
        _tell(opening, person, at, is_member=False)
    return len(members) + len(instead)


def _tell(opening: "Opening", person: Person, at: datetime, *, is_member: bool) -> None:
    """What was looked at stands on a page of the members; to others it is said that there was an opening."""
    with override(person.language or settings.LANGUAGE_CODE):
        words = {
            "group": opening.group.title, "school": opening.asking.school.name,
            "by": opening.asking.by.name, "to": opening.asking.to.name,
            "from": date_format(localtime(opening.at), "j F Y, H:i"),
            "until": date_format(localtime(opening.until), "j F Y, H:i"),
            "address": settings.ADDRESS + opening.get_absolute_url(),
        }  # fmt: skip
        text = [
            _("For safeguarding, “%(group)s” was opened to two people who keep the accounts of %(school)s: "
              "%(by)s asked for it, and %(to)s granted it.") % words,
        ]  # fmt: skip
        if is_member:
            text += [
                _("From %(from)s until %(until)s they may read the notes of your meetings, your threads and your "
                  "files. Reflections, visits, votes and answers stay closed to them.") % words,
                _("What they look at, you read here: %(address)s") % words,
            ]  # fmt: skip
        subject = _("%(group)s was opened for safeguarding") % words
        write(OPENED, person, subject=subject, text="\n\n".join(text), at=at, thing=opening.pk)


def is_open(letter: "Letter") -> bool:
    from collegium.safeguarding.models import Asking  # noqa: PLC0415  they write these letters

    if letter.person is None:
        return False
    return Asking.objects.open(clock.now()).visible_to(letter.person).filter(pk=letter.thing).exists()


def is_to_be_told(letter: "Letter") -> bool:
    from collegium.safeguarding.models import Opening  # noqa: PLC0415  they write these letters

    if letter.person is None:
        return False
    if Opening.objects.visible_to(letter.person).filter(pk=letter.thing).exists():
        return True
    opening = Opening.objects.told(clock.now()).filter(pk=letter.thing).first()
    return opening is not None and opening.told_instead().filter(pk=letter.person.pk).exists()
