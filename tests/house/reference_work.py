"""Who may know of what groups do: meetings in progress, times, talk, trials, ideas, questions, visits.

As ``reference``: from TRUST.md 3 and the rules before it, and not from the code.
"""

from dataclasses import dataclass, field

from tests.house.reference import (
    MAY_KNOW,
    Group,
    Part,
    Person,
    School,
    holds,
    inside,
    leads,
    of_the_lead,
    school,
    space,
)
from tests.house.reference_booklets import BOOKLETS
from tests.house.reference_evidence import EVIDENCE
from tests.house.reference_outcomes import OUTCOMES
from tests.house.reference_packs import PACKS
from tests.house.reference_safeguarding import SAFEGUARDING
from tests.house.reference_sharings import SHARINGS


@dataclass(eq=False)
class Told(Part):
    """How to find a school, or what somebody must not eat; and all groups, for it hangs on who meets where."""

    groups: list[Group] = field(default_factory=list)


@dataclass(eq=False)
class Written(Part):
    """An idea or a question, and whom its author gave it to: me, group, school, network."""

    group: Group | None = None
    school: School | None = None
    audience: str = "me"
    of_group: bool = False


@dataclass(eq=False)
class Spoken(Part):
    """A post: whom it reaches (school, network, here, public), and the school where its author works."""

    home: School | None = None
    school: School | None = None
    network: str = ""
    width: str = "school"
    is_hidden: bool = False


@dataclass(eq=False)
class Proposed(Part):
    is_chosen: bool = False


@dataclass(eq=False)
class Shared(Part):
    """A version of a reflection for a group, or for people by name."""

    named: set[Person] = field(default_factory=set)


@dataclass(eq=False)
class Shelving(Part):
    """A work on the shelf of a group."""

    work: Written | None = None


@dataclass(eq=False)
class Used(Part):
    school: School | None = None


@dataclass(eq=False)
class Goal(Part):
    """Or how far somebody came: for the group, for those named, or for nobody else."""

    for_group: bool = False
    named: set[Person] = field(default_factory=set)


@dataclass(eq=False)
class Prediction(Part):
    """What a member expects. Where the method says so, the others read it when the lesson is over."""

    is_hidden: bool = False


@dataclass(eq=False)
class Timetable(Part):
    by: Person | None = None


@dataclass(eq=False)
class Visit(Part):
    """``person`` comes to the lesson of ``visited``."""

    visited: Person | None = None
    is_off: bool = False


@dataclass(eq=False)
class Record(Part):
    is_given: bool = False
    is_deleted: bool = False
    both_agreed: bool = False
    named: set[Person] = field(default_factory=set)


@dataclass(eq=False)
class Appearing(Part):
    """A week's bulletin of a school, by somebody, with its editor."""

    editor: Person | None = None
    appears: bool = True


def own_too(u: Person, part: Part) -> bool:
    """The group's; and one's own word, trial or promise one keeps."""
    return u is part.person or (part.of is not None and space(u, part.of))


def talked(u: Person, part: Part) -> bool:
    """The group's talk; what it said about letting somebody in is never that one's to read."""
    return space(u, part.of) and u is not part.person


def private(u: Person, part: Part) -> bool:
    return u is part.person


def shared(u: Person, version: Shared) -> bool:
    return own_too(u, version) or u in version.named


def reaches(u: Person, w: Written) -> bool:
    """Only as far as its author gave it. A group's question is its members' of today, and no longer its author's."""
    own = u is w.person and not w.of_group
    given = w.group is not None and w.audience != "me" and space(u, w.group)
    here = w.audience in ("school", "network") and w.school in u.schools
    near = w.audience == "network" and any(w.school.networks & mine.networks for mine in u.schools)
    return own or given or here or near


def spoken(u: Person, s: Spoken) -> bool:
    """In the community, as far as its author let it go; what is hidden is its author's alone."""
    near = s.width == "network" and any(s.network in mine.networks for mine in u.schools)
    anywhere = s.width == "public" or (s.width == "here" and bool(u.schools))
    return u is s.person or (not s.is_hidden and (s.school in u.schools or near or anywhere))


def said_in_a_chat(u: Person, line: Spoken) -> bool:
    """Whoever may read the chat; what its host hid is its author's alone."""
    return spoken(u, line.of) and (u is line.person or not line.is_hidden)


