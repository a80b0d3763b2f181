"""Faults that somebody could make in the rules of who may know of walks, evidence, comparisons and surveys."""

from django.db.models import Exists, OuterRef, Q

from collegium.bulletins.models.bulletin import BulletinQuerySet
from collegium.bulletins.models.issue import IssueQuerySet
from collegium.evidence.models.remark import RemarkQuerySet
from collegium.evidence.models.results import ResultsQuerySet
from collegium.evidence.models.sample import SampleQuerySet
from collegium.impact.models.comparison import ComparisonQuerySet
from collegium.impact.models.shared import SharedRoundQuerySet, schools_in_leadership_of
from collegium.people.models import School
from collegium.programmes.models import Programme, schools_led_by
from collegium.surveys.models import Survey
from collegium.surveys.models.release import ThemeReleaseQuerySet
from collegium.surveys.models.survey import SurveyQuerySet
from collegium.surveys.models.words import ChangeQuerySet, PassedQuerySet, WordsQuerySet
from collegium.teachmeets.models.meet import TeachMeetQuerySet
from collegium.teachmeets.models.talk import TalkQuerySet
from collegium.walks.models import Walker
from collegium.walks.models.stop import LookedInQuerySet, SheetQuerySet, StopQuerySet
from collegium.walks.models.walk import WalkQuerySet, prepared_by
from tests.house.faults import everybody, mine
from tests.house.faults_learning import here, seen_groups


def walks(person):
    return Exists(Walker.objects.filter(walk=OuterRef("walk"), person=person))


def read_surveys(person):
    return Survey.objects.visible_to(person)


# The rule itself, taken before a fault stands in its place.
SURVEYS = SurveyQuerySet.visible_to


def beside(surveys, person, **more):
    """What is right, and some more."""
    right = SURVEYS(surveys.model._default_manager.all(), person).values("pk")
    return surveys.filter(Q(pk__in=right) | Q(**more)).distinct()


WALKS = {
    "a draft of a walk is the whole staff's": (
        "walks.walk", WalkQuerySet, "visible_to",
        lambda self, person: self.filter(school__in=School.objects.served_by(person))),
    "an announced walk is known to who prepares it only": (
        "walks.walk", WalkQuerySet, "visible_to", lambda self, person: self.filter(school__in=prepared_by(person))),
    "whoever was to walk knows of it when it is called off": (
        "walks.walk", WalkQuerySet, "visible_to",
        lambda self, person: self.filter(
            Q(announced_at__isnull=False, school__in=School.objects.served_by(person))
            | Q(school__in=prepared_by(person))
            | Q(Exists(Walker.objects.filter(walk=OuterRef("pk"), person=person))))),
    "the walkers keep the list when the walk is over": (
        "walks.stop", StopQuerySet, "visible_to",
        lambda self, person: self.filter(Q(walks(person)) | Q(teacher=person, is_seen=True))),
    "who prepares a walk sees which lessons were drawn": (
        "walks.stop", StopQuerySet, "visible_to",
        lambda self, person: self.filter(
            Q(walks(person), walk__finished_at=None) | Q(teacher=person, is_seen=True)
            | Q(walk__school__in=prepared_by(person)))),
    "a teacher learns that they were drawn before anybody came": (
        "walks.stop", StopQuerySet, "visible_to",
        lambda self, person: self.filter(Q(walks(person), walk__finished_at=None) | Q(teacher=person))),
    "each walker reads the other's sheets": (
        "walks.sheet", SheetQuerySet, "visible_to",
        lambda self, person: self.filter(
            Q(stop__walk__walkers__person=person, stop__walk__finished_at=None)
            | Q(stop__teacher=person)).distinct()),
    "the teacher does not see what was written": (
        "walks.sheet", SheetQuerySet, "visible_to",
        lambda self, person: self.filter(walker__person=person, stop__walk__finished_at=None)),
    "leadership sees how often each was looked in on": (
        "walks.lookedin", LookedInQuerySet, "visible_to",
        lambda self, person: self.filter(Q(person=person) | Q(school__in=schools_in_leadership_of(person)))),
}  # fmt: skip

