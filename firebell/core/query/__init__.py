"""The boolean query language: what people save to hear about a brand, and the matcher that tests
many queries on many posts at once.

Words: *query* (a saved text), *node* (its tree), *term* (words to find), *field* (a condition on
something else than the words), *literal* (a term folded for the automaton), *page* (posts folded
together), *clause* (literals of which a query needs one), *step* (a compiled node).
The language is described in docs/reference/query-language.md.
"""

from firebell.core.query.ast import Node, to_text
from firebell.core.query.errors import Problem, QueryError
from firebell.core.query.matcher import MATCHES, Matcher, matches
from firebell.core.query.parser import parse

__all__ = ["MATCHES", "Matcher", "Node", "Problem", "QueryError", "matches", "parse", "to_text"]
