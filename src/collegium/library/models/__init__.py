from collegium.library.models.shelf import Shelving, Use
from collegium.library.models.work import Attached, Label, NoConsent, Work

__all__ = ["Attached", "Label", "NoConsent", "Shelving", "Use", "Work"]
