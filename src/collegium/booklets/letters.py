"""The letter that asks an author: one for each piece, and again only for other words, readers or licence."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from collegium.mail.models import Letter
from collegium.mail.writing import write

if TYPE_CHECKING:
    from collegium.booklets.models import Yes

ASKED = "booklet-yes"


def ask(yes: "Yes", *, at: datetime) -> None:
    with override(yes.person.language or settings.LANGUAGE_CODE):
        write(
            ASKED, yes.person, at=at, thing=yes.pk,
            subject=_("May it stand in “%(booklet)s”?") % {"booklet": yes.piece.booklet.title},
            text=_("A report of yours was chosen for a booklet. It stands in it only if all its authors say yes, and "
                   "each may take that back at any time. Look at it and answer: %(address)s")
            % {"address": settings.ADDRESS + yes.get_absolute_url()},
        )  # fmt: skip


def is_wanted(letter: Letter) -> bool:
    """Not answered yet, and still the words that were asked about."""
    from collegium.booklets.models import Yes  # noqa: PLC0415  the noun writes this letter

    return Yes.objects.waiting().filter(pk=letter.thing).exists()
