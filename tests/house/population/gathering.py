"""TeachMeets, and bulletins that point to whatever there is, whoever may know of it."""

from collegium.bulletins.models import Bulletin, FixedSlot, Issue, Section
from collegium.bulletins.sources import SOURCES
from collegium.teachmeets.models import Talk, TeachMeet
from tests.house import reference_work as work

# Where each source takes its lines from.
NOUNS = {
    "ideas": "enquiry.idea", "trials": "enquiry.echo", "topic": "community.topic", "posts": "community.post",
    "questions": "community.post", "chats": "community.chat", "chats-to-come": "community.chat",
    "works": "library.work", "meetings": "meetings.meeting", "teachmeets": "teachmeets.teachmeet",
    "reports": "outcomes.report", "policies": "outcomes.policy", "sharings": "sharings.sharing",
}  # fmt: skip


def draw(world):
    dice = world.later
    staff = [person for person in world.people if person.schools]
    for person in dice.sample(staff, min(len(staff), 4)):
        evening(world, dice, person, dice.sample(staff, 2))
    schools = sorted({school for person in staff for school in person.schools}, key=lambda one: one.name)
    for place, school in enumerate(schools):
        colleagues = [person for person in staff if school in person.schools]
        bulletin(world, school, dice.choice(colleagues), dice.choice([None, *colleagues]), appears=place != 1)


def evening(world, dice, host, speakers):
    home = dice.choice(sorted(host.schools, key=lambda one: one.name))
    plain = work.Written(None, host, None, home, dice.choice(["school", "network"]))
    row = TeachMeet.objects.create(
        person=world.rows[host], school=world.rows[home], audience=plain.audience, at=world.at, starts_at=world.at,
        title=world.word(lambda u: named_to(world, u, plain), plain.person), place="Hall",
    )  # fmt: skip
    world.know(plain, row)
    for speaker in speakers:
        talk = work.Part(plain, speaker)
        words = world.word_of(talk, "teachmeets.talk")
        world.know(talk, Talk.objects.create(
            meet=row, person=world.rows[speaker], home=world.rows[home], title=words, note=words, minutes=2,
            at=world.at,
        ))  # fmt: skip


def bulletin(world, school, by, editor, appears):
    plain = work.Part(school)
    row = Bulletin.objects.create(
        school=world.rows[school], title=world.word(lambda u: work.of_the_school(u, plain)), at=world.at,
        editor=world.rows[editor] if editor else None,
    )  # fmt: skip
    world.know(plain, row)
    everything = list(SOURCES)
    FixedSlot.objects.create(bulletin=row, place=0, title="All", sources=everything, most=9)
    week = work.Appearing(school, by, editor, appears)
    words = world.word_of(week, "bulletins.issue")
    things = [(key, number) for key in everything for number in world.things[NOUNS[key]]]
    issue = Issue.objects.keep(row, world.today, opening=words, sections=[Section("All", words, things)],
                               by=world.rows[by], at=world.at, publish=appears)  # fmt: skip
    world.know(week, issue)


def named_to(world, u, plain):
    """Whom the evening reaches, and who speaks there: the page of a talk says at which evening it is."""
    speaks = any(t.of is plain and t.person is u for t in world.things["teachmeets.talk"].values())
    return speaks or work.reaches(u, plain)
