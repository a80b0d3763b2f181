"""Which sites may show a page of ours in a frame. Every other page: none."""

from collections.abc import Iterable
from typing import Any


def framed(response: Any, by: Iterable[str], *, sends_to: str = "") -> Any:
    """This one answer may stand in a frame of these sites, and its form may lead to one of them."""
    change: dict[str, list[str]] = {"frame-ancestors": sorted(set(by)) or ["'none'"]}
    if sends_to:
        change["form-action"] = ["'self'", sends_to]
    response._csp_replace = change
    response.xframe_options_exempt = True
    return response
