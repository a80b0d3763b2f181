"""Groups with who belongs, belonged and will, who waits and is asked, and when they meet."""

from datetime import date, time, timedelta

from collegium.conversation import models as talk
from collegium.groups import models as groups
from collegium.history.models import record
from collegium.meetings import models as meetings
from tests.house import reference as ref
from tests.house import reference_work as work

SEPTEMBER = date(2026, 9, 1)


def draw(world):
    world.groups = []
    for number in range(world.random.randint(3, 8)):
        world.groups.append(group(world, number))


def group(world, number):
    crowd = world.random.sample(world.people, min(len(world.people), world.random.randint(1, 10)))
    cut, coming = world.random.randint(0, len(crowd)), 1 if world.maybe(0.3) else 0
    plain = ref.Group(
        f"Group {number}", {world.one(world.schools), *world.some(world.schools, 2)}, world.maybe(), world.maybe(0.2),
        world.one([None, *world.programmes]), set(crowd[:cut]), set(crowd[cut + coming :]),
        set(crowd[cut : cut + coming]), set(world.some(crowd[:cut], 2)),
        world.one(["open", "whole-group", "coordinators"]),
    )  # fmt: skip
    school, starter = world.one(plain.schools), world.rows[crowd[0]]
    programme = world.rows[plain.programme] if plain.programme else None
    row = groups.Group.objects.create(
        title=plain.name, slug=f"group-{number}", approach=world.approaches[school], listed=plain.listed,
        programme=programme, theme=programme.themes.first() if programme else None, year_starts_on=SEPTEMBER,
        entry=plain.entry, started_by=starter, started_at=world.at,
        question=world.word(lambda u: knows_what_it_asks(u, plain)),
    )  # fmt: skip
    world.know(plain, row)
    if plain.members and row.approach.roles.filter(organises=True).exists():
        plain.organiser = world.later.choice(sorted(plain.members, key=str))
    row.schools.set(world.rows[one] for one in plain.schools)
    belongings(world, plain, row)
    doings(world, plain, row)
    record(starter, "started", row, at=world.at)
    if plain.has_ended:
        row.conclude(by=starter, at=world.at, reason=world.word(lambda u: ref.card(u, plain), crowd[0]))
    return plain


def knows_what_it_asks(u, group):
    """The card says it; so did the invitation to whom the group has asked, and to whoever begins next month."""
    return ref.card(u, group) or u in group.coming or any(ref.invitation(u, one) for one in group.invitations)


def belongings(world, plain, row):
    school = world.rows[world.schools[0]]
    for person in plain.members | plain.former | plain.coming:
        joined = world.today + timedelta(days=9) if person in plain.coming else SEPTEMBER
        left = world.today if person in plain.former else None
        time_ = row.memberships.create(person=world.rows[person], school=school, joined_on=joined, left_on=left)
        world.know(ref.Part(plain, person), time_)
        if person in plain.coordinators:
            time_.roles.create(role=row.approach.roles.get(leads=True), from_on=SEPTEMBER)
    for person in world.some(set(world.people) - plain.members, 2):
        plain.waiting.add(person)
        place = row.waiting.create(person=world.rows[person], school=school, at=world.at)
        world.know(ref.Part(plain, person), place)


def doings(world, plain, row):
    for when in world.random.sample(range(-30, 30), world.random.randint(0, 3)):
        meeting(world, plain, row, when)
    if world.maybe():
        part = ref.Part(plain)
        series = meetings.Series.objects.create(
            group=row, weekday=1, starts_at=time(15, 45), room=world.word(lambda u: ref.dates(u, part)),
            video=f"https://video.example/{world.word(lambda u: ref.space(u, plain))}",
        )  # fmt: skip
        world.know(part, series)
    if world.maybe() and plain.members | plain.former:
        agreement(world, plain, row)
    for person in world.some(set(world.people) - plain.members - plain.coming, 3):
        invitation(world, plain, row, person)
    for person in world.some(plain.members, 1):
        invitation(world, plain, row, person, came=True)


