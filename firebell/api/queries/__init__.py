"""Named reads of the room."""

from firebell.api.queries.hooks import call, calls_of, due, hook, hooks_of, listening
from firebell.api.queries.tokens import digest_of, role_of, token, token_shown, tokens_of

__all__ = [
    "call",
    "calls_of",
    "digest_of",
    "due",
    "hook",
    "hooks_of",
    "listening",
    "role_of",
    "token",
    "token_shown",
    "tokens_of",
]
