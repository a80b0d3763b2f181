"""Faults that somebody could make in the rules of who may know of what.

Each stands under the noun by which it is noticed: the question that is asked wrongly, and the wrong question.
"""

from django.db.models import Q

from collegium.forming.models import Formation
from collegium.forming.models.formation import FormationQuerySet
from collegium.forming.models.placement import PlacementQuerySet, ProposedGroupQuerySet
from collegium.groups.models import Group, GroupQuerySet, Membership
from collegium.groups.models.agreement import AgreementQuerySet
from collegium.groups.models.catch_up import CatchUpQuerySet
from collegium.groups.models.decision import DecisionQuerySet
from collegium.groups.models.invitation import InvitationQuerySet
from collegium.groups.models.membership import MembershipQuerySet
from collegium.groups.models.waiting import WaitingQuerySet
from collegium.mail.models import LetterQuerySet
from collegium.meetings.models import MeetingQuerySet
from collegium.meetings.models.series import SeriesQuerySet
from collegium.people.models import Appointment, Responsibility, School
from collegium.people.models.appointment import (
    AppointmentQuerySet,
    DatedQuerySet,
    OfferQuerySet,
    ResponsibilityQuerySet,
)
from collegium.people.models.erasure import ErasureQuerySet
from collegium.people.models.person import PersonQuerySet
from collegium.people.models.school import SchoolQuerySet
from collegium.people.models.staff_import import StaffImportQuerySet
from collegium.people.models.year import ClosureQuerySet, SchoolYearQuerySet
from collegium.programmes.models import Programme
from collegium.programmes.models.apart import KeepApartQuerySet
from collegium.programmes.models.approach import ApproachQuerySet
from collegium.programmes.models.offer import SlotQuerySet, ThemeQuerySet
from collegium.programmes.models.programme import ProgrammeQuerySet
from collegium.programmes.models.vision import VisionReplyQuerySet
from collegium.programmes.models.wish import AnswerQuerySet, UnansweredQuerySet
from collegium.programmes.models.wish_file import WishFileQuerySet


def everybody(self, person, *more):
    return self.all()


def mine(person):
    return Membership.objects.current().filter(person=person).values("group")


def led(person):
    return Programme.objects.led_by(person).values("pk")


def duties(person, kind=None):
    held = Responsibility.objects.current().filter(person=person)
    return held.filter(kind=kind) if kind else held


def leads_at(person):
    return duties(person, "cpd-lead").filter(school__isnull=False).values("school")


def keeps(person):
    return duties(person, "accounts").filter(school__isnull=False).values("school")


