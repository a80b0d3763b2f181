"""Who may ask, who may grant, who may end. One sentence each."""

from datetime import datetime

from collegium.people.models import Person, School
from collegium.people.policies import keeps_accounts
from collegium.safeguarding.models import Asking, Opening


def may_ask(person: Person, school: School) -> bool:
    return keeps_accounts(person, school)


def may_answer(person: Person, asking: Asking, at: datetime) -> bool:
    """Whoever was asked, and never whoever asked; for a day."""
    is_open = Asking.objects.open(at).filter(pk=asking.pk).exists()
    return asking.to_id == person.pk and keeps_accounts(person, asking.school) and is_open


def may_end(person: Person, opening: Opening) -> bool:
    """Either of the two."""
    return Opening.objects.named(person).filter(pk=opening.pk).exists()
