"""One web process: waitress, which reads the whole request before a page runs."""

import os
import resource
import signal
import socket
import time
from types import FrameType
from typing import Any

from django.conf import settings
from waitress import create_server, wasyncore

# The supervisor ends what is left after 5 seconds; by then we have answered what could be answered.
SECONDS_TO_LEAVE = 4.0
SECONDS_FOR_REQUESTS_ON_THE_WAY = 1.0
CONNECTIONS = 1_000
LARGEST_BODY = 25 * 1024 * 1024
LARGEST_HEADERS = 64 * 1024
SILENT_SECONDS = 60


class WebProcess:
    """Serves pages until it is asked to leave; then it takes no new request and finishes those it has."""

    def __init__(self, application: Any, listening: socket.socket, here: dict[str, Any]) -> None:
        self.leaving = False
        self.open: dict[int, Any] = {}
        behind_proxy = {
            "trusted_proxy": "*",
            "trusted_proxy_count": 1,
            "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
        }
        self.server = create_server(
            application,
            map=self.open,
            sockets=[listening],
            threads=here["threads"],
            connection_limit=CONNECTIONS,
            channel_timeout=SILENT_SECONDS,
            max_request_body_size=LARGEST_BODY,
            max_request_header_size=LARGEST_HEADERS,
            asyncore_use_poll=True,
            ident="Collegium",
            log_socket_errors=False,
            clear_untrusted_proxy_headers=True,
            **(behind_proxy if here["proxied"] else {}),
        )
        signal.signal(signal.SIGTERM, self.leave)
        signal.signal(signal.SIGINT, signal.SIG_IGN)

    def leave(self, signum: int, frame: FrameType | None) -> None:
        self.leaving = True
        self.server.pull_trigger()

    def serve(self) -> None:
        while not self.leaving:
            self.turn()
        self.close_the_door()
        self.finish(time.monotonic())

    def turn(self, longest: float = 1.0) -> None:
        wasyncore.loop(timeout=longest, use_poll=True, map=self.open, count=1)

    def close_the_door(self) -> None:
        """Connections that wait are for the other web processes: they share the listening socket."""
        self.server.accepting = False
        self.server.del_channel()
        self.server.socket.close()

    def finish(self, since: float) -> None:
        while time.monotonic() < since + SECONDS_TO_LEAVE:
            channels = list(self.server.active_channels.values())
            hurrying = time.monotonic() > since + SECONDS_FOR_REQUESTS_ON_THE_WAY
            for channel in channels:
                if hurrying and not (channel.requests or channel.total_outbufs_len):
                    channel.will_close = True
            if not channels:
                return
            self.turn(0.1)


def serve(application: Any, listening: socket.socket, ready: int) -> None:
    """Serve on the socket that the supervisor opened, and tell it when the first request can be answered."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    web = WebProcess(application, listening, settings.HERE)
    os.write(ready, b"!")
    os.close(ready)
    web.serve()
