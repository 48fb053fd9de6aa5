"""What abuse and rudeness look like in three languages: phrases by rule, one file a language.

Written by hand for agents' replies, in the language of `core.outbound.phrases`. To add one, write
it under the rule that it belongs to; the example texts in `tests/core/outbound` show what must and
what must never be found.
"""
