"""Asking once by letter how it went, with a link that needs no password."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from collegium.enquiry.models import Asked, Trial
from collegium.groups.models import Group, Membership
from collegium.kit.listing import quoted
from collegium.mail.models import Letter
from collegium.mail.writing import write
from collegium.meetings.models import Meeting, Promise
from collegium.meetings.models.promise import PromiseQuerySet
from collegium.meetings.reminding import has_room_besides_minutes
from collegium.people.models import Link, Person

KIND = "tried"
# Before the group meets there is time to try it still; where no meeting is in sight, two weeks are enough.
# Asked on school days only: on Friday for a meeting on Monday or Tuesday, on Monday for one later in the week.
BEFORE, WITHOUT_MEETING, TOO_LATE = timedelta(days=4, hours=12), timedelta(days=14), timedelta(days=42)
OPEN_FOR = timedelta(days=90)


def address_of(promise: Promise) -> str:
    """Where the one who promised answers without signing in."""
    link = Link.objects.for_(KIND, promise.person, promise.pk, until=promise.made_at + OPEN_FOR)
    return str(settings.ADDRESS + reverse("enquiry:by-link", args=[link.token]))


def ask_everybody(*, at: datetime) -> int:
    """Ask those who have not told of what they promised: once for each promise, some days before the group meets."""
    found = waiting(at).filter(asked=None, made_at__gt=at - TOO_LATE).exclude(person__email=None)
    soon = Meeting.objects.upcoming(at).confirmed().filter(group=OuterRef("group"), starts_at__lt=at + BEFORE)
    due = found.filter(Exists(soon) | Q(made_at__lt=at - WITHOUT_MEETING))
    # One at a time: whoever has had a letter this week is asked about the next promise later.
    found = due.select_related("person", "group").order_by("pk")
    return sum(ask(promise, at=at) for promise in found if has_room_besides_minutes(promise.person, at))


def waiting(at: datetime) -> PromiseQuerySet:
    """Said by the person themselves, made before this day, not told of, in a group that goes on with them in it."""
    here = Membership.objects.current().filter(group=OuterRef("group"), person=OuterRef("person"))
    going = Group.objects.going().values("pk")
    told = Trial.objects.filter(promise=OuterRef("pk"))
    said = Promise.objects.open().filter(confirmed_at__lt=at - timedelta(days=1), group__in=going)
    return said.filter(Exists(here), ~Exists(told))


def ask(promise: Promise, *, at: datetime) -> bool:
    """Write the one letter. A second call writes none."""
    with transaction.atomic():
        Promise.objects.select_for_update(of=("self",)).get(pk=promise.pk)
        _asked, is_new = Asked.objects.get_or_create(promise=promise, defaults={"at": at})
        if is_new:
            _write(promise, at)
    return is_new


def _write(promise: Promise, at: datetime) -> None:
    person: Person = promise.person
    with override(person.language or settings.LANGUAGE_CODE):
        write(
            KIND, person, thing=promise.pk, at=at,
            subject=_("How did it go?"),
            text="\n\n".join([
                _("Hello %(name)s,") % {"name": person.first_name},
                _("In %(group)s you said you would try:") % {"group": promise.group.title},
                quoted(promise.text),
                _("How did it go? One tap is enough, and “not yet” is an answer:"),
                address_of(promise),
                _("The link is yours alone and needs no password. Your group sees what you tell. "
                  "We ask this once and do not remind you again."),
            ]),
        )  # fmt: skip


def is_wanted(letter: Letter) -> bool:
    """The promise still holds, its author still belongs, and has not told of it meanwhile."""
    return waiting(letter.written_at).filter(pk=letter.thing, person=letter.person_id).exists()
