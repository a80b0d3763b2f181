"""The bulletin by mail: to everybody on the staff who has room for one more letter this week."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import override

from collegium.bulletins.drafting import filled
from collegium.bulletins.models import Issue
from collegium.mail.models import Letter, Stopped
from collegium.mail.writing import write
from collegium.meetings.reminding import has_room_besides_minutes
from collegium.people.models import Person, School

BULLETIN = "bulletin"


def send(issue: Issue, *, at: datetime) -> int:
    """One letter to each reader. Killed half way, it goes on where it stopped."""
    if not issue.has_appeared:
        return 0
    told = Letter.objects.filter(person=OuterRef("pk"), kind=BULLETIN, thing=issue.pk)
    stopped = Stopped.objects.filter(person=OuterRef("pk"), kind=BULLETIN)
    staff = Person.objects.signing_in().on_staff_of([issue.bulletin.school_id])
    return sum(_write(issue, one, at=at) for one in staff.filter(~Exists(told), ~Exists(stopped)).order_by("pk"))


def _write(issue: Issue, person: Person, *, at: datetime) -> bool:
    """Only where it is not one letter too many: the page is there for everybody."""
    with transaction.atomic():
        # Two workers at once tell a person once.
        Person.objects.select_for_update().get(pk=person.pk)
        told = Letter.objects.filter(person=person, kind=BULLETIN, thing=issue.pk).exists()
        if told or not has_room_besides_minutes(person, at):
            return False
        with override(person.language or settings.LANGUAGE_CODE):
            text = _("This week’s page: %(address)s") % {"address": settings.ADDRESS + issue.get_absolute_url()}
        write(BULLETIN, person, subject=issue.bulletin.title, text=text, at=at, thing=issue.pk)
    return True


def is_wanted(letter: Letter) -> bool:
    """It still stands, there is something in it, and the person still works there."""
    issue = _issue(letter)
    if issue is None or letter.person is None:
        return False
    here = School.objects.served_by(letter.person).filter(pk=issue.bulletin.school_id).exists()
    return here and bool(_said(issue))


def words(letter: Letter) -> str:
    """What it says, read where it stands at the moment when the letter leaves."""
    issue = _issue(letter)
    return _said(issue) if issue else ""


def _issue(letter: Letter) -> Issue | None:
    return Issue.objects.appeared().filter(pk=letter.thing).select_related("bulletin__school").first()


def _said(issue: Issue) -> str:
    parts = [issue.opening.strip()]
    for part in filled(issue):
        if not part.is_empty:
            lines = [part.title.upper(), part.words.strip()]
            for _value, told in part.lines:
                lines += [f"– {told.title}" + (f" ({told.who})" if told.who else ""), f"  {told.words}".rstrip(),
                          f"  {settings.ADDRESS}{told.url}"]  # fmt: skip
            parts.append("\n".join(line for line in lines if line.strip()))
    return "\n\n".join(part for part in parts if part)
