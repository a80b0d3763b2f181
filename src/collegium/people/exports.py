from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.utils.translation import gettext_lazy as _

from collegium.history.models import Entry
from collegium.people.exporting import register
from collegium.people.models import (
         Appointment,
         DirectoryEntry,
         DirectoryKey,
         Erasure,
         Guest,
         Link,
         Offer,
         Person,
         Responsibility,
         SignOn,
         StaffImport,
)

KEEPERS = "an act for the school: it is in the history of whoever did it, and the row is the colleague's"

register(Person, _("My account"), "first_name", "last_name", "email", "language", "timezone", "joined_at",
         "last_login", "aside", of=("pk",))  # fmt: skip
register(Appointment, _("Where I work"), "school__name", "post", "job_title", "department__name", "staff_code",
         "experience", "starts_on", "ends_on",
         not_of={"manager": "the place is the colleague's, whoever is their line manager"})  # fmt: skip
register(Responsibility, _("My duties"), "kind", "school__name", "network__name", "starts_on", "ends_on")
register(Guest, _("Where I am a guest from"), "school__name", "at",
         not_of={"invited_by": "the guest's own account"})  # fmt: skip
register(Offer, _("Schools that said I work there"), "school__name", "typed", "at", "answered_at", "accepted",
         not_of={"by": KEEPERS})  # fmt: skip
register(
    StaffImport, _("Staff lists I brought"), "school__name", "name", "brought_at", "state", "figures", of=("by",)
)
register(SignOn, _("How colleagues sign in: what I set up"), "school__name", "kind", "at", of=("by",))
register(DirectoryKey, _("Keys for the school’s directory that I made"), "school__name", "at", "used_at",
         "revoked_at", of=("by",))  # fmt: skip
register(DirectoryEntry, _("How my school’s directory knows me"), "school__name", "user_name", "external_id", "at")
register(SocialAccount, _("Accounts elsewhere by which I sign in"), "provider", "date_joined", "last_login",
         of=("user",))  # fmt: skip
register(Link, _("My personal links"), "purpose", "until", "revoked_at")
register(Entry, _("What I did"), "did", "kind", "thing", "at", of=("by",), by_pseudonym=True)
register(EmailAddress, _("My addresses"), "email", "verified", "primary", of=("user",))
register(Authenticator, _("How I sign in"), "type", "created_at", "last_used_at", of=("user",))
register(UserSession, _("Where I am signed in"), "created_at", "last_seen_at", "ip", "user_agent", of=("user",))
register(Erasure, _("When I asked to be erased"), "at", "due_at", "with_words", "called_off_at",
         not_of={"by": "it is about whoever is to be erased"})  # fmt: skip
