"""What is already there for a report: each piece a paragraph that its writers may tick in, and where it came from."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from collegium.enquiry.models import Cycle, Question, Shared, Trial
from collegium.enquiry.models.cycle import Note
from collegium.evidence.kinds import FEWEST_ABOVE
from collegium.evidence.models import Remark
from collegium.impact.findings import rows_of
from collegium.impact.models import SharedRound
from collegium.kit.listing import in_a_row
from collegium.kit.text import first_lines
from collegium.outcomes.models import Brought, Report
from collegium.people.models import Person
from collegium.surveys.models import Item, Release
from collegium.surveys.showing import Share

MOST = 20


@dataclass(frozen=True)
class Found:
    """A paragraph proposed: what it comes from, under which heading it fits, its words, and whose they are."""

    kind: str
    thing: int
    heading: str
    about: str
    words: str
    url: str = ""
    person: Person | None = None

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.thing}"

    @property
    def preview(self) -> SafeString:
        return first_lines(self.words, 40)


def gather(report: Report, person: Person) -> list[Found]:
    """Of what this writer may read, and what may leave the group; what stands in the report already is left out."""
    there = set(Brought.objects.filter(section__report=report).values_list("kind", "thing"))
    found = [one for source in SOURCES for one in source(report, person)]
    return [one for one in found if (one.kind, one.thing) not in there]


def day(moment: Any) -> str:
    return date_format(moment, "j F Y")


def questions(report: Report, person: Person) -> Iterator[Found]:
    """What was asked and for which good of pupils; how it was looked into; what was found."""
    asked: Any = Question.objects.visible_to(person).standing()
    mine = asked.filter(group=report.group, of_group=True) if report.group else asked.filter(
        person=person, of_group=False)  # fmt: skip
    for one in mine.order_by("-pk")[:3]:
        url, about = one.get_absolute_url(), _("The question “%(text)s”") % {"text": short(one.text)}
        yield Found("asked", one.pk, "purpose", about, "\n\n".join(filter(None, [one.text, one.purpose])), url)
        if one.method:
            yield Found("method", one.pk, "done", about, one.method, url)
        if one.evidence:
            yield Found("seen", one.pk, "seen", about, one.evidence, url)
        if one.finding:
            yield Found("found", one.pk, "benefit", about, one.finding, url)


def cycles(report: Report, person: Person) -> Iterator[Found]:
    """Through which stages the group went, and what its members wrote there."""
    known: QuerySet[Any] = Cycle.objects.visible_to(person)
    gone = known.filter(group=report.group, group__isnull=False)
    for one in gone.order_by("-pk").prefetch_related("passages__stage")[:5]:
        stages = sorted((each for each in one.passages.all() if each.at), key=lambda each: each.at)
        if stages:
            line = _("%(title)s: %(stages)s.") % {
                "title": one.title, "stages": in_a_row(each.stage.name for each in stages)}  # fmt: skip
            yield Found("cycle", one.pk, "done", _("A cycle, begun on %(day)s") % {"day": day(one.at)}, line,
                        one.get_absolute_url())  # fmt: skip
    notes: Any = Note.objects.visible_to(person).filter(cycle__group=report.group, cycle__group__isnull=False)
    for one in notes.select_related("person", "stage", "cycle").order_by("-at", "-pk")[:MOST]:
        about = _("%(who)s at the stage “%(stage)s”") % {"who": one.person.first_name, "stage": one.stage.name}
        yield Found("note", one.pk, "seen", about, one.text, one.cycle.get_absolute_url(), one.person)


def trials(report: Report, person: Person) -> Iterator[Found]:
    """What was tried with classes, and what became of it."""
    known = Trial.objects.visible_to(person).told().filter(let_go_at=None)
    mine = known.filter(group=report.group) if report.group else known.filter(person=person)
    for one in mine.select_related("person").order_by("-at", "-pk")[:MOST]:
        about = _("%(who)s tried it, told on %(day)s") % {"who": one.person.first_name, "day": day(one.at)}
        lines = filter(None, [_tried(one), one.went_well, one.changed])
        yield Found("trial", one.pk, "done", about, " ".join(lines), one.get_absolute_url(), one.person)


def _tried(trial: Trial) -> str:
    words = _("%(what)s (%(verdict)s), with %(class)s.") if trial.with_class else _("%(what)s (%(verdict)s).")
    return words % {"what": trial.text, "verdict": trial.get_verdict_display(), "class": trial.with_class}


def voices(report: Report, person: Person) -> Iterator[Found]:
    """What pupils said: figures that were released, of rounds in which so many answered that they may leave."""
    known = Release.objects.visible_to(person).filter(
        wave__survey__group=report.group, wave__survey__group__isnull=False, answered__gte=FEWEST_ABOVE)  # fmt: skip
    for one in known.select_related("wave__survey").prefetch_related("wave__survey__items").order_by("-pk")[:5]:
        survey = one.wave.survey
        items = sorted((item for item in survey.items.all() if not item.is_open), key=lambda item: item.order)
        lines = [line for item in items if (line := told(item, one))]
        if lines:
            head = _("What %(count)d pupils said, on %(day)s:") % {"count": one.answered, "day": day(one.at)}
            about = _("The survey “%(title)s”") % {"title": survey.title}
            words = "\n".join([head, "", *(f"- {line}" for line in lines)])
            if any(count is None for item in items for count in one.whole(item.pk)):
                words += "\n\n" + _("Numbers that could point at a pupil are left out.")
            yield Found("voice", one.pk, "seen", about, words, survey.get_absolute_url())


def told(item: Item, release: Release) -> str:
    """A question and each answer's share, as its own page tells it; what is not shown there is not here."""
    rounds = not release.wave.survey.asks_staff
    shares = [Share(count, release.answered, rounds) for count in release.whole(item.pk)]
    shown = [f"{option} {share.words}" for option, share in zip(item.options, shares, strict=False)
             if share.count is not None]  # fmt: skip
    return f"{item.text} {', '.join(shown)}" if shown else ""


