"""Why booklets are kept, and what becomes of them when somebody is erased."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from collegium.booklets.models import Booklet, Making, Piece, Yes
from collegium.people.erasing import wants_words_gone
from collegium.people.models import Person
from collegium.people.purposes import first, last, purpose

booklets = purpose(
    _("Booklets of a school"),
    why=_("So that what groups found out can be read as a book."),
    reads=_("whom it was published for; each author said yes to that"),
    until=_("until the school removes it; an author may say no at any time"),
)
booklets.stays(Booklet, of="by", words=("preface",), facts=("title", "subtitle", "colour"))
booklets.stays(Making, of="by", facts=("holds", "files")).stays(Yes, facts=("reach", "licence")).nobody(Piece)


@first
def say_no(person: Person, at: datetime) -> None:
    """Where their words are to go, their pieces leave every booklet."""
    if wants_words_gone(person):
        for yes in Yes.objects.filter(person=person, agreed=True).order_by("pk"):
            yes.answer(False, at=at)


@last
def print_again(person: Person, at: datetime) -> None:
    """What was printed names its authors: its bytes go, and the press makes it anew."""
    for booklet in Booklet.objects.filter(pieces__yeses__person=person, makings__done_at__isnull=False).distinct():
        for made in booklet.makings.made():
            made.remove()
        if booklet.standing().exists():
            booklet.make(by=booklet.by, at=at)
