"""Why this app keeps what it keeps, and what becomes of it when somebody is erased."""

from datetime import datetime

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from collegium.history.models import Check, Entry, Seal
from collegium.kit.models import Allowance, Attempt, Backup, Pulse, Recurrence
from collegium.people.models import (
    Appointment,
    Closure,
    Department,
    DirectoryEntry,
    DirectoryKey,
    Erasure,
    Guest,
    Link,
    Network,
    Offer,
    Person,
    Responsibility,
    School,
    SchoolYear,
    SignOn,
    StaffImport,
    Term,
)
from collegium.people.purposes import copied, first, purpose

staff = purpose(
    _("Who works here"),
    why=_("A school must know whom its groups, visits and letters are for."),
    reads=_("colleagues read name, department and duties; keepers of accounts all of it"),
    until=_("while somebody works there, and after that until they or the school ask for erasure"),
)
# The account is the row that is left: its name, address and password are emptied last.
staff.stays(Person, of="pk", facts=("password", "email", "first_name", "last_name", "language", "timezone", "aside"))
staff.goes(Appointment, Responsibility, Guest, Offer)
staff.stays(Appointment, of="manager", facts=("job_title", "staff_code"))
staff.stays(Guest, of="invited_by")
staff.stays(Offer, of="by", facts=("typed",))
staff.nobody(School, School.networks.through, Network, Department, SchoolYear, Term, Closure)

lists = purpose(
    _("Staff lists that were brought in"),
    why=_("So that rows with a fault can be mended."),
    reads=_("keepers of accounts"),
    until=_("a week after it was brought in; the figures stay"),
)
lists.stays(
    StaffImport, of="by",
    facts=("name", "columns", "rows", "numbers", "meanings", "troubles", "leaving", "figures"),
)  # fmt: skip
copied(StaffImport, "rows", "troubles", "leaving")

signing_in = purpose(
    _("Signing in"),
    why=_("So that nobody else opens your account."),
    reads=_("nobody; you see where you are signed in"),
    until=_("sessions fourteen days, personal links until they are over, the rest while you have an account"),
)
signing_in.goes(EmailAddress, Authenticator, SocialAccount, UserSession, of="user").goes(Link, DirectoryEntry)
signing_in.goes(DirectoryKey, of="by")
signing_in.stays(SignOn, of="by", facts=("issuer", "client", "secret", "domains", "goes_to", "certificates",
                                         "attribute"))  # fmt: skip
signing_in.nobody(EmailConfirmation, SocialToken, SocialApp, Session, Group, Group.permissions.through, Permission)

traces = purpose(
    _("What happened, and when"),
    why=_("So that everybody can see who decided what, and a school can account for it."),
    reads=_("you what you did; a group what happened in it. No entry holds what was written"),
    until=_("kept; after an erasure nobody can tell any more whose entries they were"),
)
traces.nobody(Check, Entry, Seal)

rights = purpose(
    _("Erasures"),
    why=_("So that somebody who was erased stays erased after an older backup is restored."),
    reads=_("you, and the keepers of accounts of the school where you were last"),
    until=_("kept, without a name"),
)
rights.stays(Erasure).stays(Erasure, of="by")

running = purpose(
    _("Running the program"),
    why=_("So that a form that arrives twice acts once, and work that was cut off is done again."),
    reads=_("whoever keeps the server"),
    until=_("a day to a month"),
)
running.nobody(Attempt, Allowance, Pulse, Backup, Recurrence, DBTaskResult, ContentType)
copied(DBTaskResult, "traceback", "args_kwargs")


@first
def sign_out(person: Person, at: datetime) -> None:
    """Out everywhere: sessions are kept by a key, and not every one has a row that names its person."""
    Session.objects.filter(pk__in=UserSession.objects.filter(user=person).values("session_key")).delete()
    for session in Session.objects.iterator(chunk_size=500):
        held = session.get_decoded()
        if str(held.get("_auth_user_id")) == str(person.pk) or (person.email and person.email in str(held)):
            session.delete()
