"""The cues of customer care: what a word or a phrase may hint at, one bit each."""

from __future__ import annotations

from enum import IntFlag


class Cue(IntFlag):
    """What a token, or the phrase that it stands in, hints at; it may be several."""

    ANGER = 1 << 0
    FEAR = 1 << 1
    SADNESS = 1 << 2
    JOY = 1 << 3
    HOPE = 1 << 4
    GRIEVANCE = 1 << 5  # what went wrong, told: "still waiting", "never arrived"
    SUGGESTION = 1 << 6
    CANCEL = 1 << 7  # leaving, or saying so
    LEGAL = 1 << 8
    PRESS = 1 << 9
    COMPENSATION = 1 << 10
    PROMOTION = 1 << 11
    IRONY_MARK = 1 << 12  # says itself that it is not meant: #sarcasm, /s
    MOCK = 1 << 13  # phrases that are seldom meant: "thanks for nothing"
    SMIRK = 1 << 14  # 🙄 and its like
    GUSH = 1 << 15  # praise that is strong enough to be turned round
    MISHAP = 1 << 16  # what nobody praises: a delay, a queue, a loss
    EXCLAIM = 1 << 17  # wow, yay, oh
    LOYAL = 1 << 18  # says that they are for the firm, or were
    CONDEMN = 1 << 19  # wants it gone, or others to stay away
    HARM = 1 << 20  # threatens or wishes harm
    VIOLENT = 1 << 21
    YOU = 1 << 22
    WILL = 1 << 23
    SLUR = 1 << 24
    SAFETY = 1 << 25
    SAFETY_MAYBE = 1 << 26  # also said of other things
    INJURY = 1 << 27
    INJURY_MAYBE = 1 << 28
    MINORS = 1 << 29
    MINORS_MAYBE = 1 << 30
    SELF_HARM = 1 << 31
    DISCRIMINATION = 1 << 32
    BREACH = 1 << 33
    CRIME = 1 << 34
    EARLIER = 1 << 35  # this is not the first time
    PARTIES = 1 << 36  # somebody else has a part in it: insurer, bank, doctor
    CALL = 1 << 37  # an exclamation mark
    QUOTE = 1 << 38
    ELLIPSIS = 1 << 39