PEOPLE = {
    "schools of other networks are seen": ("people.school", SchoolQuerySet, "visible_to", everybody),
    "a guest's school is not seen": (
        "people.school", SchoolQuerySet, "visible_to",
        lambda self, person: self.filter(
            Q(pk__in=person.schools_now().values("pk")) | Q(networks__schools__in=person.schools_now())).distinct()),
    "a school that somebody left is still theirs": (
        "people.school", SchoolQuerySet, "served_by",
        lambda self, person: self.filter(appointments__person=person).distinct()),
    "school years are for everybody": ("people.schoolyear", SchoolYearQuerySet, "visible_to", everybody),
    "days off are seen at one's own school only": (
        "people.closure", ClosureQuerySet, "visible_to",
        lambda self, person: self.filter(school__in=person.schools_now())),
    "everybody sees who asked to be forgotten": ("people.erasure", ErasureQuerySet, "visible_to", everybody),
    "everybody sees all staff": ("people.person", PersonQuerySet, "visible_to", everybody),
    "staff are seen across the network": (
        "people.person", PersonQuerySet, "visible_to",
        lambda self, person: self.filter(
            Q(pk=person.pk) | Q(appointments__in=Appointment.objects.current().filter(
                school__in=School.objects.visible_to(person)))).distinct()),
    "who left a school is still on its list": (
        "people.person", DatedQuerySet, "current", lambda self, on=None: self.all()),
    "who has not begun yet is on the list": (
        "people.person", DatedQuerySet, "current", lambda self, on=None: self.not_over(on)),
    "old posts are seen by nobody": (
        "people.appointment", AppointmentQuerySet, "visible_to",
        lambda self, person: self.current().filter(Q(person=person) | Q(school__in=person.schools_now()))),
    "staff lists are open to the network": (
        "people.appointment", AppointmentQuerySet, "visible_to",
        lambda self, person: self.filter(
            Q(person=person) | Q(school__networks__schools__in=person.schools_now())).distinct()),
    "duties are for everybody": ("people.responsibility", ResponsibilityQuerySet, "visible_to", everybody),
    "an offer is seen by the whole staff": (
        "people.offer", OfferQuerySet, "visible_to",
        lambda self, person: self.filter(Q(person=person) | Q(school__in=person.schools_now()))),
    "an offer is not seen by whom it is for": (
        "people.offer", OfferQuerySet, "visible_to",
        lambda self, person: self.filter(school__in=School.objects.kept_by(person))),
    "the leadership sees staff lists that were brought": (
        "people.staffimport", StaffImportQuerySet, "visible_to",
        lambda self, person: self.filter(school__in=duties(person).values("school"))),
    "a network's keeper keeps no school": (
        "people.staffimport", SchoolQuerySet, "kept_by", lambda self, person: self.filter(pk__in=keeps(person))),
    "letters are seen by whoever keeps any accounts": (
        "mail.letter", LetterQuerySet, "visible_to",
        lambda self, person: self.all() if duties(person, "accounts").exists() else self.none()),
    "the post of who has left is still seen": (
        "mail.letter", LetterQuerySet, "visible_to",
        lambda self, person: self.filter(
            Q(person__appointments__school__in=School.objects.kept_by(person))
            | Q(person__guest__invited_by__appointments__school__in=School.objects.kept_by(person))).distinct()),
    "guests' letters are forgotten": (
        "mail.letter", LetterQuerySet, "visible_to",
        lambda self, person: self.filter(person__in=Appointment.objects.not_over().filter(
            school__in=School.objects.kept_by(person)).values("person"))),
}  # fmt: skip

