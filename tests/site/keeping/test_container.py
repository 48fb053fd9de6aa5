"""The file: what went in comes out, and one changed byte anywhere is found."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firebell.site.keeping.checking import check
from firebell.site.keeping.container import BackupWriter, NotABackupError, lines, verify

LINES = st.lists(st.binary(max_size=40).map(lambda line: line.replace(b"\n", b"") + b"\n"))
SLOW = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


def written(path: Path, content: list[bytes], passphrase: str | None) -> Path:
    writer = BackupWriter(path, passphrase)
    for line in content:
        writer.write(line)
    writer.close()
    return path


@pytest.fixture(scope="module", params=[None, "correct horse"], ids=["plain", "encrypted"])
def whole(request, tmp_path_factory, last_release) -> tuple[Path, str | None]:
    """The last release's rows, plain and encrypted."""
    path = tmp_path_factory.mktemp("whole") / "it.backup"
    return written(path, list(lines(last_release)), request.param), request.param


@SLOW
@given(LINES, st.none() | st.text(min_size=1))
def test_what_went_in_comes_out(content, passphrase):
    with tempfile.TemporaryDirectory() as folder:
        path = written(Path(folder) / "it", content, passphrase)
        verify(path)
        assert list(lines(path, passphrase)) == content


def test_more_than_one_chunk(tmp_path):
    import random

    source = random.Random(7)
    content = [source.randbytes(400).hex().encode() + b"\n" for _ in range(2_000)]
    path = written(tmp_path / "it", content, "correct horse")
    assert path.stat().st_size > 4 * 65_536
    assert list(lines(path, "correct horse")) == content


def test_the_tool_zstd_can_read_it(whole):
    path, passphrase = whole
    with path.open("rb") as file:
        reader = zstandard.ZstdDecompressor().stream_reader(file, read_across_frames=True)
        if passphrase:
            with pytest.raises(zstandard.ZstdError):
                reader.read()
        else:
            assert reader.read() == b"".join(lines(path))


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(min_value=0), change=st.integers(min_value=1, max_value=255))
def test_one_changed_byte_anywhere_is_refused(whole, place, change):
    path, passphrase = whole
    data = bytearray(path.read_bytes())
    data[place % len(data)] ^= change
    refused(data, passphrase)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(length=st.integers(min_value=0))
def test_cut_short_anywhere_is_refused(whole, length):
    path, passphrase = whole
    data = path.read_bytes()
    refused(data[: length % len(data)], passphrase)


def test_more_at_the_end_is_refused(whole):
    path, passphrase = whole
    refused(path.read_bytes() + b"\0", passphrase)


def refused(data: bytes, passphrase: str | None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "damaged"
        path.write_bytes(data)
        with pytest.raises(NotABackupError) as told:
            check(path, passphrase)
        assert str(path) in str(told.value)


@pytest.mark.parametrize("passphrase", ["wrong horse", None])
def test_a_wrong_passphrase(tmp_path, passphrase):
    path = written(tmp_path / "it", [b"{}\n"], "correct horse")
    with pytest.raises(NotABackupError, match="passphrase"):
        list(lines(path, passphrase))


def test_chunks_cannot_change_places(tmp_path):
    """Whoever can mend the outer checksum still cannot reorder what is encrypted."""
    import hashlib
    import random
    import struct

    noise = random.Random(7)
    content = [noise.randbytes(600).hex().encode() + b"\n" for _ in range(2_000)]
    data = written(tmp_path / "it", content, "correct horse").read_bytes()
    start = 8 + struct.unpack("<I", data[4:8])[0]
    size = 4 + struct.unpack("<I", data[start : start + 4])[0]
    first, second = data[start : start + size], data[start + size : start + 2 * size]
    changed = data[:start] + second + first + data[start + 2 * size : -40]
    path = tmp_path / "changed"
    path.write_bytes(changed + data[-40:-32] + hashlib.sha256(changed).digest())
    verify(path)
    with pytest.raises(NotABackupError):
        list(lines(path, "correct horse"))
