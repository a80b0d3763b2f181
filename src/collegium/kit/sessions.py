"""Django's own sessions. Who comes is asked at every request, and so the question is written once."""

from datetime import datetime

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from collegium.kit.asking import written_once


class SessionStore(db.SessionStore):
    """The same rows, and the same answers."""

    def _get_session_from_db(self) -> Session | None:
        found = _kept(self.session_key, timezone.now()) if self.session_key else []
        if not found:
            self._session_key = None
            return None
        return found[0]


@written_once
def _kept(key: str, now: datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=now)