def remarks(report: Report, person: Person) -> Iterator[Found]:
    """What visitors said, word for word, to the group. Pupils' work stays in the group and is not proposed."""
    known = Remark.objects.visible_to(person).filter(group=report.group, group__isnull=False)
    for one in known.order_by("-said_on", "-pk")[:MOST]:
        about = _("%(source)s, %(day)s") % {"source": one.source, "day": day(one.said_on)}
        yield Found("remark", one.pk, "seen", about, f"> {' '.join(one.text.split())}\n>\n> {about}", one.address)


def comparisons(report: Report, person: Person) -> Iterator[Found]:
    """What was compared for leadership: for whoever shared it there, and for nobody else, to bring further."""
    known = SharedRound.objects.standing().visible_to(person).filter(by=person, school__in=report.schools.all())
    for one in known.order_by("-at", "-pk")[:3]:
        lines = [f"- {row.title}: {line}" for row in rows_of(one) if (line := counted(row))]
        if lines:
            yield Found("compared", one.pk, "benefit", str(one), "\n".join([f"{one}:\n", *lines]),
                        one.get_absolute_url())  # fmt: skip


def counted(row: Any) -> str:
    if row.finding.numbers is None:
        return ""
    now = row.finding.aspect.now
    return _("%(a)d of %(b)d who worked on it, %(c)d of %(d)d others. This alone does not show a cause.") % {
        "a": now.members.strong, "b": now.members.of, "c": now.others.strong, "d": now.others.of}  # fmt: skip


def reflections(report: Report, person: Person) -> Iterator[Found]:
    """What its authors chose to share with the group; in a report of one's own, what one shared with anybody."""
    known = Shared.objects.visible_to(person).filter(withdrawn_at=None)
    mine = known.filter(group=report.group) if report.group else known.filter(reflection__person=person)
    for one in mine.select_related("reflection__person").order_by("-at", "-pk")[:MOST]:
        author = one.reflection.person
        about = _("A reflection of %(who)s, shared on %(day)s") % {"who": author.first_name, "day": day(one.at)}
        yield Found("thought", one.pk, "thoughts", about, one.text, one.get_absolute_url(), author)


def short(text: str) -> str:
    return text if len(text) <= 60 else text[:59].rstrip() + "…"


SOURCES = (questions, cycles, trials, voices, remarks, comparisons, reflections)
