"""Films that can be watched inside Collegium: where they come from, and only when somebody presses."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True)
class Player:
    """A frame that plays one film, and the only place that it may come from."""

    address: str
    place: str


def player_of(link: str) -> Player | None:
    """YouTube's and Vimeo's players without their cookies; a film from elsewhere is opened where it is."""
    where = urlsplit(link)
    host = (where.hostname or "").removeprefix("www.").removeprefix("m.")
    if host in ("youtube.com", "youtube-nocookie.com", "youtu.be"):
        last = parse_qs(where.query).get("v", [where.path.rpartition("/")[2]])[0]
        return _player("https://www.youtube-nocookie.com", "/embed/", last, r"[\w-]{11}")
    if host in ("vimeo.com", "player.vimeo.com"):
        return _player("https://player.vimeo.com", "/video/", where.path.rpartition("/")[2], r"\d{5,12}", "?dnt=1")
    return None


def _player(place: str, path: str, film: str, looks_like: str, more: str = "") -> Player | None:
    return Player(f"{place}{path}{film}{more}", place) if re.fullmatch(looks_like, film, re.ASCII) else None


def playing(response: Any, player: Player | None) -> Any:
    """This one answer may show that one player."""
    if player:
        response._csp_update = {"frame-src": player.place}
    return response
