"""Why it is kept which VLEs a school trusts, and what becomes of it when somebody is erased."""

from django.utils.translation import gettext_lazy as _

from collegium.lti.models import Deployment, Key, Platform, Used
from collegium.people.purposes import purpose

vles = purpose(
    _("The school’s VLE"),
    why=_("So that reports and group cards open inside its courses. Of whoever opens one, nothing is kept."),
    reads=_("keepers of accounts"),
    until=_("as long as the school is here; that a launch was used, an hour"),
)
vles.stays(
    Platform, of="by", facts=("name", "issuer", "client", "login_address", "keys_address", "domains")
).nobody(Deployment, Key, Used)
