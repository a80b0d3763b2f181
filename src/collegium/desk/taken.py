"""What of each noun somebody may take away: what its pages show to them, and no more.

Observation records, pupils' answers, walks and comparisons are in none of it: their numbers are only safe beside the
rules by which their pages show them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from collegium.community.models import Post as Shout
from collegium.conversation.models import Post
from collegium.enquiry.models import Cycle, Idea, LessonPlan, Question, Shared, Trial
from collegium.enquiry.models import Note as StageNote
from collegium.evidence.models import Remark, Sample
from collegium.files.models import File
from collegium.groups.models import Decision, Group, Membership
from collegium.library.models import Attached, Shelving, Work
from collegium.meetings.models import Action, Item, Meeting, Note, Promise
from collegium.outcomes.models import Policy, Proposal, Report
from collegium.people.models import Person
from collegium.programmes.models import Programme, Theme
from collegium.reading.models import Best, Phrase, Reading, Section
from collegium.study.models import Course, Module

Row = dict[str, Any]


@dataclass(frozen=True)
class Kind:
    """One kind of things: which words of it are taken, how it hangs on a group, and what of it does not stand.

    ``words`` gives for each column a path from the row and what it is called. ``group`` is empty where things of this
    kind are no group's.
    """

    model: type[Model]
    title: Any
    words: dict[str, Any]
    group: str = "group"
    but: Q = field(default_factory=Q)

    @property
    def name(self) -> str:
        return self.model._meta.label_lower

    def of(self, reader: Person, group: Group | None = None) -> QuerySet[Any]:
        """What this reader may read today; of one group, or all."""
        known: QuerySet[Any] = self.model.objects.visible_to(reader)  # type: ignore[attr-defined]
        if group:
            known = known.filter(**{self.group: group.pk}) if self.group else known.none()
        if "withdrawn_at" in {one.name for one in self.model._meta.fields}:
            known = known.filter(withdrawn_at=None)
        joins = filter(None, map(self._join, self.words))
        return (known.exclude(self.but) if self.but else known).select_related(*joins).order_by("pk")

    def _join(self, path: str) -> str:
        """As far as the path leads from one thing to another."""
        model, steps = self.model, []
        for step in path.split("__"):
            found = next((one for one in model._meta.fields if one.name == step and one.related_model), None)
            if found is None:
                break
            model = cast("type[Model]", found.related_model)
            steps.append(step)
        return "__".join(steps)

    def rows(self, reader: Person, group: Group | None = None) -> Iterator[Row]:
        for thing in self.of(reader, group).iterator(chunk_size=500):
            yield {"number": thing.pk} | {path: _value(thing, path) for path in self.words}


def _value(thing: Any, path: str) -> Any:
    """The word of a choice, the name of a person or thing, or the value itself."""
    first, _more, rest = path.partition("__")
    worded = getattr(thing, f"get_{first}_display", None)
    found = worded() if worded else getattr(thing, first)
    if rest and found is not None:
        return _value(found, rest)
    return str(found) if isinstance(found, Model) or worded else found


WHO, WHEN, WHAT, TITLE = _("Who"), _("When"), _("What"), _("Title")
MINUTES = pgettext_lazy("how long", "Minutes")

KINDS = (
    Kind(Programme, _("Programmes"), {"title": TITLE, "school": _("School"), "vision": _("Vision")}, group=""),
    Kind(Theme, _("Themes"), {"programme": _("Programme"), "title": TITLE, "about": _("About")}, group=""),
    Kind(Group, _("Groups"), {"title": TITLE, "question": _("Question"), "year_starts_on": _("Year")}, group="pk"),
    Kind(Membership, _("Members"), {
        "group": _("Group"), "person": WHO, "school": _("School"), "joined_on": _("From"), "left_on": _("Until"),
    }),
    Kind(Decision, _("Decisions"), {
        "group": _("Group"), "kind": _("About"), "words": WHAT, "reason": _("Why"), "outcome": _("Outcome"),
        "closed_at": WHEN,
    }),
    Kind(Meeting, _("Meetings"), {
        "group": _("Group"), "starts_at": WHEN, "minutes": MINUTES, "host": _("At"), "room": _("Room"),
        "cancelled_at": _("Called off"),
    }),
    Kind(Item, _("Agendas"), {
        "meeting__starts_at": _("Meeting"), "title": WHAT, "minutes": MINUTES, "purpose": _("What for"),
        "owner": WHO,
    }, group="meeting__group"),
    Kind(Note, _("Notes of meetings"), {
        "item__meeting__starts_at": _("Meeting"), "item": _("Item"), "text": _("Notes"),
    }, group="item__meeting__group"),
    Kind(Promise, _("Promises"), {
        "group": _("Group"), "person": WHO, "text": WHAT, "with_class": _("With which class"), "made_at": WHEN,
    }),
    Kind(Action, _("What is to be done"), {
        "meeting__starts_at": _("Meeting"), "text": WHAT, "owner": WHO, "due_on": _("By"), "done_at": _("Done"),
    }, group="meeting__group"),
    Kind(Post, _("Talk"), {"thread__title": _("About"), "by": WHO, "at": WHEN, "text": WHAT},
         group="thread__group", but=Q(taken_back_at__isnull=False)),
    Kind(Question, _("Questions"), {
        "text": WHAT, "purpose": _("Why"), "method": _("How"), "finding": _("What came out"), "person": WHO,
        "at": WHEN,
    }),
    Kind(Cycle, _("Rounds"), {"group": _("Group"), "title": TITLE, "number": _("Number"), "at": _("From"),
                              "finished_at": _("Until")}),
    Kind(StageNote, _("Notes of rounds"), {"cycle": _("Round"), "stage": _("Stage"), "person": WHO, "text": WHAT,
                                           "at": WHEN}, group="cycle__group"),
    Kind(LessonPlan, _("Lesson plans"), {"cycle": _("Round"), "number": _("Number"), "text": WHAT, "why": _("Why")},
         group="cycle__group"),
    Kind(Idea, _("Ideas"), {"title": TITLE, "how": _("How"), "subject": _("Subject"), "person": WHO, "at": WHEN}),
    Kind(Trial, _("What was tried"), {
        "text": WHAT, "verdict": _("What came of it"), "went_well": _("What went well"), "changed": _("What changed"),
        "person": WHO, "at": WHEN,
    }),
    Kind(Shared, _("Reflections that were shared"), {"prompt": _("Asked"), "text": WHAT, "reflection__person": WHO,
                                                     "at": WHEN}),
    Kind(Work, _("The library"), {
        "kind": _("Kind"), "title": TITLE, "authors": _("Authors"), "year": _("Year"), "link": _("Link"),
        "about": _("About"),
    }, group=""),
    Kind(Shelving, _("On the shelf"), {"group": _("Group"), "work": WHAT, "work__link": _("Link")},
         but=Q(work__withdrawn_at__isnull=False)),
    Kind(Reading, _("What was read"), {"group": _("Group"), "title": TITLE, "authors": _("Authors"), "at": _("From"),
                                       "ended_at": _("Until")}),
    Kind(Section, _("Parts of readings"), {"reading": _("Reading"), "title": TITLE, "pages": _("Pages")},
         group="reading__group"),
    Kind(Best, _("Best ideas of readings"), {
        "reading": _("Reading"), "text": WHAT, "page": _("Page"), "why": _("Why"), "person": WHO,
    }, group="reading__group"),
    Kind(Phrase, _("Phrases"), {"drop": _("What we no longer say"), "instead": _("What we say instead"),
                                "why": _("Why")}),
    Kind(Course, _("Courses"), {
        "group": _("Group"), "title": TITLE, "provider": _("Who offers it"), "link": _("Link"),
        "starts_on": _("From"), "ends_on": _("Until"),
    }),
    Kind(Module, _("Parts of courses"), {"course": _("Course"), "title": TITLE, "task": WHAT}, group="course__group"),
    Kind(Report, _("Reports that were shared"), {"group": _("Group"), "edition__title": TITLE, "shared_at": WHEN,
                                                 "edition__as_markdown": _("Words")}, but=Q(edition=None)),
    Kind(Proposal, _("Proposals"), {"group": _("Group"), "title": TITLE, "words": WHAT, "benefit": _("Benefit"),
                                    "state": _("State"), "due_on": _("Answer by")}),
    Kind(Policy, _("Policies"), {"school": _("School"), "title": TITLE, "words": WHAT, "review_on": _("Reviewed on")},
         group="proposal__group"),
    Kind(Remark, _("Remarks of visitors"), {"text": WHAT, "source": _("Source"), "said_on": WHEN}),
    Kind(Shout, _("The community"), {"person": WHO, "text": WHAT, "at": WHEN}, group=""),
)  # fmt: skip


def files_of(reader: Person, group: Group | None) -> QuerySet[File]:
    """What hangs on what is taken: of a group its shelf and its samples of work; else all that one may open."""
    known = File.objects.visible_to(reader)
    if group is None:
        return known.order_by("pk")
    shelf = Attached.objects.filter(work__in=Shelving.objects.visible_to(reader).filter(group=group).values("work"))
    samples = Sample.objects.visible_to(reader).filter(group=group, withdrawn_at=None)
    return known.filter(Q(pk__in=shelf.values("file")) | Q(pk__in=samples.values("file"))).order_by("pk")
