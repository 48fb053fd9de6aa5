"""Every Arrow table that crosses a border of the core, column by column.

A schema never loses or renames a column; a new column is nullable and raises the version.
All instants are UTC with microseconds. Text is valid Unicode without NUL and lone surrogates:
channels clean it before it gets here.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import pyarrow as pa

INSTANT = pa.timestamp("us", tz="UTC")


class InteractionKind(StrEnum):
    """What a person did towards the brand or about it."""

    POST = "post"
    COMMENT = "comment"
    REPLY = "reply"
    REPOST = "repost"
    REVIEW = "review"
    DIRECT_MESSAGE = "direct_message"
    EMAIL = "email"
    CALL = "call"
    CHAT = "chat"
    TEXT_MESSAGE = "text_message"
    SURVEY_ANSWER = "survey_answer"
    PURCHASE = "purchase"
    CANCELLATION = "cancellation"
    VISIT = "visit"


class Direction(StrEnum):
    """Inbound: from a person to or about the brand. Outbound: from the brand's own people."""

    INBOUND = "inbound"
    OUTBOUND = "outbound"


class Sentiment(StrEnum):
    NEGATIVE = "negative"
    NEUTRAL = "neutral"
    POSITIVE = "positive"


class Emotion(StrEnum):
    ANGER = "anger"
    FEAR = "fear"
    SADNESS = "sadness"
    JOY = "joy"
    HOPE = "hope"
    NONE = "none"


class Intent(StrEnum):
    """What a text wants, by its main point."""

    COMPLAINT = "complaint"
    QUESTION = "question"
    PRAISE = "praise"
    SUGGESTION = "suggestion"
    CANCELLATION = "cancellation"
    LEGAL_THREAT = "legal_threat"
    PRESS_THREAT = "press_threat"
    COMPENSATION = "compensation"
    NOISE = "noise"
    OTHER = "other"


class Sensitive(StrEnum):
    """Matters that always go to a person, at once."""

    SAFETY = "safety"
    INJURY = "injury"
    DISCRIMINATION = "discrimination"
    MINORS = "minors"
    SELF_HARM = "self_harm"
    LAW = "law"
    DATA_BREACH = "data_breach"


def _table(*columns: pa.Field[Any]) -> pa.Schema:
    return pa.schema(list(columns))


INTERACTION_VERSION = 4
INTERACTION = _table(
    pa.field("channel", pa.string(), nullable=False),  # the medium: twitter, email, review...
    pa.field("external_id", pa.string(), nullable=False),  # unique on its channel
    pa.field("kind", pa.string(), nullable=False),  # InteractionKind
    pa.field("direction", pa.string(), nullable=False),  # Direction
    pa.field("at", INSTANT, nullable=False),  # when the person did it (event time)
    pa.field("text", pa.string(), nullable=False),
    pa.field("author", pa.string(), nullable=False),  # handle on that channel, no leading @
    pa.field("author_name", pa.string()),
    pa.field("followers", pa.int64()),
    pa.field("language_hint", pa.string()),  # ISO 639-1, what the channel says
    pa.field("url", pa.string()),
    pa.field("in_reply_to", pa.string()),  # external_id on the same channel
    pa.field("thread", pa.string()),  # the channel's own id of the thread, where it has one
    pa.field("rating", pa.float32()),  # 1 to 5
    pa.field("reposts", pa.int32()),
    pa.field("has_link", pa.bool_()),
    pa.field("has_image", pa.bool_()),
    pa.field("has_video", pa.bool_()),
    # The headline of a mail, an article or a review; `text` holds it too, as its first line.
    pa.field("subject", pa.string()),
    # True: a machine wrote it (an auto-reply, a bounce, bulk mail), so nobody waits for an answer.
    pa.field("automatic", pa.bool_()),
    # By what its network knows each picture, with spaces between: equal for equal pictures.
    pa.field("pictures", pa.string()),
)

