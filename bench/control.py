"""The two controls of speed, on the server that serves Collegium: ``python bench/control.py PORT THREADS``.

C1, at ``/``: 20 KB that are always the same, from bare WSGI. C2, at ``/list/``: a careful page of 50 rows, about
20 KB, with session, sign-in and templates and nothing else. Both from two processes that share one socket.
"""

import os
import socket
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

PAGE = b"x" * 20_000
ROWS = """
SELECT t.id, t.title, t.kind, p.first_name, p.last_name, t.last_at, count(s.id), max(s.text)
FROM (SELECT * FROM conversation_thread ORDER BY last_at DESC, id DESC LIMIT 50) t
JOIN people_person p ON p.id = t.opened_by_id JOIN conversation_post s ON s.thread_id = t.id
GROUP BY t.id, t.title, t.kind, p.first_name, p.last_name, t.last_at ORDER BY t.last_at DESC
"""
LIST = """<!doctype html><html lang="en"><title>Talk</title><h1>Talk, for {{ me.first_name }}</h1><ul class="rows">
{% for number, title, kind, first, last, at, answers, words in rows %}<li class="row">
<a href="/talk/threads/{{ number }}/"><strong>{{ title }}</strong></a>
{% if kind == "thinking" %} <span class="badge">{{ kind }}</span>{% endif %}
<span class="quiet">{{ first }} {{ last }} · <time datetime="{{ at }}">{{ at }}</time> · {{ answers }}</span>
<p class="first-words">{{ words }}</p></li>{% endfor %}</ul>"""
Answer = Callable[..., Iterable[bytes]]


def application() -> Answer:
    import django

    django.setup()
    from django.contrib.auth.middleware import AuthenticationMiddleware
    from django.contrib.sessions.middleware import SessionMiddleware
    from django.core.handlers.wsgi import WSGIHandler
    from django.db import connection
    from django.http import HttpResponse
    from django.template import engines

    template = engines["django"].from_string(LIST)

    def careful(request: Any) -> HttpResponse:
        with connection.cursor() as cursor:
            cursor.execute(ROWS)
            return HttpResponse(template.render({"rows": cursor.fetchall(), "me": request.user}))

    class Careful(WSGIHandler):
        def load_middleware(self, is_async: bool = False) -> None:
            self._middleware_chain = SessionMiddleware(AuthenticationMiddleware(careful))

    listed = Careful()

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ["PATH_INFO"] == "/list/":
            return listed(environ, start_response)
        start_response("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(PAGE)))])
        return [PAGE]

    return answer


def main() -> None:
    sys.path.insert(0, str(Path(__file__).parents[1] / "src"))
    port, threads = (int(word) for word in sys.argv[1:])
    listening = socket.create_server(("127.0.0.1", port))
    os.fork()
    from waitress import create_server

    create_server(application(), sockets=[listening], threads=threads).run()


main()
