"""Booklets: some given to readers, with a report whose author is asked."""

from collegium.booklets.models import Booklet, Yes
from collegium.outcomes.models import Report
from tests.house import reference as ref
from tests.house import reference_booklets as seen


def draw(world):
    dice = world.later
    shared = [row for row in Report.objects.shared().order_by("pk") if row.reach != "group"]
    for school in world.schools:
        if world.rows[school].is_outside:
            continue
        by, reach = dice.choice(world.people), dice.choice(["school", "network", "public"])
        plain = seen.Booklet(school, by, reach, dice.random() < 0.6)
        row = Booklet.objects.create(
            school=world.rows[school], title=world.word_of(plain, "booklets.booklet"), reach=reach, by=world.rows[by],
            year_starts_on=world.today, at=world.at, published_at=world.at if plain.is_published else None,
        )  # fmt: skip
        world.know(plain, row)
        if shared:
            piece = row.pieces.create(report=dice.choice(shared))
            piece.ask(at=world.at)
            people = {world.rows[one].pk: one for one in world.people}
            for yes in Yes.objects.filter(piece=piece):
                plain.asked |= {people[yes.person_id]}
                world.know(ref.Part(plain, people[yes.person_id]), yes)
