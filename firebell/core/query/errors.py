"""What a wrong query is refused with."""

from __future__ import annotations

from enum import StrEnum


class Problem(StrEnum):
    """The kind of mistake; screens may translate by it."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    TOO_DEEP = "too_deep"
    BAD_CHARACTER = "bad_character"
    UNCLOSED = "unclosed"
    UNEXPECTED = "unexpected"
    UNKNOWN_FIELD = "unknown_field"
    BAD_VALUE = "bad_value"
    BAD_NEAR = "bad_near"
    BAD_PREFIX = "bad_prefix"
    NOTHING_TO_FIND = "nothing_to_find"
    MINUS = "minus"
    ONLY_NEGATIVE = "only_negative"


class QueryError(ValueError):
    """A query that cannot be read, with the exact place.

    `start` and `end` are offsets in code points of the query's text (`end` is exclusive; both are
    the text's length where the query ends too early). `found` is what stands there, `expected`
    what would have been right, `message` one plain sentence or two with the remedy.
    """

    def __init__(
        self,
        problem: Problem,
        message: str,
        *,
        start: int,
        end: int,
        found: str,
        expected: str,
    ) -> None:
        super().__init__(problem, message, start, end, found, expected)
        self.problem = problem
        self.message = message
        self.start = start
        self.end = end
        self.found = found
        self.expected = expected

    def __str__(self) -> str:
        return f"{self.message} (at character {self.start + 1})"

    def __reduce__(self) -> tuple[object, ...]:
        place = (self.start, self.end, self.found, self.expected)
        return _rebuild, (self.problem, self.message, *place)

    def marked(self, text: str) -> str:
        """The query with a line of carets under the place, for terminals and logs."""
        line_start = text.rfind("\n", 0, self.start) + 1
        line_end = text.find("\n", self.start)
        line = text[line_start : line_end if line_end >= 0 else len(text)]
        width = max(1, min(self.end, line_start + len(line)) - self.start)
        return f"{line}\n{' ' * (self.start - line_start)}{'^' * width}"


def _rebuild(
    problem: Problem, message: str, start: int, end: int, found: str, expected: str
) -> QueryError:
    return QueryError(problem, message, start=start, end=end, found=found, expected=expected)
