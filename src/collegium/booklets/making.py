"""One run of the press, step by step. Between two steps it looks whether somebody stopped it."""

from collegium.booklets.binding import as_epub
from collegium.booklets.gathering import chapters_of
from collegium.booklets.models import Making
from collegium.booklets.printing import as_pages, as_sheets
from collegium.kit import clock
from collegium.kit.typesetting import NotSet

# A piece taken back while the press runs lets it begin again; so often it does not happen in earnest.
TRIES = 3


def make(making: Making) -> None:
    try:
        for _try in range(TRIES):
            if _once(making):
                return
    except NotSet:
        making.fail(at=clock.now())
        raise
    making.fail(at=clock.now())


def _once(making: Making) -> bool:
    """Whether it has come to an end: made, or stopped, or nothing is left to print."""
    booklet, now, step = making.booklet, clock.now(), Making.Step
    if not making.reach_step(step.GATHERING):
        return True
    chapters = chapters_of(booklet)
    if not chapters:
        making.fail(at=now)
        return True
    if not making.reach_step(step.SETTING):
        return True
    pages = as_pages(booklet, chapters, at=now)
    if not making.reach_step(step.IMPOSING):
        return True
    sheets, count = as_sheets(pages, title=booklet.title, at=now)
    if not making.reach_step(step.BINDING):
        return True
    files = {"pdf": pages, "print": sheets, "epub": as_epub(booklet, chapters, at=now)}
    holds = [[piece.number, piece.edition] for chapter in chapters for piece in chapter.pieces]
    return making.finish(files, pages=count, holds=holds, at=clock.now()) or not making.reach_step(step.WAITING)
