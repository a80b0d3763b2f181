"""Putting something to the whole group, and what it would mean."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collegium.groups import agreeing, letters
from collegium.groups.matters import Matter
from collegium.groups.models import (
    Agreement,
    Decision,
    Ended,
    Group,
    Invitation,
    Membership,
    NothingAgreed,
    Point,
    Word,
)
from collegium.groups.models.decision import closing
from collegium.history.models import record
from collegium.kit import clock
from collegium.kit.asking import written_once
from collegium.people.models import Appointment, Person


def put_change(
    group: Group,
    matter: Matter,
    *,
    choice: str = "",
    number: int | None = None,
    words: str = "",
    reason: str = "",
    by: Person,
    at: datetime,
    days: int,
) -> Decision:
    """One point of the agreement in other words. What is asked about it already is answered first."""
    if not Agreement.objects.standing().filter(group=group).exists():
        raise NothingAgreed
    return _put(
        group, Decision.Kind.AGREEMENT, matter=matter.key, choice=choice, number=number, words=words, reason=reason,
        by=by, at=at, days=days,
    )  # fmt: skip


def put_ending(group: Group, *, words: str, by: Person, at: datetime, days: int) -> Decision:
    """Shall the group come to its end? ``words``: why, as its conclusion would say it."""
    return _put(group, Decision.Kind.ENDING, words=words, by=by, at=at, days=days)


def put_question(group: Group, *, words: str, reason: str = "", by: Person, at: datetime, days: int) -> Decision:
    """Anything else that needs a yes of everybody."""
    return _put(group, Decision.Kind.OTHER, words=words, reason=reason, by=by, at=at, days=days)


def _put(group: Group, kind: str, *, by: Person, at: datetime, days: int, **about: object) -> Decision:
    """Whoever asks has agreed. Alone in the group, that settles it."""
    with transaction.atomic():
        locked = group.locked()
        if not locked.is_going():
            raise Ended
        same = locked.decisions.open().filter(kind=kind)
        same = same.filter(words=about["words"]) if kind == Decision.Kind.OTHER else same
        if kind == Decision.Kind.AGREEMENT:
            same = same.filter(matter=about["matter"])
        if found := same.first():
            return found
        decision = Decision.objects.create(
            group=locked, kind=kind, by=by, at=at, **closing(locked, at=at, days=days), **about
        )
        record(by, "put", decision, at=at)
        decision.answer(Word.Says.AGREE, by=by, at=at)
        tell(decision, at=at)
    return decision


def answer(decision: Decision, says: str, *, by: Person, at: datetime, reason: str = "") -> str:
    """A member's word, from the page, from Today or by mail: agree, talk first, or object and say why. Who would talk
    first begins the conversation with it; gives that one's address."""
    with transaction.atomic():
        decision.answer(says, by=by, at=at, reason=reason)
        if says != Word.Says.TALK or not decision.is_open:
            return ""
        return agreeing.talk(decision, reason or _("I would like to talk about this first."), by=by, at=at)


def tell(decision: Decision, *, at: datetime) -> None:
    """Ask everybody who has not answered, by the one letter there is about it."""
    if decision.is_open:
        letters.put(decision, at=at)


def close_what_is_due(*, at: datetime) -> int:
    """Every decision whose day is over is closed, with a word on what came of it."""
    due = list(Decision.objects.due(at).select_related("group", "invitation").order_by("pk"))
    for decision in due:
        decision.close(at=at)
    return len(due)


@dataclass(frozen=True)
class Tally:
    """How it stands, for a member: how many have answered, and once one has oneself, who said what."""

    decision: Decision
    words: list[Word]
    of: int
    mine: Word | None

    @property
    def have(self) -> int:
        return len(self.words)

    @property
    def shown(self) -> list[Word]:
        """The others' answers, after one's own."""
        return self.words if self.mine or not self.decision.is_open else self.objections

    @property
    def objections(self) -> list[Word]:
        return [word for word in self.words if word.says == Word.Says.OBJECT]


