"""Whatever members say, in whatever order, and whoever leaves or comes: the outcome is the rule's, and acts once."""

import random
from datetime import timedelta

import pytest

from collegium.groups import deciding
from collegium.groups.models import Group
from collegium.history.models import Entry
from tests.conftest import MONDAY, person

ROUNDS, STEPS = 25, 14


class Rule:
    """The rule as the page says it, in plain Python."""

    def __init__(self, members, asker):
        self.members, self.words, self.outcome = set(members), {asker: "agree"}, ""
        self.weigh()

    def weigh(self):
        if not self.outcome and self.members and all(self.words.get(one) == "agree" for one in self.members):
            self.outcome = "agreed"

    def say(self, one, word):
        if not self.outcome and one in self.members:
            self.words[one] = word
            self.weigh()

    def leave(self, one):
        self.members.discard(one)
        self.weigh()

    def close(self):
        self.weigh()
        stands = any(self.words.get(one) == "object" for one in self.members)
        self.outcome = self.outcome or ("objected" if stands else "lapsed")


@pytest.mark.both
@pytest.mark.parametrize("seed", range(4))
def test_the_outcome_is_the_rules(seed, northgate, learning_group):
    dice = random.Random(seed)
    people = [person(f"P{number} Field", northgate) for number in range(6)]
    for number in range(ROUNDS // 4):
        group = Group.objects.create(
            title="G", slug=f"g-{number}", approach=learning_group, year_starts_on=MONDAY.date(),
            started_by=people[0], started_at=MONDAY,
        )  # fmt: skip
        first = dice.sample(people, dice.randint(1, 5))
        for one in first:
            group.admit(one, school=northgate, by=one, at=MONDAY)
        decision = deciding.put_ending(group, words="Done.", by=first[0], at=MONDAY, days=7)
        rule = Rule(first, first[0])
        for step in range(STEPS):
            live_through(dice, group, decision, rule, people, at=MONDAY + timedelta(hours=step))
            decision.refresh_from_db()

            assert decision.outcome == rule.outcome, (seed, number, step)
            assert group.is_going() == (rule.outcome != "agreed")
        assert Entry.objects.about(group).filter(did="concluded").count() == (rule.outcome == "agreed")


def live_through(dice, group, decision, rule, people, *, at):
    one = dice.choice(people)
    inside = one in rule.members
    deed = dice.choice(["say"] * 6 + ["leave", "come", "close"])
    if deed == "say" and inside:
        word = dice.choice(["agree", "agree", "agree", "talk", "object"])
        decision.answer(word, by=one, at=at, reason="No." if word == "object" else "")
        rule.say(one, word)
    elif deed == "leave" and inside:
        group.memberships.get(person=one, left_on=None).leave(by=one, at=at)
        rule.leave(one)
    elif deed == "come" and not inside and group.is_going():
        group.admit(one, school=one.schools_now().get(), by=one, at=at)
        rule.members.add(one)
    elif deed == "close" and dice.random() < 0.3 and group.is_going():
        decision.close(at=at)
        rule.close()
