"""What a poll says so far: for each time who can, who could if need be, who cannot, and who has not said."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from collegium.people.models import Person
from collegium.scheduling.models import Option, Poll, Vote

# As the planner of series weighs them: one who cannot is worse than three who would rather not.
WEIGHT_NO, WEIGHT_UNSAID, WEIGHT_IF_NEED_BE = 20, 10, 6


@dataclass(frozen=True)
class Tally:
    """One time, with the names of those who answered by what they said to it; unsaid: it came after their answer."""

    option: Option
    yes: tuple[str, ...]
    if_need_be: tuple[str, ...]
    no: tuple[str, ...]
    unsaid: tuple[str, ...]

    @property
    def weight(self) -> int:
        return WEIGHT_NO * len(self.no) + WEIGHT_UNSAID * len(self.unsaid) + WEIGHT_IF_NEED_BE * len(self.if_need_be)

    @property
    def able(self) -> int:
        return len(self.yes) + len(self.if_need_be)

    @property
    def asked(self) -> int:
        return self.able + len(self.no) + len(self.unsaid)

    @property
    def is_refused(self) -> bool:
        """Everybody who said anything said no."""
        return bool(self.no) and not self.able


@dataclass(frozen=True)
class Count:
    """A whole poll: the best time first, and who has not answered at all."""

    tallies: tuple[Tally, ...]
    withdrawn: tuple[Tally, ...]
    silent: tuple[str, ...]
    asked: int

    @property
    def answered(self) -> int:
        return self.asked - len(self.silent)

    @property
    def best(self) -> tuple[Tally, ...]:
        """Up to three times worth looking at."""
        return tuple(tally for tally in self.tallies if not tally.is_refused)[:3]


def count(poll: Poll) -> Count:
    """Four queries, however many were asked and however many times there are."""
    people = list(poll.asked())
    names = short_names(people)
    replied = set(poll.replies.values_list("person", flat=True))
    heard = {pk: name for pk, name in names.items() if pk in replied}
    said = {
        (option, person): says
        for option, person, says in Vote.objects.filter(reply__poll=poll).values_list(
            "option", "reply__person", "says"
        )
    }
    tallies = [tally(option, heard, said) for option in poll.options.in_order()]
    standing = sorted((one for one in tallies if not one.option.is_withdrawn), key=lambda one: one.weight)
    return Count(
        tallies=tuple(standing),
        withdrawn=tuple(one for one in tallies if one.option.is_withdrawn),
        silent=tuple(name for pk, name in names.items() if pk not in replied),
        asked=len(people),
    )


def tally(option: Option, names: Mapping[int, str], said: Mapping[tuple[int, int], str]) -> Tally:
    by_word: dict[str, list[str]] = {}
    for person, name in names.items():
        by_word.setdefault(said.get((option.pk, person), ""), []).append(name)
    yes, if_need_be, no, unsaid = (
        tuple(by_word.get(word, ())) for word in (Vote.Says.YES, Vote.Says.IF_NEED_BE, Vote.Says.NO, "")
    )
    return Tally(option, yes, if_need_be, no, unsaid)


def short_names(people: Sequence[Person]) -> dict[int, str]:
    """First names, with the last name where two share one."""
    firsts = Counter(person.first_name for person in people)
    return {person.pk: person.first_name if firsts[person.first_name] == 1 else person.name for person in people}


def own_votes(poll: Poll, person: Person) -> dict[int, str] | None:
    """What this person said, by the number of each time; None where they have not answered."""
    reply = poll.replies.filter(person=person).first()
    return None if reply is None else dict(reply.votes.values_list("option", "says"))


def unsaid_since(poll: Poll, votes: Mapping[int, str], options: Iterable[Option]) -> list[Option]:
    """The times that came after this person's answer."""
    return [option for option in options if option.pk not in votes]
