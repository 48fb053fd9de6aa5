"""Guards, one kind of fault a file: a frozen parameter class with `check(draft)`.

A new one is written here, listed in `core.outbound.judge.GUARDS`, given its sentences in
`core.outbound.wording`, and tested by `core.conformance.check_guard`.
"""
