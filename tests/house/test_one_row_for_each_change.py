"""Whatever a page changes stands in history, once, and in the same transaction (TRUST.md, invariant 27)."""

import hashlib
import re

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from collegium.groups.models import Group
from collegium.history.models import Entry
from tests.conftest import MONDAY, SEPTEMBER
from tests.house.test_who_may import rows
from tests.house.who_may import EVERYBODY

WRITES = re.compile(r'^(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')
# What is kept beside a change, and is none itself.
BESIDE = ("django_", "kit_", "history_", "mail_letter", "account_", "usersessions_", "mfa_", "socialaccount_")


class Refused(Exception):
    """History cannot be written at this moment."""


def acting():
    """Each address that changes something, once, and somebody who may."""
    found = {}
    for row in rows():
        who = next((one for one in EVERYBODY[1:] if row.expected[one] in {200, 302}), None)
        if row.method == "post" and who:
            found.setdefault(row.name, (row, who))
    return list(found.values())


def changed_by(row, who, world, secret):
    """The tables that it wrote, what history heard, and what went to another group: the form names a secret one."""
    client = Client(raise_request_exception=False)
    client.force_login(world.people[who])
    address, data = reverse(row.name, args=row.args(world)), row.data(world)
    data = {"group": secret.pk, "group_id": secret.pk, "slug": secret.slug} | data
    before = homes()
    last = Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    written = set()

    def note(execute, sql, params, many, context):
        done = execute(sql, params, many, context)
        found = WRITES.match(sql)
        if found and context["cursor"].rowcount:
            written.add(found[1])
        return done

    with connection.execute_wrapper(note):
        response = client.post(address, data)
    heard = list(Entry.objects.filter(pk__gt=last).values_list("did", "kind", "thing"))
    nouns = {table for table in written if not table.startswith(BESIDE)}
    after = homes()
    went = {one for one, group in after.items() if before.get(one, group) != group or group == secret.pk}
    return response.status_code, nouns, heard, went


# Of these history has no word, and here is why. A protocol's own steps, keystrokes of a note and pupils' answers are
# TRUST.md's own exceptions; what is only being put together is heard of when it is done.
WITHOUT = {
    "community:starring": "stars are counted for a line, and nobody reads whose they are",
    "conversation:setting_aside": "one's own list: nobody else learns of it",
    "forming:keeping": "a mark on a try that only its lead sees, for the next try",
    "groups:question": "what a group answers while it sets itself up: heard of when it is agreed",
    "meetings:speaker": "a step of a protocol",
    "meetings:note": "a keystroke of a note",
    "people:timezone": "how one's own pages show the time",
    "people:import-columns": "how a file is read: heard of when it is brought in",
    "programmes:meanings": "how a file is read: heard of when it is brought in",
    "programmes:file_removal": "a file that was only looked at: heard of when its rows are kept",
    "visits:timetable-columns": "how a file is read: heard of when it is brought in",
    "sharings:handing-in": "a slip without a name",
    "sharings:presence": "one's own word, counted and shown to nobody: no row may say when",
    "sharings:taking-up": "one's own word, counted and shown to nobody: no row may say when",
    "surveys:drawing": "pupils: no row may say when",
    "surveys:drawn-by-link": "an answer without a name",
    "surveys:mine": "an answer without a name",
}


def test_what_is_written_is_heard_of_once_and_nothing_moves_to_another_group(world):
    """A sixth of the addresses; all of them is the long one."""
    assert look(world, acting()[::6]) > 20


@pytest.mark.long
def test_what_is_written_is_heard_of_once_at_every_address(world):
    assert look(world, acting()) > 150


def look(world, some):
    silent, twice, moved, seen = {}, {}, {}, 0
    secret = Group.objects.create(
        title="Secret", slug="secret", approach=world.feedback.approach, year_starts_on=SEPTEMBER, listed=False,
        started_by=world.people["ama"], started_at=MONDAY,
    )  # fmt: skip
    for row, who in some:
        with transaction.atomic():
            status, nouns, heard, went = changed_by(row, who, world, secret)
            transaction.set_rollback(True)
        seen += bool(nouns)
        if status in {200, 302} and nouns and not heard and row.name not in WITHOUT:
            silent[row.name] = nouns
        if len(heard) != len(set(heard)):
            twice[row.name] = heard
        if went:
            moved[row.name] = went
    assert (silent, twice, moved) == ({}, {}, {})
    return seen


def homes():
    """Of everything that belongs to a group, to which."""
    found = {}
    for model in apps.get_models():
        names = {one.name for one in model._meta.concrete_fields if one.related_model is Group}
        for name in names - {"continued_in", "earlier", "later"}:
            rows_of = model._base_manager.exclude(**{name: None}).values_list("pk", f"{name}_id")
            found |= {(model._meta.label, name, number): group for number, group in rows_of}
    return found


@pytest.mark.long
def test_what_history_cannot_hear_of_does_not_happen(world):
    """In the same transaction: where the entry cannot be written, nothing of the change is kept."""
    kept = {}
    for row, who in acting():
        with transaction.atomic():
            left = left_without_history(row, who, world)
            transaction.set_rollback(True)
        if left and row.name not in WITHOUT:
            kept[row.name] = left

    assert kept == {}


def left_without_history(row, who, world):
    """The tables that differ afterwards."""
    client = Client(raise_request_exception=False)
    client.force_login(world.people[who])
    address, data = reverse(row.name, args=row.args(world)), row.data(world)
    refused = []

    def refuse(execute, sql, params, many, context):
        if sql.startswith('INSERT INTO "history_entry"'):
            refused.append(sql)
            raise Refused
        return execute(sql, params, many, context)

    before = prints()
    with connection.execute_wrapper(refuse):
        client.post(address, data)
    after = prints()
    return {table for table in before if refused and before[table] != after[table]}


def prints():
    """Of each table of nouns, a digest of its rows."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        table = model._meta.db_table
        if not table.startswith(BESIDE) and not table.startswith("auth_"):
            rows_of = sorted(map(repr, model._base_manager.values_list()))
            found[table] = hashlib.sha256("".join(rows_of).encode()).hexdigest()
    return found
