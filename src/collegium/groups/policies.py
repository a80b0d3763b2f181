"""What a person may do in a group that they may know of. Reading inside needs membership, and no duty adds to it."""

from django.db.models import QuerySet

from collegium.groups.models import Agreement, Decision, Group, Invitation, Membership
from collegium.kit.asking import written_once
from collegium.people.models import Guest, Person


def belongs(person: Person, group: Group) -> bool:
    return bool(_memberships(person, group))


@written_once
def _memberships(person: Person, group: Group) -> QuerySet[Membership]:
    return Membership.objects.current().filter(person=person, group=group)


def coordinates(person: Person, group: Group) -> bool:
    """Holds a leading role there; where nobody does, every member may act for the group."""
    members = group.memberships.current()
    if members.coordinating().exists():
        return members.coordinating().filter(person=person).exists()
    return members.filter(person=person).exists()


def may_edit(person: Person, group: Group) -> bool:
    """The title, the question, who sees the card and who may join: the coordinators' to change."""
    return group.is_going() and coordinates(person, group)


def may_conclude(person: Person, group: Group) -> bool:
    return group.is_going() and coordinates(person, group)


def may_reopen(person: Person, group: Group) -> bool:
    return not group.is_going() and coordinates(person, group)


def may_invite(person: Person, group: Group) -> bool:
    """Any member; the group's rule decides whether the colleague is asked."""
    return group.is_going() and belongs(person, group)


def may_ask(person: Person, group: Group) -> bool:
    """Whoever sees the card and has a school to belong for."""
    has_school = person.schools_now().exists() or Guest.objects.filter(person=person).exists()
    return group.is_going() and has_school and not belongs(person, group)


def may_put(person: Person, group: Group) -> bool:
    """Any member puts to the others what they should decide together."""
    return group.is_going() and belongs(person, group)


def may_say(person: Person, decision: Decision) -> bool:
    """The members whose word counts, while it is open; nobody on themselves."""
    if not decision.is_open or not decision.group.is_going() or not belongs(person, decision.group):
        return False
    if decision.invitation and decision.invitation.person_id == person.pk:
        return False
    narrow = decision.kind == Decision.Kind.NEWCOMER and decision.group.entry == Group.Entry.COORDINATORS
    return not narrow or coordinates(person, decision.group)


def may_take_back(person: Person, decision: Decision) -> bool:
    """Whoever asked, until it is over."""
    return decision.is_open and decision.by_id == person.pk and decision.group.is_going()


def may_set_up(person: Person, group: Group) -> bool:
    """Any member, until the group has an agreement: then it is changed by a decision."""
    made = Agreement.objects.agreed().filter(group=group)
    return group.is_going() and belongs(person, group) and not made.exists()


def may_agree(person: Person, agreement: Agreement) -> bool:
    """Whoever coordinates writes down that this is the agreement; the others see it at once."""
    return not agreement.is_agreed and may_edit(person, agreement.group)


def may_set_rule(person: Person, group: Group) -> bool:
    """Who may join is the coordinators' to write down until it stands in the group's agreement."""
    agreed = Agreement.objects.standing().filter(group=group, points__matter="newcomers")
    return may_edit(person, group) and not agreed.exists()


def may_answer(person: Person, invitation: Invitation) -> bool:
    """The invited, after the group."""
    return invitation.person_id == person.pk and invitation.agreed_at is not None and not invitation.answered_at


def may_withdraw(person: Person, invitation: Invitation) -> bool:
    """Whoever asked, until it is answered; and one's own request."""
    return invitation.by_id == person.pk and not invitation.answered_at


def may_give_role(person: Person, membership: Membership) -> bool:
    """A leading role is given by those who hold one, or taken where nobody does; the others any member may take."""
    return membership.group.is_going() and coordinates(person, membership.group)


def may_take_role(person: Person, membership: Membership, *, leads: bool) -> bool:
    if membership.person_id != person.pk or not belongs(person, membership.group):
        return may_give_role(person, membership)
    return membership.group.is_going() and (not leads or coordinates(person, membership.group))
