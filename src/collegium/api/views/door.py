"""Who comes in: whoever holds a good token, as its owner, for what it is for."""

import logging
from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer

from collegium.api.models import Token
from collegium.api.views.problems import MissingScope, TooOften
from collegium.kit import clock
from collegium.kit.web import SignedIn

log = logging.getLogger(__name__)


class ByToken(SignedIn):
    """A request that a program makes for somebody."""

    auth: Token


class Bearer(HttpBearer):
    """A token of somebody who may sign in today, and which has this scope. No scope: any token is good."""

    def __init__(self, scope: str = "") -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        at = clock.now()
        found = Token.objects.opened_by(token.strip(), at)
        if found is None:
            log.info("a token opened nothing")
            return None
        if not found.use(at=at):
            log.info("token %s: too often", found.pk)
            raise TooOften
        if self.scope and not found.allows(self.scope):
            log.info("token %s: without %s", found.pk, self.scope)
            raise MissingScope(self.scope)
        request.user = found.person
        return found