PROGRAMMES = {
    "ways of working are for everybody": ("programmes.approach", ApproachQuerySet, "visible_to", everybody),
    "drafts are seen by staff": (
        "programmes.programme", ProgrammeQuerySet, "visible_to",
        lambda self, person: self.filter(Q(schools__in=person.schools_now()) | Q(pk__in=led(person))).distinct()),
    "a lead does not see drafts": (
        "programmes.programme", ProgrammeQuerySet, "visible_to",
        lambda self, person: self.filter(schools__in=person.schools_now(), opened_at__isnull=False).distinct()),
    "leadership leads every programme": (
        "programmes.programme", ProgrammeQuerySet, "led_by",
        lambda self, person: self.filter(school__in=duties(person).values("school"))),
    "a school that takes part leads too": (
        "programmes.programme", ProgrammeQuerySet, "led_by",
        lambda self, person: self.filter(schools__in=leads_at(person)).distinct()),
    "an ended duty still counts": (
        "programmes.programme", ProgrammeQuerySet, "led_by",
        lambda self, person: self.filter(
            Q(school__in=Responsibility.objects.filter(person=person, kind="cpd-lead").values("school"))
            | Q(school__networks__in=Responsibility.objects.filter(person=person, kind="cpd-lead").values("network"))
        ).distinct()),
    "a network's duty is forgotten": (
        "programmes.programme", ProgrammeQuerySet, "led_by",
        lambda self, person: self.filter(school__in=leads_at(person))),
    "themes of drafts are seen by staff": (
        "programmes.theme", ThemeQuerySet, "visible_to",
        lambda self, person: self.filter(programme__schools__in=person.schools_now()).distinct()),
    "times are for everybody": ("programmes.slot", SlotQuerySet, "visible_to", everybody),
    "answers to the vision are the lead's": (
        "programmes.visionreply", VisionReplyQuerySet, "visible_to",
        lambda self, person: self.filter(Q(programme__in=led(person)) | Q(by=person))),
    "the lead reads wishes while they are given": (
        "programmes.answer", AnswerQuerySet, "visible_to",
        lambda self, person, at=None: self.filter(Q(person=person) | Q(programme__in=led(person)))),
    "colleagues read each other's wishes": (
        "programmes.answer", AnswerQuerySet, "visible_to",
        lambda self, person, at=None: self.filter(programme__schools__in=person.schools_now()).distinct()),
    "the lead never reads wishes": (
        "programmes.answer", AnswerQuerySet, "visible_to",
        lambda self, person, at=None: self.filter(person=person)),
    "staff see what was decided for others": (
        "programmes.unanswered", UnansweredQuerySet, "visible_to",
        lambda self, person: self.filter(programme__in=Programme.objects.visible_to(person))),
    "one sees what was decided for oneself": (
        "programmes.unanswered", UnansweredQuerySet, "visible_to",
        lambda self, person: self.filter(Q(person=person) | Q(programme__in=led(person)))),
    "every lead sees who is kept apart": (
        "programmes.keepapart", KeepApartQuerySet, "visible_to",
        lambda self, person: self.filter(programme__in=led(person))),
    "the two learn that they are kept apart": (
        "programmes.keepapart", KeepApartQuerySet, "visible_to",
        lambda self, person: self.filter(Q(one=person) | Q(other=person) | Q(by=person, programme__in=led(person)))),
    "who set a pair sees it for ever": (
        "programmes.keepapart", KeepApartQuerySet, "visible_to", lambda self, person: self.filter(by=person)),
    "a file of wishes is every lead's": (
        "programmes.wishfile", WishFileQuerySet, "visible_to",
        lambda self, person: self.filter(programme__in=led(person))),
    "a plan is seen by staff": (
        "forming.formation", FormationQuerySet, "visible_to",
        lambda self, person: self.filter(programme__in=Programme.objects.visible_to(person))),
    "a plan is seen by the leadership": (
        "forming.formation", FormationQuerySet, "visible_to",
        lambda self, person: self.filter(programme__school__in=duties(person).values("school"))),
    "a proposed group is seen by whom it places": (
        "forming.proposedgroup", ProposedGroupQuerySet, "visible_to",
        lambda self, person: self.filter(
            Q(placements__person=person) | Q(formation__in=Formation.objects.visible_to(person))).distinct()),
    "one sees where a plan puts oneself": (
        "forming.placement", PlacementQuerySet, "visible_to",
        lambda self, person: self.filter(Q(person=person) | Q(formation__in=Formation.objects.visible_to(person)))),
}  # fmt: skip

