"""What each feature adds to the logit of each label, set by hand.

A label's ``base`` is its logit where nothing speaks. The tables are read by ``heads.Heads``; a
trained table of the same shape may take their place.
"""

from __future__ import annotations

Table = dict[str, dict[str, float]]

INTENT: Table = {
    "complaint": {
        "base": -1.2,
        "negative": 3.6,
        "GRIEVANCE": 1.9,
        "COMPLAINT": 0.7,
        "ANGER": 0.7,
        "MISHAP": 0.6,
        "CONDEMN": 1.3,
        "EARLIER": 0.7,
        "OWN": 0.3,
        "MOCK": 0.8,
        "SAFETY": 1.2,
        "INJURY": 0.8,
        "DISCRIMINATION": 1.0,
        "BREACH": 0.8,
        "positive": -1.5,
    },
    "question": {
        "base": -1.4,
        "QUESTION": 2.4,
        "question": 1.3,
        "QUESTION_WORD": 0.5,
        "REQUEST": 1.1,
        "QUESTION+REQUEST": 0.4,
        "positive": -0.6,
        "LINK": -0.5,
    },
    "praise": {
        "base": -1.6,
        "positive": 3.4,
        "PRAISE": 0.7,
        "THANKS": 0.8,
        "GUSH": 0.4,
        "JOY": 0.4,
        "LOYAL": 0.5,
        "MISHAP": -0.8,
        "GRIEVANCE": -1.2,
        "QUESTION": -1.2,
        "negative": -1.5,
        "MOCK": -0.5,
        "PROMOTION": -0.8,
    },
    "suggestion": {"base": -2.6, "SUGGESTION": 4.2, "question": 0.2, "negative": -0.3},
    "cancellation": {"base": -3.0, "CANCEL": 5.6, "CONDEMN": 0.4, "negative": 0.8},
    "legal_threat": {"base": -3.2, "LEGAL": 6.2, "negative": 0.8, "positive": -1.0},
    "press_threat": {"base": -3.4, "PRESS": 5.6, "negative": 1.6, "LINK": -2.0, "positive": -1.5},
    "compensation": {
        "base": -2.8,
        "COMPENSATION": 4.6,
        "REQUEST": 0.3,
        "negative": 0.8,
        "positive": -0.8,
    },
    "noise": {
        "base": -1.8,
        "PROMOTION": 2.6,
        "LINK": 1.4,
        "wordless": 3.0,
        "OWN": -0.9,
        "addressed": -0.9,
        "GRIEVANCE": -1.0,
        "negative": -1.0,
        "QUESTION": -0.4,
    },
    "other": {"base": 0.2, "neutral": 1.3, "short": 0.3},
}

EMOTION: Table = {
    "anger": {
        "base": -2.6,
        "ANGER": 2.6,
        "negative": 2.4,
        "ABUSE": 0.8,
        "CONDEMN": 1.2,
        "toxic": 0.8,
        "shouts": 0.5,
        "HARM": 1.5,
        "CANCEL": 0.5,
        "LEGAL": 0.5,
    },
    "fear": {"base": -3.0, "FEAR": 4.0, "SAFETY": 0.8, "negative": 0.4},
    "sadness": {
        "base": -2.8,
        "SADNESS": 3.2,
        "negative": 1.2,
        "SORROW": 0.6,
        "SELF_HARM": 2.0,
        "ANGER": -0.5,
    },
    "joy": {
        "base": -2.4,
        "JOY": 1.6,
        "positive": 2.8,
        "KIND_JOY": 0.5,
        "PRAISE": 0.5,
        "THANKS": 0.3,
        "negative": -1.5,
        "MISHAP": -0.6,
        "NEGATOR": -0.4,
    },
    "hope": {"base": -3.0, "HOPE": 3.6, "negative": -0.6, "ANGER": -0.6},
    "none": {"base": 0.4, "neutral": 1.8},
}

STANCE_ATTACK: dict[str, float] = {
    "base": -4.2,
    "ABUSE": 1.8,
    "SLUR": 3.0,
    "CONDEMN": 2.4,
    "HARM": 4.0,
    "toxic": 2.5,
    "negative": 1.6,
    "SUGGESTION": -1.2,
    "LOYAL": -1.2,
    "shouts": 0.4,
    "positive": -1.0,
}
STANCE_HELP: dict[str, float] = {
    "base": -3.0,
    "SUGGESTION": 3.2,
    "LOYAL": 2.0,
    "HOPE": 0.5,
    "ABUSE": -1.5,
    "CONDEMN": -1.0,
    "HARM": -4.0,
    "toxic": -1.5,
    "SLUR": -2.0,
    "negative": 0.4,
}

IRONY_ALONE: dict[str, float] = {
    "base": -3.4,
    "IRONY_MARK": 3.6,
    "MOCK": 1.2,
    "MOCK+MISHAP": 1.2,
    "MOCK+GUSH": 0.5,
    "GUSH+MISHAP": 1.2,
    "GUSH+GRIEVANCE": 1.0,
    "GUSH+SMIRK": 1.5,
    "GUSH+ANGER": 0.6,
    "EXCLAIM+GUSH": 0.6,
    "SMIRK": 0.7,
    "PRAISE+COMPLAINT": 0.3,
    "QUESTION+REQUEST": -0.6,
    "NEGATOR+GUSH": -0.3,
    "REQUEST": -0.4,
    "LINK": -0.4,
}

COMPLAINT: dict[str, float] = {
    "base": -3.4,
    "negative": 4.2,
    "GRIEVANCE": 2.0,
    "COMPLAINT": 0.8,
    "ANGER": 0.6,
    "MISHAP": 0.5,
    "CONDEMN": 1.2,
    "OWN": 0.7,
    "addressed": 0.7,
    "MENTION": 0.3,
    "CANCEL": 1.2,
    "LEGAL": 1.2,
    "COMPENSATION": 1.4,
    "EARLIER": 0.6,
    "SAFETY": 1.0,
    "INJURY": 0.5,
    "DISCRIMINATION": 1.0,
    "BREACH": 0.8,
    "MOCK": 0.8,
    "GUSH+MISHAP": 0.4,
    "positive": -2.0,
    "LINK": -0.6,
    "PROMOTION": -1.0,
}

THREAT: dict[str, float] = {
    "base": -5.2,
    "HARM": 6.4,
    "VIOLENT": 1.0,
    "VIOLENT+YOU": 1.0,
    "VIOLENT+WILL": 0.8,
    "toxic": 1.6,
    "negative": 0.6,
    "positive": -1.0,
    "LINK": -0.5,
}

IRONY: Table = {"irony": IRONY_ALONE}
CARE: Table = {
    "complaint": COMPLAINT,
    "threat": THREAT,
    "attack": STANCE_ATTACK,
    "help": STANCE_HELP,
}
"""Labels that stand alone: each has a probability of its own."""