def reported(u: Person, r: Part) -> bool:
    """Whoever said so, and those who look after its author's school; never its author."""
    post = r.of
    looks = holds(u, "cpd-lead", post.home) or holds(u, "accounts", post.home)
    return u is r.person or (looks and u is not post.person)


def proposed(u: Person, t: Proposed) -> bool:
    """What a week is about is everybody's; before it is chosen, the staff's of every school here."""
    return t.is_chosen or u is t.person or bool(u.schools)


def file(u: Person, f: Part) -> bool:
    """A file follows what it hangs on; on nothing it is its owner's."""
    return u is f.person or (f.of is not None and reaches(u, f.of))


def shelving(u: Person, s: Shelving) -> bool:
    """A shelf is its group's, and opens nothing that its author did not."""
    return space(u, s.of) and reaches(u, s.work)


def used(u: Person, use: Used) -> bool:
    """Who used it is for colleagues of the same school who may know of it."""
    return u is use.person or (use.school in u.schools and reaches(u, use.of))


def goal(u: Person, g: Goal) -> bool:
    """A learner's own; and whom they chose, as long as those belong."""
    return u is g.person or (space(u, g.of) and (g.for_group or u in g.named))


def talk(u: Person, t: Part) -> bool:
    """Whoever may know of the evening, and its speaker."""
    return u is t.person or reaches(u, t.of)


def bulletin(u: Person, issue: Appearing) -> bool:
    """What has appeared is its staff's; before that, of those, theirs who put it together."""
    edits = u is issue.editor or holds(u, "cpd-lead", issue.of)
    return issue.of in u.schools and (issue.appears or edits)


def echo(u: Person, e: Part) -> bool:
    """What somebody sent to the author and readers of an idea."""
    return u is e.person or reaches(u, e.of)


def prediction(u: Person, p: Prediction) -> bool:
    return space(u, p.of) and (u is p.person or not p.is_hidden)


def of_the_school(u: Person, part: Part) -> bool:
    """How the day goes is for its staff."""
    return part.of in u.schools


def near_schools(u: Person, part: Part) -> bool:
    """Rooms of the schools one works with; the way between two of them."""
    ends = part.of if isinstance(part.of, tuple) else (part.of,)
    return all(school(u, end) for end in ends)


def timetable(u: Person, t: Timetable) -> bool:
    """One's own; whoever brought it while they keep the accounts; and who plans visits at the school."""
    return u is t.person or (u is t.by and holds(u, "accounts", t.of)) or holds(u, "cpd-lead", t.of)


def keepers(u: Person, part: Part) -> bool:
    return holds(u, "accounts", part.of)


def way_in(u: Person, a: Told) -> bool:
    """How to find a school: whoever knows it, and whoever's group meets there."""
    return school(u, a.of) or any(m.host is a.of for g in a.groups for m in g.meetings if space(u, g))


def allergy(u: Person, a: Told) -> bool:
    """Its own person; and whoever looks after the next meeting of a group to which that person belongs."""
    return u is a.person or any(organises_next(u, g) and space(a.person, g) for g in a.groups)


def organises_next(u: Person, g: Group) -> bool:
    """Whose turn it is; where the way of working has no such turns, the coordinators. Of what is to come only."""
    coming = [m for m in g.meetings if not m.is_over and not m.is_cancelled]
    if g.has_ended or not coming or not space(u, g):
        return False
    return u is g.organiser if g.organiser else u in g.coordinators


def looks_after(u: Person, g: Group) -> bool:
    return u in g.coordinators or (space(u, g) and not g.coordinators)


def draft(u: Person, plan: Part) -> bool:
    """A plan of visits that nobody has been asked about: whoever makes it. Of a programme's, its lead."""
    return looks_after(u, plan.of) if isinstance(plan.of, Group) else leads(u, plan.of)


def planned(u: Person, visit: Part) -> bool:
    """Who would visit whom: never anybody who leads a programme."""
    return looks_after(u, visit.of)


def visit(u: Person, v: Visit) -> bool:
    """The two; the group reads what is planned. No duty reads it."""
    two = u in (v.person, v.visited)
    return two or (v.of is not None and space(u, v.of) and not v.is_off)


