"""A small language of phrases, and a matcher whose work grows only with the text.

One phrase a line. A word matches itself; `idiot*` any word that begins so; `a|b` either;
`word?` may be missing; `~3` stands for up to three words of the same sentence; `{name}` for the
alternatives that `macros` lists under that name; `^` for the beginning of a sentence, `$` for its
end, also as the last choice (`now|$`). `#` begins a comment. A word written with Norwegian or
Polish letters is also known without them if it has four letters or more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from firebell.core.outbound.folding import HANDLE, LINK, STOP, Word, fold, to_ascii

MASKABLE = 3


class PhraseError(ValueError):
    """A phrase that cannot be read; says which."""


@dataclass(frozen=True, slots=True)
class Element:
    exact: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    gap: int = 0
    optional: bool = False
    edge: bool = False
    or_edge: bool = False

    def fits(self, word: Word) -> bool:
        return any(
            form in self.exact or (self.prefixes and form.startswith(self.prefixes))
            for form in word.forms
        )


@dataclass(frozen=True, slots=True)
class Phrase:
    label: str
    elements: tuple[Element, ...]


class PhraseBook:
    """Phrases of several labels, found together in one walk over the words."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._by_word: dict[str, list[Phrase]] = {}
        self._by_prefix: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            first = phrase.elements[1] if phrase.elements[0].edge else phrase.elements[0]
            for word in first.exact:
                self._by_word.setdefault(word, []).append(phrase)
            for prefix in first.prefixes:
                self._by_prefix.setdefault(prefix, []).append(phrase)
        self._lengths = sorted({len(prefix) for prefix in self._by_prefix})

    def matches(self, words: Sequence[Word]) -> Iterator[tuple[str, int, int]]:
        """Label, first and last word (both within) of each match."""
        for place in range(len(words)):
            for phrase in self._starting_with(words[place]):
                end = _match(phrase.elements, 0, words, place)
                if end is not None and end > place:
                    yield phrase.label, place, end - 1

    def _starting_with(self, word: Word) -> list[Phrase]:
        found: list[Phrase] = []
        for form in word.forms:
            found += self._by_word.get(form, ())
            for length in self._lengths:
                if length > len(form):
                    break
                found += self._by_prefix.get(form[:length], ())
        return found


def _match(elements: tuple[Element, ...], at: int, words: Sequence[Word], place: int) -> int | None:
    """Where a match of `elements[at:]` beginning at `place` ends, or None. Gaps are bounded, so
    the work for one phrase at one place is too."""
    if at == len(elements):
        return place
    element = elements[at]
    if element.edge:
        before = at == 0
        edge = _is_edge(words, place - 1 if before else place)
        return _match(elements, at + 1, words, place) if edge else None
    if element.gap:
        for step in range(element.gap + 1):
            end = _match(elements, at + 1, words, place + step)
            if end is not None:
                return end
            if _is_edge(words, place + step):
                return None
        return None
    if place < len(words) and element.fits(words[place]):
        end = _match(elements, at + 1, words, place + 1)
        if end is not None:
            return end
    may_skip = element.optional or (element.or_edge and _is_edge(words, place))
    return _match(elements, at + 1, words, place) if may_skip else None


def _is_edge(words: Sequence[Word], place: int) -> bool:
    return not 0 <= place < len(words) or words[place].plain in (STOP, HANDLE, LINK)


def read_phrases(label: str, lines: str, macros: Mapping[str, str]) -> list[Phrase]:
    """The phrases written in `lines`. Raises PhraseError naming the line."""
    phrases = []
    for line in lines.splitlines():
        if parts := line.split("#")[0].split():
            elements = tuple(_element(part, macros, line) for part in parts)
            first = elements[1] if elements[0].edge and len(elements) > 1 else elements[0]
            if first.gap or first.edge or first.optional:
                raise PhraseError(f"{line.strip()!r} must begin with a word")
            phrases.append(Phrase(label, elements))
    return phrases


def _element(part: str, macros: Mapping[str, str], line: str) -> Element:
    if part in ("^", "$"):
        return Element(edge=True)
    if part.startswith("~"):
        return Element(gap=int(part[1:]))
    choices = part.removesuffix("?").split("|")
    names = [_expanded(name, macros, line) for name in choices if name != "$"]
    words = [word for name in names for word in name.split("|")]
    exact = {form for word in words if not word.endswith("*") for form in _spellings(word)}
    prefixes = {form for word in words if word.endswith("*") for form in _spellings(word[:-1])}
    return Element(
        frozenset(exact),
        tuple(sorted(prefixes)),
        optional=part.endswith("?"),
        or_edge="$" in choices,
    )


def _expanded(name: str, macros: Mapping[str, str], line: str) -> str:
    if not name.startswith("{"):
        return name
    try:
        listed = macros[name.strip("{}")]
    except KeyError:
        raise PhraseError(f"{line.strip()!r} uses {name}, which no macro defines") from None
    return "|".join(_expanded(word, macros, line) for word in listed.split())


def _spellings(word: str) -> set[str]:
    form = fold(word)
    return {form, to_ascii(form)} if len(form) >= 4 else {form}
