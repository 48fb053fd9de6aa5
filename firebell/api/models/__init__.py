from firebell.api.models.hooks import Hook, HookAttempt, HookCall
from firebell.api.models.tokens import KeptAnswer, Token

__all__ = ["Hook", "HookAttempt", "HookCall", "KeptAnswer", "Token"]
