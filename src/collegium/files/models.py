"""One uploaded file: what it is called, what it really is, and whose it is. Its bytes lie in the data folder."""

import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from collegium.files import parents
from collegium.files.looking import Looked, Refused
from collegium.history.models import record
from collegium.kit.doors import door
from collegium.kit.models import Allowance
from collegium.people.models import Person

# What nobody does by hand in a day.
MOST_IN_A_DAY = 100


class FileQuerySet(models.QuerySet["File"]):
    @door
    def visible_to(self, person: Person) -> "FileQuerySet":
        """One's own, and those on things that one may read now: a file follows what it hangs on."""
        known = Q(person=person)
        for readable in parents.registered():
            known |= Q(pk__in=readable(person))
        return self.filter(known)

    def keep(self, looked: Looked, *, name: str, by: Person, at: datetime, describes: str = "") -> "File":
        """Take a file in, that was looked at. Its bytes get a name that nobody can guess."""
        if not Allowance.objects.use(f"files {by.pk}", most=MOST_IN_A_DAY, within=timedelta(days=1), at=at):
            raise Refused(_("That were a hundred files in a day. Go on tomorrow."))
        with transaction.atomic():
            path = default_storage.save(_drawn(looked.suffix), ContentFile(looked.content))
            small = default_storage.save(_drawn("webp"), ContentFile(looked.small)) if looked.small else ""
            kept = self.create(
                person=by, name=_plain(name, looked.suffix), kind=looked.kind, size=len(looked.content),
                describes=describes, path=path, small=small, at=at,
            )  # fmt: skip
            record(by, "brought", kept, at=at)
        return kept


class File(models.Model):
    """A file that somebody brought. ``describes`` says in words what a picture shows; ``small`` is for lists."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    path = models.CharField(max_length=100, unique=True)
    small = models.CharField(max_length=100, blank=True)
    describes = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    objects = FileQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("files:file", args=[self.pk])

    @property
    def is_picture(self) -> bool:
        return self.kind.startswith("image/")

    def content(self) -> bytes:
        with default_storage.open(self.path) as file:
            found: bytes = file.read()
        return found

    def remove(self, *, by: Person, at: datetime) -> None:
        """Gone from every page by the next request, and from the disk when that is certain."""
        paths = [path for path in (self.path, self.small) if path]
        with transaction.atomic():
            record(by, "removed", self, at=at)
            self.delete()
            for path in paths:
                transaction.on_commit(partial(default_storage.delete, path))


def bytes_of(person: Person) -> Iterator[tuple[str, bytes]]:
    """What somebody brought, to take away with all that is theirs."""
    return packed_files(File.objects.filter(person=person).order_by("pk"))


def packed_files(files: "models.QuerySet[File]") -> Iterator[tuple[str, bytes]]:
    """Names and bytes for a box. What the disk has lost keeps nothing back."""
    for one in files.iterator(chunk_size=100):
        if default_storage.exists(one.path):
            yield f"files/{one.pk}-{one.name}", one.content()


def sweep(*, at: datetime) -> int:
    """Bytes that belong to no row any more, after a person was erased or a page broke off: away with them."""
    root = Path(settings.MEDIA_ROOT)
    old = at.timestamp() - timedelta(days=1).total_seconds()
    lying = {str(one.relative_to(root)): one for one in root.glob("??/*") if one.stat().st_mtime < old}
    rows = File.objects.filter(Q(path__in=lying) | Q(small__in=lying)).values_list("path", "small")
    known = {path for row in rows for path in row}
    for path in lying.keys() - known:
        lying[path].unlink(missing_ok=True)
    return len(lying.keys() - known)


def _drawn(suffix: str) -> str:
    drawn = secrets.token_hex(20)
    return f"{drawn[:2]}/{drawn}.{suffix}"


def _plain(name: str, suffix: str) -> str:
    """The name without a way to anywhere, and with the ending of what it is."""
    stem = "".join(one for one in Path(name.replace("\\", "/")).stem if one.isprintable())[:110].strip(" .")
    return f"{stem or 'file'}.{suffix}"
