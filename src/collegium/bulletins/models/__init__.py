from collegium.bulletins.models.bulletin import Bulletin, FixedSlot
from collegium.bulletins.models.issue import ChangedMeanwhile, Issue, Item, Part, Section

__all__ = ["Bulletin", "ChangedMeanwhile", "FixedSlot", "Issue", "Item", "Part", "Section"]
