from collegium.cpd.models.addition import Addition
from collegium.cpd.models.certificate import Certificate

__all__ = ["Addition", "Certificate"]
