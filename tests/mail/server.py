"""A mail server for tests that does what it is told: take, put off, refuse, hang up, or say nothing."""

import asyncio
import contextlib
import socket
from collections.abc import Callable
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller

TAKE, LATER, NEVER = "250 OK", "451 Try again later", "550 No such mailbox"


class Lying:
    """``answers`` for RCPT, DATA: a reply, ``"hang up"``, ``"silence"``, or a function called at that moment."""

    def __init__(self, **answers) -> None:
        self.answers = answers
        self.arrived: list = []
        self.addresses: list[str] = []
        self.connections = 0

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options):
        answer = await self._answer("MAIL", server, address)
        if answer == TAKE:
            envelope.mail_from = address
        return answer

    async def handle_RCPT(self, server, session, envelope, address, options):
        answer = await self._answer("RCPT", server, address)
        if answer == TAKE:
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):
        answer = await self._answer("DATA", server, envelope.rcpt_tos[0])
        if answer == TAKE:
            self.take(envelope)
        return answer

    def take(self, envelope) -> None:
        self.addresses += envelope.rcpt_tos
        self.arrived.append(message_from_bytes(envelope.content, policy=policy.default))

    async def _answer(self, moment, server, address) -> str:
        answer = self.answers.get(moment, TAKE)
        if isinstance(answer, dict):
            answer = answer.get(address, TAKE)
        if isinstance(answer, list):
            answer = answer.pop(0) if answer else TAKE
        if callable(answer):
            answer = answer(address) or TAKE
        if answer == "hang up":
            server.transport.abort()
            await asyncio.sleep(0.05)
            return "421 Bye"
        if answer == "refuse and hang up":
            asyncio.get_running_loop().call_soon(server.transport.close)
            return NEVER
        if answer == "silence":
            await asyncio.sleep(1.5)
            return "421 Too late"
        return answer


@contextlib.contextmanager
def serving(lying: Lying):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(lying, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


Answer = str | Callable[[str], str | None]
