"""Asking a colleague in: by a group's own rule, and only by the colleague's own yes."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import Q

from collegium.groups import letters
from collegium.groups.models.group import Ended, Full, Group
from collegium.history.models import record
from collegium.kit import clock
from collegium.kit.doors import door
from collegium.people.models import Link, Person, School
from collegium.people.welcoming import receive

if TYPE_CHECKING:
    from collegium.groups.models.decision import Decision
    from collegium.groups.models.membership import Membership
    from collegium.groups.models.waiting import Waiting

NEWS = timedelta(days=14)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> "InvitationQuerySet":
        """Not answered, and the group still going."""
        return self.filter(answered_at=None, group__conclusion=None)

    def to_answer(self, person: Person) -> "InvitationQuerySet":
        """What waits for this person's own yes: the group has agreed, and somebody else asked."""
        return self.open().filter(person=person, agreed_at__isnull=False).exclude(by=person)

    def to_decide(self, person: Person) -> "InvitationQuerySet":
        """What waits for this person's word as a member: by the group's rule it counts, and is not said yet."""
        lead = Group.objects.of_member(person).looked_after_by(person)
        return (
            self.open()
            .filter(agreed_at=None, group__in=Group.objects.of_member(person))
            .filter(~Q(group__entry=Group.Entry.COORDINATORS) | Q(group__in=lead))
            .exclude(person=person)
            .exclude(decision__answers__by=person)
        )

    def of_link(self, link: Link) -> "InvitationQuerySet":
        """What a personal link asks, as long as the group means it: agreed, not withdrawn, still going."""
        meant = self.filter(pk=link.thing, person=link.person, agreed_at__isnull=False, group__conclusion=None)
        return meant.to_somebody_who_may_come().exclude(answer=Invitation.Answer.WITHDRAWN)

    def to_somebody_who_may_come(self) -> "InvitationQuerySet":
        """On a staff still, or asked in from outside; not who has left the school for which they were asked."""
        return self.filter(Q(school__is_outside=True) | ~Q(person__in=Person.objects.gone().values("pk")))

    @door
    def visible_to(self, person: Person) -> "InvitationQuerySet":
        """One's groups' own; and one's own, once the group has agreed or when one asked oneself."""
        return self.filter(
            Q(group__in=Group.objects.of_member(person))
            | Q(person=person, agreed_at__isnull=False)
            | Q(person=person, by=person)
        )

    def lately_not_agreed(self, person: Person, at: datetime) -> "InvitationQuerySet":
        """One's own requests that a group did not agree on in time, while it is news."""
        lapsed = self.filter(person=person, by=person, answer=Invitation.Answer.LAPSED)
        return lapsed.filter(answered_at__gt=at - NEWS)

    def send(self, group: Group, person: Person, school: School, *, by: Person, at: datetime) -> "Invitation":
        """Of the school's own groups, where it says with the group who is asked: only the person's yes is awaited."""
        with transaction.atomic():
            invitation = group.invitations.create(person=person, school=school, by=by, at=at, agreed_at=at)
            record(by, "invited", invitation, at=at)
            invitation.put().settle(at=at)
        return invitation

    def ask_for_the_next(self, group: Group, *, at: datetime) -> None:
        """A seat is free: the first in the queue joins if the group's rule and both yeses allow it, else it is
        put to the group. A group that has ended asks nobody."""
        if not group.is_going():
            return
        for waiting in group.waiting.order_by("at", "pk").select_related("person", "school"):
            if not group.has_a_seat(clock.day_of(at)):
                return
            invitation = group.invitations.open().filter(person=waiting.person).first()
            if invitation is None:
                invitation = group.invitations.create(
                    group=group, person=waiting.person, school=waiting.school, by=waiting.person, at=at
                )
                record(waiting.person, "asked to join", invitation, at=at)
                invitation.weigh(at=at)
            elif invitation.agreed_at:
                invitation.accept(at=at)


