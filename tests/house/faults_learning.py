"""Faults that somebody could make in the rules of who may know of what is read, studied and said. As ``faults``."""

from django.db.models import Q

from collegium.community.models.chat import ChatQuerySet, LineQuerySet
from collegium.community.models.post import CommunityPostQuerySet
from collegium.community.models.report import PostReportQuerySet
from collegium.community.models.topic import TopicQuerySet
from collegium.files.models import FileQuerySet
from collegium.groups.models import Group
from collegium.library.models import Work
from collegium.library.models.shelf import ShelvingQuerySet, UseQuerySet
from collegium.library.models.work import WorkQuerySet
from collegium.people.models import Network
from collegium.reading.models.best import BallotQuerySet
from collegium.reading.models.phrase import PhraseQuerySet
from collegium.reading.models.reading import OfReadersQuerySet
from collegium.study.models.course import OfLearnersQuerySet
from collegium.study.models.design import DesignQuerySet
from collegium.study.models.learner import CompletionQuerySet, GoalQuerySet
from tests.house.faults import duties, everybody, led, mine


def here(person):
    return person.schools_now().values("pk")


def networks(person):
    return Network.objects.filter(schools__in=here(person)).values("pk")


def seen_groups(person):
    return Group.objects.visible_to(person).values("pk")


LIBRARY = {
    "a shelf is seen by who sees the group": (
        "library.shelving", ShelvingQuerySet, "visible_to",
        lambda self, person: self.filter(group__in=seen_groups(person), work__in=Work.objects.visible_to(person))),
    "what stands on a shelf is shown to all of its group": (
        "library.shelving", ShelvingQuerySet, "visible_to", lambda self, person: self.filter(group__in=mine(person))),
    "everybody reads who used what": ("library.use", UseQuerySet, "visible_to", everybody),
    "who used what is told of works that one may not see": (
        "library.use", UseQuerySet, "visible_to",
        lambda self, person: self.filter(Q(person=person) | Q(school__in=here(person)))),
    "colleagues of other schools read who used what": (
        "library.use", UseQuerySet, "visible_to",
        lambda self, person: self.filter(Q(person=person) | Q(work__in=Work.objects.visible_to(person)))),
    "a work is everybody's": ("library.work", WorkQuerySet, "visible_to", everybody),
    "a work is seen by who brought it only": (
        "library.work", WorkQuerySet, "visible_to", lambda self, person: self.filter(person=person)),
    "a file is everybody's who knows its number": ("files.file", FileQuerySet, "visible_to", everybody),
    "a file is its owner's alone": (
        "files.file", FileQuerySet, "visible_to", lambda self, person: self.filter(person=person)),
}  # fmt: skip

READING = {
    "what a group reads and says is seen by who sees the group": (
        "reading.comment", OfReadersQuerySet, "visible_to",
        lambda self, person: self.filter(**{f"{self.group_by}__in": seen_groups(person)})),
    "the lead of the programme reads along": (
        "reading.best", OfReadersQuerySet, "visible_to",
        lambda self, person: self.filter(
            Q(**{f"{self.group_by}__in": mine(person)}) | Q(**{f"{self.group_by}__programme__in": led(person)}))),
    "reactions are everybody's": ("reading.reaction", OfReadersQuerySet, "visible_to", everybody),
    "the group sees who put which dots": (
        "reading.ballot", BallotQuerySet, "visible_to",
        lambda self, person: self.filter(reading__group__in=mine(person))),
    "phrases are everybody's": ("reading.phrase", PhraseQuerySet, "visible_to", everybody),
}  # fmt: skip

STUDY = {
    "a course is seen by who sees the group": (
        "study.course", OfLearnersQuerySet, "visible_to",
        lambda self, person: self.filter(**{f"{self.group_by}__in": seen_groups(person)})),
    "who helps with what is everybody's": ("study.help", OfLearnersQuerySet, "visible_to", everybody),
    "goals are the group's": (
        "study.goal", GoalQuerySet, "visible_to",
        lambda self, person: self.filter(Q(person=person) | Q(course__group__in=mine(person)))),
    "a goal for some is for all of its group": (
        "study.goal", GoalQuerySet, "visible_to",
        lambda self, person: self.filter(
            Q(person=person) | Q(course__group__in=mine(person), people__isnull=False)
            | Q(course__group__in=mine(person), for_group=True)).distinct()),
    "whoever was named reads a goal after they left": (
        "study.goal", GoalQuerySet, "visible_to",
        lambda self, person: self.filter(
            Q(person=person) | Q(course__group__in=mine(person), for_group=True) | Q(people=person)).distinct()),
    "certificates are the group's": (
        "study.completion", CompletionQuerySet, "visible_to",
        lambda self, person: self.filter(Q(person=person) | Q(course__group__in=mine(person)))),
    "a design is everybody's": ("study.design", DesignQuerySet, "visible_to", everybody),
}  # fmt: skip

COMMUNITY = {
    "posts are everybody's": ("community.post", CommunityPostQuerySet, "visible_to", everybody),
    "what was hidden stays to be read": (
        "community.post", CommunityPostQuerySet, "visible_to",
        lambda self, person: self.filter(
            Q(person=person) | Q(school__in=here(person)) | Q(width="network", network__in=networks(person))
            | Q(width="here") | Q(width="public"))),
    "what was hidden is hidden from its author": (
        "community.post", CommunityPostQuerySet, "visible_to",
        lambda self, person: self.filter(
            Q(school__in=here(person)) | Q(width="network", network__in=networks(person))
            | Q(width__in=["here", "public"]), hidden_at=None)),
    "a post for another network is read": (
        "community.post", CommunityPostQuerySet, "visible_to",
        lambda self, person: self.filter(
            Q(person=person) | Q(school__in=here(person), hidden_at=None)
            | Q(width__in=["network", "here", "public"], hidden_at=None))),
    "reports are everybody's": ("community.report", PostReportQuerySet, "visible_to", everybody),
    "a moderator of one school reads reports about all": (
        "community.report", PostReportQuerySet, "visible_to",
        lambda self, person: self.all() if duties(person, "cpd-lead").exists() else self.filter(person=person)),
    "chats are everybody's": ("community.chat", ChatQuerySet, "visible_to", everybody),
    "a chat is its host's alone": (
        "community.chat", ChatQuerySet, "visible_to", lambda self, person: self.filter(person=person)),
    "lines outlive what their host hid": (
        "community.line", LineQuerySet, "visible_to",
        lambda self, person: self.filter(chat__in=self.model.chat.field.related_model.objects.visible_to(person))),
    "lines are everybody's": ("community.line", LineQuerySet, "visible_to", everybody),
    "proposed topics are everybody's": ("community.topic", TopicQuerySet, "visible_to", everybody),
    "a topic is its proposer's until it is chosen": (
        "community.topic", TopicQuerySet, "visible_to",
        lambda self, person: self.filter(Q(chosen_at__isnull=False) | Q(person=person))),
}  # fmt: skip
