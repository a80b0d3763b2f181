"""What is open for safeguarding in a group: notes of its meetings, its threads, its files. Never reflections, visits,
answers or votes, and never what the group says of whether to let this very person in."""

from django.db.models import Q, QuerySet

from collegium.conversation.models import Post, Thread
from collegium.evidence.models import Sample
from collegium.files.models import File
from collegium.groups.models import Decision, Group
from collegium.library.models import Attached, Work
from collegium.meetings.models import Meeting, Note
from collegium.people.models import Person


def meetings_of(group: Group) -> QuerySet[Meeting]:
    """Those of which something is written down."""
    written = Note.objects.filter(item__meeting__group=group).exclude(text="")
    return Meeting.objects.filter(pk__in=written.values("item__meeting")).order_by("-starts_at", "-pk")


def notes_of(meeting: Meeting) -> QuerySet[Note]:
    found = Note.objects.filter(item__meeting=meeting).exclude(text="")
    return found.select_related("item", "by").order_by("item__place", "item__pk")


def threads_of(group: Group, reader: Person) -> QuerySet[Thread]:
    about_me = Decision.objects.about(reader).values("pk")
    return Thread.objects.filter(~Q(decision__in=about_me), group=group).lately_first()


def posts_of(thread: Thread) -> QuerySet[Post]:
    return thread.posts.standing().select_related("by").order_by("at", "pk")


def files_of(group: Group) -> QuerySet[File]:
    """Samples of work, and what members gave to the group alone. What was withdrawn is gone here too."""
    samples = Sample.objects.standing().filter(group=group, file__isnull=False)
    given = Work.objects.filter(group=group, audience="group", withdrawn_at=None)
    hung = Attached.objects.filter(work__in=given)
    return File.objects.filter(Q(pk__in=samples.values("file")) | Q(pk__in=hung.values("file"))).order_by("at", "pk")
