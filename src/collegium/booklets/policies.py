"""Who puts a booklet together, and whose word is asked."""

from collegium.booklets.models import Booklet, Yes
from collegium.people.models import Person, School
from collegium.people.policies import in_leadership, leads_cpd


def may_begin(person: Person, school: School) -> bool:
    """Whoever leads learning at the school, or the school."""
    return leads_cpd(person, school) or in_leadership(person, school)


def may_edit(person: Person, booklet: Booklet) -> bool:
    """They too, as long as they do; and for several schools, whoever leads their network."""
    return Booklet.objects.edited_by(person).filter(pk=booklet.pk).exists()


def may_answer(person: Person, yes: Yes) -> bool:
    """Nobody says yes for somebody else."""
    return yes.person_id == person.pk
