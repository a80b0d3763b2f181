"""One run, step by step. Between two steps it looks whether somebody stopped it."""

from collegium.kit import clock
from collegium.kit.typesetting import NotSet
from collegium.packs.finding import stamps_of
from collegium.packs.models import Making
from collegium.packs.printing import as_pdf
from collegium.packs.sealing import seal
from collegium.packs.telling import told


def make(making: Making) -> None:
    """From what whoever asked for it may see now. What is taken back meanwhile lets it fail: they look again."""
    now, step = clock.now(), Making.Step
    if not making.reach_step(step.GATHERING):
        return
    found = told(making.pack.look(at=now, person=making.by), making.pack)
    if not making.reach_step(step.SETTING):
        return
    try:
        pdf, pages = as_pdf(found, at=now)
    except NotSet:
        making.fail(at=clock.now())
        raise
    if not making.reach_step(step.SEALING):
        return
    packed, sealed = seal(found, pdf, at=now)
    files = {"pdf": pdf, "zip": packed}
    if not making.finish(files, pages=pages, holds=stamps_of(found.shown), seal=sealed, at=clock.now()):
        making.fail(at=clock.now())
