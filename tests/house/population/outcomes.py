"""Reports: begun, shared as far as each reach goes, taken back; proposals to leaders, and policies."""

from datetime import timedelta
from random import Random

from collegium.mail.models import Letter
from collegium.outcomes.models import Policy, Proposal, Queue, Report
from collegium.people.models import Responsibility
from tests.house import reference as ref
from tests.house import reference_outcomes as seen


def draw(world):
    dice = world.later
    groups = [one for one in world.groups if one.members]
    for place, group in enumerate(dice.sample(groups, min(len(groups), 5))):
        crowd = sorted(group.members, key=lambda one: one.name)
        report(world, dice, dice.choice(crowd), group, ("", "group", "school", "network", "public")[place])
    staff = [one for one in world.people if one.schools]
    for person in dice.sample(staff, 2):
        report(world, dice, person, None, dice.choice(["", "school", "network"]))
    for group in dice.sample(groups, min(len(groups), 4)):
        put(world, dice, group)
    for school in world.schools:
        by = dice.choice(world.people)
        row = Queue.objects.arrange(world.rows[school], weeks=2, counter_for_all=True, by=world.rows[by], at=world.at)
        world.know(ref.Part(school, by), row)


def report(world, dice, author, group, reach):
    home = sorted(group.schools if group else author.schools, key=lambda one: one.name)
    plain = seen.Report(group, author, {author}, {one for one in home if world.rows[one].is_outside is False})
    if reach not in ("", "group") and not plain.schools:
        reach = ""
    plain.reach, by = reach, world.rows[author]
    row = Report.objects.begin(
        "A report", by=by, at=world.at, year_starts_on=world.today, group=world.rows[group] if group else None,
        school=world.rows[home[0]],
    )  # fmt: skip
    if not group:
        plain.schools = {home[0]}
    title = world.word_of(plain, "outcomes.report", author)
    row.describe(title, themes=[], aspects=[], by=by, at=world.at)
    for kind in ("purpose", "benefit"):
        words = world.word_of(plain, "outcomes.report", author)
        row.sections.get(kind=kind).write(words, seen=0, base="", by=by, at=world.at)
    world.know(plain, row)
    if reach:
        row.ask(reach, by=by, at=world.at)
        row.agree(by, seen=row.print_of(), at=world.at)
        plain.is_shared = True
        if dice.random() < 0.2:
            row.withdraw(by=by, at=world.at)
            plain.is_shared = False


def put(world, dice, group):
    by = dice.choice(sorted(group.members, key=lambda one: one.name))
    school = sorted(group.schools, key=lambda one: one.name)[0]
    leader, day = dice.choice(world.people), world.today + timedelta(days=30)
    has_gone = given(world, leader, school)
    plain = seen.Proposal(group, by, {leader}, school)
    row = Proposal.objects.put(
        world.word_of(plain, "outcomes.proposal"), world.word_of(plain, "outcomes.proposal"), benefit="Much.",
        to=[world.rows[leader]], school=world.rows[school], group=world.rows[group], by=world.rows[by], at=world.at,
    )  # fmt: skip
    world.know(plain, row)
    if has_gone:
        # What was put to them while they led; their letter of that day is theirs.
        Letter.objects.filter(kind="proposal-put", thing=row.pk).delete()
    kind = dice.choice(["", "declined", "policy", "more"])
    if kind == "policy":
        # The title goes along: what becomes a policy, all staff may know.
        made = ref.Part(plain, leader)
        Proposal.objects.filter(pk=row.pk).update(title=world.word_of(made, "outcomes.policy"))
        # The letter that brought it told the title it had before.
        Letter.objects.filter(kind="proposal-put", thing=row.pk).delete()
        row.refresh_from_db()
        row.answer(kind, world.word_of(made, "outcomes.policy"), seen=0, by=world.rows[leader], at=world.at,
                   due_on=day, policy=world.word_of(made, "outcomes.policy"))  # fmt: skip
        world.know(made, Policy.objects.get(proposal=row))
    elif kind:
        reasons = world.word_of(plain, "outcomes.proposal", leader)
        row.answer(kind, reasons, seen=0, by=world.rows[leader], at=world.at)
    if not kind:
        row.withdraw(by=world.rows[by], at=world.at)
        plain.is_taken_back = True
        # What came while it stood; their letter of that day is theirs.
        Letter.objects.filter(kind="proposal-put", thing=row.pk).delete()


def given(world, leader, school):
    """Of two who are asked one leads at the school, and of the others many do no more. Whether they have gone."""
    if Random(f"leads {leader.name} {school.name}").random() < 0.5 and not seen.leads(leader, school):
        row = Responsibility.objects.create(
            person=world.rows[leader], kind="leadership", school=world.rows[school], starts_on=world.today
        )
        world.know(ref.Part(school, leader), row)
        leader.duties.add(("leadership", school))
    return not seen.leads(leader, school)
