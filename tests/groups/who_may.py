"""Who may open a group's pages. Feedback lists itself at Northgate: staff see its card and are refused its space."""

from collegium.groups import inviting
from collegium.groups.matters import PURPOSE, WHEN
from collegium.groups.models import Agreement
from collegium.people.models import Link
from tests.conftest import MONDAY
from tests.house.who_may import Row


def slug(world):
    return [world.feedback.slug]


def asked(world):
    """Sam is suggested by Tom; nobody else has said anything yet."""
    return inviting.invite(world.feedback, world.people["sam"], by=world.people["tom"], at=MONDAY)


def agreed(world):
    world.feedback.welcome("open", by=world.people["ama"], at=MONDAY)
    invitation = asked(world)
    invitation.refresh_from_db()
    return invitation


def token(world):
    invitation = agreed(world)
    return [Link.objects.for_("invitation", invitation.person, invitation.pk).token]


def about(world, who):
    """A decision from when this member was not one yet."""
    world.feedback.invitations.all().delete()
    invitation = asked(world)
    world.feedback.invitations.filter(pk=invitation.pk).update(person=world.people[who])
    return invitation.decision


def making(world):
    world.feedback.agreements.all().delete()
    begun = Agreement.objects.begin(world.feedback, by=world.people["ama"], at=MONDAY)
    begun.write_down(PURPOSE, words="Feedback", by=world.people["ama"], seen=0, at=MONDAY)
    begun.go_to(WHEN)
    return slug(world)


def agreement(world):
    making(world)
    world.feedback.agreements.get().agree(by=world.people["ama"], at=MONDAY)
    return slug(world)


def membership(world, who):
    return world.feedback.memberships.get(person=world.people[who])


MEMBERS = "302 200 200 403 404 403 403 403 403 200"
MEMBERS_ACT = "302 302 302 403 404 403 403 403 403 302"
COORDINATORS_ACT = "302 302 403 403 404 403 403 403 403 403"
OWN = "302 200 200 404 404 404 404 404 404 200"
OWN_ACT = "302 302 302 404 404 404 404 404 404 302"
LEADS = "302 403 403 403 403 200 403 403 403 403"

ROWS = [
    Row("groups:mine", "302 200 200 200 200 200 200 200 200 200"),
    Row("groups:directory", "302 200 200 200 200 200 200 200 200 200"),
    Row("groups:new", "302 200 200 200 200 200 403 200 200 403"),
    Row("groups:start", "302 422 422 422 422 422 403 422 422 403", method="post"),
    Row("groups:bringing", LEADS),
    Row("groups:bringing_preview", LEADS.replace("200", "422"), method="post"),
    Row("groups:bringing_keeping", LEADS.replace("200", "422"), method="post"),
    Row("groups:invitation", "200 200 200 200 200 200 200 200 200 200", args=token),
    Row("groups:invitation", "404 404 404 404 404 404 404 404 404 404", args=lambda world: ["1-x"], note="unknown"),
    Row("groups:invitation_answer", "302 302 302 302 302 302 302 302 302 302", args=token, method="post",
        data=lambda world: {"accepts": "no"}),
    Row("groups:decisions", MEMBERS, args=slug),
    Row("groups:decision", OWN, args=lambda world: [asked(world).decision.pk]),
    Row("groups:decision", OWN.replace("200 404", "404 404", 1), args=lambda world: [about(world, "tom").pk],
        note="never about oneself"),
    Row("groups:word", OWN_ACT, args=lambda world: [asked(world).decision.pk], method="post",
        data=lambda world: {"says": "talk"}),
    Row("groups:taking-back", "302 403 302 404 404 404 404 404 404 403",
        args=lambda world: [asked(world).decision.pk], method="post"),
    Row("groups:asking", MEMBERS_ACT, args=slug, method="post", data=lambda world: {"words": "Tea?", "days": "7"}),
    Row("groups:ending", MEMBERS_ACT, args=slug, method="post", data=lambda world: {"end-days": "7"}),
    Row("groups:setting-up", MEMBERS, args=slug),
    Row("groups:moved", "302 200 200 403 404 403 403 403 403 200", args=lambda world: [*making(world), 0]),
    Row("groups:beginning", MEMBERS_ACT, args=slug, method="post"),
    Row("groups:question", MEMBERS_ACT, args=making, method="post", data=lambda world: {"to": "where"}),
    Row("groups:answering", MEMBERS_ACT, args=lambda world: [*making(world), "purpose"], method="post",
        data=lambda world: {"words": "Feedback", "seen": "0", "deed": "say"}),
    Row("groups:agreeing", COORDINATORS_ACT, args=making, method="post"),
    Row("groups:agreement", MEMBERS, args=agreement),
    Row("groups:seen", MEMBERS_ACT, args=agreement, method="post"),
    Row("groups:change", MEMBERS, args=lambda world: [*agreement(world), "lasting"]),
    Row("groups:changing", MEMBERS_ACT, args=lambda world: [*agreement(world), "lasting"], method="post",
        data=lambda world: {"choice": "open", "days": "7"}),
    Row("groups:answer", "302 403 403 302 404 404 404 404 404 403", args=lambda world: [agreed(world).pk],
        method="post", data=lambda world: {"accepts": "no"}),
    Row("groups:withdrawal", "302 403 302 404 404 404 404 404 404 403", args=lambda world: [asked(world).pk],
        method="post"),
    Row("groups:members", MEMBERS, args=slug),
    Row("groups:about", MEMBERS, args=slug),
    Row("groups:inviting", MEMBERS, args=slug),
    Row("groups:invitations", MEMBERS.replace("200", "422"), args=slug, method="post"),
    Row("groups:words", COORDINATORS_ACT, args=slug, method="post", data=lambda world: {"title": "Feedback"}),
    Row("groups:rule", COORDINATORS_ACT, args=slug, method="post", data=lambda world: {"entry": "open"}),
    Row("groups:listing", COORDINATORS_ACT, args=slug, method="post", data=lambda world: {"listed": "on"}),
    Row("groups:seats", COORDINATORS_ACT, args=slug, method="post", data=lambda world: {"cap": "9"}),
    Row("groups:conclusion", "302 302 403 403 404 403 403 403 403 403", args=slug, method="post"),
    Row("groups:reopening", "302 403 403 403 404 403 403 403 403 403", args=slug, method="post", note="still going"),
    Row("groups:role", COORDINATORS_ACT, args=slug, method="post",
        data=lambda world: {"member": membership(world, "tom").pk, "role": "coordinator", "deed": "give-up"}),
    Row("groups:leaving", MEMBERS_ACT, args=slug, method="post"),
    Row("groups:joining", "302 403 403 302 404 302 403 302 302 403", args=slug, method="post"),
    Row("groups:queue", "302 302 302 302 404 302 302 302 302 302", args=slug, method="post"),
]  # fmt: skip
