"""Voices, walks and numbers: only what was released, for as many as it was released for."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from collegium.evidence.models import Remark, Results
from collegium.impact.findings import rows_of
from collegium.impact.models import SharedRound
from collegium.impact.wording import said_of
from collegium.packs.looking import PUBLIC, Fact, Look
from collegium.surveys.models import Change, Release, ThemeRelease
from collegium.walks.models import Walk
from collegium.walks.telling import findings


def of_staff(look: Look) -> Iterable[Fact]:
    """Rounds that are over, with answers enough to show; and what was changed because of them."""
    released = Release.objects.filter(wave__survey__programme__school=look.school, **look.between("at"))
    rows = look.known(released).exclude(figures={}).select_related("wave__survey").order_by("pk")
    for one in rows:
        survey = one.wave.survey
        said = _("%(number)d colleagues answered") % {"number": one.answered}
        yield Fact("staff-voice", str(one.pk), survey.title, look.day(one.at), said, survey.get_absolute_url(),
                   row=one)  # fmt: skip
    told = Change.objects.filter(programme__school=look.school, **look.between("at"))
    for one in look.known(told).select_related("programme").order_by("pk"):
        said = _("You said: %(said)s We changed: %(changed)s") % {"said": one.said, "changed": one.changed}
        yield Fact("change", str(one.pk), one.programme.title, look.day(one.at), said,
                   one.programme.get_absolute_url(), PUBLIC)  # fmt: skip


def of_pupils(look: Look) -> Iterable[Fact]:
    """Over several groups under one theme: no class and no group can be made out."""
    put_together = ThemeRelease.objects.filter(theme__programme__school=look.school, **look.between("at"))
    for one in look.known(put_together).select_related("theme__programme").order_by("pk"):
        said = _("%(number)d answers of pupils in %(groups)d groups") % {
            "number": one.answered, "groups": one.groups,
        }  # fmt: skip
        yield Fact("voice", str(one.pk), one.theme.title, look.day(one.at), said,
                   one.theme.programme.get_absolute_url(), row=one)  # fmt: skip


def in_lessons(look: Look) -> Iterable[Fact]:
    """Walks that are over, in counts that point at nobody."""
    walks = Walk.objects.walked().filter(school=look.school, **look.between("finished_at"))
    for one in look.known(walks).prefetch_related("look_fors").order_by("pk"):
        seen = findings(sorted(one.look_fors.all(), key=lambda look_for: look_for.order))
        said = "; ".join(f"{finding.text}: {finding.sentence}" for finding in seen)
        yield Fact("walk", str(one.pk), one.focus, look.day(one.finished_at), said, one.get_absolute_url(), row=one)


def in_comparisons(look: Look) -> Iterable[Fact]:
    """What was shared with the leadership team, with its own caveats, as it was on that day."""
    rounds = SharedRound.objects.standing().filter(school=look.school, **look.between("at"))
    for one in look.known(rounds).order_by("pk"):
        said = " ".join(said_of(row) for row in rows_of(one))
        yield Fact("comparison", str(one.pk), capfirst(str(one)), look.day(one.at), said, one.get_absolute_url(),
                   row=one)  # fmt: skip


def in_numbers(look: Look) -> Iterable[Fact]:
    """Totals of results, and what people from outside said of the school."""
    totals = Results.objects.filter(school=look.school, measured_on__range=(look.first, look.last))
    for one in look.known(totals).order_by("pk"):
        yield Fact("results", str(one.pk), one.title, one.measured_on, str(one.get_kind_display()),
                   one.get_absolute_url(), PUBLIC, row=one)  # fmt: skip
    said = Remark.objects.filter(school=look.school, group=None, said_on__range=(look.first, look.last))
    for one in look.known(said).order_by("pk"):
        yield Fact("remark", str(one.pk), one.source, one.said_on, f"“{one.text}”",
                   reverse("evidence:school", args=[look.school.slug]), PUBLIC)  # fmt: skip


SOURCES = (of_staff, of_pupils, in_lessons, in_comparisons, in_numbers)
