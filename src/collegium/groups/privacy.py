"""Why groups are kept, and what becomes of it when somebody is erased."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from collegium.groups.models import (
    Agreement,
    CatchUp,
    Conclusion,
    Decision,
    Group,
    Invitation,
    Membership,
    Point,
    Reopening,
    RoleHeld,
    Said,
    Seen,
    Waiting,
    Word,
)
from collegium.kit import clock
from collegium.people.models import Person
from collegium.people.purposes import first, purpose

groups = purpose(
    _("Groups and who belongs to them"),
    why=_("So that a group knows its members, and a colleague knows what there is to join."),
    reads=_("the members; and the school where the group lists itself"),
    until=_("as long as the school keeps the group"),
)
groups.stays(Membership).nobody(RoleHeld, Group.schools.through)
groups.stays(Group, of="started_by", facts=("title", "slug", "question"))
groups.stays(Invitation, facts=("reason", "called")).stays(Invitation, of="by", words=("reason",), facts=("called",))
groups.goes(Waiting, Seen).stays(CatchUp, Reopening, of="by").stays(Conclusion, of="by", words=("reason",))

deciding = purpose(
    _("What a group decides together"),
    why=_("So that a decision stands, and who was not there can read how it came about."),
    reads=_("the members of the group"),
    until=_("as long as the school keeps the group"),
)
deciding.stays(
    Decision, of="by", words=("words", "reason"), facts=("matter", "choice", "timezone"),
).stays(Word, of="by", words=("reason",))  # fmt: skip
deciding.stays(Agreement, of="begun_by", facts=("on",)).stays(Agreement, of="agreed_by", facts=("on",))
deciding.stays(Point, of="by", words=("words",), facts=("matter", "choice"))
deciding.stays(Said, words=("words",), facts=("matter", "choice"))


@first
def leave_groups(person: Person, at: datetime) -> None:
    """Out of every group, by the group's own way of leaving: seats are free, and open decisions are weighed again."""
    for membership in Membership.objects.not_over(clock.day_of(at)).filter(person=person).order_by("pk"):
        membership.leave(by=person, at=at)
    for invitation in Invitation.objects.filter(person=person, answer="").order_by("pk"):
        invitation.withdraw(by=person, at=at)
    Invitation.objects.filter(person=person).update(called="")
