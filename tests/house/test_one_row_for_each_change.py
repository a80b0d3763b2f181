"""Whatever a page changes stands in history, once, and in the same transaction (TRUST.md, invariant 27)."""

import hashlib
import re
from collections import Counter
from dataclasses import dataclass

import pytest
from django.apps import apps
from django.db import connection, models, transaction
from django.db.models.fields import AutoFieldMixin
from django.test import Client
from django.urls import reverse

from collegium.groups.models import Group
from collegium.history.models import Entry
from collegium.people.models import Person
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


@dataclass
class Done:
    """What became of one form: the tables it wrote, what history heard, in how many transactions, and what went to
    another group: the form names a secret one."""

    status: int
    nouns: set[str]
    heard: list[tuple[str, str, int]]
    transactions: set[str]
    went: set[object]


def changed_by(row, who, world, secret):
    client = Client(raise_request_exception=False)
    client.force_login(world.people[who])
    address, data = reverse(row.name, args=row.args(world)), row.data(world)
    data = {"group": secret.pk, "group_id": secret.pk, "slug": secret.slug} | data
    before = homes()
    last = Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    written, outer = {}, len(connection.savepoint_ids)

    def note(execute, sql, params, many, context):
        done = execute(sql, params, many, context)
        found = WRITES.match(sql)
        # What is told of a row that came in is read later: no number stands there yet.
        if found and (sql.startswith("INSERT") or context["cursor"].rowcount):
            written.setdefault(found[1], set()).add("".join(connection.savepoint_ids[outer : outer + 1]))
        return done

    with connection.execute_wrapper(note):
        response = client.post(address, data)
    heard = list(Entry.objects.filter(pk__gt=last).order_by("pk").values_list("did", "kind", "thing"))
    nouns = {table for table in written if not table.startswith(BESIDE)}
    after = homes()
    went = {one for one, group in after.items() if before.get(one, group) != group or group == secret.pk}
    within = set().union(*(written[table] for table in [*nouns, "history_entry"] if table in written))
    return Done(response.status_code, nouns, heard, within, went)


# Of these history has no word, and here is why. A protocol's own steps and keystrokes of a note are TRUST.md's own
# exceptions. Answers without a name need none here: see ``is_by_lot``.
WITHOUT = {
    "groups:question": "a step: which question all screens show",
    "meetings:speaker": "a step of a protocol",
    "meetings:note": "a keystroke of a note",
    "sharings:presence": "one's own word, taken back at will: the row says who and when, and only counts go further",
    "sharings:taking-up": "one's own word, taken back at will: the row says who and when, and only counts go further",
}
# A colleague's own work at codes and at what was said, where no answer is given.
LOOKED_AFTER = {"surveys:more", "surveys:letting-through"}
# One form, several changes: each has its own row, and these are all of them.
SEVERAL = {
    "community:answering": ["accepted", "shared"],
    "community:passing-on": ["accepted", "shared"],
    "community:saying": ["accepted", "said"],
    "community:shared": ["accepted", "shared"],
    "conversation:opening": ["opened", "said"],
    "desk:begin": ["started", "joined", "took a role"],
    "enquiry:group-wording": ["asked", "asked"],
    "enquiry:letting-go": ["let go", "let go"],
    "evidence:samples": ["brought", "added"],
    "forming:carrying_out": ["left", "carried out"],
    "forming:share": ["started", *["joined"] * 3, "took a role", "proposed", "confirmed", "shared"],
    "groups:agreeing": ["agreed on", "saw"],
    "groups:asking": ["put", "agree"],
    "groups:changing": ["put", "agree"],
    "groups:ending": ["put", "agree"],
    "groups:word": ["talk", "opened", "said"],
    "groups:words": ["renamed", "asked"],
    "meetings:addition": ["added", "confirmed"],
    "meetings:more": ["proposed", "proposed"],
    "meetings:now": ["added", "confirmed", "began", "came"],
    "meetings:plan": ["proposed", "confirmed"],
    "meetings:report": ["told of", "closed"],
    "meetings:sitting": ["began", "came"],
    "outcomes:picture-removal": ["removed from", "removed"],
    "people:import-beginning": ["began", "appointed", "brought"],
    "programmes:drafts": [*["brought in"] * 12, "drafted"],
    "programmes:starting_aspects": ["named"] * 8,
    "reading:trying": ["shared", "promised"],
    "scheduling:taking": ["proposed", "confirmed", "confirmed", "took"],
    "study:copying": ["started", "joined", "took a role", "began a course", "laid out", "planned"],
    "teachmeets:files": ["brought", "handed out"],
    "teachmeets:idea": ["shared", "made an idea of"],
    "years:closed": ["drafted", "changed", "closed wishes of", "concluded", "closed the year"],
}


def test_each_change_is_heard_of_exactly_once_and_nothing_moves_to_another_group(world, record_property):
    """A sixth of the addresses; all of them is the long one."""
    seen = look(world, acting()[::6])
    record_property("addresses", seen)

    assert seen > 40


@pytest.mark.long
def test_each_change_is_heard_of_exactly_once_at_every_address(world, record_property):
    seen = look(world, acting())
    record_property("addresses", seen)

    assert seen > 300


def look(world, some):
    wrong, apart, moved, seen = {}, {}, {}, 0
    secret = Group.objects.create(
        title="Secret", slug="secret", approach=world.feedback.approach, year_starts_on=SEPTEMBER, listed=False,
        started_by=world.people["ama"], started_at=MONDAY,
    )  # fmt: skip
    for row, who in some:
        with transaction.atomic():
            done = changed_by(row, who, world, secret)
            transaction.set_rollback(True)
        if done.went:
            moved[row.name] = done.went
        if not done.nouns and not done.heard:
            continue
        seen += 1
        verbs = Counter(did for did, _kind, _thing in done.heard)
        if verbs != expected(row, verbs, done.nouns) or len(done.heard) != len(set(done.heard)):
            wrong[row.name] = done.heard
        if len(done.transactions) != 1 or "" in done.transactions:
            apart[row.name] = done.transactions
    assert (wrong, apart, moved) == ({}, {}, {})
    return seen


def expected(row, verbs, nouns):
    """None, those that are written down above, or one, whichever."""
    by_lot = {model._meta.db_table for model in apps.get_models() if is_by_lot(model)}
    if row.name in WITHOUT or (nouns and nouns <= by_lot and row.name not in LOOKED_AFTER):
        return Counter()
    return Counter(SEVERAL[row.name]) if row.name in SEVERAL else Counter(list(verbs)[:1])


def is_by_lot(model):
    """Its rows have numbers drawn by lot, so that no order tells whose they are: an entry of history would."""
    return isinstance(model._meta.pk, models.BigIntegerField) and not isinstance(model._meta.pk, AutoFieldMixin)


def test_what_is_kept_by_lot_tells_of_nobody_and_no_moment():
    kept = [model for model in apps.get_models() if is_by_lot(model)]
    telling = [
        field for model in kept for field in model._meta.get_fields()
        if field.concrete and (field.related_model is Person or isinstance(field, models.DateTimeField))
    ]  # fmt: skip

    assert {"surveys.Ticket", "sharings.Slip"} <= {model._meta.label for model in kept}
    assert telling == []


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
