"""Tokens that people made for their programs, webhooks, and the devices on which they hear of letters."""

from datetime import timedelta

from collegium.api.models import Hook, Token
from collegium.mail.models import Device
from tests.house import reference as ref


def draw(world):
    for number, somebody in enumerate(world.later.sample(world.people, 3)):
        made = ref.Part(None, somebody)
        world.know(made, Token.objects.create(
            person=world.rows[somebody], title=world.word_of(made, "api.token"), scopes=["groups:read"],
            digest=str(number), at=world.at, until=world.at + timedelta(days=90), counted_from=world.at,
        ))  # fmt: skip
        told = ref.Part(None, somebody)
        address = f"https://example.org/{world.word_of(told, 'api.hook')}"
        world.know(told, Hook.objects.create(
            person=world.rows[somebody], address=address, areas=["groups"], at=world.at,
        ))  # fmt: skip
        rings = ref.Part(None, somebody)
        endpoint = f"https://fcm.googleapis.com/{world.word_of(rings, 'mail.device')}"
        world.know(rings, Device.objects.create(
            person=world.rows[somebody], session=f"{number}", endpoint=endpoint, key="k", secret="s", at=world.at,
        ))  # fmt: skip
