"""Sharing sessions: some announced to the whole staff, with a report of that school."""

from datetime import timedelta

from collegium.outcomes.models import Report
from collegium.sharings.models import Sharing, Uptake
from tests.house import reference_sharings as seen


def draw(world):
    dice = world.later
    for school in world.schools:
        if world.rows[school].is_outside:
            continue
        by = dice.choice(world.people)
        plain = seen.Sharing(school, by, dice.random() < 0.6)
        row = Sharing.objects.prepare(
            world.word_of(plain, "sharings.sharing"), school=world.rows[school], year_starts_on=world.today,
            starts_at=world.at + timedelta(days=dice.randint(-3, 3)), place="The hall", by=world.rows[by],
            at=world.at,
        )  # fmt: skip
        world.know(plain, row)
        readable = list(Report.objects.reaching_all_at(world.rows[school]).order_by("pk")[:2])
        row.choose([("report", one) for one in readable], offered=[], by=world.rows[by], at=world.at)
        staff = [one for one in world.people if school in one.schools]
        for part in row.contributions.all():
            keeper = world.rows[dice.choice(staff)]
            part.arrange(minutes=5, speaker=keeper, spot="By the door", brings="", keepers=[keeper],
                         by=world.rows[by], at=world.at)  # fmt: skip
        if plain.is_announced:
            row.announce(by=world.rows[by], at=world.at)
        for one in readable:
            Uptake.objects.say(one, "read", person=world.rows[dice.choice(staff)], at=world.at)
