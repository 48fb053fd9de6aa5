"""Abuse and rudeness towards the customer, by a hand-written lexicon in three languages.

All three are always looked for: agents change language in mid-sentence. What a draft only quotes
("you call him a 'moron'"), denies ("not a stupid question") or uses as a name is let through.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from firebell.core.outbound.contract import Draft, Finding, Message, Outcome
from firebell.core.outbound.folding import STOP, Word, fold, words_of
from firebell.core.outbound.guards.lexicon import english, norwegian, polish
from firebell.core.outbound.phrases import PhraseBook, read_phrases

MAX_FINDINGS = 50
MAX_MASKED = 200
LANGUAGES = (english, norwegian, polish)

# Verdict, and how sure the rule is. Set by hand from how often each rule was right on the
# project's training replies: an order between rules, not a calibrated chance.
RULES: dict[str, tuple[Outcome, float]] = {
    "abuse.insult": (Outcome.BLOCK, 0.97),
    "abuse.threat": (Outcome.BLOCK, 0.96),
    "abuse.wish": (Outcome.BLOCK, 0.96),
    "abuse.contempt": (Outcome.BLOCK, 0.95),
    "abuse.profanity": (Outcome.WARN, 0.85),
    "tone.blame": (Outcome.WARN, 0.75),
    "tone.belittling": (Outcome.WARN, 0.75),
    "tone.condescending": (Outcome.WARN, 0.75),
    "tone.sarcasm": (Outcome.WARN, 0.75),
    "tone.dismissive": (Outcome.WARN, 0.7),
}
MACROS = {name: words for lexicon in LANGUAGES for name, words in lexicon.MACROS.items()}


@cache
def book() -> PhraseBook:
    """Every phrase of every language; read when first needed, since most commands need none."""
    return PhraseBook(
        phrase
        for lexicon in LANGUAGES
        for rule, lines in lexicon.PHRASES.items()
        for phrase in read_phrases(rule, lines, MACROS)
    )


def _listed(words: str) -> frozenset[str]:
    return frozenset(fold(word) for word in words.split())


_DENIABLE = frozenset({"abuse.insult", "abuse.wish", "abuse.profanity", "tone.belittling"})
_DENYING = _listed(
    """
    not no never nobody without isnt arent wasnt dont doesnt didnt wont cant neither nor hardly
    stop avoid prevent ikke aldri ingen inga intet uten ikkje nie bez żaden żadne żadna nigdy
    żadnych
    """
)
_REPORTING = _listed(
    """
    call calling called calls word words think thinks feel feels felt say saying said wrote titled
    named synes syns mener kalle kaller kalt kalte ordet skriver uważa nazywać nazwać nazwał
    nazwała słowo słowa słów pisze
    """
)
_ADDRESSING = _listed("you youre u ur du dere din ditt ty jesteś pan pani")
_BEFORE_A_NAME = _listed(
    """
    hi hello hey dear mr mrs ms miss dr hei hallo kjære herr fru frøken panie pani pana
    szanowny szanowna drogi droga cześć witaj
    """
)
# What people hide behind asterisks, beside the insults.
_MASKED_WORDS = """
    fuck* shit* fuk* damn dumb* stupid* ass hell jævl* jævla faen kurwa* kurw* pierd* dupie
    dupa dupę chuj* huj jeba* kakerlakk* idiot* crap bullshit* pussy whore*
"""
_MASKED = tuple(
    fold(word)
    for words in (MACROS["slur"], MACROS["nb_slur"], MACROS["pl_slur"], _MASKED_WORDS)
    for word in words.split()
)


@dataclass(frozen=True, slots=True)
class Abuse:
    """Insults, threats, curses and contempt block; swearing and a rude tone warn."""

    name: str = "abuse"

    def check(self, draft: Draft) -> list[Finding]:
        words = _unmasked(words_of(draft.text))
        honour_quotes = 2 * sum(word.quoted for word in words) <= len(words)
        names = {fold(part) for name in draft.customer for part in name.split()}
        hits = (
            hit for hit in book().matches(words) if not _excused(hit, words, honour_quotes, names)
        )
        findings = [_finding(draft.text, words, hit) for hit in islice(hits, 4 * MAX_FINDINGS)]
        return _without_overlaps(findings)[:MAX_FINDINGS]


def _excused(
    hit: tuple[str, int, int], words: Sequence[Word], honour_quotes: bool, names: set[str]
) -> bool:
    rule, first, last = hit
    before = _same_sentence(words, first, 6)
    if honour_quotes and words[first].quoted and words[last].quoted:
        said = {word.plain for word in before if not word.quoted}
        aimed = _ADDRESSING & {word.plain for word in before[-3:] if not word.quoted}
        return not aimed or bool(_REPORTING & said)
    if first == last and words[first].plain in names and before:
        return before[-1].plain in _BEFORE_A_NAME
    if rule == "abuse.threat":
        return bool(before) and before[-1].plain in _DENYING
    if rule not in _DENIABLE:
        return False
    said = {word.plain for word in before}
    if rule == "tone.belittling":
        return bool(_DENYING & said)
    inside = {word.plain for word in words[first + 1 : last]}
    near = {word.plain for word in before[-3:]}
    return bool(_DENYING & (near | inside)) or (rule == "abuse.insult" and bool(_REPORTING & said))


def _same_sentence(words: Sequence[Word], place: int, number: int) -> list[Word]:
    """Up to `number` words before `place`, not beyond the sentence's beginning."""
    found: list[Word] = []
    for word in reversed(words[max(0, place - number) : place]):
        if word.plain == STOP:
            break
        found.insert(0, word)
    return found


def _finding(text: str, words: Sequence[Word], hit: tuple[str, int, int]) -> Finding:
    rule, first, last = hit
    # An edge of the sentence may have been the last thing that fitted.
    while last > first and words[last].plain == STOP:
        last -= 1
    start, end = words[first].start, words[last].end
    verdict, p = RULES[rule]
    return Finding(rule, (start, end), Message(rule, {"words": text[start:end][:80]}), verdict, p)


def _without_overlaps(findings: list[Finding]) -> list[Finding]:
    """The surest finding of each place, in the order of the text."""
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda f: (-f.p, f.span[0] - f.span[1], f.span)):
        if all(finding.span[1] <= k.span[0] or finding.span[0] >= k.span[1] for k in kept):
            kept.append(finding)
    return sorted(kept, key=lambda finding: finding.span)


def _unmasked(words: list[Word]) -> list[Word]:
    """Words with asterisks, given the readings that the lexicon has for them."""
    masked = [place for place, word in enumerate(words) if "*" in word.plain]
    for place in masked[:MAX_MASKED]:
        word = words[place]
        if readings := _readings(word.plain):
            words[place] = Word(word.start, word.end, (*word.forms, *readings), word.quoted)
    return words


def _readings(masked: str) -> list[str]:
    if sum(letter.isalpha() for letter in masked) < 2 and len(masked) != 4:
        return []
    if not masked[0].isalpha():
        return []
    return [entry.removesuffix("*") for entry in _MASKED if _could_be(masked, entry)]


def _could_be(masked: str, entry: str) -> bool:
    stem = entry.removesuffix("*")
    long_enough = len(masked) >= len(stem) if entry.endswith("*") else len(masked) == len(stem)
    return long_enough and all(
        seen in ("*", meant) for seen, meant in zip(masked, stem, strict=False)
    )
