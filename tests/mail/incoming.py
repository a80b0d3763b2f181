"""Messages as they arrive: an answer to a letter, as a mail program would send it."""

from email.message import EmailMessage
from email.utils import make_msgid

from collegium.mail.composing import compose
from collegium.mail.keys import reply_address


def answer_to(letter, words, *, sender="", to="", quoting=True, **headers):
    """The bytes of an answer to this letter, from the address it was written to unless told otherwise."""
    ours = compose(letter)
    message = EmailMessage()
    message["From"] = sender or f"{letter.person.name} <{letter.person.email}>"
    message["To"] = to or (reply_address(letter) if to == "" else "collegium@example.org")
    message["Subject"] = f"Re: {letter.subject}"
    message["Message-ID"] = headers.pop("message_id", "") or make_msgid(domain="client.example")
    if headers.pop("by_name", False):
        message["In-Reply-To"] = message["References"] = ours.extra_headers["Message-ID"]
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    quoted = "\n".join(f"> {line}" for line in ours.body.splitlines())
    message.set_content(words + (f"\n\nOn Mon, 9 Nov 2026, Collegium wrote:\n{quoted}\n" if quoting else ""))
    return message.as_bytes()
