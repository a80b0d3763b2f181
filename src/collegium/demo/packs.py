"""Northgate's evidence pack for the eTwinning School label, half chosen; and what its governors ask."""

from datetime import date, datetime

from collegium.demo.network import DemoNetwork
from collegium.packs.finding import facts_of
from collegium.packs.models import OwnList, Pack

OPENING = """Our staff learn in groups that ask a question of their own. What stands here was given to the school by
those who found it."""
GOVERNORS = [
    ("Colleagues learn from other schools", "", ["beyond", "teachmeet"], 1, ""),
    ("What is decided comes back to those who proposed it", "", ["proposal", "policy", "change"], 2, ""),
    ("The time for it is protected", "What was called off for something else counts against us.", ["meeting"], 3,
     "Say how much time each member of staff has, and what it replaced."),
]  # fmt: skip


def show_what_is_there(made: DemoNetwork, *, at: datetime) -> None:
    school, lead = made.northgate, made.people["Helen Marsh"]
    first = made.year_starts_on
    pack = Pack.objects.begin(
        school, title="eTwinning School label", key="etwinning-school", goes_out=False, by=lead, at=at,
        from_on=first, until_on=date(first.year + 1, 8, 31),
    )  # fmt: skip
    pack.word(opening=OPENING, by=lead, at=at)
    found = facts_of(pack.look(at=at, person=lead))
    for key, sentence in (
        ("b", "Every group meets in protected time and chooses its own question."),
        ("c", "Year 8 wrote with a class in Lyon; Year 10 measured rain with schools in Porto and Gdańsk."),
    ):
        criterion = pack.criteria().find(key)
        assert criterion is not None
        refs = [fact.ref for kind in criterion.kinds for fact in found.get(kind, ())]
        pack.answer(key, refs=refs, offered=refs, sentence=sentence, by=lead, at=at)
    ours = OwnList.objects.begin(school, title="What our governors ask", about="Agreed in June.", by=lead, at=at)
    for title, about, kinds, least, ask in GOVERNORS:
        ours.add(title, about=about, ask=ask, kinds=kinds, least=least, by=lead, at=at)
