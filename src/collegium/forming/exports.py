from collegium.forming.models import (
    Adjustment,
    Change,
    Formation,
    Placement,
    ProposedGroup,
    Sharing,
    Weighing,
)  # fmt: skip
from collegium.people.exporting import leave_out

A_TRY = "a try of the lead's, told to nobody before it is shared; what was shared is in people's memberships"

for model in (Formation, Change, ProposedGroup, Placement, Adjustment, Weighing):
    leave_out(model, A_TRY)
leave_out(Sharing, "an act for the school, in the history of whoever shared")
