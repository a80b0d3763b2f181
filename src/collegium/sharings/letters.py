"""What those read who were named for a session: that they are, and when it does not take place."""

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from collegium.mail.models import Letter
from collegium.mail.writing import write
from collegium.people.models import Person

if TYPE_CHECKING:
    from collegium.sharings.models import Sharing

PART, OFF = "sharing-part", "sharing-off"


def named_for(sharing: "Sharing") -> QuerySet[Person]:
    """Who speaks or keeps a stall."""
    parts = sharing.contributions.order_by()
    return Person.objects.filter(
        Q(pk__in=parts.values("speaker")) | Q(pk__in=parts.values("keepers__person"))
    ).order_by("pk")


def ask_to_take_part(sharing: "Sharing", *, at: datetime) -> None:
    for person in named_for(sharing):
        with override(person.language or settings.LANGUAGE_CODE):
            write(PART, person, subject=_("You are named for %(title)s") % {"title": sharing.title}, at=at,
                  text=_("On %(day)s, %(place)s, the whole staff hears what was found last year. You are named for a "
                         "talk or a stall. When, with what and with whom stands here; if you would rather not, one "
                         "press there is enough: %(address)s") % _facts(sharing), thing=sharing.pk)  # fmt: skip


def tell_it_is_off(sharing: "Sharing", *, but: Person, at: datetime) -> None:
    for person in named_for(sharing).exclude(pk=but.pk):
        with override(person.language or settings.LANGUAGE_CODE):
            write(OFF, person, subject=_("%(title)s does not take place") % {"title": sharing.title}, at=at,
                  text=_("The session of %(day)s, %(place)s, does not take place. There is nothing for you to do. "
                         "%(address)s") % _facts(sharing), thing=sharing.pk)  # fmt: skip


def _facts(sharing: "Sharing") -> dict[str, str]:
    return {
        "day": date_format(sharing.starts_at.astimezone(ZoneInfo(sharing.timezone)), "l j F, H:i"),
        "place": sharing.place, "address": settings.ADDRESS + sharing.get_absolute_url(),
    }  # fmt: skip


def is_still_named(letter: Letter) -> bool:
    from collegium.sharings.models import Sharing  # noqa: PLC0415  it writes these letters

    found = Sharing.objects.standing().filter(pk=letter.thing).first()
    return found is not None and letter.person is not None and named_for(found).filter(pk=letter.person.pk).exists()


def is_still_off(letter: Letter) -> bool:
    from collegium.sharings.models import Sharing  # noqa: PLC0415  it writes these letters

    return Sharing.objects.filter(pk=letter.thing, cancelled_at__isnull=False).exists()
