"""Why evidence packs are kept, and what becomes of them when somebody is erased."""

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collegium.outcomes.models import Report
from collegium.packs.models import Answer, Making, OwnCriterion, OwnList, Pack
from collegium.people.erasing import wants_words_gone
from collegium.people.models import Person
from collegium.people.purposes import last, purpose

packs = purpose(
    _("Evidence packs"),
    why=_("So that a school can show how its staff learn, and see what it cannot show yet."),
    reads=_("whoever leads the school, or learning there; and those to whom they hand it"),
    until=_("until they remove it; files that hold a report go when that report is taken back"),
)
packs.stays(Pack, of="by", words=("opening",), facts=("title", "key"))
packs.stays(Answer, of="by", words=("sentence",), facts=("criterion", "facts"))
# Their bytes are swept at night: no page leads to them from the moment the row is gone.
packs.goes(Making, of="by")
packs.stays(OwnList, of="by", facts=("title", "about")).nobody(OwnCriterion)


@last
def throw_files_away(person: Person, at: datetime) -> None:
    """Files that a colleague had made, and that name them as an author or hold their sentences: the press runs anew
    when somebody asks."""
    theirs = Report.objects.filter(editions__authors=person).values_list("pk", flat=True)
    written = {f"report:{number}" for number in theirs}
    worded = Pack.objects.filter(Q(by=person) | Q(answers__by=person))
    gone = set(worded.values_list("pk", flat=True)) if wants_words_gone(person) else set()
    for making in Making.objects.made().exclude(by=person):
        if making.pack_id in gone or written & {ref for ref, _stamp in making.holds}:
            making.remove()
