"""Who was erased, as the list in the data folder has it; and who is here again all the same, after a restore."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from collegium.kit.erased_list import NAME, mark, read, write
from collegium.people.models import Erasure, Person


def place() -> Path:
    return Path(settings.DATA) / NAME


def remember(person: Person, *, with_words: bool, at: datetime) -> None:
    """Before anything goes: whoever is half erased when the power fails is on the list already."""
    kept = read(place())
    kept[mark(person.pk, person.joined_at)] = {"person": person.pk, "with_words": with_words, "at": at.isoformat()}
    write(kept, place())


def come_back() -> list[tuple[Person, dict[str, Any]]]:
    """Those of the list who are here with their name again."""
    kept = read(place())
    numbers = {said["person"] for said in kept.values()}
    here = Person.objects.filter(pk__in=numbers).exclude(pk__in=Erasure.objects.done().values("person"))
    return [(one, kept[key]) for one in here if (key := mark(one.pk, one.joined_at)) in kept]


def catch_up() -> None:
    """Erasures that another machine on the same database carried out stand in this machine's list too."""
    kept = read(place())
    for one in Erasure.objects.filter(begun_at__isnull=False).select_related("person"):
        key = mark(one.person_id, one.person.joined_at)
        kept.setdefault(key, {"person": one.person_id, "with_words": one.with_words, "at": one.at.isoformat()})
    if kept:
        write(kept, place())
