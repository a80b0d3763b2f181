from collegium.packs.models.making import Making
from collegium.packs.models.own_list import InUse, OwnCriterion, OwnList
from collegium.packs.models.pack import Answer, NothingTicked, Pack

__all__ = ["Answer", "InUse", "Making", "NothingTicked", "OwnCriterion", "OwnList", "Pack"]
