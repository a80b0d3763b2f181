from collegium.booklets.models.booklet import Booklet, Licence, NothingToPrint
from collegium.booklets.models.making import Making
from collegium.booklets.models.piece import Piece, Yes

__all__ = ["Booklet", "Licence", "Making", "NothingToPrint", "Piece", "Yes"]
