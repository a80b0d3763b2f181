"""Who may do what with evidence. One sentence each."""

from collegium.evidence.models import Remark, Results, Sample
from collegium.groups.models import Group
from collegium.people.models import Person, School
from collegium.people.policies import in_leadership, leads_cpd


def may_bring(person: Person, school: School) -> bool:
    """Results and remarks on the school: whoever leads its programmes, or the school."""
    return leads_cpd(person, school) or in_leadership(person, school)


def may_remove_results(person: Person, results: Results) -> bool:
    return may_bring(person, results.school)


def may_add(person: Person, group: Group) -> bool:
    """A group's own evidence: its members, while it goes on."""
    return group.is_going() and belongs(person, group)


def belongs(person: Person, group: Group) -> bool:
    return Group.objects.of_member(person).filter(pk=group.pk).exists()


def may_remove(person: Person, remark: Remark) -> bool:
    """Whoever quoted it; of one on the school, whoever may bring one."""
    return remark.by_id == person.pk or (remark.group_id is None and may_bring(person, remark.school))


def may_withdraw(person: Person, sample: Sample) -> bool:
    """Any member, and at once: a pupil may tell whichever teacher they know."""
    return sample.withdrawn_at is None and belongs(person, sample.group)
