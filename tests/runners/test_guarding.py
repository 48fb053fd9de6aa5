from __future__ import annotations

import pytest

from firebell.runners.guarding import RowError, guard_rows


def test_each_row_gets_its_verdict_and_keeps_what_it_had():
    rows = [{"id": 7, "text": "Thank you!"}, {"text": "Go to hell.", "lang": "en"}]
    assert list(guard_rows(rows)) == [
        {"id": 7, "text": "Thank you!", "verdict": "send", "reasons": [], "better": None, "p": 0.0},
        {
            "text": "Go to hell.",
            "lang": "en",
            "verdict": "block",
            "reasons": [
                {
                    "rule": "abuse.contempt",
                    "span": [0, 10],
                    "message": "This shows contempt for the reader: “Go to hell”.",
                }
            ],
            "better": "Leave the person out of it. Say what happened and what you can do now.",
            "p": 0.95,
        },
    ]


def test_public_and_customer_are_used():
    rows = [
        {"text": "Write to ola@example.org", "public": True},
        {"text": "Write to ola@example.org"},
        {"text": "Hi Moron, thanks", "customer": "Petra Moron"},
    ]
    assert [row["verdict"] for row in guard_rows(rows)] == ["block", "warn", "send"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({}, "row 2: needs `text`"),
        ({"text": 5}, "row 2: needs `text`"),
        ({"text": "x", "public": "no"}, "row 2: `public` must be true or false"),
    ],
)
def test_a_row_that_cannot_be_judged_is_named(row: dict[str, object], said: str):
    with pytest.raises(RowError, match=said):
        list(guard_rows([{"text": "fine"}, row]))
