"""Why reports are kept, and what becomes of them when somebody is erased."""

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collegium.history.models import record
from collegium.outcomes.models import (
    Answer,
    Author,
    Brought,
    Edition,
    Further,
    Picture,
    Policy,
    Proposal,
    Queue,
    Report,
    Review,
    Section,
    Shown,
)
from collegium.outcomes.models.edition import fingerprint
from collegium.people.erasing import wants_words_gone
from collegium.people.models import Person
from collegium.people.purposes import copied, first, last, purpose

reports = purpose(
    _("Reports and booklets"),
    why=_("So that what a group found out can be read by whom its authors wrote it for."),
    reads=_("its authors; whom they shared it with"),
    until=_("until its authors withdraw it"),
)
reports.stays(Author, facts=("yes_to",)).stays(Brought, words=("words",), facts=("kind", "url"))
reports.stays(Brought, of="by", facts=("kind", "url")).stays(Section, of="by", words=("words",), facts=("heading",))
reports.stays(Edition.authors.through).nobody(
    Edition, Picture, Report, Report.aspects.through, Report.schools.through, Report.themes.through, Shown
)
copied(Edition, "content")

proposals = purpose(
    _("Proposals to leaders, and policies"),
    why=_("So that a group learns what became of what it proposed, and a policy leads back to its reasons."),
    reads=_("a proposal’s text: the group and the leaders it was put to; a policy: the staff"),
    until=_("as long as the school keeps it"),
)
# What became a policy is the school's rule by now.
proposals.stays(Proposal, words=("words", "benefit"), facts=("title",)).goes(Proposal.to.through)
proposals.stays(Answer, of="by", facts=("reasons",)).stays(Policy, of="by", facts=("title", "words"))
proposals.stays(Review, of="by", facts=("reasons",)).stays(Queue, of="by").nobody(Further)


@first
def withdraw_their_words(person: Person, at: datetime) -> None:
    """What was shared with their yes, or with words of theirs in it, is withdrawn where their words are to go."""
    if wants_words_gone(person):
        theirs = Q(editions__authors=person) | Q(sections__brought__person=person)
        for report in Report.objects.filter(theirs, withdrawn_at=None).distinct():
            report.withdraw(by=person, at=at)
        # Those who said yes to the words as they were are asked again.
        for report in Report.objects.filter(theirs | Q(sections__by=person)).exclude(asked_reach="").distinct():
            record(person, "removed from", report, at=at)


@last
def seal_again(person: Person, at: datetime) -> None:
    """An edition whose author's name was taken out is told by the hash of what it says now."""
    for edition in Edition.objects.filter(authors=person).exclude(content={}):
        Edition.objects.filter(pk=edition.pk).update(fingerprint=fingerprint(edition.content, edition.reach))