_SPANS = pa.list_(pa.list_(pa.int32(), 2))  # start and end, in code points of the text
_PLACE: list[pa.Field[Any]] = [pa.field("start", pa.int32()), pa.field("end", pa.int32())]

READING_VERSION = 2
READING = _table(
    pa.field("language", pa.string(), nullable=False),  # ISO 639-1, "und" when not known
    pa.field("language_p", pa.float32(), nullable=False),
    pa.field("sentiment", pa.string(), nullable=False),  # Sentiment
    pa.field("negative", pa.float32(), nullable=False),  # the three sum to 1
    pa.field("neutral", pa.float32(), nullable=False),
    pa.field("positive", pa.float32(), nullable=False),
    pa.field("needs_answer", pa.bool_(), nullable=False),
    pa.field("needs_answer_p", pa.float32(), nullable=False),
    pa.field("toxicity", pa.float32(), nullable=False),  # probability
    pa.field("toxic_spans", _SPANS, nullable=False),
    pa.field("because", pa.string(), nullable=False),  # the words that moved it, one line
    pa.field("emotion", pa.string()),  # Emotion
    pa.field("emotion_p", pa.float32()),
    pa.field("irony", pa.float32()),  # probability
    pa.field("intent", pa.string()),  # Intent
    pa.field("intent_p", pa.float32()),
    pa.field("complaint", pa.bool_()),
    pa.field("complaint_p", pa.float32()),
    pa.field("complexity", pa.string()),  # low, moderate, high
    pa.field("stance", pa.string()),  # help, attack, neither
    pa.field("threat", pa.float32()),  # probability that it threatens people or wishes them harm
    pa.field("threat_spans", _SPANS),
    pa.field("slur_spans", _SPANS),
    pa.field("sensitive", pa.list_(pa.string())),  # Sensitive
    pa.field("sensitive_spans", _SPANS),
    pa.field(
        "entities",
        pa.list_(
            pa.struct([pa.field("kind", pa.string()), pa.field("text", pa.string()), *_PLACE])
        ),
    ),
    pa.field("personal_data", pa.list_(pa.struct([pa.field("kind", pa.string()), *_PLACE]))),
    pa.field("fingerprint", pa.int64()),  # null where the text is too short for one
    pa.field("uncertain", pa.list_(pa.string())),  # columns not vouched for in this language
)

COUNT_VERSION = 2
# One row a minute, brand and dimension. dimension is "brand" (key ""), "channel", "language" or
# "topic"; counts of one dimension add up to the brand's, save for topics, which may overlap. Posts
# that name several brands stand apart, under "shared" (key "").
COUNT = _table(
    pa.field("brand", pa.int64(), nullable=False),
    pa.field("dimension", pa.string(), nullable=False),
    pa.field("key", pa.string(), nullable=False),
    pa.field("minute", pa.timestamp("s", tz="UTC"), nullable=False),
    pa.field("total", pa.int32(), nullable=False),
    pa.field("negative", pa.int32(), nullable=False),
    pa.field("needs_answer", pa.int32(), nullable=False),
    # How much of it is negative, in thousandths of a post: the sum of the probabilities. Says
    # more than `negative` where the reader is in doubt. Whole numbers add up exactly.
    pa.field("negativity", pa.int32()),
)

SIGNAL_VERSION = 3
SIGNAL = _table(
    pa.field("at", INSTANT, nullable=False),  # the end of the bucket that was judged
    pa.field("observed", pa.float64(), nullable=False),
    pa.field("expected", pa.float64(), nullable=False),
    pa.field("lower", pa.float64(), nullable=False),
    pa.field("upper", pa.float64(), nullable=False),
    pa.field("score", pa.float64(), nullable=False),  # 0 usual, 1 certainly not
    pa.field("ringing", pa.bool_(), nullable=False),
    pa.field("window", pa.int32()),  # seconds that observed and expected cover, up to `at`
    pa.field("onset", INSTANT),  # where ringing: when it seems to have begun
    pa.field("return_weeks", pa.float64()),  # so much is seen for nothing once in so many weeks
)
