"""Keeping everybody's calendar as it should be: newcomers, those who left, and groups that have ended."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from collegium.calendar.events import Event
from collegium.groups.models import Membership
from collegium.kit import clock
from collegium.kit.asking import written_once
from collegium.kit.listing import in_a_row
from collegium.mail.models import Letter
from collegium.meetings.letters import CANCELLATION, INVITATION
from collegium.meetings.models import Invited, Meeting
from collegium.meetings.organising import NOBODY, Rota, rotas_of
from collegium.people.models import Person


def meetings_of(person: Person, first: datetime, last: datetime) -> list[Event]:
    """The meetings of one's groups of today, the cancelled ones that were once confirmed included."""
    meetings = _between(person, first, last)
    rotas = rotas_of({meeting.group_id for meeting in meetings})
    return [
        replace(meeting.as_event(), cancelled=_is_off(meeting), note=_part(rotas, meeting, person))
        for meeting in meetings
    ]


@written_once
def _between(person: Person, first: datetime, last: datetime) -> QuerySet[Meeting]:
    return (
        Meeting.objects.of_member(person)
        .filter(starts_at__gte=first, starts_at__lt=last)
        .filter(Q(cancelled_at=None) | Q(confirmed_at__isnull=False))
        .select_related("group__conclusion", "host")
    )


def _part(rotas: Mapping[int, Rota], meeting: Meeting, person: Person) -> str:
    """What this person does there, for their own calendar."""
    roles = [str(_(duty.role.title)) for duty in rotas.get(meeting.group_id, NOBODY).of(person, meeting)]
    return _("You: %(role)s") % {"role": in_a_row(roles)} if roles else ""


def _is_off(meeting: Meeting) -> bool:
    """Called off, or left over when the group came to its end."""
    ended = getattr(meeting.group, "conclusion", None)
    return meeting.is_cancelled or (ended is not None and meeting.starts_at > ended.at)


def tell_newcomers(*, at: datetime) -> int:
    """Tell whoever has not heard yet: of a meeting that stands those who belong, of one that does not those who did.

    Two questions find what is to be told, however many meetings there are.
    """
    coming = Meeting.objects.not_over(at)
    standing = dict(coming.standing().confirmed().values_list("pk", "sequence"))
    members = Membership.objects.current().filter(
        group__meetings__in=standing.keys(), person__in=Person.objects.signing_in(), person__email__isnull=False
    )
    expected = {
        (meeting, person): standing[meeting]
        for meeting, person in members.values_list("group__meetings", "person")
        if meeting in standing
    }
    told = {
        (row.meeting_id, row.person_id): row.version
        for row in Invited.objects.filter(meeting__in=coming, cancelled=False)
    }
    behind = {meeting for (meeting, _person), _version in expected.items() ^ told.items()}
    for meeting in Meeting.objects.filter(pk__in=behind):
        meeting.tell(at=at)
    return len(behind)


def is_invitation_wanted(letter: Letter) -> bool:
    """The person still belongs, the meeting stands and is not over, and no later letter says otherwise."""
    coming = Meeting.objects.not_over(clock.now())
    invited = Invited.objects.filter(pk=letter.thing, cancelled=False, meeting__in=coming)
    found = invited.select_related("meeting__group", "person").first()
    return bool(found and not _later(letter).exists() and found.person in found.meeting.who_is_expected())


def is_cancellation_wanted(letter: Letter) -> bool:
    """Only for somebody whose calendar has the meeting, because an invitation did leave."""
    earlier = Letter.objects.filter(
        kind=INVITATION, thing=letter.thing, person=letter.person, pk__lt=letter.pk, handed_at__isnull=False
    )
    return earlier.exists() and not _later(letter).exists()


def _later(letter: Letter) -> QuerySet[Letter]:
    return Letter.objects.filter(
        kind__in=[INVITATION, CANCELLATION], thing=letter.thing, person=letter.person, pk__gt=letter.pk
    )
