"""What every guard keeps: it reads one draft and names the places that are wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


class Outcome(StrEnum):
    """What may happen to a draft, from harmless to worst."""

    SEND = "send"
    WARN = "warn"
    APPROVE = "approve"
    BLOCK = "block"


SEVERITY = {outcome: rank for rank, outcome in enumerate(Outcome)}


@dataclass(frozen=True, slots=True)
class Draft:
    """A text about to leave. `language` is a code or ""; a guard may not trust it.

    `customer` holds the names and handles of the person addressed, `agent` the sender's own name.
    """

    text: str
    public: bool = False
    channel: str = ""
    language: str = ""
    customer: tuple[str, ...] = ()
    agent: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence by its code (see `wording`), with the values that stand in it."""

    code: str
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: its rule, its place (start and end in code points), what to say, how bad.

    `p` in (0, 1] says how sure the rule is; see `judge.combined`.
    """

    rule: str
    span: tuple[int, int]
    message: Message
    verdict: Outcome
    p: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """The guard's word on a draft. `better` says what to do instead, None if nothing is wrong.

    `p` in [0, 1] orders drafts by how likely they should not leave as they are; it is not
    calibrated to any one firm's share of bad drafts.
    """

    verdict: Outcome
    reasons: tuple[Finding, ...] = ()
    better: Message | None = None
    p: float = 0.0


class Guard(Protocol):
    """One kind of fault. Its parameters are a frozen dataclass; `check` is pure.

    `check` never raises, whatever the text, takes time linear in it, and answers spans that lie
    inside it, in order.
    """

    @property
    def name(self) -> str: ...

    def check(self, draft: Draft) -> list[Finding]: ...
