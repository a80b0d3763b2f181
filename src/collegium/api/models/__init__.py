from collegium.api.models.hook import (
    BOTH_SECRETS,
    MOST_HOOKS,
    PATIENCE,
    PAUSES,
    Hook,
    Message,
    TooManyHooks,
)
from collegium.api.models.token import MOST_A_MINUTE, MOST_TOKENS, Token, TooManyTokens

__all__ = [
    "BOTH_SECRETS", "MOST_A_MINUTE", "MOST_HOOKS", "MOST_TOKENS", "PATIENCE", "PAUSES", "Hook", "Message", "Token",
    "TooManyHooks", "TooManyTokens",
]  # fmt: skip
