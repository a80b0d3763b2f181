"""Filling an empty Collegium with the demo network: the same people and stories each time, around today's date."""

import random
import secrets
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from collegium.demo import year
from collegium.demo.booklets import publish
from collegium.demo.community import meet_beyond
from collegium.demo.deciding import decide
from collegium.demo.enquiry import enquire
from collegium.demo.evidence import gather_evidence
from collegium.demo.gathering import gather
from collegium.demo.impact import compare_last_year
from collegium.demo.library import keep
from collegium.demo.meetings import meet
from collegium.demo.network import EVERYBODY, make_network
from collegium.demo.newcomers import come_in_the_middle_of_the_year
from collegium.demo.outcomes import find_and_propose
from collegium.demo.packs import show_what_is_there
from collegium.demo.partners import remember_partners
from collegium.demo.practical import see_to
from collegium.demo.reading import read
from collegium.demo.sharings import share_with_all_staff
from collegium.demo.study import study
from collegium.demo.surveys import ask_pupils_and_staff
from collegium.demo.talk import talk
from collegium.demo.times import find_times
from collegium.demo.visits import visit_each_other
from collegium.demo.vle import set_a_vle_up
from collegium.demo.walks import walk_through
from collegium.kit import clock
from collegium.mail.models import Letter
from collegium.people.models import Person
from collegium.people.signins_of_the_demo import PASSWORD, SIGNINS
from collegium.programmes.models.approach import bring_in

SEED = 1844
# In the order in which a school would come to it: each builds on what stands before.
THIS_YEAR = (
    talk, enquire, keep, meet, see_to, find_times, read, study, decide, visit_each_other, walk_through,
    compare_last_year, gather_evidence, meet_beyond, gather, ask_pupils_and_staff, publish, find_and_propose,
    share_with_all_staff, set_a_vle_up, come_in_the_middle_of_the_year, show_what_is_there,
    remember_partners,
)  # fmt: skip


class NotEmpty(Exception):
    """The data folder holds people already: the demo is never laid over them."""


def build(*, at: datetime | None = None, beyond_loopback: bool = False) -> dict[str, str]:
    """Make the demo network, and give the password of each fixed sign-in.

    Listening beyond this machine, everybody's password is a random one.
    """
    if Person.objects.exists():
        raise NotEmpty
    now = at or clock.now()
    passwords = {signin.address: secrets.token_urlsafe(9) if beyond_loopback else PASSWORD for signin in SIGNINS}
    with transaction.atomic():
        made = make_network(at=now, passwords=_hashed(passwords | ({} if beyond_loopback else {EVERYBODY: PASSWORD})))
        for school in made.schools:
            bring_in(school, at=now)
        year.remember_last_year(made)
        year.start_own_groups(made, at=now)
    dice = random.Random(SEED)
    year.run_this_year(made, at=now, dice=dice)
    year.collect_for_spring(made, at=now, dice=dice)
    for happens in THIS_YEAR:
        happens(made, at=now)
    # What was written for days long past has been read; the outbox begins with what is written from now on.
    Letter.objects.filter(sent_at=None, dropped_at=None).update(sent_at=now)
    return passwords


def _hashed(passwords: dict[str, str]) -> dict[str, str]:
    """One hash for all who share a password: hashing is slow on purpose, and the demo has no secrets."""
    hashes = {password: make_password(password) for password in set(passwords.values())}
    return {address: hashes[password] for address, password in passwords.items()}
