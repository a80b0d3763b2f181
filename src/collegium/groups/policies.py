"""What a person may do in a group that they may know of. Reading inside needs membership, and no duty adds to it."""

from collegium.groups.models import Group, Invitation, Membership
from collegium.people.models import Guest, Person


def belongs(person: Person, group: Group) -> bool:
    return group.memberships.current().filter(person=person).exists()


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


def may_decide(person: Person, invitation: Invitation) -> bool:
    """Members, on what their group has not yet decided; nobody on themselves."""
    return (
        invitation.answered_at is None
        and invitation.agreed_at is None
        and invitation.person_id != person.pk
        and belongs(person, invitation.group)
        and (invitation.group.entry != Group.Entry.COORDINATORS or coordinates(person, invitation.group))
    )


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
