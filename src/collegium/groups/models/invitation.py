"""Asking a colleague in: by a group's own rule, and only by the colleague's own yes."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import F, Q

from collegium.groups import letters
from collegium.groups.models.group import Ended, Full, Group
from collegium.history.models import record
from collegium.kit import clock
from collegium.people.models import Link, Person, School
from collegium.people.welcoming import receive

if TYPE_CHECKING:
    from collegium.groups.models.membership import Membership
    from collegium.groups.models.waiting import Waiting


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
            .exclude(consents__by=person)
        )

    def waiting_for(self, person: Person) -> "InvitationQuerySet":
        """Everything that waits for this person's word: the list, and its length beside the menu."""
        return self.filter(
            Q(pk__in=Invitation.objects.to_answer(person).values("pk"))
            | Q(pk__in=Invitation.objects.to_decide(person).values("pk"))
        )

    def of_link(self, link: Link) -> "InvitationQuerySet":
        """What a personal link asks, as long as the group means it: agreed, not withdrawn, still going."""
        meant = self.filter(pk=link.thing, person=link.person, agreed_at__isnull=False, group__conclusion=None)
        return meant.to_somebody_who_may_come().exclude(answer=Invitation.Answer.WITHDRAWN)

    def to_somebody_who_may_come(self) -> "InvitationQuerySet":
        """On a staff still, or asked in from outside; not who has left the school for which they were asked."""
        return self.filter(Q(school__is_outside=True) | ~Q(person__in=Person.objects.gone().values("pk")))

    def visible_to(self, person: Person) -> "InvitationQuerySet":
        """One's groups' own; and one's own, once the group has agreed or when one asked oneself."""
        return self.filter(
            Q(group__in=Group.objects.of_member(person))
            | Q(person=person, agreed_at__isnull=False)
            | Q(person=person, by=person)
        )

    def ask_for_the_next(self, group: Group, *, at: datetime) -> None:
        """A seat is free: the first in the queue joins if the group's rule and both yeses allow it, else it is
        put to the group."""
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

    def consent(self, *, by: Person, at: datetime, agrees: bool = True) -> None:
        """A member says yes, or would like to talk first. Changing one's mind counts; the rule then decides."""
        with transaction.atomic():
            self.group.locked()
            said, is_new = self.consents.get_or_create(by=by, defaults={"agrees": agrees, "at": at})
            if is_new or said.agrees != agrees:
                said.agrees, said.at = agrees, at
                said.save(update_fields=["agrees", "at"])
                record(by, "agreed" if agrees else "would talk first", self, at=at)
            self.weigh(at=at)

    def weigh(self, *, at: datetime) -> None:
        """See whether the group's rule is met by now; if so the group has said yes, and one who asked joins."""
        with transaction.atomic():
            if self.is_agreed_by_rule(at):
                agreed = Invitation.objects.filter(pk=self.pk, agreed_at=None, answered_at=None).update(agreed_at=at)
                self.refresh_from_db()
                if agreed and self.is_a_request:
                    self.accept(at=at)
                elif agreed:
                    letters.ask(self, at=at)

    def is_agreed_by_rule(self, at: datetime) -> bool:
        group = Group.objects.get(pk=self.group_id)
        members = group.memberships.current(clock.day_of(at))
        yes = self.consents.filter(agrees=True).exclude(by=F("invitation__person")).values("by")
        if group.entry == Group.Entry.OPEN:
            return True
        if group.entry == Group.Entry.COORDINATORS:
            return members.coordinating(clock.day_of(at)).filter(person__in=yes).exists()
        return members.exists() and not members.exclude(person__in=yes).exists()

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

    def _answer(self, answer: str, *, by: Person, at: datetime) -> None:
        with transaction.atomic():
            first = Invitation.objects.filter(pk=self.pk, answered_at=None).update(answer=answer, answered_at=at)
            self.refresh_from_db()
            if first:
                record(by, answer, self, at=at)


class Consent(models.Model):
    """What a member said to somebody new: yes, or let us talk first."""

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="consents")
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    agrees = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["invitation", "by"], name="one_consent_of_a_member")]
