"""What those who signed up read when an evening does not take place."""

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from collegium.mail.models import Letter
from collegium.mail.writing import write
from collegium.people.models import Person

if TYPE_CHECKING:
    from collegium.teachmeets.models import TeachMeet

OFF = "teachmeet-off"


def tell_who_comes(meet: "TeachMeet", *, but: Person, at: datetime) -> None:
    """Everybody who speaks or comes, once, in their own language; not whoever called it off."""
    speak = Q(pk__in=meet.talks.standing().values("person"))
    come = Q(pk__in=meet.coming.values("person"))
    for person in Person.objects.filter(speak | come).exclude(pk=but.pk).order_by("pk"):
        with override(person.language or settings.LANGUAGE_CODE):
            write(OFF, person, subject=_("%(title)s does not take place") % {"title": meet},
                  text=_words(meet, but), at=at, thing=meet.pk)  # fmt: skip


def _words(meet: "TeachMeet", by: Person) -> str:
    day = date_format(meet.starts_at.astimezone(ZoneInfo(meet.timezone)), "l j F, H:i")
    return _(
        "The TeachMeet “%(title)s” of %(day)s, %(place)s, does not take place: %(name)s has called it off.\n\n"
        "There is nothing for you to do. If you were to speak, your talk stays yours: sign up with it again another "
        "time.\n\n%(address)s"
    ) % {
        "title": meet, "day": day, "place": meet.place, "name": by.name,
        "address": settings.ADDRESS + meet.get_absolute_url(),
    }  # fmt: skip


def is_still_off(letter: Letter) -> bool:
    from collegium.teachmeets.models import TeachMeet  # noqa: PLC0415  it writes these letters

    return TeachMeet.objects.filter(pk=letter.thing, withdrawn_at__isnull=False).exists()
