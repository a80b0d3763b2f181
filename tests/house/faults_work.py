"""Faults that somebody could make in the rules of who may know of what groups do. As ``faults``."""

from django.db.models import Exists, OuterRef, Q

from collegium.conversation.models.post import PostQuerySet
from collegium.conversation.models.thread import ThreadQuerySet
from collegium.enquiry.models.cycle import InGroupQuerySet, PredictionQuerySet
from collegium.enquiry.models.idea import EchoQuerySet
from collegium.enquiry.models.question import QuestionQuerySet
from collegium.enquiry.models.reflection import ReflectionQuerySet, SharedQuerySet
from collegium.enquiry.models.trial import TrialQuerySet
from collegium.groups.audience import ReachingQuerySet
from collegium.groups.models import Group
from collegium.meetings.models import Meeting
from collegium.meetings.models.action import ActionQuerySet
from collegium.meetings.models.attendance import AttendanceQuerySet
from collegium.meetings.models.item import ItemQuerySet
from collegium.meetings.models.note import NoteQuerySet
from collegium.meetings.models.promise import PromiseQuerySet
from collegium.meetings.models.sitting import SittingQuerySet
from collegium.people.models import School
from collegium.programmes.models import Programme
from collegium.scheduling.models.place import RoomQuerySet
from collegium.scheduling.models.poll import PollQuerySet
from collegium.scheduling.models.year import ChoosingQuerySet
from collegium.visits.models import Showing
from collegium.visits.models.day import PeriodQuerySet
from collegium.visits.models.plan import PlannedVisitQuerySet, PlanQuerySet
from collegium.visits.models.record import RecordQuerySet
from collegium.visits.models.timetable import TimetableFileQuerySet, TimetableQuerySet
from collegium.visits.models.visit import VisitQuerySet
from tests.house.faults import duties, everybody, led, mine


def near(person):
    return School.objects.filter(networks__schools__in=person.schools_now()).values("pk")


