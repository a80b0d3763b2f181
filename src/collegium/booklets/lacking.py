"""What stands in the way of a booklet, in plain words, before anything is made."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from collegium.booklets.models import Booklet, Piece, Yes
from collegium.booklets.models.booklet import REACHES
from collegium.kit.typesetting import unprintable


@dataclass(frozen=True)
class State:
    """A piece for its editors: its title, whether it stands, and each reason why not."""

    piece: Piece
    title: str
    stands: bool
    reasons: list[str]
    remarks: list[str]


def states_of(booklet: Booklet) -> list[State]:
    """Each piece that was chosen, the ones that do not stand first."""
    standing = set(booklet.standing().values_list("pk", flat=True))
    pieces = booklet.pieces.select_related("report__edition").prefetch_related(
        Prefetch("yeses", Yes.objects.select_related("person")),
        "report__edition__authors", "report__edition__shown",
    )
    found = []
    for piece in pieces.order_by("report__title", "pk"):
        reasons = _reasons(piece, booklet)
        title = (piece.report.edition.title if piece.report.edition else "") or piece.report.title
        found.append(State(piece, title, piece.pk in standing, reasons, _remarks(piece)))
    return sorted(found, key=lambda state: state.stands)


def _reasons(piece: Piece, booklet: Booklet) -> list[str]:
    report = piece.report
    if not report.is_shared or report.edition is None:
        return [_("Its authors withdrew the report.")]
    found = []
    if report.reach not in REACHES[REACHES.index(booklet.reach) :]:
        found.append(_("Its authors shared it less far than this booklet goes."))
    words = {yes.person_id: yes for yes in piece.yeses.all()}
    for author in report.edition.authors_in_order:
        yes = words.get(author.pk)
        if yes is None or yes.edition_id != report.edition_id:
            unasked = _("%(name)s has not been asked about these words. Choose the pieces again.")
            found.append(unasked % {"name": author})
        elif yes.agreed is None:
            found.append(_("%(name)s has not answered yet.") % {"name": author})
        elif not yes.agreed:
            found.append(_("%(name)s would rather not have it printed.") % {"name": author})
    if bare := sum(1 for one in report.edition.shown.all() if not one.describes):
        without = _("%(number)s of its pictures have no words that say what they show. Its authors add them in the "
                    "report.")  # fmt: skip
        found.append(without % {"number": bare})
    return found


def _remarks(piece: Piece) -> list[str]:
    edition = piece.report.edition
    if edition is None:
        return []
    text = edition.title + "".join(one["heading"] + one["words"] for one in edition.content.get("sections", []))
    if signs := unprintable(text):
        return [_("On paper these signs are left out: %(signs)s") % {"signs": " ".join(signs[:20])}]
    return []
