"""Why plans of groups are kept, and what becomes of it when somebody is erased."""

from django.utils.translation import gettext_lazy as _

from collegium.forming.models import (
    Adjustment,
    Change,
    Formation,
    Placement,
    ProposedGroup,
    Sharing,
    Weighing,
)
from collegium.people.purposes import copied, purpose

plans = purpose(
    _("Plans of groups"),
    why=_("So that groups can be made from wishes, and everybody can be told why they are where they are."),
    reads=_("whoever leads the programme; you read your own place when it is shared"),
    until=_("as long as the programme is kept"),
)
plans.stays(Placement, facts=("why",))
plans.stays(ProposedGroup, of="leader", facts=("key", "title"))
plans.stays(Formation, of="by", facts=("rules", "problem", "failure"))
plans.stays(Change, of="by", facts=("did", "before")).stays(Change, facts=("did", "before"))
plans.stays(Adjustment, of="by", facts=("problem", "newcomers", "leavers", "groups", "failure"))
plans.stays(Weighing, of="by", facts=("answer",)).stays(Sharing, of="by")
copied(Formation, "problem", "failure")
copied(Adjustment, "problem", "failure")
copied(Change, "before")
copied(Weighing, "answer")
