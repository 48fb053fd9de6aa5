"""Every bound that a file meets, in one place."""

from __future__ import annotations

MIB = 1024 * 1024

ROW_BYTES = MIB  # a longer row is rejected by itself, the rest goes on
LOOKAHEAD_BYTES = 16 * MIB  # a quote still open after so much counts as never closed
DOUBT_BYTES = 64 * MIB  # looked at in vain behind open quotes, in one file
BATCH_BYTES = 8 * MIB  # a batch ends early when its raw rows weigh this much
BLOCK_BYTES = 256 * 1024
HEADER_BYTES = 64 * 1024
COLUMNS = 2_000
SAMPLED_RECORDS = 100  # JSON has no header: its columns are the keys of so many first rows
SORTED_ROWS = 5_000_000  # `order: time` keeps 32 bytes a row in memory
SPOOLED_BYTES = 4 * 1024 * MIB  # ... and a compressed file unpacked beside it, on disk
PARQUET_CHUNK_BYTES = 512 * MIB  # one column of one row group, unpacked
PARQUET_SORTED_BYTES = 512 * MIB
ZSTD_WINDOW_BYTES = 128 * MIB
FUTURE_HOURS = 24  # a time stamp later than this from now is a mistake, not news
MAP_BYTES = 256 * 1024
SURVEYED_IDS = 5_000_000

# What the store can hold of each.
FIELD_CHARACTERS = {
    "channel": 40,
    "external_id": 200,
    "author": 200,
    "author_name": 200,
    "url": 2_000,
    "in_reply_to": 200,
    "thread": 200,
}