def record(u: Person, r: Record) -> bool:
    """An observation is the two's: the visitor's, from the day it is given the visited teacher's. Others only if both
    named them, and while they belong. Nobody above, ever."""
    v = r.of
    if r.is_deleted:
        return False
    named = r.both_agreed and u in r.named and v.of is not None and space(u, v.of)
    return u is v.person or (r.is_given and (u is v.visited or named))


@dataclass(eq=False)
class Asked(Part):
    """A survey, of a group or of a programme; its rounds and codes; what is shown of it."""

    is_open: bool = False


@dataclass(eq=False)
class Words(Part):
    """An open answer: ``person`` looks it through, before the others may read it."""

    is_through: bool = False


def asked(u: Person, s: Asked) -> bool:
    """A group's: its members. A programme's: whoever leads it, and once they are asked, its staff."""
    if isinstance(s.of, Group):
        return space(u, s.of)
    return leads(u, s.of) or (s.is_open and bool(u.schools & s.of.schools))


def written_there(u: Person, w: Words) -> bool:
    return asked(u, w.of) and (w.is_through or u is w.person)


def by_theme(u: Person, t: Part) -> bool:
    """What several groups' pupils said: for those who lead learning at the school, and its leadership."""
    return leads(u, t.of) or ("leadership", t.of.school) in u.duties


def told_staff(u: Person, c: Part) -> bool:
    return bool(u.schools & c.of.schools)


WORK = {
    "files.file": file,
    "library.work": reaches,
    "library.shelving": shelving,
    "library.use": used,
    "study.course": inside,
    "study.module": inside,
    "study.help": inside,
    "study.goal": goal,
    "study.completion": goal,
    "study.design": reaches,
    "study.webinar": reaches,
    "study.mentoring": reaches,
    "study.accompaniment": lambda u, pair: u in pair.two,
    "reading.reading": inside,
    "reading.section": inside,
    "reading.comment": inside,
    "reading.best": inside,
    "reading.reaction": inside,
    "reading.ballot": private,
    "reading.phrase": reaches,
    "reading.spotted": inside,
    "meetings.item": inside,
    "meetings.note": inside,
    "meetings.action": inside,
    "meetings.sitting": inside,
    "meetings.attendance": own_too,
    "meetings.promise": own_too,
    "meetings.turn": inside,
    "meetings.video": inside,
    "meetings.check": inside,
    "meetings.arrival": way_in,
    "meetings.allergy": allergy,
    "conversation.thread": talked,
    "conversation.post": talked,
    "scheduling.poll": inside,
    "scheduling.option": inside,
    "scheduling.choosing": inside,
    "scheduling.year": inside,
    "scheduling.programmeyear": of_the_lead,
    "scheduling.room": near_schools,
    "scheduling.travel": near_schools,
    "community.post": spoken,
    "community.report": reported,
    "community.chat": spoken,
    "community.line": said_in_a_chat,
    "community.topic": proposed,
    "teachmeets.teachmeet": reaches,
    "teachmeets.talk": talk,
    "bulletins.bulletin": of_the_school,
    "bulletins.issue": bulletin,
    "enquiry.trial": own_too,
    "enquiry.idea": reaches,
    "enquiry.echo": echo,
    "enquiry.question": reaches,
    "enquiry.reflection": private,
    "enquiry.shared": shared,
    "enquiry.cycle": inside,
    "enquiry.note": inside,
    "enquiry.lessonplan": inside,
    "enquiry.prediction": prediction,
    "visits.rhythm": of_the_school,
    "visits.period": of_the_school,
    "visits.quietdays": of_the_school,
    "visits.timetable": timetable,
    "visits.timetablefile": keepers,
    "visits.plan": draft,
    "visits.plannedvisit": planned,
    "visits.visit": visit,
    "visits.record": record,
    "surveys.survey": asked,
    "surveys.wave": asked,
    "surveys.classcode": asked,
    "surveys.release": asked,
    "surveys.themerelease": by_theme,
    "surveys.words": written_there,
    "surveys.passed": private,
    "surveys.change": told_staff,
    "api.token": private,
    "mail.device": private,
    "api.hook": private,
}

EVERYTHING = MAY_KNOW | WORK | EVIDENCE | OUTCOMES | BOOKLETS | SHARINGS | SAFEGUARDING | PACKS
