from collegium.sharings.models.contribution import Contribution, Keeper
from collegium.sharings.models.sharing import Presence, Sharing
from collegium.sharings.models.slip import AllHandedIn, NoSlipsNow, Slip, Tally
from collegium.sharings.models.summary import Contact, PrivateAddress, Summary, SummaryYes
from collegium.sharings.models.uptake import Step, Uptake

__all__ = [
    "AllHandedIn", "Contact", "Contribution", "Keeper", "NoSlipsNow", "Presence", "PrivateAddress", "Sharing", "Slip",
    "Step", "Summary", "SummaryYes", "Tally", "Uptake",
]  # fmt: skip
