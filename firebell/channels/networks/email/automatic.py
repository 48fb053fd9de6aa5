"""Was it a machine that wrote? Then nobody waits for an answer, and none may be sent by itself.

Headers decide (RFC 3834 and what servers really set); words only where a subject is one that only
programs write. Pure.
"""

from __future__ import annotations

import re
from email.message import Message

from firebell.channels.networks.email.charsets import header_text

_MACHINES = re.compile(
    r"(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?|auto-?(?:reply|responder))"
    r"(?:[+._=-].*)?@",
    re.IGNORECASE,
)
_SUBJECTS = re.compile(
    r"^(?:re:\s*)?(?:automatic reply|auto(?:matic)?[- ]?(?:reply|response)|out of (?:the )?office|"
    r"automatisk svar|fraværsmelding|fravær:|autosvar|automatiskt svar|frånvaro|"
    r"automatische antwort|abwesenheitsnotiz|abwesenheit:|"
    r"odpowiedź automatyczna|automatyczna odpowiedź|autoodpowiedź|"
    r"réponse automatique|absence du bureau|respuesta automática|fuera de (?:la )?oficina|"
    r"risposta automatica|automatisch antwoord|resposta automática|"
    r"autoreply|vacation (?:reply|notice|response))\b",
    re.IGNORECASE,
)


def why_automatic(message: Message, author: str) -> str:
    """What says so, as `header: value`; nothing for a person's mail.

    A mailing list alone is no machine: a firm's own group address may be one (`Precedence: list`).
    """
    submitted = _value(message, "Auto-Submitted").partition(";")[0].strip()
    if submitted and submitted != "no":
        return f"Auto-Submitted: {submitted}"
    for name in ("X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-AutoReply-From"):
        if (value := _value(message, name)) and value not in ("no", "false"):
            return f"{name}: {value}"
    if (suppress := _value(message, "X-Auto-Response-Suppress")) and author_is_machine(author):
        return f"X-Auto-Response-Suppress: {suppress}"
    precedence = _value(message, "Precedence")
    if precedence in ("bulk", "junk", "auto_reply"):
        return f"Precedence: {precedence}"
    if _value(message, "Return-Path") == "<>" or _value(message, "X-Failed-Recipients"):
        return "Return-Path: <>"
    if message.get_content_type() == "multipart/report":
        return "Content-Type: multipart/report"
    if message["List-Unsubscribe"] and not _value(message, "List-Post").strip("no <>"):
        return "List-Unsubscribe"
    subject = header_text(str(message.get("Subject", "")))
    if _SUBJECTS.match(subject):
        return f"Subject: {subject[:60]}"
    if re.match(r"(?:mailer-daemon|postmaster)@", author, re.IGNORECASE):
        return f"From: {author}"
    return ""


def author_is_machine(author: str) -> bool:
    """Does the address itself say that nobody reads there?"""
    return _MACHINES.match(author) is not None


def _value(message: Message, name: str) -> str:
    value = next((text for key, text in message.raw_items() if key.lower() == name.lower()), "")
    return " ".join(str(value).split()).lower()[:300]
