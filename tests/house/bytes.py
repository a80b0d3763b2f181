"""What an answer is when everything that differs from one asking to the next is left out."""

import io
import re
import zipfile

CHANGING = (r'name="(?:csrfmiddlewaretoken|key)" value="[^"]*"', r'"X-CSRFToken": ?"[^"]*"', r'nonce="[^"]*"',
            r"(?<=/after/)[0-9a-f]{24}(?=/)")  # a seat at a chat is bound to its browser
HEADERS = ("X-Request-ID", "Content-Security-Policy", "Set-Cookie", "Date", "Expires", "Content-Length")


def unpacked(content: bytes) -> bytes:
    """Of a sheet or an archive what lies in it: when its parts were put in is the disk's clock, and no secret."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"\n".join(name.encode() + b"\n" + archive.read(name) for name in archive.namelist())


def masked(response) -> tuple[int, dict[str, str], str]:
    """Status, headers and body; forms' own keys, nonces and the request's number are nobody's secret."""
    text = unpacked(response.getvalue()).decode("utf-8", "replace")
    for pattern in CHANGING:
        text = re.sub(pattern, "", text)
    number = response.headers.get("X-Request-ID")
    if number:
        text = text.replace(number, "")
    return response.status_code, {k: v for k, v in response.headers.items() if k not in HEADERS}, text
