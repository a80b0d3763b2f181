from collegium.people.models.appointment import Appointment, Department, Offer, Responsibility
from collegium.people.models.directory import DirectoryEntry, DirectoryKey
from collegium.people.models.erasure import Erasure
from collegium.people.models.link import Link
from collegium.people.models.person import Guest, Person
from collegium.people.models.school import Network, School
from collegium.people.models.sign_on import SignOn
from collegium.people.models.staff_import import StaffImport
from collegium.people.models.year import Closure, SchoolYear, Term

__all__ = [
    "Appointment", "Closure", "Department", "DirectoryEntry", "DirectoryKey", "Erasure", "Guest", "Link",
    "Network", "Offer", "Person", "Responsibility", "School", "SchoolYear", "SignOn", "StaffImport", "Term",
]  # fmt: skip
