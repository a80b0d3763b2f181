"""Populations drawn at random: two trusts, three to five schools, fourteen to forty people, groups of every kind.

Each is there twice: as the plain things of ``reference``, and as rows. What is written into it are words that occur
nowhere else, each with the rule of who may ever read it.
"""

from collections import defaultdict
from itertools import count
from random import Random
from typing import Any

from collegium.kit import clock
from collegium.mail.models import Letter
from tests.house.population import (
    booklets,
    community,
    cpd,
    enquiry,
    evidence,
    gathering,
    groups,
    library,
    outcomes,
    packs,
    people,
    programmes,
    safeguarding,
    sharings,
    sitting,
    surveys,
    tokens,
    visits,
    walks,
)  # fmt: skip
from tests.house.reference import Part, Thing
from tests.house.reference_work import EVERYTHING


class World:
    def __init__(self, seed: int) -> None:
        Thing.numbers = count()
        self.random = Random(seed)
        # For what came later: what a seed drew before, it still draws.
        self.later = Random(f"later {seed}")
        self.today, self.at = clock.today(), clock.now()
        self.rows: dict[Any, Any] = {}
        self.things: dict[str, dict[int, Any]] = defaultdict(dict)
        self.words: dict[str, Any] = {}
        self.authors: dict[str, Any] = {}
        for draw in (people.draw, programmes.draw, groups.draw, sitting.draw, enquiry.draw, visits.draw,
                     library.draw, community.draw, walks.draw, surveys.draw, gathering.draw, evidence.draw,
                     outcomes.draw, cpd.draw, booklets.draw, tokens.draw,
                     sharings.draw, safeguarding.draw, packs.draw):
            draw(self)
        self.know_of_letters()

    def know_of_letters(self):
        """Those that verbs wrote while the population was drawn are letters like others."""
        for row in Letter.objects.exclude(pk__in=self.things["mail.letter"]):
            self.know(Part(None, self.things["people.person"][row.person_id]), row)

    def know(self, plain, row):
        """This thing stands in that row."""
        self.rows[plain] = row
        self.things[row._meta.label_lower][row.pk] = plain
        return row

    def word(self, may_read, author=None):
        """A word for somebody's text, and who may read it. Its author takes it away with what is theirs, always."""
        word = f"zq{len(self.words):05}qz"
        self.words[word], self.authors[word] = may_read, author
        return word

    def word_of(self, plain, noun, author=None):
        """A word for whoever may know of this thing."""
        return self.word(lambda u: EVERYTHING[noun](u, plain), author or plain.person)

    def some(self, things, most=3):
        things = in_order(things)
        return self.random.sample(things, min(len(things), self.random.randint(0, most)))

    def one(self, things):
        return self.random.choice(in_order(things))

    def maybe(self, share=0.5):
        return self.random.random() < share


def in_order(things):
    """In the order in which they were drawn; words by the alphabet, as their sets have another order each time."""
    return sorted(things, key=lambda one: (one.number, "") if isinstance(one, Thing) else (-1, str(one)))
