from collegium.lti.models.key import Key
from collegium.lti.models.platform import Deployment, Platform
from collegium.lti.models.used import Used

__all__ = ["Deployment", "Key", "Platform", "Used"]
