"""What a person may do with what colleagues share. Everything written is its author's."""

from collegium.community.models import Chat, Line, Post, PublicPage, Report, Topic, Width, home_of
from collegium.community.models.report import looks_after
from collegium.people.models import Person


def may_share(person: Person) -> bool:
    """Whoever is on the staff of a school here."""
    return home_of(person) is not None


def may_answer(person: Person, post: Post) -> bool:
    """A thought or a question that stands; answers are answered beside it."""
    return may_share(person) and not post.is_gone and post.answers_to_id is None


def may_pass_on(person: Person, post: Post) -> bool:
    """What stands for itself, and is not passed on already: so the credit is always its author's."""
    return may_answer(person, post) and post.passes_on_id is None and post.person_id != person.pk


def may_take_back(person: Person, post: Post) -> bool:
    """Its author, also when it is hidden."""
    return post.person_id == person.pk and not post.is_withdrawn


def may_widen(person: Person, post: Post, width: str) -> bool:
    """Its author; on to the web only with a page of their own there."""
    if post.person_id != person.pk or post.is_gone or width not in post.wider():
        return False
    return width != Width.PUBLIC or PublicPage.objects.of(person) is not None


def may_report(person: Person, post: Post) -> bool:
    return post.person_id != person.pk and not post.is_gone


def may_decide(person: Person, report: Report) -> bool:
    """Those who look after the author's school, and never about themselves."""
    return report.post.person_id != person.pk and looks_after(person, report.post.home)


def may_withdraw(person: Person, topic: Topic) -> bool:
    """One's own proposal, until it is chosen."""
    return topic.person_id == person.pk and topic.chosen_at is None and topic.withdrawn_at is None


def may_host(person: Person, chat: Chat) -> bool:
    """Whoever announced it, as long as it was not called off."""
    return chat.person_id == person.pk and chat.cancelled_at is None


def may_publish(person: Person, chat: Chat) -> bool:
    """What one says in a public chat, on the web: whoever has a page of their own there."""
    return chat.width == Width.PUBLIC and PublicPage.objects.of(person) is not None


def may_unsay(person: Person, line: Line) -> bool:
    return line.person_id == person.pk and not line.is_gone


def may_hide(person: Person, line: Line) -> bool:
    """The host, of what others said."""
    return line.chat.person_id == person.pk and line.person_id != person.pk and not line.is_gone