WORK = {
    "the agenda is seen by who sees the date": (
        "meetings.item", ItemQuerySet, "visible_to",
        lambda self, person: self.filter(meeting__in=Meeting.objects.visible_to(person))),
    "notes are seen by who sees the date": (
        "meetings.note", NoteQuerySet, "visible_to",
        lambda self, person: self.filter(item__meeting__in=Meeting.objects.visible_to(person))),
    "the planner of the programme reads the actions": (
        "meetings.action", ActionQuerySet, "visible_to",
        lambda self, person: self.filter(
            Q(meeting__group__in=mine(person)) | Q(meeting__group__programme__in=led(person)))),
    "a meeting in progress is watched from outside": ("meetings.sitting", SittingQuerySet, "visible_to", everybody),
    "colleagues see who comes": (
        "meetings.attendance", AttendanceQuerySet, "visible_to",
        lambda self, person: self.filter(Q(person=person) | Q(meeting__in=Meeting.objects.visible_to(person)))),
    "who was there is the chair's alone": (
        "meetings.attendance", AttendanceQuerySet, "visible_to", lambda self, person: self.filter(person=person)),
    "what was promised is seen by who sees the card": (
        "meetings.promise", PromiseQuerySet, "visible_to",
        lambda self, person: self.filter(Q(person=person) | Q(group__in=Group.objects.visible_to(person)))),
    "whoever left loses their own promise": (
        "meetings.promise", PromiseQuerySet, "visible_to", lambda self, person: self.filter(group__in=mine(person))),
    "talk is read by who sees the card": (
        "conversation.thread", ThreadQuerySet, "visible_to",
        lambda self, person: self.filter(group__in=Group.objects.visible_to(person))),
    "whoever began a thread reads it for ever": (
        "conversation.thread", ThreadQuerySet, "visible_to",
        lambda self, person: self.filter(Q(opened_by=person) | Q(group__in=mine(person)))),
    "whoever is named reads the post for ever": (
        "conversation.post", PostQuerySet, "visible_to",
        lambda self, person: self.filter(
            Q(mentions__person=person) | Q(thread__group__in=mine(person))).distinct()),
    "the leadership reads the talk of its school": (
        "conversation.post", PostQuerySet, "visible_to",
        lambda self, person: self.filter(
            Q(thread__group__in=mine(person)) | Q(thread__group__schools__in=duties(person).values("school"))
        ).distinct()),
    "a poll is seen by who sees the card": (
        "scheduling.poll", PollQuerySet, "visible_to",
        lambda self, person: self.filter(group__in=Group.objects.visible_to(person))),
    "the planner sees when people can": (
        "scheduling.option", PollQuerySet, "visible_to",
        lambda self, person: self.filter(Q(group__in=mine(person)) | Q(group__programme__in=led(person)))),
    "the planner sees who would miss what": (
        "scheduling.year", ChoosingQuerySet, "visible_to",
        lambda self, person: self.filter(Q(group__in=mine(person)) | Q(group__programme__in=led(person)))),
    "rooms of every school are named": ("scheduling.room", RoomQuerySet, "visible_to", everybody),
    "what was tried is seen by who sees the card": (
        "enquiry.trial", TrialQuerySet, "visible_to",
        lambda self, person: self.filter(Q(person=person) | Q(group__in=Group.objects.visible_to(person)))),
    "the author of an idea reads every trial of it": (
        "enquiry.trial", TrialQuerySet, "visible_to",
        lambda self, person: self.filter(
            Q(person=person) | Q(idea__person=person) | Q(group__in=mine(person)))),
    "an idea for the school goes to the network": (
        "enquiry.idea", ReachingQuerySet, "visible_to",
        lambda self, person: self.filter(
            self.own(person) | (Q(group__in=mine(person)) & ~Q(audience="me"))
            | Q(audience__in=["school", "network"], school__in=person.schools_now())
            | Q(audience__in=["school", "network"], school__in=near(person)))),
    "an idea that is still one's own is read by the group": (
        "enquiry.idea", ReachingQuerySet, "visible_to",
        lambda self, person: self.filter(
            self.own(person) | Q(group__in=mine(person))
            | Q(audience__in=["school", "network"], school__in=person.schools_now())
            | Q(audience="network", school__in=near(person)))),
    "the network reaches everybody": (
        "enquiry.idea", ReachingQuerySet, "visible_to",
        lambda self, person: self.filter(
            self.own(person) | (Q(group__in=mine(person)) & ~Q(audience="me"))
            | Q(audience="school", school__in=person.schools_now()) | Q(audience="network"))),
    "a group's question stays with whoever asked it": (
        "enquiry.question", QuestionQuerySet, "own", lambda self, person: Q(person=person)),
    "echoes are for everybody": ("enquiry.echo", EchoQuerySet, "visible_to", everybody),
    "a reflection is read by those of one's groups": (
        "enquiry.reflection", ReflectionQuerySet, "visible_to",
        lambda self, person: self.filter(
            Q(person=person) | Q(person__memberships__group__in=mine(person))).distinct()),
    "a shared reflection is read by who left the group": (
        "enquiry.shared", SharedQuerySet, "visible_to",
        lambda self, person: self.filter(
            Q(reflection__person=person) | Q(people=person) | Q(group__memberships__person=person)).distinct()),
    "a reflection for some is read by their whole group": (
        "enquiry.shared", SharedQuerySet, "visible_to",
        lambda self, person: self.filter(
            Q(reflection__person=person) | Q(people=person) | Q(group__in=mine(person))
            | Q(people__memberships__group__in=mine(person))).distinct()),
    "a group's cycle is read by who sees the card": (
        "enquiry.cycle", InGroupQuerySet, "visible_to",
        lambda self, person: self.filter(**{f"{self.group_by}__in": Group.objects.visible_to(person)})),
    "what is expected is read before the lesson": (
        "enquiry.prediction", PredictionQuerySet, "visible_to",
        lambda self, person: self.filter(cycle__group__in=mine(person))),
    "what others expected is never read": (
        "enquiry.prediction", PredictionQuerySet, "visible_to",
        lambda self, person: self.filter(cycle__group__in=mine(person), person=person)),
}  # fmt: skip