def tallies(decisions: Iterable[Decision], person: Person, *, at: datetime) -> list[Tally]:
    """Of several at once. Only members of today count: who has left is not waited for, and not heard."""
    decided = list(decisions)
    if not decided:
        return []
    groups = tuple(sorted({decision.group_id for decision in decided}))
    members: dict[int, set[int]] = {}
    leads: dict[int, set[int]] = {}
    for group, one, is_leading in _members(groups, clock.day_of(at)):
        members.setdefault(group, set()).add(one)
        if is_leading:
            leads.setdefault(group, set()).add(one)
    words: dict[int, list[Word]] = {}
    for word in _words(tuple(decision.pk for decision in decided)):
        words.setdefault(word.decision_id, []).append(word)
    found = []
    for decision in decided:
        here = members.get(decision.group_id, set())
        narrow = decision.kind == Decision.Kind.NEWCOMER and decision.group.entry == Group.Entry.COORDINATORS
        voices = leads.get(decision.group_id, here) if narrow else here
        said = [word for word in words.get(decision.pk, []) if word.by_id in voices or not decision.is_open]
        mine = next((word for word in said if word.by_id == person.pk), None)
        found.append(Tally(decision, said, len(voices), mine))
    return found


@written_once
def _members(groups: tuple[int, ...], day: date) -> QuerySet[Membership, tuple[int, int, bool]]:
    leading = Membership.objects.coordinating(day).filter(pk=OuterRef("pk"))
    return Membership.objects.current(day).filter(group__in=groups).values_list("group", "person", Exists(leading))


@written_once
def _words(decisions: tuple[int, ...]) -> QuerySet[Word]:
    return Word.objects.filter(decision__in=decisions).select_related("by").order_by("at", "pk")


def stands_now(decision: Decision) -> Point | None:
    """The point of the agreement that would be changed, as it stands."""
    if decision.kind != Decision.Kind.AGREEMENT:
        return None
    standing = Agreement.objects.standing().filter(group=decision.group_id)
    return Point.objects.filter(agreement__in=standing, matter=decision.matter).first()


def consequences(decision: Decision, *, at: datetime) -> list[str]:
    """What a yes would change, shown before one answers."""
    if decision.kind == Decision.Kind.NEWCOMER and decision.invitation:
        return list(_of_a_newcomer(decision.invitation, at=at))
    if decision.kind == Decision.Kind.ENDING:
        return [_("Nothing is lost: each of you can still read everything. No more meetings are held, nobody joins, "
                  "and you can go on later.")]  # fmt: skip
    if decision.matter == "newcomers":
        return [_("From then on the new rule holds, also for those who are being asked now.")]
    return []


def _of_a_newcomer(invitation: Invitation, *, at: datetime) -> Iterable[str]:
    """Size, seats, and who would be among us. Of somebody asked by an address, nothing that an account would tell."""
    group, day = invitation.group, clock.day_of(at)
    members = list(group.memberships.current(day).select_related("school"))
    size = len(members) + 1
    yield ngettext("You would be %(n)d.", "You would be %(n)d.", size) % {"n": size}
    if group.cap is not None:
        left = group.cap - size
        yield _seats(left)
    if invitation.called:
        return
    schools = Counter(member.school.name for member in members)
    if invitation.school.name not in schools:
        yield _("%(school)s would be new among your schools.") % {"school": invitation.school.name}
    elif len(schools) > 1:
        yield _("From %(school)s there would be %(n)d of you.") % {
            "school": invitation.school.name, "n": schools[invitation.school.name] + 1,
        }  # fmt: skip
    yield from _subjects(invitation, [member.person_id for member in members])


def _seats(left: int) -> str:
    if left < 0:
        return _("There is no seat at the moment: they would stand in your queue.")
    if left == 0:
        return _("It would be your last seat.")
    return ngettext("%(n)d seat would be left.", "%(n)d seats would be left.", left) % {"n": left}


def _subjects(invitation: Invitation, members: list[int]) -> Iterable[str]:
    here = Appointment.objects.current().filter(department__isnull=False)
    theirs = set(here.filter(person=invitation.person_id).values_list("department__name", flat=True))
    ours = Counter(here.filter(person__in=members).values_list("department__name", flat=True))
    for name in sorted(theirs):
        if name not in ours:
            yield _("%(subject)s would be new among your subjects.") % {"subject": name}
        else:
            yield _("%(n)d of you would teach %(subject)s.") % {"subject": name, "n": ours[name] + 1}
