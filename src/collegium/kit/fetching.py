"""The one door through which pages ask an address that somebody typed: outside, by HTTPS, one step, not for long."""

import ipaddress
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

SECONDS = 5
LARGEST = 1_000_000
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
# RFC 4291 (compatible and mapped) and RFC 6052 (NAT64), each with the older number in its last four bytes.
WITH_AN_OLDER_NUMBER = tuple(map(ipaddress.IPv6Network, ("::/96", "::ffff:0:0/96", "64:ff9b::/96")))
# RFC 8215: what this stands for is known inside only.
TRANSLATED_INSIDE = ipaddress.IPv6Network("64:ff9b:1::/48")


class NotOutside(requests.RequestException):
    """The address leads to a machine inside, where a stranger's word must not send us."""


class _ReachedInside(Exception):
    """As above, on its way up: urllib3 would try what is an OSError again."""


class TooLarge(requests.RequestException):
    """More than anything we ask for would be."""


def is_outside(address: str) -> bool:
    """Whether this machine is on the internet at large, however the number is written."""
    found = _meant(ipaddress.ip_address(address.partition("%")[0]))
    return found.is_global and not found.is_multicast and found not in TRANSLATED_INSIDE


def _meant(found: Address) -> Address:
    """The older number that a newer one stands for: a translator on the way leads there."""
    if isinstance(found, ipaddress.IPv6Address) and any(found in network for network in WITH_AN_OLDER_NUMBER):
        return ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
    return found


class _Looked:
    """Looks whom it has reached before a word is said: a name may lead elsewhere a moment after it was looked up."""

    def _new_conn(self) -> Any:
        reached = super()._new_conn()  # type: ignore[misc]
        if not is_outside(reached.getpeername()[0]):
            reached.close()
            raise _ReachedInside
        return reached


class _Connection(_Looked, HTTPConnection):
    pass


class _SecureConnection(_Looked, HTTPSConnection):
    pass


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _SecureConnection


class _Door(HTTPAdapter):
    def __init__(self, *, inside: bool) -> None:
        self.inside = inside
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        if not self.inside:
            self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _SecurePool}

    def send(self, request: requests.PreparedRequest, **kwargs: Any) -> requests.Response:  # type: ignore[override]
        try:
            answer = super().send(request, **(kwargs | {"stream": True, "timeout": SECONDS}))
        except _ReachedInside:
            raise NotOutside("The address leads to a machine inside.") from None
        content = b""
        for piece in answer.iter_content(65_536):
            content += piece
            if len(content) > LARGEST:
                answer.close()
                raise TooLarge("The answer is too large.")
        answer._content = content
        return answer


def door(*, inside: bool = False) -> requests.Session:
    """A session that follows nobody elsewhere. ``inside``: a technician allows machines of the school's own."""
    session = requests.Session()
    session.trust_env = False
    session.max_redirects = 0
    for scheme in ("https://", "http://") if inside else ("https://",):
        session.mount(scheme, _Door(inside=inside))
    if not inside:
        del session.adapters["http://"]
    return session
