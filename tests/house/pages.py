"""Which pages there are about which things, and what each answers to whom: 200, refused (403), or not there (404)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.house import reference as ref
from tests.house import reference_outcomes as seen
from tests.house import reference_safeguarding as opened
from tests.house import reference_work as work


@dataclass(frozen=True)
class About:
    """A page about one thing. ``answers`` says what somebody gets; None: whatever it is, only its words count."""

    name: str
    noun: str
    answers: Callable[[ref.Person, Any], int | None]
    args: Callable[[Any], list[Any]] = lambda row: [row.pk]


def doors(there: bool, allowed: bool = True) -> int:
    return 200 if there and allowed else 403 if there else 404


def slug(row):
    return [row.slug]


def of_its_school(row):
    return [row.school.slug, row.pk]


def card(u, group):
    return doors(ref.card(u, group))


def inside(u, group):
    return doors(ref.card(u, group), ref.space(u, group))


def offered(u, programme):
    """A draft has no side for staff yet, for its lead neither."""
    return doors(ref.programme(u, programme) and programme.is_open)


def led(u, programme):
    return doors(ref.programme(u, programme), ref.leads(u, programme))


def staff(u, school):
    """Colleagues alone: schools of the same network are named, and their staff pages are not there."""
    return doors(school in u.schools)


def office(u, school):
    return doors(school in u.schools, ref.holds(u, "accounts", school))


def own_space(u, group):
    """Not there for anybody else, whatever they see of the card."""
    return doors(ref.space(u, group))


def knows(noun):
    return lambda u, thing: doors(work.EVERYTHING[noun](u, thing))


def given_record(u, record):
    """Until it is given, its visitor is led to the notes."""
    seen = doors(work.EVERYTHING["visits.record"](u, record))
    return 302 if seen == 200 and not record.is_given else seen


def only_words(u, thing):
    return None


PAGES = [
    About("library:work", "library.work", knows("library.work")),
    About("library:shelf", "groups.group", inside, slug),
    About("study:course", "study.course", knows("study.course")),
    About("study:info-sheet", "study.course", knows("study.course")),
    About("study:design", "study.design", knows("study.design")),
    About("study:webinar", "study.webinar", knows("study.webinar")),
    About("reading:words", "groups.group", inside, slug),
    About("reading:reading", "reading.reading", knows("reading.reading")),
    About("reading:section", "reading.section", knows("reading.section")),
    About("desk:group", "groups.group", card, slug),
    About("groups:members", "groups.group", inside, slug),
    About("groups:about", "groups.group", inside, slug),
    About("groups:inviting", "groups.group", lambda u, g: None if g.has_ended else inside(u, g), slug),
    About("meetings:series", "groups.group", lambda u, g: doors(ref.dates(u, ref.Part(g))), slug),
    About("meetings:meeting", "meetings.meeting", lambda u, m: doors(ref.dates(u, m))),
    About("programmes:programme", "programmes.programme", lambda u, p: doors(ref.programme(u, p))),
    About("programmes:wishes", "programmes.programme", offered),
    About("programmes:desk", "programmes.programme", led),
    About("programmes:apart", "programmes.programme", led),
    About("programmes:slips", "programmes.programme", led),
    About("programmes:approach", "programmes.approach", lambda u, a: doors(ref.school(u, a.of))),
    About("programmes:aspects", "people.school",
          lambda u, s: doors(s in u.schools or ref.holds(u, "cpd-lead", s)), slug),
    About("impact:overview", "people.school", only_words, slug),
    About("impact:comparison", "impact.comparison", knows("impact.comparison")),
    About("impact:shared", "impact.sharedround", knows("impact.sharedround")),
    About("programmes:wish_file", "programmes.wishfile",
          lambda u, f: 200 if ref.ones_own_as_lead(u, f) else 404 if ref.leads(u, f.of) else led(u, f.of),
          lambda row: [row.programme_id, row.pk]),
    About("forming:programme", "programmes.programme", lambda u, p: doors(ref.leads(u, p))),
    About("forming:formation", "forming.formation", lambda u, part: doors(ref.leads(u, part.of))),
    About("forming:progress", "forming.formation", lambda u, part: doors(ref.leads(u, part.of))),
    About("people:staff", "people.school", staff, slug),
    About("people:calendar", "people.school", staff, slug),
    About("people:imports", "people.school", office, slug),
    About("people:slips", "people.school", office, slug),
    About("people:import", "people.staffimport", lambda u, i: office(u, i.of), of_its_school),
    About("people:import-bad-rows", "people.staffimport", lambda u, i: office(u, i.of), of_its_school),
    About("meetings:agenda", "meetings.meeting", lambda u, m: own_space(u, m.of)),
    About("meetings:paper", "meetings.meeting", lambda u, m: own_space(u, m.of)),
    About("meetings:practicalities", "meetings.meeting", lambda u, m: own_space(u, m.of)),
    About("meetings:live", "meetings.meeting", only_words),
    About("meetings:minutes", "meetings.meeting", only_words),
    About("scheduling:times", "groups.group", lambda u, g: None if ref.space(u, g) else 404, slug),
    About("scheduling:year", "groups.group", only_words, slug),
    About("scheduling:poll", "scheduling.poll", knows("scheduling.poll")),
    About("scheduling:choosing", "scheduling.choosing", knows("scheduling.choosing")),
    About("conversation:talk", "groups.group", inside, slug),
    About("conversation:thread", "conversation.thread", knows("conversation.thread")),
    About("enquiry:group", "groups.group", only_words, slug),
    About("enquiry:heard", "groups.group", only_words, slug),
    About("enquiry:trial", "enquiry.trial", knows("enquiry.trial")),
    About("enquiry:idea", "enquiry.idea", knows("enquiry.idea")),
    About("enquiry:question", "enquiry.question", knows("enquiry.question")),
    About("enquiry:reflection", "enquiry.reflection", knows("enquiry.reflection")),
    About("enquiry:shared-reflection", "enquiry.shared", knows("enquiry.shared")),
    About("enquiry:cycle", "enquiry.cycle", knows("enquiry.cycle")),
    About("teachmeets:teachmeet", "teachmeets.teachmeet", knows("teachmeets.teachmeet")),
    About("teachmeets:screen", "teachmeets.teachmeet", knows("teachmeets.teachmeet")),
    About("teachmeets:talk", "teachmeets.talk", knows("teachmeets.talk")),
    About("bulletins:issue", "bulletins.issue", knows("bulletins.issue")),
    About("bulletins:writing", "bulletins.issue",
          lambda u, i: doors(i.of in u.schools, work.bulletin(u, work.Appearing(i.of, None, i.editor, False))),
          lambda row: [row.bulletin.school.slug]),
    About("outcomes:report", "outcomes.report", knows("outcomes.report")),
    About("outcomes:sheet", "outcomes.report",
          lambda u, r: doors(seen.report(u, r), ref.space(u, r.of) if r.of else u in r.authors)),
    About("outcomes:group", "groups.group", inside, slug),
    About("outcomes:proposal", "outcomes.proposal", knows("outcomes.proposal")),
    About("outcomes:policy", "outcomes.policy", knows("outcomes.policy")),
    About("cpd:certificate", "cpd.certificate", knows("cpd.certificate")),
    About("booklets:booklet", "booklets.booklet", knows("booklets.booklet")),
    About("sharings:sharing", "sharings.sharing", knows("sharings.sharing")),
    About("safeguarding:school", "people.school", office, slug),
    About("safeguarding:asked", "safeguarding.asking",
          lambda u, a: (302 if a.is_granted else 200) if opened.asking(u, a) else 404),
    About("safeguarding:opening", "safeguarding.opening", knows("safeguarding.opening")),
    About("packs:pack", "packs.pack", knows("packs.pack")),
    About("packs:own-list", "packs.ownlist", knows("packs.ownlist")),
    About("visits:visit", "visits.visit", knows("visits.visit")),
    About("visits:record", "visits.record", given_record, lambda row: [row.visit_id]),
    About("visits:group", "groups.group", only_words, slug),
    About("visits:programme", "programmes.programme", only_words),
    About("visits:plan", "visits.plan", knows("visits.plan")),
    About("visits:day", "people.school", staff, slug),
    About("visits:cover", "people.school", only_words, slug),
    About("visits:cover-file", "people.school", only_words, slug),
    About("visits:figures", "people.school", only_words, slug),
    About("visits:timetable", "visits.timetable", only_words, lambda row: [row.school.slug, row.person_id]),
    About("visits:timetable-file", "visits.timetablefile", only_words, of_its_school),
]  # fmt: skip