class Invitation(models.Model):
    """That a colleague is asked to join, by whom and why. Joining needs the group's yes and the person's.

    One who asks to join is asked for by themselves: their yes is given, the group's is awaited.
    """

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", "accepted"
        DECLINED = "declined", "declined"
        WITHDRAWN = "withdrawn", "withdrawn"
        LAPSED = "lapsed", "lapsed"

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="invitations")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="invitations")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    # As whoever asked wrote it beside an address. Empty for a colleague chosen by name.
    called = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "person"], condition=Q(answered_at=None), name="one_open_invitation_of_a_person"
            )
        ]
        indexes = [models.Index(fields=["person", "answered_at"])]

    @property
    def is_a_request(self) -> bool:
        """The person asked to join; nobody else had to think of it."""
        return self.by_id == self.person_id

    @property
    def name(self) -> str:
        """What the group reads: whose account an address belongs to, nobody learns by asking it in."""
        return self.person.name if self.is_a_request or not self.called else self.called

    def put(self) -> "Decision":
        """What the group decides about it, since it was first asked."""
        from collegium.groups.models.decision import (  # noqa: PLC0415  they know each other
            DAYS_FOR_A_NEWCOMER,
            Decision,
            closing,
        )


        decision, _new = Decision.objects.get_or_create(
            invitation=self, defaults={
                "group_id": self.group_id, "kind": Decision.Kind.NEWCOMER, "by": self.by, "at": self.at,
                **closing(self.group, at=self.at, days=DAYS_FOR_A_NEWCOMER),
            },
        )  # fmt: skip
        return decision

    def consent(self, *, by: Person, at: datetime, agrees: bool = True) -> None:
        """A member says yes, or would like to talk first. Changing one's mind counts; the rule then decides."""
        self.put().answer("agree" if agrees else "talk", by=by, at=at)
        self.refresh_from_db()

    def weigh(self, *, at: datetime) -> None:
        """See whether the group's rule is met by now; if so the group has said yes, and one who asked joins."""
        self.put().weigh(at=at)
        self.refresh_from_db()

    def go_ahead(self, *, at: datetime) -> None:
        """The group has said yes: one who asked joins, and whoever was suggested is asked now."""
        with transaction.atomic():
            Invitation.objects.filter(pk=self.pk).update(agreed_at=at)
            self.refresh_from_db()
            if self.is_a_request:
                self.accept(at=at)
            else:
                letters.ask(self, at=at)

    def lapse(self, *, at: datetime) -> None:
        """The group has not agreed by the day. Who asked to join is told so much; who was suggested, nothing."""
        with transaction.atomic():
            if self._answer(Invitation.Answer.LAPSED, by=None, at=at) and self.is_a_request:
                letters.tell_not_yet(self, at=at)

    def answer_with(self, accepts: bool, *, at: datetime) -> "Membership | Waiting | None":
        """Yes or no."""
        if accepts:
            return self.accept(at=at)
        self.decline(at=at)
        return None

    def accept(self, *, at: datetime) -> "Membership | Waiting | None":
        """The person's own yes. A full group puts them into its queue; what the group has not agreed to, or has
        been answered before, stays as it is."""
        with transaction.atomic():
            group = self.group.locked()
            self.refresh_from_db()
            if self.agreed_at is None or self.answered_at is not None:
                return None
            school = self._school()
            try:
                membership = group.admit(self.person, school=school, by=self.person, at=at)
            except Full:
                return group.keep_waiting(self.person, school=school, at=at)
            except Ended:
                return None
            if school.is_outside:
                receive(self.person, school, invited_by=self.by, at=at)
            self._answer(Invitation.Answer.ACCEPTED, by=self.person, at=at)
        return membership

    def _school(self) -> School:
        """The one for which they were asked; who was a guest to be, and is on a staff by now, comes for that one."""
        if not self.school.is_outside:
            return self.school
        return self.person.schools_now().order_by("pk").first() or self.school

    def joined(self, at: datetime) -> "Membership | None":
        """What came of it, if the person belongs by now."""
        return self.group.memberships.not_over(clock.day_of(at)).filter(person=self.person).first()

    def decline(self, *, at: datetime) -> None:
        """No, thank you. Nobody is asked why."""
        with transaction.atomic():
            self._answer(Invitation.Answer.DECLINED, by=self.person, at=at)
            self.group.waiting.filter(person=self.person).delete()

    def withdraw(self, *, by: Person, at: datetime) -> None:
        """Whoever asked thinks better of it."""
        self._answer(Invitation.Answer.WITHDRAWN, by=by, at=at)

    def _answer(self, answer: str, *, by: Person | None, at: datetime) -> bool:
        with transaction.atomic():
            first = Invitation.objects.filter(pk=self.pk, answered_at=None).update(answer=answer, answered_at=at)
            self.refresh_from_db()
            if first:
                record(by, answer, self, at=at)
                for decision in self.group.decisions.filter(invitation=self, closed_at=None):
                    decision.call_off(at=at)
        return bool(first)
