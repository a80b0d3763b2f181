"""What walks, surveys and comparisons are as evidence of a group: none of these apps knows the others."""

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from collegium.evidence.sources import Line
from collegium.groups.models import Group
from collegium.impact.findings import Row, rows_for, rows_of
from collegium.impact.models import Comparison, SharedRound
from collegium.impact.models.comparison import ComparisonQuerySet
from collegium.impact.views.finding import with_counts
from collegium.impact.wording import said_of
from collegium.kit.listing import quoted
from collegium.people.models import Person
from collegium.surveys.gist import gists
from collegium.surveys.models import Release, Survey, ThemeRelease
from collegium.surveys.showing import of_theme
from collegium.walks.models import Walk
from collegium.walks.telling import findings

# So many surveys, walks and years; the rest stands on their own pages.
MOST = 10
# Of each survey so many questions, the first ones; the whole distribution is a click away.
MOST_QUESTIONS = 4


def walks_of(group: Group, person: Person) -> list[Line]:
    """What walks of the aspect found that the group's theme is about."""
    aspect = _aspect(group)
    if aspect is None:
        return []
    walks = Walk.objects.visible_to(person).walked().filter(aspect=aspect).prefetch_related("look_fors")
    return [
        Line(walk.focus, walk.first_on, walk.get_absolute_url(), tuple(
            f"{finding.text}: {finding.sentence}"
            for finding in findings(sorted(walk.look_fors.all(), key=lambda one: one.order))
        ))
        for walk in walks.order_by("-first_on")[:MOST]
    ]  # fmt: skip


def voice_of(group: Group, person: Person) -> list[Line]:
    """What the group's pupils said in rounds that are over; and, for whoever reads it, its whole theme."""
    own = _said(Survey.objects.visible_to(person).filter(group=group))
    theme = ThemeRelease.objects.visible_to(person).filter(theme=group.theme_id).order_by("-at", "-pk")
    return own + [
        Line(
            _("%(theme)s as a whole, %(number)d pupils in %(groups)d groups")
            % {"theme": group.theme, "number": one.answered, "groups": one.groups},
            one.at.date(), reverse("surveys:programme", args=[group.programme_id]),
        )
        for one in theme[:MOST] if of_theme(one.figures)
    ]  # fmt: skip


def staff_of(group: Group, person: Person) -> list[Line]:
    """What the staff of the group's programme said."""
    if group.programme_id is None:
        return []
    return _said(Survey.objects.visible_to(person).filter(programme=group.programme_id))


def appraisal_of(group: Group, person: Person) -> list[Line]:
    """Comparisons of the theme's aspect: for whoever leads the programmes, or reads what was shared.

    A group's page may hang on a wall, so that nothing stands here that one person alone may see.
    """
    aspect = _aspect(group)
    if aspect is None:
        return []
    known = Comparison.objects.visible_to(person).filter(measure=Comparison.Measure.APPRAISAL)
    if mine := known.filter(aspect=aspect).order_by("-year_starts_on", "-pk")[:MOST]:
        return [line for one in mine for line in _compared(one, known, person)]
    shared = SharedRound.objects.visible_to(person).standing().filter(school__in=group.schools.all())
    return [
        Line(said_of(row), one.at.date(), one.get_absolute_url())
        for one in shared.filter(measure=Comparison.Measure.APPRAISAL).order_by("-year_starts_on", "-at")[:MOST]
        for row, kept in zip(rows_of(one), one.aspects, strict=True) if kept["aspect"] == aspect
    ]  # fmt: skip


def _aspect(group: Group) -> int | None:
    return group.theme.aspect_id if group.theme else None


def _said(surveys: "QuerySet[Survey]") -> list[Line]:
    """Surveys of which a round is over, with a line for each question."""
    releases = Release.objects.select_related("wave").order_by("wave__number")
    found = surveys.prefetch_related("items", Prefetch("waves__release", queryset=releases))
    lines = (_line(one) for one in found.order_by("-at", "-pk")[:MOST])
    return [line for line in lines if line]


def _line(survey: Survey) -> Line | None:
    waves = sorted(survey.waves.all(), key=lambda wave: wave.number)
    releases = [wave.release for wave in waves if wave.closed_at]
    if not releases:
        return None
    told = [f"{quoted(one.text)} {one.words}" for one in gists(survey, releases)[:MOST_QUESTIONS]]
    if not told:
        told = [_("Fewer than %(number)d answered, so nothing is shown.") % {"number": survey.fewest}]
    return Line(str(survey), releases[-1].at.date(), survey.get_absolute_url(), tuple(told))


def _compared(comparison: Comparison, known: ComparisonQuerySet, person: Person) -> list[Line]:
    """One comparison, adjusted for the others of its year."""
    together = known.filter(school=comparison.school_id, year_starts_on=comparison.year_starts_on)
    rows: list[Row] = rows_for(list(with_counts(together).order_by("pk")), person)
    return [
        Line(_in_words(row), comparison.judged_on, comparison.get_absolute_url())
        for row in rows if row.comparison == comparison
    ]


def _in_words(row: Row) -> str:
    if row.only_for_you:
        return _("Too few to show here: the comparison itself has the numbers that you typed.")
    return said_of(row)