VISITS = {
    "a school's day is for the network": (
        "visits.period", PeriodQuerySet, "visible_to",
        lambda self, person: self.filter(school__in=School.objects.visible_to(person))),
    "colleagues read each other's timetables": (
        "visits.timetable", TimetableQuerySet, "visible_to",
        lambda self, person: self.filter(school__in=person.schools_now())),
    "whoever once brought a timetable reads it for ever": (
        "visits.timetable", TimetableQuerySet, "visible_to",
        lambda self, person: self.filter(
            Q(person=person) | Q(by=person) | Q(school__led_programmes__in=led(person))).distinct()),
    "leads see the timetables that were brought": (
        "visits.timetablefile", TimetableFileQuerySet, "visible_to",
        lambda self, person: self.filter(school__in=duties(person).values("school"))),
    "the lead of a programme sees its groups' plans": (
        "visits.plan", PlanQuerySet, "visible_to",
        lambda self, person: self.filter(
            Q(group__in=Group.objects.looked_after_by(person)) | Q(group__programme__in=led(person))
            | Q(programme__in=led(person)))),
    "the lead of a programme sees who would visit whom": (
        "visits.plannedvisit", PlannedVisitQuerySet, "visible_to",
        lambda self, person: self.filter(
            Q(group__in=Group.objects.looked_after_by(person)) | Q(group__programme__in=led(person)))),
    "a visit is seen by who sees the card": (
        "visits.visit", VisitQuerySet, "visible_to",
        lambda self, person: self.filter(
            Q(visitor=person) | Q(visited=person) | Q(group__in=Group.objects.visible_to(person), ended_at=None))),
    "a visit that is off stays the group's": (
        "visits.visit", VisitQuerySet, "visible_to",
        lambda self, person: self.filter(Q(visitor=person) | Q(visited=person) | Q(group__in=mine(person)))),
    "the lead of a programme sees its visits": (
        "visits.visit", VisitQuerySet, "visible_to",
        lambda self, person: self.filter(
            Q(visitor=person) | Q(visited=person) | Q(group__in=mine(person), ended_at=None)
            | Q(group__programme__in=Programme.objects.led_by(person)))),
    "the group reads what was seen": (
        "visits.record", RecordQuerySet, "visible_to",
        lambda self, person: self.filter(
            Q(visit__visitor=person) | Q(visit__visited=person, given_at__isnull=False)
            | Q(given_at__isnull=False, visit__group__in=mine(person)), deleted_at=None)),
    "one of the two is enough to show a record": (
        "visits.record", RecordQuerySet, "visible_to",
        lambda self, person: self.filter(
            Q(visit__visitor=person) | Q(visit__visited=person, given_at__isnull=False)
            | (Q(given_at__isnull=False, visit__group__in=mine(person))
               & Exists(Showing.objects.filter(record=OuterRef("pk"), named=person))), deleted_at=None)),
    "who was named reads on after leaving": (
        "visits.record", RecordQuerySet, "visible_to",
        lambda self, person: self.filter(
            Q(visit__visitor=person) | Q(visit__visited=person, given_at__isnull=False)
            | (Q(given_at__isnull=False)
               & Exists(Showing.objects.agreed().filter(record=OuterRef("pk"), named=person))), deleted_at=None)),
    "what the visitor writes is read before it is given": (
        "visits.record", RecordQuerySet, "visible_to",
        lambda self, person: self.filter(Q(visit__visitor=person) | Q(visit__visited=person), deleted_at=None)),
    "a record that its owner deleted is still read": (
        "visits.record", RecordQuerySet, "visible_to",
        lambda self, person: self.filter(
            Q(visit__visitor=person) | Q(visit__visited=person, given_at__isnull=False)
            | (Q(given_at__isnull=False, visit__group__in=mine(person))
               & Exists(Showing.objects.agreed().filter(record=OuterRef("pk"), named=person))))),
}  # fmt: skip
