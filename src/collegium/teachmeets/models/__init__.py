from collegium.teachmeets.models.meet import Coming, NobodySpeaks, TeachMeet, TooLittleTime
from collegium.teachmeets.models.talk import Full, Handout, Over, Talk

__all__ = ["Coming", "Full", "Handout", "NobodySpeaks", "Over", "Talk", "TeachMeet", "TooLittleTime"]
