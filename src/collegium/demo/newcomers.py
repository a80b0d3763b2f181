"""The middle of the year: two who came to Northgate in the autumn. One has a place by now, one waits for theirs."""

from datetime import datetime, timedelta

from collegium.demo.cast import Colleague
from collegium.demo.network import DemoNetwork, join_the_staff
from collegium.forming import adjusting
from collegium.groups.models import Invitation
from collegium.programmes.models import Programme

SETTLED = Colleague("Noor Haddad", "Science", experience=2)
WAITING = Colleague("Ewan Price", "History")


def come_in_the_middle_of_the_year(made: DemoNetwork, *, at: datetime) -> None:
    """The lead asks where Noor fits, the group says yes, and so does she; nobody else moves. Ewan has just come."""
    lead, another = made.people["Helen Marsh"], made.people["Callum Reid"]
    programme = Programme.objects.get(title="Learning communities", year_starts_on=made.year_starts_on)
    days = lambda number: at - timedelta(days=number)  # noqa: E731  read as "so many days ago"
    noor = join_the_staff(made, SETTLED, made.northgate, at=days(26), signing_in_like=another)
    adjustment = adjusting.ask(programme, newcomers=[noor.pk], leavers=[], opened=[], by=lead, at=days(20))
    adjusting.work_out(adjustment)
    adjustment.refresh_from_db()
    adjusting.carry_out(adjustment, by=lead, at=days(20))
    invitation = Invitation.objects.get(person=noor)
    members = invitation.group.memberships.current(days(19).date()).select_related("person")
    for membership in members.order_by("pk"):
        if invitation.agreed_at is None:
            invitation.consent(by=membership.person, at=days(19))
    invitation.accept(at=days(18))
    join_the_staff(made, WAITING, made.northgate, at=days(6), signing_in_like=another)
