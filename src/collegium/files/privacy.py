"""Why files are kept, and what becomes of it when somebody is erased."""

from datetime import datetime
from typing import Any

from django.core.files.storage import default_storage
from django.utils.translation import gettext_lazy as _

from collegium.files.models import File
from collegium.people.erasing import wants_words_gone
from collegium.people.models import Person
from collegium.people.purposes import last, purpose

files = purpose(
    _("Files"),
    why=_("So that what belongs to a meeting, a work or a post can be opened beside it."),
    reads=_("you, and whoever may read what the file hangs on"),
    until=_("as long as what it hangs on; a file on nothing, until you remove it or are erased"),
)
files.stays(File, words=("name", "describes"), facts=("kind", "path", "small"))


@last
def remove_files(person: Person, at: datetime) -> None:
    """Files on nothing that others read go, and all of them where the words go too. Their bytes first."""
    all_go = wants_words_gone(person)
    for file in File.objects.filter(person=person).order_by("pk"):
        if all_go or not _hangs_on_anything(file):
            for path in (file.path, file.small):
                if path:
                    default_storage.delete(path)
            file.delete()


def _hangs_on_anything(file: File) -> bool:
    things: Any = File._meta.related_objects
    return any(one.related_model._base_manager.filter(**{one.field.name: file}).exists() for one in things)
