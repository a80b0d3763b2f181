"""A small mailbox for tests: as much of IMAP as looking for what is new needs, in plain text, for one user.

It is not a mail server. What a real one may do otherwise stands in ``test_a_real_mailbox.py``.
"""

import contextlib
import re
import socketserver
import threading

USER, PASSWORD = "collegium", "tea-and-biscuits"


class Mailbox:
    """What lies in it, and which flags each message has. ``broken``: a command that hangs up, or is refused."""

    def __init__(self) -> None:
        self.messages: list[bytes] = []
        self.flags: list[set[str]] = []
        self.broken: dict[str, str] = {}

    def put(self, raw: bytes) -> None:
        self.messages.append(raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
        self.flags.append(set())

    def unseen(self) -> list[int]:
        return [number for number, flags in enumerate(self.flags, start=1) if r"\Seen" not in flags]


class _Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.say("* OK ready")
        for line in self.rfile:
            tag, _, command = line.decode().strip().partition(" ")
            name = command.upper().removeprefix("UID ").split(" ")[0]
            fault = self.box.broken.get(name, "")
            if fault == "hang up":
                return
            self.say(f"{tag} {fault}" if fault else f"{tag} {self.answer(name, command)}")
            if name == "LOGOUT":
                return

    @property
    def box(self) -> Mailbox:
        return self.server.box

    def say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")

    def answer(self, name: str, command: str) -> str:
        if name == "CAPABILITY":
            self.say("* CAPABILITY IMAP4rev1")
        elif name == "LOGIN" and command.split(" ", 1)[1] != f'{USER} "{PASSWORD}"':
            return "NO [AUTHENTICATIONFAILED] Authentication failed."
        elif name == "SELECT":
            self.say(f"* {len(self.box.messages)} EXISTS")
        elif name == "SEARCH":
            self.say(f"* SEARCH {' '.join(map(str, self.box.unseen()))}".rstrip())
        elif name == "FETCH":
            self.fetch(command)
        elif name == "STORE":
            number, flags = re.match(r"(?i)UID STORE (\d+) \+FLAGS \((.*)\)", command).groups()
            self.box.flags[int(number) - 1] |= set(flags.split())
        return "OK done"

    def fetch(self, command: str) -> None:
        number, most = map(int, re.match(r"(?i)UID FETCH (\d+) \(BODY.PEEK\[\]<0.(\d+)>\)", command).groups())
        raw = self.box.messages[number - 1][:most]
        self.wfile.write(f"* {number} FETCH (UID {number} BODY[]<0> {{{len(raw)}}}\r\n".encode() + raw + b")\r\n")


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


@contextlib.contextmanager
def mailbox():
    """A mailbox and the port at which it is looked into."""
    box = Mailbox()
    with _Server(("127.0.0.1", 0), _Talk) as server:
        server.box = box
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield box, server.server_address[1]
        server.shutdown()
        thread.join()
