"""Why answers and wishes are kept, and what becomes of it when somebody is erased."""

from django.utils.translation import gettext_lazy as _

from collegium.people.purposes import copied, purpose
from collegium.programmes.models import (
    Answer,
    Approach,
    Asking,
    Aspect,
    EvidenceType,
    KeepApart,
    Priority,
    Programme,
    Protocol,
    ProtocolStep,
    RoleTemplate,
    Slot,
    Stage,
    Theme,
    Unanswered,
    VisionReply,
    VisionSeen,
    Wish,
    WishFile,
)

wishes = purpose(
    _("Wishes, and times when somebody cannot"),
    why=_("So that people come into groups that they chose, at times when they can."),
    reads=_("you; whoever leads the programme sees that you answered, and after closing what you wished"),
    until=_("as long as the programme is kept; when you cannot, until you are erased"),
)
wishes.goes(Answer.cannot.through, of="answer__person")
wishes.stays(Answer, words=("question",)).stays(Answer, of="brought_by", facts=("question",))
wishes.goes(KeepApart, of="one").goes(KeepApart, of="other").stays(KeepApart, of="by")
wishes.goes(Unanswered, VisionSeen).stays(Unanswered, of="by")
wishes.stays(VisionReply, of="by", words=("text",))
wishes.stays(Asking, of="by", facts=("occasion",))
wishes.stays(WishFile, of="by", facts=("name", "columns", "rows", "numbers", "meanings", "titles"))
wishes.nobody(Wish)
copied(WishFile, "rows")

ways = purpose(
    _("Programmes, themes and ways of learning together"),
    why=_("So that a school can say how its groups are made and what they work on."),
    reads=_("the school"),
    until=_("as long as the school keeps them; they name nobody"),
)
ways.nobody(
    Approach, Aspect, EvidenceType, Priority, Programme, Programme.schools.through, Protocol, ProtocolStep,
    RoleTemplate, Slot, Stage, Theme,
)  # fmt: skip
