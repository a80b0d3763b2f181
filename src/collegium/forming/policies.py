"""What a lead may do with a plan that they see. Whoever does not lead the programme learns of none."""

from datetime import datetime

from collegium.forming.models import Formation, Sharing
from collegium.programmes.models import Programme


def may_form(programme: Programme, at: datetime) -> bool:
    """Wishes are the authors' own until collecting has closed, and shared groups are formed no more."""
    return not programme.is_collecting(at) and not is_shared(programme)


def may_change(formation: Formation) -> bool:
    return formation.finished_at is not None and not formation.failure and not is_shared(formation.programme)


def may_share(formation: Formation, at: datetime) -> bool:
    """Not while wishes are being collected once more: what people say now is not what the plan was made of."""
    return may_change(formation) and not formation.programme.is_collecting(at)


def is_shared(programme: Programme) -> bool:
    return Sharing.objects.filter(programme=programme).exists()


def may_adjust(programme: Programme) -> bool:
    """Once its groups are real, a newcomer or a leaver is a matter of its own; before, the plan is changed itself."""
    return is_shared(programme)
