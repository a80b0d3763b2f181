from collegium.years.models.closing import Closing, Continuation
from collegium.years.models.outlook import Outlook

__all__ = ["Closing", "Continuation", "Outlook"]
