"""The one folder that holds a firebell's state."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import platformdirs


class HomeUnusableError(Exception):
    """The folder of state cannot be used; the message says why and what to do."""


def home() -> Path:
    """`FIREBELL_HOME`, else the platform's data folder; made if it is not there."""
    folder = Path(os.environ.get("FIREBELL_HOME") or platformdirs.user_data_dir("firebell"))
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise HomeUnusableError(
            f"cannot use {folder} ({error.strerror}); set FIREBELL_HOME to a folder of yours"
        ) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise HomeUnusableError(
            f"cannot write to {folder}; give this user the right to, or set FIREBELL_HOME"
        )
    return folder


def secret_key() -> str:
    """The signing key: `FIREBELL_SECRET_KEY`, the file it names, else one made on first use."""
    if key := os.environ.get("FIREBELL_SECRET_KEY"):
        return key
    named = os.environ.get("FIREBELL_SECRET_KEY_FILE")
    path = Path(named) if named else home() / "secret.key"
    if not path.exists():
        if named:
            raise HomeUnusableError(
                f"FIREBELL_SECRET_KEY_FILE names {path}, which is not there; create it or unset it"
            )
        write_private(path, secrets.token_urlsafe(48))
    return path.read_text().strip()


def write_private(path: Path, text: str) -> None:
    # Written aside and linked into place, so that two processes starting at once agree on one key.
    draft = path.with_suffix(f".{os.getpid()}")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise HomeUnusableError(f"cannot write {draft} ({error.strerror}); make room") from error
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
