"""One box for all that one may read: groups, talk, meetings, what was tried, ideas. Each noun says who may know."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from collegium.community.models import Post as Said
from collegium.community.words import first_line
from collegium.conversation.models import Post
from collegium.enquiry.models import Idea, Trial
from collegium.groups.models import Decision, Group
from collegium.groups.words import what
from collegium.kit.finding import having, snippet, words_of
from collegium.kit.web import SignedIn, show
from collegium.library.models import Work
from collegium.meetings.models import Note, Promise
from collegium.people.models import Person

# Of each kind so many are shown; whoever needs the next one types another word.
SHOWN = 10


@dataclass(frozen=True)
class Hit:
    title: str
    where: str
    url: str
    words: str = ""


@dataclass(frozen=True)
class Found:
    """What was found of one kind."""

    title: str
    hits: list[Hit]
    has_more: bool


@login_required
def find(request: SignedIn) -> HttpResponse:
    typed = request.GET.get("words", "").strip()[:200]
    words = words_of(typed)
    found = everything(request.user, words) if words else []
    return show(request, "desk/find.html", typed=typed, found=found)


def everything(person: Person, words: list[str]) -> list[Found]:
    """As many queries as there are kinds, however much is found."""
    kinds: list[tuple[str, Callable[[Person, list[str]], Iterable[Hit]]]] = [
        (_("Groups"), groups), (_("Talk"), talk), (_("Meetings"), meetings), (_("Promises"), promises),
        (_("Decisions"), decisions), (_("Ideas"), ideas), (_("What was tried"), tried), (_("Community"), community),
        (_("Library"), library),
    ]  # fmt: skip
    looked = [(title, list(look(person, words))) for title, look in kinds]
    return [Found(title, hits[:SHOWN], len(hits) > SHOWN) for title, hits in looked if hits]


def groups(person: Person, words: list[str]) -> Iterable[Hit]:
    known = having(Group.objects.visible_to(person), words, "title", "question", "theme__title")
    for group in known.select_related("approach").order_by("-year_starts_on", "title", "pk")[: SHOWN + 1]:
        yield Hit(group.title, f"{group.approach.title} · {group.year}", group.get_absolute_url(), group.question)


def talk(person: Person, words: list[str]) -> Iterable[Hit]:
    """Posts that hold the words, and threads by their titles through their first post."""
    posts = having(Post.objects.visible_to(person).standing(), words, "text", "thread__title")
    for post in posts.select_related("by", "thread__group").order_by("-at", "-pk")[: SHOWN + 1]:
        where = f"{post.by.name} · {post.thread.group.title}"
        yield Hit(post.thread.title, where, post.get_absolute_url(), snippet(post.text, words))


def community(person: Person, words: list[str]) -> Iterable[Hit]:
    """What colleagues wrote beyond their groups; an answer leads to its question."""
    posts = having(Said.objects.visible_to(person).standing(), words, "text")
    for post in posts.select_related("person").order_by("-at", "-pk")[: SHOWN + 1]:
        yield Hit(first_line(post.text, 60), post.person.name, post.get_absolute_url(), snippet(post.text, words))


def meetings(person: Person, words: list[str]) -> Iterable[Hit]:
    """What was noted, and on which step of the agenda."""
    notes = having(Note.objects.visible_to(person), words, "text", "item__title")
    for note in notes.select_related("item__meeting__group").order_by("-at", "-pk")[: SHOWN + 1]:
        meeting = note.item.meeting
        where = f"{meeting.group.title} · {date_format(meeting.local_start, 'j F Y')}"
        yield Hit(note.item.title, where, meeting.get_absolute_url(), snippet(note.text, words))


def promises(person: Person, words: list[str]) -> Iterable[Hit]:
    known = having(Promise.objects.visible_to(person).open(), words, "text", "with_class", "instead_of")
    for promise in known.select_related("person", "group").order_by("-made_at", "-pk")[: SHOWN + 1]:
        where = f"{promise.person.name} · {promise.group.title}"
        yield Hit(promise.text, where, promise.group.get_absolute_url(), promise.with_class)


def decisions(person: Person, words: list[str]) -> Iterable[Hit]:
    known = having(Decision.objects.visible_to(person), words, "words", "reason")
    for decision in known.select_related("group", "invitation__person").order_by("-at", "-pk")[: SHOWN + 1]:
        yield Hit(what(decision), decision.group.title, decision.get_absolute_url(), snippet(decision.reason, words))


def ideas(person: Person, words: list[str]) -> Iterable[Hit]:
    known = having(Idea.objects.visible_to(person).standing(), words, "title", "how", "subject", "theme__title")
    for idea in known.select_related("person").order_by("-at", "-pk")[: SHOWN + 1]:
        yield Hit(idea.title, idea.person.name, idea.get_absolute_url(), snippet(idea.how, words))


def library(person: Person, words: list[str]) -> Iterable[Hit]:
    known = having(Work.objects.visible_to(person).standing(), words, "title", "authors", "about", "provider")
    for work in known.order_by("-at", "-pk")[: SHOWN + 1]:
        by = work.authors or work.get_kind_display()
        yield Hit(work.title, by, work.get_absolute_url(), snippet(work.about, words))


def tried(person: Person, words: list[str]) -> Iterable[Hit]:
    known = having(Trial.objects.visible_to(person), words, "text", "went_well", "changed", "with_class")
    for trial in known.select_related("person", "group").order_by("-at", "-pk")[: SHOWN + 1]:
        where = f"{trial.person.name} · {trial.group.title}" if trial.group else trial.person.name
        words_said = f"{trial.went_well} {trial.changed}".strip()
        yield Hit(trial.text, where, trial.get_absolute_url(), snippet(words_said, words))
