"""Reads kept rejects again, by the map they were refused by or a better one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import pyarrow as pa

from firebell.channels.contract import Batch, ChannelError, Reject, no_interactions
from firebell.channels.files.convert import convert
from firebell.channels.files.decode import Decoded, decode_csv, decode_json
from firebell.channels.files.limits import FUTURE_HOURS
from firebell.channels.files.maps import ColumnMap, load_map
from firebell.common import clock

NOT_WHOLE = "only the beginning of this row was kept; correct the file and read it again"


def read_rejects(config: Mapping[str, Any], rejects: list[Reject], *, repair: bool) -> Batch:
    """See `firebell.channels.contract.Replayer`. A `map` in `config` overrides the old one."""
    groups: dict[str, list[Reject]] = defaultdict(list)
    for reject in rejects:
        groups[repr(sorted(reject.context.items()))].append(reject)
    tables, refused = [], []
    for group in groups.values():
        interactions, still = _read_group(group, config.get("map"), repair=repair)
        tables.append(interactions)
        refused += still
    merged = pa.Table.from_batches(tables or [no_interactions()]).combine_chunks().to_batches()
    return Batch(merged[0] if merged else no_interactions(), tuple(refused), {})


def _read_group(
    rejects: Sequence[Reject], named: str | None, *, repair: bool
) -> tuple[pa.RecordBatch, list[Reject]]:
    whole = [reject for reject in rejects if reject.whole]
    refused = [_again(reject, NOT_WHOLE) for reject in rejects if not reject.whole]
    plan = load_map(named or str(rejects[0].context.get("map", "")))
    decoded = _decode(whole, plan, repair=repair)
    reasons = dict(decoded.refused)
    interactions = no_interactions()
    if decoded.rows:
        plan.check_columns(decoded.columns, rejects[0].place)
        latest = clock.wall() + timedelta(hours=FUTURE_HOURS)
        converted = convert(decoded.columns, len(decoded.rows), plan, latest, repair=repair)
        interactions = converted.interactions
        reasons.update((decoded.rows[row], why) for row, why in converted.refused.items())
    return interactions, refused + [_again(whole[row], reasons[row]) for row in sorted(reasons)]


def _decode(rejects: Sequence[Reject], plan: ColumnMap, *, repair: bool) -> Decoded:
    raws = [reject.raw for reject in rejects]
    context = rejects[0].context if rejects else {"format": "json"}
    if context.get("format") == "json":
        return decode_json(raws, plan.encoding, repair=repair)
    if context.get("format") == "csv":
        names, delimiter = context["columns"], context["delimiter"]
        return decode_csv(raws, names, delimiter, plan.encoding, repair=repair)
    raise ChannelError(
        f"{rejects[0].place}: this was not a row of a file; it cannot be replayed", permanent=True
    )


def _again(reject: Reject, reason: str) -> Reject:
    return Reject(reject.place, reason, reject.raw, reject.raw_size, reject.context)
