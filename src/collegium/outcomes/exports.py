from django.utils.translation import gettext_lazy as _

from collegium.outcomes.models import Answer, Author, Brought, Edition, Policy, Proposal, Queue, Review, Section
from collegium.people.exporting import leave_out, register

register(Author, _("Reports I am an author of"), "report__title", "report__reach", "at", "yes_at")
register(Edition.authors.through, _("Reports I am an author of"), "edition__title", "edition__reach", "edition__at")
register(Section, _("What I wrote last in reports"), "report__title", "heading", "words", "at", of=("by",))
register(Brought, _("Paragraphs of reports that are mine, or that I brought in"), "section__report__title", "kind",
         "words", "at", of=("person", "by"))  # fmt: skip
register(Proposal, _("Proposals I put"), "title", "words", "benefit", "state", "at", "withdrawn_at",
         not_of={"to": "What was put to leaders is told by its own rows."})  # fmt: skip
register(Proposal.to.through, _("Proposals that were put to me"), "proposal__title", "proposal__at", of=("person",),
         while_readable={"proposal": Proposal.objects.visible_to})
register(Answer, _("My answers to proposals"), "proposal__title", "kind", "reasons", "due_on", "at", of=("by",),
         while_readable={"proposal": Proposal.objects.visible_to})  # fmt: skip
register(Policy, _("Policies I made"), "title", "words", "review_on", "at", of=("by",))
register(Review, _("Policies I looked at again"), "policy__title", "reasons", "review_on", "at", of=("by",))
leave_out(Queue, "How soon a school answers is the school's own; who arranged it stands in their history.")
leave_out(Edition, "Who said yes to a version is told by rows of its own; its words are those of its sheet.")
