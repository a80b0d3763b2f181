"""Who writes a report, whose yes it needs; who answers a proposal, and who looks at a policy again."""

from collegium.groups.models import Group
from collegium.groups.policies import belongs
from collegium.outcomes.models import Edition, Policy, Proposal, Report, State
from collegium.people.models import Person, School
from collegium.people.policies import in_leadership, leads_cpd


def may_begin(person: Person, group: Group) -> bool:
    """Every member, also after its end: that is when most reports are written."""
    return belongs(person, group)


def may_begin_alone(person: Person) -> bool:
    """Whoever works at a school here."""
    return person.schools_now().exists()


def may_write(person: Person, report: Report) -> bool:
    """A group's: its members of today. One's own: its authors."""
    if report.group:
        return belongs(person, report.group)
    return is_author(person, report)


def is_author(person: Person, report: Report) -> bool:
    return report.authors.filter(person=person).exists()


def may_agree(person: Person, report: Report) -> bool:
    """An author, when they are asked."""
    return report.asked_reach != "" and is_author(person, report)


def may_withdraw(person: Person, report: Report) -> bool:
    """Any author of what readers have, alone and at once; also whom the sheet does not name any more."""
    return report.is_shared and stands_above(person, report)


def stands_above(person: Person, report: Report) -> bool:
    """An author of what readers have."""
    return Edition.authors.through.objects.filter(edition=report.edition_id, person=person).exists()


# Proposals


def proposed(person: Person, proposal: Proposal) -> bool:
    """The members of the group in whose name it was put; of none, whoever put it."""
    if proposal.group:
        return belongs(person, proposal.group)
    return proposal.person_id == person.pk


def is_asked(person: Person, proposal: Proposal) -> bool:
    """Named for it, and leading at the school today."""
    return Proposal.objects.put_to(person).filter(pk=proposal.pk).exists()


def may_answer(person: Person, proposal: Proposal) -> bool:
    """The leaders to whom it was put, while an answer is to come."""
    return proposal.is_open and is_asked(person, proposal)


def may_add(person: Person, proposal: Proposal) -> bool:
    """Those who proposed it, when they were asked for more."""
    return proposal.state == State.MORE and proposal.withdrawn_at is None and proposed(person, proposal)


def may_turn_to(person: Person, proposal: Proposal) -> bool:
    """Those who proposed it, and whoever was asked, may ask one more leader."""
    return proposal.is_open and (proposed(person, proposal) or is_asked(person, proposal))


def may_take_back(person: Person, proposal: Proposal) -> bool:
    """Those who proposed it, until it is decided."""
    waits = proposal.is_open or proposal.state == State.MORE
    return waits and proposal.withdrawn_at is None and proposed(person, proposal)


def may_review(person: Person, policy: Policy) -> bool:
    """The leadership of the school, and whoever leads learning there."""
    return policy.is_in_force and may_arrange(person, policy.school)


def may_arrange(person: Person, school: School) -> bool:
    """How soon proposals are answered, and whether all staff see how many were."""
    return in_leadership(person, school) or leads_cpd(person, school)