def meeting(world, group, row, when):
    plain = ref.Meeting(group, None, world.maybe(0.7), world.maybe(0.2), is_over=when < 0,
                        host=world.later.choice([None, *world.schools]))  # fmt: skip
    group.meetings.append(plain)
    made = meetings.Meeting.objects.create(
        group=row, starts_at=world.at + timedelta(days=when, hours=1), changed_at=world.at,
        confirmed_at=world.at if plain.is_confirmed else None,
        cancelled_at=world.at if plain.is_cancelled else None,
        host=world.rows[plain.host] if plain.host else None,
        room=world.word(lambda u: ref.dates(u, plain)),
        video=f"https://video.example/{world.word(lambda u: ref.space(u, group))}",
    )  # fmt: skip
    world.know(plain, made)


def invitation(world, group, row, person, *, came=False):
    """Of somebody outside, or of one who came by it."""
    by = world.one([person, *group.members, *group.former])
    said = set(world.some(group.members, 2))
    plain = ref.Invitation(group, person, by, world.maybe() or came, world.maybe(0.2) or came, said)
    group.invitations.append(plain)
    made = row.invitations.create(
        person=world.rows[person], school=world.rows[world.schools[0]], by=world.rows[by], at=world.at,
        agreed_at=world.at if plain.is_agreed else None, answered_at=world.at if plain.is_answered else None,
        answer="declined" if plain.is_answered else "", reason=world.word(lambda u: ref.invitation(u, plain), by),
    )  # fmt: skip
    world.know(plain, made)
    decision(world, group, made, plain, said)


def decision(world, group, invitation, plain, said):
    """What the group decides on the newcomer: open, or over before some of them came."""
    over = plain.is_agreed or plain.is_answered
    early = over and world.maybe()
    closed = world.at - timedelta(days=200) if early else world.at
    part = ref.Decided(group, plain.person, is_over_before_they_came=early)
    made = groups.Decision.objects.create(
        group=invitation.group, kind="newcomer", invitation=invitation, by=invitation.by, at=world.at,
        due_at=world.at + timedelta(days=9), outcome="agreed" if over else "", closed_at=closed if over else None,
        reason=world.word(lambda u: ref.decided(u, part), plain.by),
    )  # fmt: skip
    world.know(part, made)
    for one in said:
        word = world.word(lambda u: ref.decided(u, part), one)
        made.answers.create(by=world.rows[one], says="object", reason=word, at=world.at)
    talked(world, group, made, part)


def talked(world, group, decision, part):
    """What they said before they answered: never for whom it was about."""
    people = [*group.members, *group.former]
    if not people:
        return
    by, told = world.one(people), ref.Part(group, part.person)
    thread = talk.Thread.objects.create(
        group=decision.group, kind="thinking", decision=decision, opened_by=world.rows[by], opened_at=world.at,
        last_at=world.at, title=world.word(lambda u: work.talked(u, told), by),
    )  # fmt: skip
    world.know(told, thread)
    world.know(told, thread.posts.create(
        by=world.rows[by], text=world.word(lambda u: work.talked(u, told), by), at=world.at
    ))  # fmt: skip


def agreement(world, plain, row):
    """What a group agreed, and what it gives a newcomer."""
    part, who = ref.Part(plain), world.one(plain.members | plain.former)
    by = world.rows[who]
    made = groups.Agreement.objects.create(
        group=row, begun_by=by, begun_at=world.at, on="when", agreed_by=by if world.maybe() else None,
    )  # fmt: skip
    groups.Agreement.objects.exclude(agreed_by=None).filter(pk=made.pk).update(agreed_at=world.at)
    made.points.create(matter="purpose", words=world.word(lambda u: ref.space(u, plain), who), by=by, at=world.at)
    world.know(part, made)
    world.know(part, groups.CatchUp.objects.create(group=row, by=by, at=world.at))
