"""Telling addresses elsewhere what happened (Standard Webhooks): which noun, which number, what was done. No more."""

import hmac
import json
import re
from base64 import b64decode, b64encode
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import requests
from django.conf import settings
from django.db.models import Exists, OuterRef, Q

from collegium.api.models import Hook, Message
from collegium.api.scopes import Area
from collegium.history import kinds
from collegium.history.models import Entry, EntryQuerySet
from collegium.kit import fetching
from collegium.people.models import Person

# What of each area is told: the nouns that the API has. Nothing of visits, reflections, threads and pupils.
NOUNS = {
    Area.PROGRAMMES: ("programmes.programme",),
    Area.GROUPS: ("groups.group", "groups.membership", "groups.invitation"),
    Area.MEETINGS: ("meetings.meeting", "meetings.item", "meetings.action", "meetings.promise"),
    Area.ENQUIRY: ("enquiry.question", "enquiry.cycle", "enquiry.idea", "enquiry.trial"),
    Area.LIBRARY: ("library.work",),
    Area.COMMUNITY: ("community.post",),
    Area.OUTCOMES: ("outcomes.report", "outcomes.proposal"),
}
# An entry may be kept a while after another with a later number: looked back so far.
LOOK_BACK = timedelta(minutes=10)
# Nobody looked for a while: what is older than this is no news any more.
NEWS = timedelta(days=1)
A_RUN = 100
OF_A_HOOK = 20


def known(person: Person, areas: list[str]) -> EntryQuerySet:
    """The entries in these areas about things that this person may know of now."""
    wanted = {kind for area in areas if area in NOUNS for kind in NOUNS[Area(area)]}
    seen = Q(pk__in=[])
    for kind, visible in kinds.registered():
        if kind in wanted:
            seen |= Q(kind=kind, thing__in=visible(person).values("pk"))
    return Entry.objects.filter(seen)


def gather(at: datetime) -> None:
    """Note for every hook what happened since it was set up or last looked for, once each."""
    through = []
    for hook in Hook.objects.alive().select_related("person").order_by("pk"):
        noted = Message.objects.filter(hook=hook, entry=OuterRef("pk"))
        since = max(hook.at, (hook.gathered_at or hook.at) - LOOK_BACK, at - NEWS)
        fresh = list(known(hook.person, hook.areas).filter(~Exists(noted), at__gte=since).order_by("pk")[:A_RUN])
        Message.objects.bulk_create(
            [Message(hook=hook, entry=entry, due_at=at) for entry in fresh], ignore_conflicts=True
        )
        if len(fresh) < A_RUN:
            through.append(hook.pk)
    Hook.objects.filter(pk__in=through).update(gathered_at=at)


def send_waiting(at: datetime) -> int:
    """Everything whose time has come; of an address that does not answer, one. How many arrived."""
    arrived = 0
    silent: set[int] = set()
    sent: dict[int, int] = {}
    for message in Message.objects.waiting(at)[:A_RUN]:
        hook = message.hook_id
        if hook in silent or sent.get(hook, 0) >= OF_A_HOOK or not message.take(at=at):
            continue
        sent[hook] = sent.get(hook, 0) + 1
        if send(message, at=at):
            arrived += 1
        else:
            silent.add(hook)
    return arrived


def send(message: Message, *, at: datetime) -> bool:
    """One message, if its owner may know of it still. Whether there was an answer that it arrived."""
    # Asked anew: while others were sent it may have been stopped, or got another secret.
    hook = Hook.objects.alive().select_related("person").filter(pk=message.hook_id).first()
    if hook is None or not known(hook.person, hook.areas).filter(pk=message.entry_id).exists():
        message.drop(at=at)
        return True
    message.hook = hook
    answer = post(hook, message.name, content(message.entry), at=at)
    if answer // 100 == 2:
        message.arrive(answer, at=at)
        return True
    message.fail(answer, at=at)
    return False


def post(hook: Hook, name: str, told: dict[str, Any], *, at: datetime) -> int:
    """Through the one door; nobody is followed elsewhere. What came back, 0: nothing."""
    body = json.dumps(told, separators=(",", ":"))
    stamp = int(at.timestamp())
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Collegium",
        "webhook-id": name,
        "webhook-timestamp": str(stamp),
        "webhook-signature": " ".join(sign(secret, name, stamp, body) for secret in hook.secrets(at)),
    }
    try:
        with fetching.door(inside=settings.SIGN_ON_INSIDE) as session:
            return session.post(hook.address, data=body.encode(), headers=headers, allow_redirects=False).status_code
    except (requests.RequestException, ValueError):
        return 0


def sign(secret: str, name: str, stamp: int, body: str) -> str:
    """Version 1: HMAC-SHA256 of name, time and body."""
    key = b64decode(secret.removeprefix("whsec_"))
    digest = hmac.new(key, f"{name}.{stamp}.{body}".encode(), sha256).digest()
    return "v1," + b64encode(digest).decode()


def content(entry: Entry) -> dict[str, Any]:
    """What was done, to which thing, when. Not by whom, and no word of it."""
    return {
        "type": f"{entry.kind}.{re.sub(r'[^a-z]+', '-', entry.did.lower()).strip('-')}",
        "timestamp": entry.at.astimezone(UTC).isoformat(timespec="seconds"),
        "data": {"kind": entry.kind, "id": entry.thing},
    }


def try_out(hook: Hook, *, at: datetime) -> int:
    """A message that means nothing, so that whoever sets up a receiver sees it come. What came back."""
    told = {"type": "collegium.trial", "timestamp": at.astimezone(UTC).isoformat(timespec="seconds"), "data": {}}
    return post(hook, f"msg_{hook.pk}_trial_{int(at.timestamp())}", told, at=at)
