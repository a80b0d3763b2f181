"""A word to whoever was named in a post: soon, where there is room for one more letter; else in the weekly one."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from collegium.conversation.models import Mention, Muted, Thread
from collegium.conversation.models.post import MentionQuerySet
from collegium.kit.listing import listed
from collegium.mail.keys import reply_address
from collegium.mail.models import Letter, Stopped
from collegium.mail.writing import write
from collegium.meetings.reminding import has_room_besides_minutes
from collegium.people.models import Person

NAMED = "named"
# Time to take it back, to read it on the page, or to name somebody once more.
LET_STAND = timedelta(hours=1)


def tell_the_named(*, at: datetime) -> None:
    """Killed half way, it goes on where it stopped."""
    stopped = Stopped.objects.filter(person=OuterRef("pk"), kind=NAMED)
    waiting = Mention.objects.untold(at).filter(post__at__lte=at - LET_STAND).values("person")
    for person in Person.objects.filter(~Exists(stopped), pk__in=waiting).order_by("pk"):
        tell(person, at=at)


def tell(person: Person, *, at: datetime) -> Letter | None:
    """One letter about everything that is meant for this person, but in the groups that they have muted."""
    with transaction.atomic():
        # Two workers at once tell a person once.
        Person.objects.select_for_update().get(pk=person.pk)
        untold = wanted(person, at).untold(at).filter(post__at__lte=at - LET_STAND)
        mentions = list(untold.select_related("post__thread__group", "post__by").order_by("post__at", "pk"))
        if not mentions or not has_room_besides_minutes(person, at):
            return None
        Mention.objects.filter(pk__in=[mention.pk for mention in mentions]).update(told_at=at)
        return _write(mentions, person, at=at)


def wanted(person: Person, at: datetime) -> MentionQuerySet:
    muted = Muted.objects.filter(person=person, group=OuterRef("post__thread__group"))
    return Mention.objects.unanswered(person, at=at).filter(~Exists(muted))


def told_in(letter: Letter) -> MentionQuerySet:
    """The mentions that this letter spoke of: those told at its moment."""
    return Mention.objects.filter(person=letter.person_id, told_at=letter.written_at)


def is_wanted(letter: Letter) -> bool:
    """Something it speaks of is still unanswered, and the person still belongs there."""
    assert letter.person is not None
    return told_in(letter).filter(pk__in=wanted(letter.person, letter.written_at).values("pk")).exists()


def threads_of(letter: Letter) -> list[Thread]:
    found = Thread.objects.filter(posts__mentions__in=told_in(letter)).select_related("group").distinct()
    return list(found.order_by("pk"))


def _write(mentions: list[Mention], person: Person, *, at: datetime) -> Letter:
    with override(person.language or settings.LANGUAGE_CODE):
        names = list(dict.fromkeys(mention.post.by.first_name for mention in mentions))
        subject = ngettext("%(who)s wrote something for you", "%(who)s wrote something for you", len(names))
        letter = write(
            NAMED, person, subject=subject % {"who": listed(names)}, text=_text(mentions), at=at,
            thing=mentions[0].pk,
        )  # fmt: skip
        if reply_address(letter):
            # Where each is answered is known only once the letter has its number.
            letter.say_instead(_text(mentions, letter))
        return letter


def _text(mentions: list[Mention], letter: Letter | None = None) -> str:
    """Who, in which thread, and where it is. No words of it: a letter may be read by others."""
    parts = [_("In your groups somebody wrote something that is meant for you above all.")]
    for mention in mentions:
        thread = mention.post.thread
        said = {"who": mention.post.by.first_name, "thread": thread.title, "group": thread.group.title}
        address = settings.ADDRESS + mention.post.get_absolute_url()
        lines = [_("%(who)s, in “%(thread)s” (%(group)s):") % said, address]
        if letter:
            lines.append(_("Answer by mail: %(address)s") % {"address": reply_address(letter, thread.pk)})
        parts.append("\n".join(lines))
    return "\n\n".join(parts)