KEPT = {
    "results are everybody's": ("evidence.results", ResultsQuerySet, "visible_to", everybody),
    "results are the lead's": (
        "evidence.results", ResultsQuerySet, "visible_to",
        lambda self, person: self.filter(school__in=schools_led_by(person))),
    "what a visitor told a group is its school's": (
        "evidence.remark", RemarkQuerySet, "visible_to",
        lambda self, person: self.filter(
            Q(group__in=mine(person)) | Q(school__in=School.objects.served_by(person)))),
    "work of pupils is seen by who sees the group": (
        "evidence.sample", SampleQuerySet, "visible_to",
        lambda self, person: self.filter(group__in=seen_groups(person))),
    "work of pupils stays with who added it": (
        "evidence.sample", SampleQuerySet, "visible_to",
        lambda self, person: self.filter(Q(group__in=mine(person)) | Q(by=person))),
    "the leadership team reads comparisons before they are shared": (
        "impact.comparison", ComparisonQuerySet, "visible_to",
        lambda self, person: self.filter(
            Q(school__in=schools_led_by(person)) | Q(school__in=schools_in_leadership_of(person)))),
    "comparisons are the whole staff's": (
        "impact.comparison", ComparisonQuerySet, "visible_to",
        lambda self, person: self.filter(school__in=here(person))),
    "what was taken back is still read by leadership": (
        "impact.sharedround", SharedRoundQuerySet, "visible_to",
        lambda self, person: self.filter(
            Q(school__in=schools_led_by(person)) | Q(school__in=schools_in_leadership_of(person)))),
    "what was shared is the whole staff's": (
        "impact.sharedround", SharedRoundQuerySet, "visible_to",
        lambda self, person: self.filter(school__in=here(person), withdrawn_at=None)),
}  # fmt: skip

VOICE = {
    "a group's survey is its programme lead's": (
        "surveys.survey", SurveyQuerySet, "visible_to",
        lambda self, person: beside(
            self, person,
            group__programme__in=Programme.objects.filter(school__in=schools_led_by(person)).values("pk"))),
    "a group's survey is seen by who sees the group": (
        "surveys.survey", SurveyQuerySet, "visible_to",
        lambda self, person: beside(self, person, group__in=seen_groups(person))),
    "staff know of a survey before they are asked": (
        "surveys.survey", SurveyQuerySet, "visible_to",
        lambda self, person: beside(self, person, programme__schools__in=here(person))),
    "a theme's figures are the whole staff's": (
        "surveys.themerelease", ThemeReleaseQuerySet, "visible_to",
        lambda self, person: self.filter(theme__programme__school__in=here(person))),
    "a theme's figures are kept from leadership": (
        "surveys.themerelease", ThemeReleaseQuerySet, "visible_to",
        lambda self, person: self.filter(theme__programme__school__in=schools_led_by(person))),
    "words are read before they are looked through": (
        "surveys.words", WordsQuerySet, "visible_to",
        lambda self, person: self.filter(wave__survey__in=read_surveys(person))),
    "whoever looks words through does so after they left": (
        "surveys.words", WordsQuerySet, "visible_to",
        lambda self, person: self.filter(
            Q(is_shown=True, wave__closed_at__isnull=False, wave__survey__in=read_surveys(person))
            | Q(wave__survey__account__checker=person) | Q(wave__survey__by=person))),
    "what was passed on is read by who passed it on": (
        "surveys.passed", PassedQuerySet, "visible_to",
        lambda self, person: self.filter(Q(to=person) | Q(by=person))),
    "what changed is everybody's": ("surveys.change", ChangeQuerySet, "visible_to", everybody),
    "what changed is the lead's alone": (
        "surveys.change", ChangeQuerySet, "visible_to",
        lambda self, person: self.filter(programme__school__in=schools_led_by(person))),
}  # fmt: skip

GATHERED = {
    "a TeachMeet is everybody's": ("teachmeets.teachmeet", TeachMeetQuerySet, "visible_to", everybody),
    "a TeachMeet for schools around is its own school's": (
        "teachmeets.teachmeet", TeachMeetQuerySet, "visible_to",
        lambda self, person: self.filter(Q(person=person) | Q(school__in=here(person)))),
    "a talk is read by who speaks": (
        "teachmeets.talk", TalkQuerySet, "visible_to", lambda self, person: self.filter(person=person)),
    "talks are everybody's": ("teachmeets.talk", TalkQuerySet, "visible_to", everybody),
    "a bulletin is everybody's": ("bulletins.bulletin", BulletinQuerySet, "visible_to", everybody),
    "a draft of a bulletin is read by the staff": (
        "bulletins.issue", IssueQuerySet, "visible_to",
        lambda self, person: self.filter(bulletin__school__in=here(person))),
    "the lead does not see the draft": (
        "bulletins.issue", IssueQuerySet, "visible_to",
        lambda self, person: self.filter(
            Q(published_at__isnull=False, withdrawn_at=None) | Q(bulletin__editor=person),
            bulletin__school__in=here(person))),
    "an editor who left the school reads on": (
        "bulletins.issue", IssueQuerySet, "visible_to",
        lambda self, person: self.filter(
            Q(published_at__isnull=False, withdrawn_at=None, bulletin__school__in=here(person))
            | Q(bulletin__editor=person) | Q(by=person))),
}  # fmt: skip
