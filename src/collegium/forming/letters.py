"""What staff are told when a plan is shared: their group, when it first meets, and why this one."""

from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from collegium.forming.cards import Card, Member
from collegium.groups.letters import INVITATION, address
from collegium.groups.models import Group, Invitation, Membership
from collegium.mail.models import Letter
from collegium.mail.writing import write
from collegium.people.models import Person

PLACED = "placed"


def tell(
    person: Person, group: Group, card: Card, member: Member, *, leader: str, first: date | None, at: datetime
) -> Letter:
    """You are in a group. ``leader``: who looks after it, once they have said yes themselves."""
    with override(person.language or settings.LANGUAGE_CODE):
        return write(
            PLACED,
            person,
            subject=_("You are in “%(group)s”") % {"group": group.title},
            text="\n\n".join(
                [
                    _("Your group this year: %(group)s.") % {"group": group.title},
                    *_particulars(card, member, leader, first),
                    *_reasons(member),
                    _("Its page: %(address)s") % {"address": settings.ADDRESS + group.get_absolute_url()},
                ]
            ),
            at=at,
            thing=group.pk,
        )


def ask(
    person: Person, invitation: Invitation, card: Card, member: Member, *, leader: str, first: date | None,
    at: datetime,
) -> Letter:  # fmt: skip
    """You have a place in a group: would you like it? Until they say yes they are not in it."""
    with override(person.language or settings.LANGUAGE_CODE):
        words = {"group": invitation.group.title}
        return write(
            INVITATION,
            person,
            subject=_("A place for you in “%(group)s”") % words,
            text="\n\n".join(
                [
                    _("There is a place for you in this group: %(group)s.") % words,
                    *_particulars(card, member, leader, first),
                    *_reasons(member),
                    _("Yes or no, here: %(address)s") % {"address": address(invitation)},
                    _("Until you say yes you are not in it, and nobody is asked why."),
                ]
            ),
            at=at,
            thing=invitation.pk,
        )


def is_still_member(letter: Letter) -> bool:
    return Membership.objects.current().filter(person=letter.person_id, group=letter.thing).exists()


def _particulars(card: Card, member: Member, leader: str, first: date | None) -> Iterable[str]:
    yield _("It works on “%(about)s” and meets on %(time)s.") % {"about": card.about or card.name, "time": card.time}
    if first:
        yield _("It first meets on %(day)s. The group decides the other dates there.") % {
            "day": date_format(first, "l j F Y")
        }
    if member.leads:
        yield _("You look after it at first. The group may change that.")
    elif leader:
        yield _("%(name)s looks after it at first.") % {"name": leader}


def _reasons(member: Member) -> Iterable[str]:
    if member.why:
        yield "\n".join([_("Why this group:"), *(f"- {line}" for line in member.why)])