GROUPS = {
    "a listed group is listed everywhere": (
        "groups.group", GroupQuerySet, "visible_to",
        lambda self, person: self.filter(Q(listed=True) | Q(pk__in=mine(person)))),
    "an unlisted group shows its card to staff": (
        "groups.group", GroupQuerySet, "visible_to",
        lambda self, person: self.filter(Q(schools__in=person.schools_now()) | Q(pk__in=mine(person))).distinct()),
    "whoever left still belongs": (
        "groups.group", GroupQuerySet, "of_member",
        lambda self, person: self.filter(memberships__person=person).distinct()),
    "the CPD lead belongs to every group of the school": (
        "groups.group", GroupQuerySet, "of_member",
        lambda self, person: self.filter(Q(pk__in=mine(person)) | Q(schools__in=leads_at(person))).distinct()),
    "who keeps the accounts sees every card": (
        "groups.group", GroupQuerySet, "visible_to",
        lambda self, person: self.filter(
            Q(pk__in=mine(person)) | Q(listed=True, schools__in=person.schools_now())
            | Q(schools__in=keeps(person))).distinct()),
    "only one's own card is shown": (
        "groups.group", GroupQuerySet, "visible_to", lambda self, person: self.filter(pk__in=mine(person))),
    "the network's lead sees no card": (
        "groups.group", GroupQuerySet, "visible_to",
        lambda self, person: self.filter(
            Q(pk__in=mine(person)) | Q(listed=True, schools__in=person.schools_now())).distinct()),
    "who left is out only on the next day": (
        "groups.membership", MembershipQuerySet, "not_over",
        lambda self, on: self.filter(Q(left_on=None) | Q(left_on__gte=on))),
    "who joins next month reads today": (
        "groups.membership", MembershipQuerySet, "current",
        lambda self, on=None: self.filter(left_on=None)),
    "staff see who was in a listed group": (
        "groups.membership", MembershipQuerySet, "visible_to",
        lambda self, person: self.filter(Q(person=person) | Q(group__in=Group.objects.visible_to(person)))),
    "nobody sees where they were": (
        "groups.membership", MembershipQuerySet, "visible_to",
        lambda self, person: self.current().filter(group__in=Group.objects.visible_to(person))),
    "the invited hear of it before the group agrees": (
        "groups.invitation", InvitationQuerySet, "visible_to",
        lambda self, person: self.filter(Q(person=person) | Q(group__in=mine(person)))),
    "invitations are seen by who sees the card": (
        "groups.invitation", InvitationQuerySet, "visible_to",
        lambda self, person: self.filter(group__in=Group.objects.visible_to(person))),
    "who asked to join does not see it": (
        "groups.invitation", InvitationQuerySet, "visible_to",
        lambda self, person: self.filter(Q(group__in=mine(person)) | Q(person=person, agreed_at__isnull=False))),
    "who suggested somebody sees it after leaving": (
        "groups.invitation", InvitationQuerySet, "visible_to",
        lambda self, person: self.filter(
            Q(group__in=mine(person)) | Q(person=person, agreed_at__isnull=False) | Q(by=person))),
    "a newcomer reads what was said about them": (
        "groups.decision", DecisionQuerySet, "about", lambda self, person: self.none()),
    "a decision that was over is read by who came later": (
        "groups.decision", DecisionQuerySet, "visible_to",
        lambda self, person: self.filter(group__in=mine(person)).exclude(invitation__person=person)),
    "decisions are seen by who sees the card": (
        "groups.decision", DecisionQuerySet, "visible_to",
        lambda self, person: self.filter(group__in=Group.objects.visible_to(person))),
    "an agreement is for who sees the card": (
        "groups.agreement", AgreementQuerySet, "visible_to",
        lambda self, person: self.filter(group__in=Group.objects.visible_to(person))),
    "a newcomer's pack is for everybody": ("groups.catchup", CatchUpQuerySet, "visible_to", everybody),
    "the queue is seen by who sees the card": (
        "groups.waiting", WaitingQuerySet, "visible_to",
        lambda self, person: self.filter(Q(person=person) | Q(group__in=Group.objects.visible_to(person)))),
    "one does not see that one waits": (
        "groups.waiting", WaitingQuerySet, "visible_to", lambda self, person: self.filter(group__in=mine(person))),
    "dates are for everybody": ("meetings.meeting", MeetingQuerySet, "visible_to", everybody),
    "dates are for members only": (
        "meetings.meeting", MeetingQuerySet, "visible_to", lambda self, person: self.filter(group__in=mine(person))),
    "the planner does not see dates": (
        "meetings.meeting", MeetingQuerySet, "visible_to",
        lambda self, person: self.filter(group__in=Group.objects.visible_to(person))),
    "the leadership of a school sees all its dates": (
        "meetings.meeting", MeetingQuerySet, "visible_to",
        lambda self, person: self.filter(
            Q(group__in=Group.objects.visible_to(person)) | Q(group__programme__in=led(person))
            | Q(group__schools__in=duties(person).values("school"))).distinct()),
    "a rhythm is for members only": (
        "meetings.series", SeriesQuerySet, "visible_to", lambda self, person: self.filter(group__in=mine(person))),
}  # fmt: skip
